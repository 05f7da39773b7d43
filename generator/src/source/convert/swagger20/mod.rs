//! Swagger 2.0 to the words of OpenAPI 3.0.
//!
//! In: the root's value. Out: its node. What always holds: what 2.0 says in several places (media types in `consumes` and
//! `produces`, parameters that are bodies) comes together where 3.0 has it, each part with the place that it was published at.

mod bodies;
mod parameters;
mod paths;
mod responses;
mod schemas;
mod security;
mod servers;

use serde_json::{Map, Value};

use super::node::{ConvertedNode, NodeMembers};
use super::words::{ReadSchema, Words};
use crate::place::Pointer;
use crate::source::kind::ObjectKind;
pub(crate) use parameters::TAB_DELIMITED;

/// Converts a schema.
pub(super) const SCHEMA: ReadSchema = schemas::schema;

/// What both versions say alike.
const ALIKE: [&str; 4] = ["info", "tags", "externalDocs", "security"];

/// Converts the whole document.
pub(super) fn document(words: &mut Words<'_>) -> ConvertedNode {
    let (at, root) = (Pointer::root(), words.root);
    let Some(own) = root.as_object() else {
        return ConvertedNode::same(at, root.clone());
    };
    words.check(ObjectKind::OpenApi, own, &at);
    let mut members = NodeMembers::new();
    let version = ConvertedNode::same(at.child("swagger"), "3.0.3");
    members.insert("openapi".to_owned(), version);
    servers::servers(own, &at, &mut members);
    for (name, value) in own {
        let at = at.child(name);
        let node = match name.as_str() {
            "paths" => paths::paths(words, value, &at),
            "x-webhooks" => paths::events(words, value, &at),
            name if ALIKE.contains(&name) => ConvertedNode::same(at, value.clone()),
            name if name.starts_with("x-") => schemas::extension(value, &at),
            _ => continue,
        };
        members.insert(name.clone(), node);
    }
    let components = components(words, own);
    members.insert(
        "components".to_owned(),
        ConvertedNode::object(at, components),
    );
    ConvertedNode::object(Pointer::root(), members)
}

/// What can be referred to, and the security schemes.
fn components(words: &mut Words<'_>, own: &Map<String, Value>) -> NodeMembers {
    type Read = fn(&mut Words<'_>, &Value, &Pointer) -> Option<ConvertedNode>;
    let sections: [(&str, &str, Read); 4] = [
        ("definitions", "schemas", |words, value, at| {
            Some(words.schema(value, at))
        }),
        // What is a body or a part of one is written out where it is referred to.
        ("parameters", "parameters", parameters::shared),
        ("responses", "responses", |words, value, at| {
            let produces = bodies::MediaTypes::of(words.root, None, "produces");
            Some(responses::response(words, value, at, &produces))
        }),
        (
            "securityDefinitions",
            "securitySchemes",
            |words, value, at| Some(security::scheme(words, value, at)),
        ),
    ];
    let mut members = NodeMembers::new();
    for (published, section, read) in sections {
        let Some(value) = own.get(published) else {
            continue;
        };
        let at = Pointer::root().child(published);
        let node = match value {
            Value::Object(all) => {
                let all = all.iter().filter_map(|(name, value)| {
                    let node = read(words, value, &at.child(name))?;
                    Some((name.clone(), node))
                });
                let all = all.collect();
                ConvertedNode::object(at, all)
            }
            other => ConvertedNode::same(at, other.clone()),
        };
        members.insert(section.to_owned(), node);
    }
    members
}
