//! Security schemes.
//!
//! In: `components.securitySchemes`. Out: what each asks for. What always holds: a scheme that has no counterpart keeps
//! its name, so that a user can send what it asks for.

use openapiv3::{APIKeyLocation, ReferenceOr};

use crate::api::{Location, Pointer, SecurityScheme, SecuritySchemeKind};
use crate::lower::context::Lowering;

impl Lowering<'_> {
    /// The schemes, in the document's order.
    pub fn security_schemes(&mut self) -> Vec<SecurityScheme> {
        let at = Pointer::root().child("components").child("securitySchemes");
        let schemes = self
            .document
            .openapi
            .components
            .as_ref()
            .map(|components| &components.security_schemes);
        let mut found = Vec::new();
        for (wire, scheme) in schemes.into_iter().flatten() {
            let pointer = at.child(wire);
            let ReferenceOr::Item(scheme) = scheme else {
                self.warn(
                    "security-scheme-left-out",
                    &pointer,
                    "a security scheme that is a reference is left out",
                    "this scheme",
                    "put the scheme here, in an overlay",
                );
                continue;
            };
            let (kind, description) = kind(scheme);
            found.push(SecurityScheme {
                wire: wire.clone(),
                kind,
                docs: self.docs(description),
                pointer,
            });
        }
        found
    }
}

fn kind(scheme: &openapiv3::SecurityScheme) -> (SecuritySchemeKind, Option<&str>) {
    use openapiv3::SecurityScheme as Scheme;
    match scheme {
        Scheme::HTTP {
            scheme,
            description,
            ..
        } => {
            let kind = match scheme.to_ascii_lowercase().as_str() {
                "basic" => SecuritySchemeKind::Basic,
                "bearer" => SecuritySchemeKind::Bearer,
                _ => SecuritySchemeKind::Other(scheme.clone()),
            };
            (kind, description.as_deref())
        }
        Scheme::APIKey {
            location,
            name,
            description,
            ..
        } => {
            let location = match location {
                APIKeyLocation::Query => Location::Query,
                APIKeyLocation::Header => Location::Header,
                APIKeyLocation::Cookie => Location::Cookie,
            };
            (
                SecuritySchemeKind::ApiKey {
                    location,
                    name: name.clone(),
                },
                description.as_deref(),
            )
        }
        Scheme::OAuth2 { description, .. } | Scheme::OpenIDConnect { description, .. } => {
            (SecuritySchemeKind::OAuth, description.as_deref())
        }
    }
}
