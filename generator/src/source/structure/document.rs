//! The OpenAPI Object and what is not an operation: info, servers, tags, components.
//!
//! In: the root's value. Out: the [`Spec`], without its schemas. What always holds: see [`super`].

use std::sync::Arc;

use indexmap::IndexMap;
use serde_json::Value;

use super::kind::ObjectKind;
use super::paths::{callback, events, paths};
use super::reader::{Object, Reader, extensions, string};
use super::schema::schema;
use super::security::security_scheme;
use super::{media, operation};
use crate::place::At;
use crate::spec::{Info, SchemaUse, SecurityScheme, Server, Spec};

/// Reads the whole document.
pub(super) fn document(reader: &mut Reader<'_>, value: &Value) -> Option<Spec> {
    let object = reader.object(value, &At::ROOT, ObjectKind::OpenApi)?;
    for name in ["info", "paths"] {
        reader.require(object, name);
    }
    reader.required_text(object, "openapi");
    // Operations without their own have these.
    reader.servers = reader.list(object, "servers", server).unwrap_or_default();
    reader.security = reader
        .list(object, "security", security_requirement)
        .unwrap_or_default();
    reader.list(object, "tags", tag);
    let components = reader.member(object, "components", components);
    let components = components.unwrap_or_default();
    Some(Spec {
        info: reader.member(object, "info", info).unwrap_or_default(),
        external_docs: reader.member(object, "externalDocs", external_documentation),
        servers: reader.servers.clone(),
        paths: reader.member(object, "paths", paths).unwrap_or_default(),
        events: reader
            .member(object, "x-webhooks", events)
            .unwrap_or_default(),
        components: components.schemas,
        security_schemes: components.security_schemes,
        extensions: extensions(object),
        ..Spec::default()
    })
}

fn info(reader: &mut Reader<'_>, value: &Value, at: &At<'_>) -> Option<Info> {
    let object = reader.object(value, at, ObjectKind::Info)?;
    reader.member(object, "license", license);
    Some(Info {
        title: reader.required_text(object, "title"),
        version: reader.required_text(object, "version"),
        description: reader.text(object, "description"),
        terms_of_service: reader.text(object, "termsOfService"),
        contact_url: reader.member(object, "contact", contact),
    })
}

/// Answers its URL.
fn contact(reader: &mut Reader<'_>, value: &Value, at: &At<'_>) -> Option<String> {
    let object = reader.object(value, at, ObjectKind::Contact)?;
    for name in ["name", "email"] {
        reader.text(object, name);
    }
    reader.text(object, "url")
}

fn license(reader: &mut Reader<'_>, value: &Value, at: &At<'_>) -> Option<()> {
    let object = reader.object(value, at, ObjectKind::License)?;
    reader.required_text(object, "name");
    reader.text(object, "url").map(drop)
}

/// Reads a Server Object.
pub(super) fn server(reader: &mut Reader<'_>, value: &Value, at: &At<'_>) -> Option<Server> {
    let object = reader.object(value, at, ObjectKind::Server)?;
    Some(Server {
        at: at.pointer(),
        url: reader.required_text(object, "url"),
        description: reader.text(object, "description"),
        variables: reader.map(object, "variables", server_variable),
    })
}

/// Answers its default.
fn server_variable(reader: &mut Reader<'_>, value: &Value, at: &At<'_>) -> Option<String> {
    let object = reader.object(value, at, ObjectKind::ServerVariable)?;
    reader.list(object, "enum", string);
    reader.text(object, "description");
    Some(reader.required_text(object, "default"))
}

fn tag(reader: &mut Reader<'_>, value: &Value, at: &At<'_>) -> Option<()> {
    let object = reader.object(value, at, ObjectKind::Tag)?;
    reader.required_text(object, "name");
    reader.text(object, "description");
    reader
        .member(object, "externalDocs", external_documentation)
        .map(drop)
}

/// Reads an External Documentation Object: its URL.
pub(super) fn external_documentation(
    reader: &mut Reader<'_>,
    value: &Value,
    at: &At<'_>,
) -> Option<String> {
    let object = reader.object(value, at, ObjectKind::ExternalDocumentation)?;
    reader.text(object, "description");
    Some(reader.required_text(object, "url"))
}

/// Reads a Security Requirement Object: the names of the schemes.
pub(super) fn security_requirement(
    reader: &mut Reader<'_>,
    value: &Value,
    at: &At<'_>,
) -> Option<Vec<String>> {
    let object = reader.object(value, at, ObjectKind::SecurityRequirement)?;
    let names = object.members.keys();
    let names = names.filter(|name| reader.list(object, name, string).is_some());
    Some(names.cloned().collect())
}

/// Components that have a name in the [`Spec`]; others are read where they are referred to.
#[derive(Default)]
struct Components {
    schemas: IndexMap<String, SchemaUse>,
    security_schemes: IndexMap<String, Arc<SecurityScheme>>,
}

fn components(reader: &mut Reader<'_>, value: &Value, at: &At<'_>) -> Option<Components> {
    let object = reader.object(value, at, ObjectKind::Components)?;
    reader.map(object, "responses", operation::response);
    reader.map(object, "parameters", operation::parameter);
    reader.map(object, "examples", media::example);
    reader.map(object, "requestBodies", operation::body);
    reader.map(object, "headers", media::header);
    reader.map(object, "links", media::link);
    callbacks(reader, object);
    Some(Components {
        schemas: reader.map(object, "schemas", schema),
        security_schemes: reader.map(object, "securitySchemes", security_scheme),
    })
}

/// Checks callbacks; whether there are any.
pub(super) fn callbacks(reader: &mut Reader<'_>, object: Object<'_>) -> bool {
    let callbacks = reader.map(object, "callbacks", |reader, value, at| {
        reader.reference_or(value, at, ObjectKind::Callback, callback)
    });
    !callbacks.is_empty()
}
