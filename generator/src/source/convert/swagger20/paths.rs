//! Paths, events and their operations.
//!
//! In: their values. Out: their nodes. What always holds: parameters of a path that are a body, or its parts, are those of each of
//! its operations.

use serde_json::{Map, Value};

use super::super::node::{ConvertedNode, NodeMembers};
use super::super::words::Words;
use super::bodies::{self, MediaTypes};
use super::parameters::{PublishedParameter, parameter};
use super::{responses, schemas, servers};
use crate::place::Pointer;
use crate::source::kind::ObjectKind;

/// What 3.0 says of an operation alike.
const ALIKE: [&str; 7] = [
    "tags",
    "summary",
    "description",
    "externalDocs",
    "operationId",
    "deprecated",
    "security",
];

/// Converts the paths.
pub(super) fn paths(words: &mut Words<'_>, value: &Value, at: &Pointer) -> ConvertedNode {
    each(words, value, at, |name| name.starts_with('/'))
}

/// Converts events, which stand in an extension.
pub(super) fn events(words: &mut Words<'_>, value: &Value, at: &Pointer) -> ConvertedNode {
    each(words, value, at, |name| !name.starts_with("x-"))
}

fn each(
    words: &mut Words<'_>,
    value: &Value,
    at: &Pointer,
    is_path: fn(&str) -> bool,
) -> ConvertedNode {
    let Value::Object(own) = value else {
        return ConvertedNode::same(at.clone(), value.clone());
    };
    let members = own.iter().map(|(name, value)| {
        let at = at.child(name);
        let node = match is_path(name) {
            true => path_item(words, value, &at),
            false => schemas::extension(value, &at),
        };
        (name.clone(), node)
    });
    ConvertedNode::object(at.clone(), members.collect())
}

fn path_item(words: &mut Words<'_>, value: &Value, at: &Pointer) -> ConvertedNode {
    let Value::Object(own) = value else {
        return ConvertedNode::same(at.clone(), value.clone());
    };
    words.check(ObjectKind::PathItem, own, at);
    let list = at.child("parameters");
    let around = found(words.root, own.get("parameters"), &list);
    let mut members = NodeMembers::new();
    for (name, value) in own {
        let at = at.child(name);
        let node = match (name.as_str(), value) {
            ("$ref", value) => schemas::reference(value, at),
            ("parameters", Value::Array(_)) => parameters(words, &around, list.clone()),
            (name, value) if name.starts_with("x-") => schemas::extension(value, &at),
            (name, Value::Object(own)) if is_method(name) => operation(words, own, &at, &around),
            (name, value) if is_method(name) || name == "parameters" => {
                ConvertedNode::same(at, value.clone())
            }
            _ => continue,
        };
        members.insert(name.clone(), node);
    }
    ConvertedNode::object(at.clone(), members)
}

fn is_method(name: &str) -> bool {
    ObjectKind::PathItem.member(name) == Some(ObjectKind::Operation) && name != "trace"
}

/// The parameters of a list.
fn found<'d>(
    root: &'d Value,
    list: Option<&'d Value>,
    at: &Pointer,
) -> Vec<PublishedParameter<'d>> {
    let all = list.and_then(Value::as_array).into_iter().flatten();
    let all = all.enumerate();
    all.map(|(index, one)| PublishedParameter::of(root, one, at.child(index)))
        .collect()
}

/// Those of a list that are no bodies.
fn parameters(words: &mut Words<'_>, all: &[PublishedParameter<'_>], at: Pointer) -> ConvertedNode {
    let all = all.iter().filter(|one| !one.is_sent_in_body());
    let nodes = all.map(|one| parameter(words, one.written, &one.at));
    let nodes = nodes.collect();
    ConvertedNode::array(at, nodes)
}

fn operation(
    words: &mut Words<'_>,
    own: &Map<String, Value>,
    at: &Pointer,
    around: &[PublishedParameter<'_>],
) -> ConvertedNode {
    words.check(ObjectKind::Operation, own, at);
    let produces = MediaTypes::of(words.root, Some(own), "produces");
    let consumes = MediaTypes::of(words.root, Some(own), "consumes");
    let list = at.child("parameters");
    let mut members = NodeMembers::new();
    for (name, value) in own {
        let at = at.child(name);
        let node = match name.as_str() {
            "parameters" if value.is_array() => continue,
            "responses" => responses::responses(words, value, &at, &produces),
            "schemes" => match servers::of_operation(words.root, value, &at) {
                Some(servers) => {
                    members.insert("servers".to_owned(), servers);
                    continue;
                }
                None => continue,
            },
            name if name.starts_with("x-") => schemas::extension(value, &at),
            name if ALIKE.contains(&name) || name == "parameters" => {
                ConvertedNode::same(at, value.clone())
            }
            _ => continue,
        };
        members.insert(name.clone(), node);
    }
    // The document is read where it stands, longer than what is converted of it.
    let root = words.root;
    let written = own.get("parameters").and_then(Value::as_array);
    let written = written.into_iter().flatten().enumerate();
    let own: Vec<PublishedParameter<'_>> = written
        .map(|(index, one)| PublishedParameter::of(root, one, list.child(index)))
        .collect();
    if !own.is_empty() {
        let node = parameters(words, &own, list.clone());
        members.insert("parameters".to_owned(), node);
    }
    let key =
        |one: &PublishedParameter<'_>| (one.text("in").to_owned(), one.text("name").to_owned());
    let replaced: Vec<(String, String)> = own.iter().map(key).collect();
    let inherited = around.iter().filter(|one| !replaced.contains(&key(one)));
    let all: Vec<PublishedParameter<'_>> = inherited.cloned().chain(own).collect();
    if let Some(body) = bodies::body(words, &all, &consumes) {
        members.insert("requestBody".to_owned(), body);
    }
    ConvertedNode::object(at.clone(), members)
}
