//! Security Scheme Objects.
//!
//! In: a scheme's value. Out: what the scheme asks for. What always holds: see [`super`].

use std::sync::Arc;

use serde_json::Value;

use super::reader::{ObjectNode, ReadFn, SpecReader, string};
use crate::place::At;
use crate::source::kind::ObjectKind;
use crate::spec::{ParameterLocation, SchemeKind, SecurityScheme};

/// Reads a Security Scheme Object or a reference to one.
pub(super) fn security_scheme(
    reader: &mut SpecReader<'_>,
    value: &Value,
    at: &At<'_>,
) -> Option<Arc<SecurityScheme>> {
    let kind = ObjectKind::SecurityScheme;
    reader.shared(value, at, kind, |shared| &mut shared.security_schemes, read)
}

fn read(reader: &mut SpecReader<'_>, value: &Value, at: &At<'_>) -> Option<Arc<SecurityScheme>> {
    let object = reader.object(value, at, ObjectKind::SecurityScheme)?;
    reader.require(object, "type");
    let types = ["apiKey", "http", "oauth2", "openIdConnect"].map(|name| (name, name));
    let kind = match reader.choice(object, "type", &types)? {
        "apiKey" => SchemeKind::ApiKey {
            location: location(reader, object)?,
            name: reader.required_text(object, "name"),
        },
        "http" => {
            reader.text(object, "bearerFormat");
            SchemeKind::Http(reader.required_text(object, "scheme"))
        }
        "oauth2" => {
            reader.require(object, "flows");
            reader.member(object, "flows", flows)?;
            SchemeKind::OAuth2
        }
        _ => {
            reader.required_text(object, "openIdConnectUrl");
            SchemeKind::OpenIdConnect
        }
    };
    Some(Arc::new(SecurityScheme {
        at: at.pointer(),
        description: reader.text(object, "description"),
        kind,
    }))
}

fn location(reader: &mut SpecReader<'_>, object: ObjectNode<'_>) -> Option<ParameterLocation> {
    reader.require(object, "in");
    let locations = [
        ("query", ParameterLocation::Query),
        ("header", ParameterLocation::Header),
        ("cookie", ParameterLocation::Cookie),
    ];
    reader.choice(object, "in", &locations)
}

fn flows(reader: &mut SpecReader<'_>, value: &Value, at: &At<'_>) -> Option<()> {
    let object = reader.object(value, at, ObjectKind::OAuthFlows)?;
    let flows: [(&str, ReadFn<()>); 4] = [
        ("implicit", |reader, value, at| {
            flow(reader, value, at, &["authorizationUrl"])
        }),
        ("password", |reader, value, at| {
            flow(reader, value, at, &["tokenUrl"])
        }),
        ("clientCredentials", |reader, value, at| {
            flow(reader, value, at, &["tokenUrl"])
        }),
        ("authorizationCode", |reader, value, at| {
            flow(reader, value, at, &["authorizationUrl", "tokenUrl"])
        }),
    ];
    for (name, check) in flows {
        reader.member(object, name, check);
    }
    Some(())
}

/// Checks an OAuth Flow Object, in which these URLs are required.
fn flow(reader: &mut SpecReader<'_>, value: &Value, at: &At<'_>, urls: &[&str]) -> Option<()> {
    let object = reader.object(value, at, ObjectKind::OAuthFlow)?;
    for name in urls {
        reader.required_text(object, name);
    }
    reader.text(object, "refreshUrl");
    reader.require(object, "scopes");
    reader.map(object, "scopes", string);
    Some(())
}
