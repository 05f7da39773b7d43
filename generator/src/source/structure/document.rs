//! The OpenAPI Object and what is not an operation: info, servers, tags, components.
//!
//! In: the root's value. Out: the [`Spec`], without its schemas. What always holds: see [`super`].

use std::sync::Arc;

use indexmap::IndexMap;
use serde_json::Value;

use super::paths::{callbacks, events, paths};
use super::reader::{ObjectNode, SpecReader};
use super::schema::schema;
use super::security::security_scheme;
use super::shared::{external_documentation, security, server};
use super::{media, operation};
use crate::place::At;
use crate::source::kind::ObjectKind;
use crate::spec::{Extensions, Info, SchemaUse, SecurityScheme, Spec};

/// Reads the whole document.
pub(super) fn document(reader: &mut SpecReader<'_>, value: &Value) -> Option<Spec> {
    let object = reader.object(value, &At::ROOT, ObjectKind::OpenApi)?;
    for name in ["info", "paths"] {
        reader.require(object, name);
    }
    reader.required_text(object, "openapi");
    // Operations without their own have these.
    reader.servers = reader.list(object, "servers", server).unwrap_or_default();
    reader.security = security(reader, object).unwrap_or_default();
    reader.list(object, "tags", tag);
    let components = reader.member(object, "components", components);
    let components = components.unwrap_or_default();
    let paths = reader.member(object, "paths", paths).unwrap_or_default();
    Some(Spec {
        info: reader.member(object, "info", info).unwrap_or_default(),
        external_docs: reader.member(object, "externalDocs", external_documentation),
        servers: reader.servers.clone(),
        paths,
        events: reader
            .member(object, "x-webhooks", events)
            .unwrap_or_default(),
        components: components.schemas,
        security: reader.security.clone(),
        states_security: reader.states_security,
        security_schemes: components.security_schemes,
        extensions: extensions(object),
        ..Spec::default()
    })
}

fn info(reader: &mut SpecReader<'_>, value: &Value, at: &At<'_>) -> Option<Info> {
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
fn contact(reader: &mut SpecReader<'_>, value: &Value, at: &At<'_>) -> Option<String> {
    let object = reader.object(value, at, ObjectKind::Contact)?;
    for name in ["name", "email"] {
        reader.text(object, name);
    }
    reader.text(object, "url")
}

fn license(reader: &mut SpecReader<'_>, value: &Value, at: &At<'_>) -> Option<()> {
    let object = reader.object(value, at, ObjectKind::License)?;
    reader.required_text(object, "name");
    reader.text(object, "url").map(drop)
}

fn tag(reader: &mut SpecReader<'_>, value: &Value, at: &At<'_>) -> Option<()> {
    let object = reader.object(value, at, ObjectKind::Tag)?;
    reader.required_text(object, "name");
    reader.text(object, "description");
    reader
        .member(object, "externalDocs", external_documentation)
        .map(drop)
}

/// Components that have a name in the [`Spec`]; others are read where they are referred to.
#[derive(Default)]
struct Components {
    schemas: IndexMap<String, SchemaUse>,
    security_schemes: IndexMap<String, Arc<SecurityScheme>>,
}

fn components(reader: &mut SpecReader<'_>, value: &Value, at: &At<'_>) -> Option<Components> {
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

/// The members whose names start with `x-`.
fn extensions(object: ObjectNode<'_>) -> Extensions {
    let extensions = object
        .members
        .iter()
        .filter(|(name, _)| name.starts_with("x-"));
    extensions
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect()
}
