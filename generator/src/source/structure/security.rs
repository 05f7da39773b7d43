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
    let named = reader.text(object, "type")?;
    let kind = match named.as_str() {
        "apiKey" => api_key(reader, object)?,
        "http" => {
            reader.text(object, "bearerFormat");
            SchemeKind::Http(reader.required_text(object, "scheme"))
        }
        "oauth2" => {
            reader.require(object, "flows");
            reader.member(object, "flows", flows)?
        }
        "openIdConnect" => {
            reader.required_text(object, "openIdConnectUrl");
            SchemeKind::OpenIdConnect
        }
        // A crate is right without it: later versions of OpenAPI have other types, which no client serves.
        other => SchemeKind::Unknown(format!("`type: {}`", other.escape_debug())),
    };
    Some(Arc::new(SecurityScheme {
        at: at.pointer(),
        description: reader.text(object, "description"),
        kind,
    }))
}

fn api_key(reader: &mut SpecReader<'_>, object: ObjectNode<'_>) -> Option<SchemeKind> {
    reader.require(object, "in");
    let name = reader.required_text(object, "name");
    let location = match reader.text(object, "in")?.as_str() {
        "query" => ParameterLocation::Query,
        "header" => ParameterLocation::Header,
        "cookie" => ParameterLocation::Cookie,
        other => {
            let said = format!("a key `in: {}`", other.escape_debug());
            return Some(SchemeKind::Unknown(said));
        }
    };
    Some(SchemeKind::ApiKey { location, name })
}

/// Where the flows of OAuth give tokens.
fn flows(reader: &mut SpecReader<'_>, value: &Value, at: &At<'_>) -> Option<SchemeKind> {
    let object = reader.object(value, at, ObjectKind::OAuthFlows)?;
    let flows: [(&str, ReadFn<Flow>); 4] = [
        ("clientCredentials", |reader, value, at| {
            flow(reader, value, at, &["tokenUrl"])
        }),
        ("authorizationCode", |reader, value, at| {
            flow(reader, value, at, &["authorizationUrl", "tokenUrl"])
        }),
        ("password", |reader, value, at| {
            flow(reader, value, at, &["tokenUrl"])
        }),
        ("implicit", |reader, value, at| {
            flow(reader, value, at, &["authorizationUrl"])
        }),
    ];
    let found = flows.map(|(name, read)| reader.member(object, name, read).unwrap_or_default());
    let refresh = |flow: &Flow| flow.refresh_url.clone().or(flow.token_url.clone());
    let refresh_url = found.iter().find_map(refresh);
    let [Flow { token_url, .. }, ..] = found;
    let refresh_url = refresh_url.filter(|url| token_url.as_ref() != Some(url));
    Some(SchemeKind::OAuth2 {
        token_url,
        refresh_url,
    })
}

/// What is kept of an OAuth Flow Object.
#[derive(Default)]
struct Flow {
    token_url: Option<String>,
    refresh_url: Option<String>,
}

/// Reads an OAuth Flow Object, in which these URLs are required.
fn flow(reader: &mut SpecReader<'_>, value: &Value, at: &At<'_>, urls: &[&str]) -> Option<Flow> {
    let object = reader.object(value, at, ObjectKind::OAuthFlow)?;
    for name in urls {
        reader.require(object, name);
    }
    reader.text(object, "authorizationUrl");
    reader.require(object, "scopes");
    reader.map(object, "scopes", string);
    let stated = |url: Option<String>| url.filter(|url| !url.is_empty());
    Some(Flow {
        token_url: stated(reader.text(object, "tokenUrl")),
        refresh_url: stated(reader.text(object, "refreshUrl")),
    })
}
