//! `type` with several types, and `const`.
//!
//! In: a schema's draft. Out: the draft with at most one type, with an `enum`, or with an alternative for each type. What always
//! holds: a keyword that speaks of one type stands at its alternative.

use serde_json::Value;

use super::super::node::{ConvertedNode, NodeMembers};
use super::draft::SchemaDraft;
use crate::place::Pointer;

/// How many types there are besides null; a schema that names them all says nothing.
const ALL: usize = 6;

/// Formats of numbers; all others are of texts.
const OF_NUMBERS: [&str; 6] = ["int32", "int64", "uint32", "uint64", "float", "double"];

/// The keywords that speak of one type.
fn keywords(kind: &str) -> &'static [&'static str] {
    match kind {
        "string" => &["format", "minLength", "maxLength", "pattern"],
        "number" | "integer" => &[
            "format",
            "minimum",
            "maximum",
            "exclusiveMinimum",
            "exclusiveMaximum",
            "multipleOf",
        ],
        "array" => &["items", "minItems", "maxItems", "uniqueItems"],
        "object" => &[
            "properties",
            "required",
            "additionalProperties",
            "x-propertyNames",
            "minProperties",
            "maxProperties",
        ],
        _ => &[],
    }
}

/// Writes `const` as an `enum` of one value.
pub(super) fn constant(draft: &mut SchemaDraft<'_>) {
    let Some((value, from)) = draft.member("const") else {
        return;
    };
    let value = value.clone();
    if !draft.has("type")
        && let Some(kind) = kind_of(&value)
    {
        draft.set("type", from.clone(), kind);
    }
    let only = ConvertedNode::same(from.clone(), value);
    draft.put("enum", ConvertedNode::array(from, vec![only]));
}

/// The type of a value that is one word.
fn kind_of(value: &Value) -> Option<&'static str> {
    match value {
        Value::String(_) => Some("string"),
        Value::Bool(_) => Some("boolean"),
        Value::Number(number) if number.is_f64() => Some("number"),
        Value::Number(_) => Some("integer"),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

/// Whether a value is of a type.
fn is_of(value: &Value, kind: &str) -> bool {
    match value {
        Value::Null => false,
        Value::Bool(_) => kind == "boolean",
        Value::Number(number) => kind == "number" || kind == "integer" && !number.is_f64(),
        Value::String(_) => kind == "string",
        Value::Array(_) => kind == "array",
        Value::Object(_) => kind == "object",
    }
}

/// Writes null as `nullable`, and several types as alternatives.
pub(super) fn types(draft: &mut SchemaDraft<'_>) {
    let Some((value, from)) = draft.member("type") else {
        return;
    };
    match value.clone() {
        Value::String(kind) if kind == "null" => only_null(draft, from),
        Value::Array(kinds) => several(draft, &kinds, &from),
        _ => {}
    }
}

/// A schema that takes null alone.
fn only_null(draft: &mut SchemaDraft<'_>, from: Pointer) {
    draft.take("type");
    draft.set("nullable", from.clone(), true);
    if !draft.has("enum") {
        let null = ConvertedNode::same(from.clone(), Value::Null);
        draft.put("enum", ConvertedNode::array(from, vec![null]));
    }
}

fn several(draft: &mut SchemaDraft<'_>, kinds: &[Value], from: &Pointer) {
    let mut named: Vec<(&str, Pointer)> = Vec::new();
    let mut null = None;
    for (index, kind) in kinds.iter().enumerate() {
        match kind {
            Value::String(kind) if kind == "null" => null = Some(from.child(index)),
            Value::String(kind) => {
                if named.iter().all(|(known, _)| known != kind) {
                    named.push((kind, from.child(index)));
                }
            }
            // What is no name of a type is reported where it stands.
            other => return draft.set("type", from.child(index), other.clone()),
        }
    }
    let has_all_numbers = named.iter().any(|(kind, _)| *kind == "number");
    named.retain(|(kind, _)| *kind != "integer" || !has_all_numbers);
    if let Some(null) = &null {
        draft.set("nullable", null.clone(), true);
    }
    match (named.as_slice(), null) {
        ([], Some(null)) => only_null(draft, null),
        ([], None) => {}
        ([(kind, from)], _) => draft.set("type", from.clone(), *kind),
        (all, _) => {
            draft.take("type");
            let is_said = draft.has("anyOf") || draft.has("oneOf");
            // Without integers, as numbers have them.
            if !is_said && all.len() < ALL - 1 {
                alternatives(draft, all, from);
            }
        }
    }
}

/// Writes an alternative for each type.
fn alternatives(draft: &mut SchemaDraft<'_>, kinds: &[(&str, Pointer)], from: &Pointer) {
    let values = draft.take("enum");
    let mut nodes = Vec::with_capacity(kinds.len());
    for (kind, from) in kinds {
        let mut members = NodeMembers::new();
        members.insert("type".to_owned(), ConvertedNode::same(from.clone(), *kind));
        for name in keywords(kind) {
            if let Some(node) = draft
                .members
                .get(*name)
                .filter(|node| speaks_of(node, name, kind))
            {
                members.insert((*name).to_owned(), node.clone());
            }
        }
        if let Some(values) = &values {
            let own = of_type(values, kind);
            if own.is_empty() {
                continue;
            }
            members.insert(
                "enum".to_owned(),
                ConvertedNode::array(values.from.clone(), own),
            );
        }
        nodes.push(ConvertedNode::object(from.clone(), members));
    }
    for name in kinds.iter().flat_map(|(kind, _)| keywords(kind)) {
        draft.take(name);
    }
    draft.put("anyOf", ConvertedNode::array(from.clone(), nodes));
}

/// Whether a keyword speaks of a type: a format may speak of numbers or of texts.
fn speaks_of(node: &ConvertedNode, name: &str, kind: &str) -> bool {
    let format = node.value().and_then(Value::as_str);
    let is_of_numbers = format.is_some_and(|format| OF_NUMBERS.contains(&format));
    name != "format" || is_of_numbers == (kind != "string")
}

/// The values of an `enum` that are of a type.
fn of_type(values: &ConvertedNode, kind: &str) -> Vec<ConvertedNode> {
    let all = values.value().and_then(Value::as_array);
    let all = all.into_iter().flatten().enumerate();
    let own = all.filter(|(_, value)| is_of(value, kind));
    own.map(|(index, value)| ConvertedNode::same(values.from.child(index), value.clone()))
        .collect()
}
