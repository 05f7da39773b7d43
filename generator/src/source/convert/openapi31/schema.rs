//! Schema Objects of JSON Schema 2020-12.
//!
//! In: a schema's value. Out: its node. What always holds: see [`super`]; a schema that is `true` takes anything, one that is
//! `false` nothing.

use serde_json::{Map, Value};

use super::super::node::{Content, ConvertedNode, NodeMembers};
use super::super::words::Words;
use super::draft::SchemaDraft;
use super::{alternatives, contents, limits, objects, references, types};
use crate::diagnostic::{Diagnostic, Place};
use crate::place::Pointer;
use crate::source::kind::ObjectKind;

/// What a client neither checks nor shows, and what to do about it.
const UNENFORCED: [(&str, &str); 12] = [
    ("if", CONDITION),
    ("then", CONDITION),
    ("else", CONDITION),
    ("dependentRequired", CONDITION),
    ("dependentSchemas", CONDITION),
    ("dependencies", CONDITION),
    ("contains", CONTAINS),
    ("minContains", CONTAINS),
    ("maxContains", CONTAINS),
    ("unevaluatedItems", CONTAINS),
    (
        "contentSchema",
        "say in the description what the text holds",
    ),
    ("$dynamicRef", "write a `$ref` to the schema that is meant"),
];

const CONDITION: &str =
    "say in the description what holds together, or write `oneOf` with a schema for each case";
const CONTAINS: &str = "say in the description what the list has to hold";

/// Converts a schema.
pub(super) fn schema(words: &mut Words<'_>, value: &Value, at: &Pointer) -> ConvertedNode {
    match value {
        Value::Bool(true) => ConvertedNode::object(at.clone(), NodeMembers::new()),
        Value::Bool(false) => {
            let anything = ConvertedNode::object(at.clone(), NodeMembers::new());
            let none = NodeMembers::from_iter([("not".to_owned(), anything)]);
            ConvertedNode::object(at.clone(), none)
        }
        Value::Object(own) => object(words, own, at),
        other => ConvertedNode::same(at.clone(), other.clone()),
    }
}

fn object(words: &mut Words<'_>, own: &Map<String, Value>, at: &Pointer) -> ConvertedNode {
    check(words, own, at);
    references::anchors(words, own, at);
    references::definitions(words, own, at);
    let mut draft = SchemaDraft {
        at: at.clone(),
        own,
        members: NodeMembers::new(),
        instead_of: None,
    };
    for (name, value) in own.iter().filter(|(name, _)| is_kept(name)) {
        let node = member(words, name, value, at.child(name));
        draft.members.insert(name.clone(), node);
    }
    contents::encoding(words, &mut draft);
    contents::lists(words, &mut draft);
    contents::maps(words, &mut draft);
    types::constant(&mut draft);
    limits::bounds(words, &mut draft);
    limits::example(words, &mut draft);
    alternatives::nullable(&mut draft);
    types::types(&mut draft);
    references::with_siblings(words, draft)
}

/// Says what is unknown, and what is of no use.
fn check(words: &mut Words<'_>, own: &Map<String, Value>, at: &Pointer) {
    match own.contains_key("$ref") {
        true => {
            let mut beside = own.clone();
            beside.shift_remove("$ref");
            words.check(ObjectKind::Schema, &beside, at);
        }
        false => words.check(ObjectKind::Schema, own, at),
    }
    for (name, help) in UNENFORCED
        .iter()
        .filter(|(name, _)| own.contains_key(*name))
    {
        words.unenforced(at.child(name), help);
    }
    if let Some(Value::String(named)) = own.get("$schema") {
        objects::dialect(words, named, at.child("$schema"));
    }
    let flags = own.get("nullable").into_iter().map(|_| "nullable");
    let bounds = ["exclusiveMinimum", "exclusiveMaximum"].into_iter();
    let bounds = bounds.filter(|name| own.get(*name).is_some_and(Value::is_boolean));
    for name in flags.chain(bounds) {
        let message = format!("OpenAPI 3.1 has no `{name}` as this is written");
        let help = match name {
            "nullable" => "write `null` among the types: `type: [string, 'null']`",
            _ => "write the bound itself: `exclusiveMinimum: 0`",
        };
        words.found.push(
            Diagnostic::warning("earlier-keyword", Place::Key(at.child(name)), message)
                .label("this is read as OpenAPI 3.0 has it")
                .help(help),
        );
    }
}

fn is_kept(name: &str) -> bool {
    name == "$ref" || Words::is_usual(ObjectKind::Schema, name)
}

/// Converts a member that OpenAPI 3.0 has as well.
fn member(words: &mut Words<'_>, name: &str, value: &Value, at: Pointer) -> ConvertedNode {
    match (name, value) {
        ("$ref", Value::String(text)) => ConvertedNode::new(at, Content::Reference(text.clone())),
        ("properties", Value::Object(own)) => {
            // What may never be there has no place in a type.
            let own = own
                .iter()
                .filter(|(_, value)| **value != Value::Bool(false));
            let members =
                own.map(|(name, value)| (name.clone(), schema(words, value, &at.child(name))));
            let members = members.collect();
            ConvertedNode::object(at, members)
        }
        ("items" | "not", value) => schema(words, value, &at),
        ("additionalProperties", Value::Object(_)) => schema(words, value, &at),
        ("allOf" | "anyOf" | "oneOf", Value::Array(all)) => {
            let all = all.iter().enumerate();
            // What takes nothing is no alternative; what takes anything narrows nothing.
            let all = all.filter(|(_, one)| **one != Value::Bool(name == "allOf"));
            let nodes = all.map(|(index, one)| schema(words, one, &at.child(index)));
            let nodes = nodes.collect();
            ConvertedNode::array(at, nodes)
        }
        ("discriminator", Value::Object(own)) => discriminator(words, own, at),
        (_, value) => ConvertedNode::same(at, value.clone()),
    }
}

fn discriminator(words: &mut Words<'_>, own: &Map<String, Value>, at: Pointer) -> ConvertedNode {
    let value = Value::Object(own.clone());
    let mut node = objects::object(words, ObjectKind::Discriminator, &value, &at);
    if let Some(Value::Object(mapping)) = own.get("mapping")
        && let Some(members) = node.members()
    {
        let at = at.child("mapping");
        let entries = mapping.iter().map(|(name, value)| {
            let at = at.child(name);
            let node = match value {
                Value::String(text) if text.starts_with('#') => {
                    ConvertedNode::new(at, Content::Reference(text.clone()))
                }
                other => ConvertedNode::same(at, other.clone()),
            };
            (name.clone(), node)
        });
        let entries = entries.collect();
        members.insert("mapping".to_owned(), ConvertedNode::object(at, entries));
    }
    node
}
