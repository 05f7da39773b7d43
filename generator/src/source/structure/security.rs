//! Security Scheme Objects.
//!
//! In: a scheme's value. Out: openapiv3's scheme of it. What always holds: see [`super`].

use indexmap::IndexMap;
use openapiv3::{
    APIKeyLocation, AuthorizationCodeOAuth2Flow, ClientCredentialsOAuth2Flow, ImplicitOAuth2Flow,
    OAuth2Flows, PasswordOAuth2Flow, SecurityScheme,
};
use serde_json::Value;

use super::kind::ObjectKind;
use super::reader::{Object, Reader, extensions, string};
use crate::place::At;

/// Reads a Security Scheme Object.
pub(super) fn security_scheme(
    reader: &mut Reader<'_>,
    value: &Value,
    at: &At<'_>,
) -> Option<SecurityScheme> {
    let object = reader.object(value, at, ObjectKind::SecurityScheme)?;
    reader.require(object, "type");
    let types = ["apiKey", "http", "oauth2", "openIdConnect"].map(|name| (name, name));
    let typ = reader.choice(object, "type", &types)?;
    let description = reader.text(object, "description");
    let extensions = extensions(object);
    Some(match typ {
        "apiKey" => SecurityScheme::APIKey {
            location: location(reader, object)?,
            name: reader.required_text(object, "name"),
            description,
            extensions,
        },
        "http" => SecurityScheme::HTTP {
            scheme: reader.required_text(object, "scheme"),
            bearer_format: reader.text(object, "bearerFormat"),
            description,
            extensions,
        },
        "oauth2" => {
            reader.require(object, "flows");
            SecurityScheme::OAuth2 {
                flows: reader.member(object, "flows", flows)?,
                description,
                extensions,
            }
        }
        _ => SecurityScheme::OpenIDConnect {
            open_id_connect_url: reader.required_text(object, "openIdConnectUrl"),
            description,
            extensions,
        },
    })
}

fn location(reader: &mut Reader<'_>, object: Object<'_>) -> Option<APIKeyLocation> {
    reader.require(object, "in");
    let locations = [
        ("query", APIKeyLocation::Query),
        ("header", APIKeyLocation::Header),
        ("cookie", APIKeyLocation::Cookie),
    ];
    reader.choice(object, "in", &locations)
}

fn flows(reader: &mut Reader<'_>, value: &Value, at: &At<'_>) -> Option<OAuth2Flows> {
    let object = reader.object(value, at, ObjectKind::OAuthFlows)?;
    Some(OAuth2Flows {
        implicit: reader.member(object, "implicit", |reader, value, at| {
            let object = reader.object(value, at, ObjectKind::OAuthFlow)?;
            Some(ImplicitOAuth2Flow {
                authorization_url: reader.required_text(object, "authorizationUrl"),
                refresh_url: reader.text(object, "refreshUrl"),
                scopes: scopes(reader, object),
                extensions: extensions(object),
            })
        }),
        password: reader.member(object, "password", |reader, value, at| {
            let object = reader.object(value, at, ObjectKind::OAuthFlow)?;
            Some(PasswordOAuth2Flow {
                refresh_url: reader.text(object, "refreshUrl"),
                token_url: reader.required_text(object, "tokenUrl"),
                scopes: scopes(reader, object),
                extensions: extensions(object),
            })
        }),
        client_credentials: reader.member(object, "clientCredentials", |reader, value, at| {
            let object = reader.object(value, at, ObjectKind::OAuthFlow)?;
            Some(ClientCredentialsOAuth2Flow {
                refresh_url: reader.text(object, "refreshUrl"),
                token_url: reader.required_text(object, "tokenUrl"),
                scopes: scopes(reader, object),
                extensions: extensions(object),
            })
        }),
        authorization_code: reader.member(object, "authorizationCode", |reader, value, at| {
            let object = reader.object(value, at, ObjectKind::OAuthFlow)?;
            Some(AuthorizationCodeOAuth2Flow {
                authorization_url: reader.required_text(object, "authorizationUrl"),
                token_url: reader.required_text(object, "tokenUrl"),
                refresh_url: reader.text(object, "refreshUrl"),
                scopes: scopes(reader, object),
                extensions: extensions(object),
            })
        }),
        extensions: extensions(object),
    })
}

fn scopes(reader: &mut Reader<'_>, object: Object<'_>) -> IndexMap<String, String> {
    reader.require(object, "scopes");
    reader.map(object, "scopes", string)
}
