//! The OpenAPI Object and what is not an operation: info, servers, tags, components.
//!
//! In: the root's value. Out: openapiv3's document of it. What always holds: see [`super`].

use openapiv3::{
    Components, Contact, ExternalDocumentation, Info, License, OpenAPI, SecurityRequirement,
    Server, ServerVariable, Tag,
};
use serde_json::Value;

use super::Content;
use super::kind::ObjectKind;
use super::paths::{callback, path_item, paths};
use super::reader::{Object, Reader, extensions, string};
use super::schema::schema_or_reference;
use super::security::security_scheme;
use super::{media, operation};
use crate::place::At;

/// Reads the whole document.
pub(super) fn document(reader: &mut Reader<'_>, value: &Value) -> Option<Content> {
    let object = reader.object(value, &At::ROOT, ObjectKind::OpenApi)?;
    for name in ["info", "paths"] {
        reader.require(object, name);
    }
    let openapi = OpenAPI {
        openapi: reader.required_text(object, "openapi"),
        info: reader.member(object, "info", info).unwrap_or_default(),
        servers: reader.list(object, "servers", server).unwrap_or_default(),
        paths: reader.member(object, "paths", paths).unwrap_or_default(),
        components: reader.member(object, "components", components),
        security: reader.list(object, "security", security_requirement),
        tags: reader.list(object, "tags", tag).unwrap_or_default(),
        external_docs: reader.member(object, "externalDocs", external_documentation),
        extensions: extensions(object),
    };
    let webhooks = reader.map(object, "x-webhooks", |reader, value, at| {
        reader.reference_or(value, at, ObjectKind::PathItem, path_item)
    });
    Some(Content {
        openapi,
        webhooks,
        ..Content::default()
    })
}

fn info(reader: &mut Reader<'_>, value: &Value, at: &At<'_>) -> Option<Info> {
    let object = reader.object(value, at, ObjectKind::Info)?;
    Some(Info {
        title: reader.required_text(object, "title"),
        description: reader.text(object, "description"),
        terms_of_service: reader.text(object, "termsOfService"),
        contact: reader.member(object, "contact", contact),
        license: reader.member(object, "license", license),
        version: reader.required_text(object, "version"),
        extensions: extensions(object),
    })
}

fn contact(reader: &mut Reader<'_>, value: &Value, at: &At<'_>) -> Option<Contact> {
    let object = reader.object(value, at, ObjectKind::Contact)?;
    Some(Contact {
        name: reader.text(object, "name"),
        url: reader.text(object, "url"),
        email: reader.text(object, "email"),
        extensions: extensions(object),
    })
}

fn license(reader: &mut Reader<'_>, value: &Value, at: &At<'_>) -> Option<License> {
    let object = reader.object(value, at, ObjectKind::License)?;
    let name = reader.required_text(object, "name");
    Some(License {
        name,
        url: reader.text(object, "url"),
        extensions: extensions(object),
    })
}

/// Reads a Server Object.
pub(super) fn server(reader: &mut Reader<'_>, value: &Value, at: &At<'_>) -> Option<Server> {
    let object = reader.object(value, at, ObjectKind::Server)?;
    let variables = object
        .get("variables")
        .map(|_| reader.map(object, "variables", server_variable));
    Some(Server {
        url: reader.required_text(object, "url"),
        description: reader.text(object, "description"),
        variables,
        extensions: extensions(object),
    })
}

fn server_variable(reader: &mut Reader<'_>, value: &Value, at: &At<'_>) -> Option<ServerVariable> {
    let object = reader.object(value, at, ObjectKind::ServerVariable)?;
    Some(ServerVariable {
        enumeration: reader.list(object, "enum", string).unwrap_or_default(),
        default: reader.required_text(object, "default"),
        description: reader.text(object, "description"),
        extensions: extensions(object),
    })
}

fn tag(reader: &mut Reader<'_>, value: &Value, at: &At<'_>) -> Option<Tag> {
    let object = reader.object(value, at, ObjectKind::Tag)?;
    Some(Tag {
        name: reader.required_text(object, "name"),
        description: reader.text(object, "description"),
        external_docs: reader.member(object, "externalDocs", external_documentation),
        extensions: extensions(object),
    })
}

/// Reads an External Documentation Object.
pub(super) fn external_documentation(
    reader: &mut Reader<'_>,
    value: &Value,
    at: &At<'_>,
) -> Option<ExternalDocumentation> {
    let object = reader.object(value, at, ObjectKind::ExternalDocumentation)?;
    let url = reader.required_text(object, "url");
    Some(ExternalDocumentation {
        description: reader.text(object, "description"),
        url,
        extensions: extensions(object),
    })
}

/// Reads a Security Requirement Object: for each scheme, its scopes.
pub(super) fn security_requirement(
    reader: &mut Reader<'_>,
    value: &Value,
    at: &At<'_>,
) -> Option<SecurityRequirement> {
    let object = reader.object(value, at, ObjectKind::SecurityRequirement)?;
    let names = object.members.keys();
    let scopes = names.filter_map(|name| Some((name.clone(), reader.list(object, name, string)?)));
    Some(scopes.collect())
}

fn components(reader: &mut Reader<'_>, value: &Value, at: &At<'_>) -> Option<Components> {
    let object = reader.object(value, at, ObjectKind::Components)?;
    Some(Components {
        schemas: reader.map(object, "schemas", schema_or_reference),
        responses: reader.map(object, "responses", operation::response_or_reference),
        parameters: reader.map(object, "parameters", operation::parameter_or_reference),
        examples: reader.map(object, "examples", media::example_or_reference),
        request_bodies: reader.map(
            object,
            "requestBodies",
            operation::request_body_or_reference,
        ),
        headers: reader.map(object, "headers", media::header_or_reference),
        security_schemes: reader.map(object, "securitySchemes", |reader, value, at| {
            reader.reference_or(value, at, ObjectKind::SecurityScheme, security_scheme)
        }),
        links: reader.map(object, "links", media::link_or_reference),
        callbacks: callbacks(reader, object),
        extensions: extensions(object),
    })
}

fn callbacks(
    reader: &mut Reader<'_>,
    object: Object<'_>,
) -> indexmap::IndexMap<String, openapiv3::ReferenceOr<openapiv3::Callback>> {
    reader.map(object, "callbacks", |reader, value, at| {
        reader.reference_or(value, at, ObjectKind::Callback, callback)
    })
}
