//! Security schemes.
//!
//! In: `components.securitySchemes`. Out: what each asks for. What always holds: a scheme that has no counterpart keeps
//! its name, so that a user can send what it asks for.

use super::inputs::location;
use crate::api::{SecurityScheme, SecuritySchemeKind};
use crate::lower::context::Lowering;
use crate::spec::SchemeKind;

impl Lowering<'_> {
    /// The schemes, in the document's order.
    pub fn security_schemes(&self) -> Vec<SecurityScheme> {
        let schemes = self.spec.security_schemes.iter();
        schemes
            .map(|(wire, scheme)| SecurityScheme {
                wire: wire.clone(),
                kind: kind(&scheme.kind),
                docs: self.docs(scheme.description.as_deref()),
                pointer: scheme.at.clone(),
            })
            .collect()
    }
}

fn kind(kind: &SchemeKind) -> SecuritySchemeKind {
    match kind {
        SchemeKind::Http(scheme) => match scheme.to_ascii_lowercase().as_str() {
            "basic" => SecuritySchemeKind::Basic,
            "bearer" => SecuritySchemeKind::Bearer,
            _ => SecuritySchemeKind::Other(scheme.clone()),
        },
        SchemeKind::ApiKey { location: at, name } => SecuritySchemeKind::ApiKey {
            location: location(*at),
            name: name.clone(),
        },
        SchemeKind::OAuth2 | SchemeKind::OpenIdConnect => SecuritySchemeKind::OAuth,
    }
}
