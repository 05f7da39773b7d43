//! What is no schema.
//!
//! In: a value and the kind of object it should be. Out: its node. What always holds: see [`super`].

use serde_json::{Map, Value};

use super::super::node::{Content, ConvertedNode, NodeMembers};
use super::super::words::Words;
use crate::diagnostic::{Diagnostic, Place};
use crate::place::Pointer;
use crate::source::kind::ObjectKind;
use crate::source::shape::quoted;

/// What names the dialect of JSON Schema that OpenAPI has.
const DIALECTS: [&str; 3] = [
    "https://spec.openapis.org/oas/3.1/dialect/",
    "https://spec.openapis.org/oas/3.2/dialect/",
    "https://json-schema.org/draft/2020-12/schema",
];

/// Converts what should be an object, a map or a list of a kind.
pub(super) fn object(
    words: &mut Words<'_>,
    kind: ObjectKind,
    value: &Value,
    at: &Pointer,
) -> ConvertedNode {
    let members = match (kind, value) {
        (ObjectKind::Schema, _) => return words.schema(value, at),
        (ObjectKind::ListOf(kind), Value::Array(elements)) => {
            let elements = elements.iter().enumerate();
            let elements = elements.map(|(index, one)| object(words, *kind, one, &at.child(index)));
            return ConvertedNode::array(at.clone(), elements.collect());
        }
        (ObjectKind::ListOf(_), _) | (_, Value::Array(_)) => None,
        (_, value) => value.as_object(),
    };
    let Some(own) = members else {
        return ConvertedNode::same(at.clone(), value.clone());
    };
    if !matches!(kind, ObjectKind::MapOf(_)) && !own.contains_key("$ref") {
        words.check(kind, own, at);
    }
    let mut members = NodeMembers::new();
    for (name, value) in own {
        let at = at.child(name);
        let node = match (member(kind, name), value) {
            (_, Value::String(text)) if name == "$ref" => {
                ConvertedNode::new(at, Content::Reference(text.clone()))
            }
            (Some(kind), value) if !value.is_null() => object(words, kind, value, &at),
            _ if Words::is_usual(kind, name) || name == "$ref" => {
                ConvertedNode::same(at, value.clone())
            }
            _ => continue,
        };
        members.insert(name.clone(), node);
    }
    said_otherwise(words, kind, own, at, &mut members);
    ConvertedNode::object(at.clone(), members)
}

/// The kind of a member, of those in which anything may have to be converted.
fn member(kind: ObjectKind, name: &str) -> Option<ObjectKind> {
    use ObjectKind as Kind;
    if let Some(kind) = kind.member(name) {
        return Some(kind);
    }
    Some(match (kind, name) {
        (Kind::OpenApi, "info") => Kind::Info,
        (Kind::OpenApi, "tags") => Kind::ListOf(&Kind::Tag),
        (Kind::OpenApi | Kind::PathItem | Kind::Operation, "servers") => {
            Kind::ListOf(&Kind::Server)
        }
        (Kind::Link, "server") => Kind::Server,
        (Kind::Server, "variables") => Kind::MapOf(&Kind::ServerVariable),
        (Kind::Info, "contact") => Kind::Contact,
        (Kind::Info, "license") => Kind::License,
        (Kind::SecurityScheme, "flows") => Kind::OAuthFlows,
        (Kind::OAuthFlows, name) if Words::is_usual(kind, name) => Kind::OAuthFlow,
        (_, "externalDocs") => Kind::ExternalDocumentation,
        _ => return None,
    })
}

/// What an object of OpenAPI 3.1 says in other words than one of 3.0.
fn said_otherwise(
    words: &mut Words<'_>,
    kind: ObjectKind,
    own: &Map<String, Value>,
    at: &Pointer,
    members: &mut NodeMembers,
) {
    match kind {
        ObjectKind::OpenApi => root(words, own, at, members),
        // A summary is all the description that there is.
        ObjectKind::Info | ObjectKind::Response => {
            if let Some(summary) = own.get("summary")
                && !members.contains_key("description")
            {
                let node = ConvertedNode::same(at.child("summary"), summary.clone());
                members.insert("description".to_owned(), node);
            }
        }
        ObjectKind::Components => {
            if let Some(items) = own.get("pathItems") {
                let kind = ObjectKind::MapOf(&ObjectKind::PathItem);
                let node = object(words, kind, items, &at.child("pathItems"));
                members.insert("x-pathItems".to_owned(), node);
            }
            without_place(words, own, at, &["mediaTypes"]);
        }
        ObjectKind::PathItem => methods(words, own, at),
        ObjectKind::MediaType => {
            media_type(own, at, members);
            part_types(words, own, at, members);
            let names = ["itemSchema", "prefixEncoding", "itemEncoding"];
            without_place(words, own, at, &names);
        }
        ObjectKind::Encoding => {
            let names = ["encoding", "prefixEncoding", "itemEncoding"];
            without_place(words, own, at, &names);
        }
        ObjectKind::Example => {
            for name in ["dataValue", "serializedValue"] {
                if let Some(value) = own.get(name)
                    && !members.contains_key("value")
                {
                    let node = ConvertedNode::same(at.child(name), value.clone());
                    members.insert("value".to_owned(), node);
                }
            }
        }
        ObjectKind::Discriminator => without_place(words, own, at, &["defaultMapping"]),
        ObjectKind::OAuthFlows => without_place(words, own, at, &["deviceAuthorization"]),
        _ => {}
    }
}

fn root(words: &mut Words<'_>, own: &Map<String, Value>, at: &Pointer, members: &mut NodeMembers) {
    if let Some(webhooks) = own.get("webhooks") {
        let kind = ObjectKind::MapOf(&ObjectKind::PathItem);
        let node = object(words, kind, webhooks, &at.child("webhooks"));
        members.insert("x-webhooks".to_owned(), node);
    }
    if let Some(Value::String(dialect)) = own.get("jsonSchemaDialect") {
        self::dialect(words, dialect, at.child("jsonSchemaDialect"));
    }
    if !members.contains_key("paths") {
        let none = ConvertedNode::object(at.child("paths"), NodeMembers::new());
        members.insert("paths".to_owned(), none);
    }
}

/// Says that schemas are of a dialect that is read as another one.
pub(super) fn dialect(words: &mut Words<'_>, dialect: &str, at: Pointer) {
    if DIALECTS.iter().any(|known| dialect.starts_with(known)) {
        return;
    }
    let message = format!(
        "schemas of the dialect `{}` are read as those of OpenAPI",
        quoted(dialect)
    );
    words.found.push(
        Diagnostic::warning("json-schema-dialect", Place::Document(at), message)
            .label("what only this dialect has is not known")
            .help("write the schemas as OpenAPI has them, in its own dialect"),
    );
}

/// Operations with methods that a client can't send.
fn methods(words: &mut Words<'_>, own: &Map<String, Value>, at: &Pointer) {
    let query = own
        .contains_key("query")
        .then(|| (at.child("query"), "QUERY"));
    let others = own.get("additionalOperations").and_then(Value::as_object);
    let others = others.into_iter().flat_map(Map::keys);
    let others = others.map(|name| {
        let at = at.child("additionalOperations").child(name);
        (at, name.as_str())
    });
    for (at, method) in query.into_iter().chain(others) {
        let message = format!("the method {} is not supported", quoted(method));
        words.found.push(
            Diagnostic::error("unsupported-method", Place::Key(at), message)
                .label("no operation can be made of this")
                .help("remove the operation with an overlay, or keep going without it"),
        );
    }
}

/// A body that is no text is bytes, where no schema says anything else.
fn media_type(own: &Map<String, Value>, at: &Pointer, members: &mut NodeMembers) {
    let name = at.tokens().last().unwrap_or_default().to_ascii_lowercase();
    let is_said = ["schema", "itemSchema", "example", "examples"];
    let is_file = [
        "image/",
        "audio/",
        "video/",
        "application/octet-stream",
        "application/pdf",
        "application/zip",
    ];
    if is_said.iter().any(|name| own.contains_key(*name)) || own.contains_key("$ref") {
        return;
    }
    if is_file.iter().any(|start| name.starts_with(start)) {
        let bytes = [("type", "string"), ("format", "binary")];
        let bytes =
            bytes.map(|(name, value)| (name.to_owned(), ConvertedNode::same(at.clone(), value)));
        let schema = ConvertedNode::object(at.clone(), NodeMembers::from_iter(bytes));
        members.insert("schema".to_owned(), schema);
    }
}

/// Writes what a part of a multipart body is as its encoding, unless that says something else.
fn part_types(
    words: &Words<'_>,
    own: &Map<String, Value>,
    at: &Pointer,
    members: &mut NodeMembers,
) {
    let is_multipart = at
        .tokens()
        .last()
        .is_some_and(|name| name.starts_with("multipart/"));
    let Some(written) = own.get("schema").filter(|_| is_multipart) else {
        return;
    };
    let named = written.get("$ref").and_then(Value::as_str);
    let named = named.and_then(|text| Pointer::from_fragment(text.strip_prefix('#')?));
    let (schema, place) = match &named {
        Some(target) => (words.root.pointer(target.as_str()), target.clone()),
        None => (Some(written), at.child("schema")),
    };
    let parts = schema.and_then(|schema| schema.get("properties")?.as_object());
    for (name, part) in parts.into_iter().flatten() {
        let media_type = part.get("contentMediaType").and_then(Value::as_str);
        // These are usual for bytes and for texts.
        let usual = ["application/octet-stream", "text/plain"];
        let Some(media_type) = media_type.filter(|name| !usual.contains(name)) else {
            continue;
        };
        let from = place
            .child("properties")
            .child(name)
            .child("contentMediaType");
        let empty = || ConvertedNode::object(at.clone(), NodeMembers::new());
        let all = members.entry("encoding".to_owned()).or_insert_with(empty);
        let own = all
            .members()
            .map(|all| all.entry(name.clone()).or_insert_with(empty));
        if let Some(own) = own.and_then(ConvertedNode::members) {
            let node = ConvertedNode::same(from, media_type);
            own.entry("contentType".to_owned()).or_insert(node);
        }
    }
}

/// Says of members that no client has anything of them.
fn without_place(words: &mut Words<'_>, own: &Map<String, Value>, at: &Pointer, names: &[&str]) {
    for name in names.iter().filter(|name| own.contains_key(**name)) {
        words.unenforced(
            at.child(name),
            "say the same with what OpenAPI 3.1 has, or remove it with an overlay",
        );
    }
}
