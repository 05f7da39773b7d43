//! Schema Objects, the schemas of what is no body, and extensions.
//!
//! In: a schema's value, or a parameter that says inline what it holds. Out: a schema's node. What always holds: see [`super`].

use serde_json::{Map, Value, json};

use super::super::node::{Content, ConvertedNode, NodeMembers};
use super::super::words::Words;
use crate::place::Pointer;
use crate::source::keywords::swagger20;
use crate::source::kind::ObjectKind;

/// Extensions of parameters that speak of their values.
const VALUE_EXTENSIONS: [&str; 6] = [
    "x-enumDescriptions",
    "x-valuesSince",
    "x-valueGroups",
    "x-valueFields",
    "x-maxTotalLength",
    "x-clearable",
];

/// Converts a schema.
pub(super) fn schema(words: &mut Words<'_>, value: &Value, at: &Pointer) -> ConvertedNode {
    let Value::Object(own) = value else {
        return ConvertedNode::same(at.clone(), value.clone());
    };
    let mut known = own.clone();
    let reference = known.shift_remove("$ref");
    words.check(ObjectKind::Schema, &known, at);
    let mut members = NodeMembers::new();
    if let Some(reference) = reference {
        let node = self::reference(&reference, at.child("$ref"));
        members.insert("$ref".to_owned(), node);
    }
    for (name, value) in &known {
        if let Some(node) = member(words, name, value, at.child(name)) {
            members.insert(name.clone(), node);
        }
    }
    said_otherwise(own, at, &mut members);
    ConvertedNode::object(at.clone(), members)
}

/// A `$ref`, if it is a text.
pub(super) fn reference(value: &Value, at: Pointer) -> ConvertedNode {
    match value {
        Value::String(text) => ConvertedNode::new(at, Content::Reference(text.clone())),
        other => ConvertedNode::same(at, other.clone()),
    }
}

/// Converts a member; `None` of one that is not read.
fn member(words: &mut Words<'_>, name: &str, value: &Value, at: Pointer) -> Option<ConvertedNode> {
    Some(match (name, value) {
        ("properties", Value::Object(all)) => {
            let all = all.iter().map(|(name, one)| {
                let node = schema(words, one, &at.child(name));
                (name.clone(), node)
            });
            let all = all.collect();
            ConvertedNode::object(at, all)
        }
        ("allOf", Value::Array(all)) => {
            let all = all.iter().enumerate();
            let all = all.map(|(index, one)| schema(words, one, &at.child(index)));
            let all = all.collect();
            ConvertedNode::array(at, all)
        }
        ("items", value) | ("additionalProperties", value @ Value::Object(_)) => {
            schema(words, value, &at)
        }
        ("discriminator", Value::String(name)) => {
            let name = ConvertedNode::same(at.clone(), name.clone());
            let members = NodeMembers::from_iter([("propertyName".to_owned(), name)]);
            ConvertedNode::object(at, members)
        }
        (name, value) if name.starts_with("x-") => extension(value, &at),
        (
            "collectionFormat" | "anyOf" | "oneOf" | "not" | "nullable" | "deprecated"
            | "writeOnly",
            _,
        ) => {
            return None;
        }
        (name, value) if Words::is_usual(ObjectKind::Schema, name) => {
            ConvertedNode::same(at, value.clone())
        }
        _ => return None,
    })
}

/// What 3.0 has other words for: null, and files.
fn said_otherwise(own: &Map<String, Value>, at: &Pointer, members: &mut NodeMembers) {
    if let Some(Value::Bool(nullable)) = own.get("x-nullable") {
        let node = ConvertedNode::same(at.child("x-nullable"), *nullable);
        members.insert("nullable".to_owned(), node);
    }
    if own.get("type") == Some(&json!("file")) {
        for (name, value) in [("type", "string"), ("format", "binary")] {
            let node = ConvertedNode::same(at.child("type"), value);
            members.insert(name.to_owned(), node);
        }
    }
}

/// The schema of what a parameter or a header says inline.
pub(super) fn inline(
    words: &mut Words<'_>,
    own: &Map<String, Value>,
    at: &Pointer,
) -> ConvertedNode {
    let is_of_values = |name: &str| {
        swagger20::OF_VALUES.contains(&name)
            || VALUE_EXTENSIONS.contains(&name)
            || name == "x-nullable"
    };
    let mut members = NodeMembers::new();
    for (name, value) in own.iter().filter(|(name, _)| is_of_values(name)) {
        if let Some(node) = member(words, name, value, at.child(name)) {
            members.insert(name.clone(), node);
        }
    }
    said_otherwise(own, at, &mut members);
    ConvertedNode::object(at.clone(), members)
}

/// The extensions of an object that do not speak of its values.
pub(super) fn extensions(own: &Map<String, Value>, at: &Pointer, members: &mut NodeMembers) {
    let own = own.iter().filter(|(name, _)| {
        name.starts_with("x-")
            && !VALUE_EXTENSIONS.contains(&name.as_str())
            && *name != "x-nullable"
    });
    members.extend(own.map(|(name, value)| (name.clone(), extension(value, &at.child(name)))));
}

/// An extension, in which references lead where they led.
pub(super) fn extension(value: &Value, at: &Pointer) -> ConvertedNode {
    match value {
        Value::Object(own) => {
            let members = own.iter().map(|(name, value)| {
                let at = at.child(name);
                let node = match name.as_str() {
                    "$ref" => reference(value, at),
                    _ => extension(value, &at),
                };
                (name.clone(), node)
            });
            ConvertedNode::object(at.clone(), members.collect())
        }
        Value::Array(all) => {
            let all = all.iter().enumerate();
            let all = all.map(|(index, one)| extension(one, &at.child(index)));
            ConvertedNode::array(at.clone(), all.collect())
        }
        other => ConvertedNode::same(at.clone(), other.clone()),
    }
}
