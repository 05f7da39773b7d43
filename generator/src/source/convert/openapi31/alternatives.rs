//! Alternatives of which one is null.
//!
//! In: a schema's draft. Out: the draft with `nullable` instead of that alternative. What always holds: where one other is left, the
//! schema is that one, with what is said beside the alternatives as notes.

use serde_json::Value;

use super::super::node::{Content, ConvertedNode, NodeMembers};
use super::draft::SchemaDraft;

/// What is said of a schema and of no value.
pub(super) const NOTES: [&str; 9] = [
    "title",
    "description",
    "default",
    "example",
    "deprecated",
    "readOnly",
    "writeOnly",
    "externalDocs",
    "xml",
];

/// Writes an alternative that is null as `nullable`.
pub(super) fn nullable(draft: &mut SchemaDraft<'_>) {
    for name in ["anyOf", "oneOf"] {
        let Some((Value::Array(all), from)) = draft.member(name) else {
            continue;
        };
        let all: Vec<bool> = all.iter().map(is_null).collect();
        let Some(null) = all.iter().position(|is_null| *is_null) else {
            continue;
        };
        let Some(node) = draft.take(name) else {
            continue;
        };
        let is_kept = |node: &ConvertedNode| {
            let index = node
                .from
                .tokens()
                .last()
                .and_then(|last| last.parse::<usize>().ok());
            index.is_none_or(|index| all.get(index) != Some(&true))
        };
        let Content::Array(nodes) = node.content else {
            continue;
        };
        let mut nodes: Vec<ConvertedNode> = nodes.into_iter().filter(is_kept).collect();
        draft.set("nullable", from.child(null), true);
        match (nodes.pop(), nodes.is_empty()) {
            (None, _) => {
                let null = ConvertedNode::same(from.child(null), Value::Null);
                draft.put("enum", ConvertedNode::array(from, vec![null]));
            }
            (Some(only), true) => become_one(draft, name, only),
            (Some(last), false) => {
                nodes.push(last);
                draft.put(name, ConvertedNode::array(from, nodes));
            }
        }
    }
}

/// Whether a schema takes null alone.
fn is_null(schema: &Value) -> bool {
    let kind = schema.get("type");
    let one = |value: &Value| {
        value
            .as_array()
            .is_some_and(|all| matches!(all.as_slice(), [only] if is_word(only)))
    };
    let nulls = |value: &Value| matches!(value.as_array().map(Vec::as_slice), Some([Value::Null]));
    kind.is_some_and(|kind| is_word(kind) || one(kind))
        || schema.get("const").is_some_and(Value::is_null)
        || schema.get("enum").is_some_and(nulls)
}

fn is_word(kind: &Value) -> bool {
    kind.as_str() == Some("null")
}

/// Makes a draft the only schema that is left of its alternatives.
fn become_one(draft: &mut SchemaDraft<'_>, name: &str, mut only: ConvertedNode) {
    let from = only.from.clone();
    let is_note =
        |name: &str| NOTES.contains(&name) || name.starts_with("x-") || name == "nullable";
    let says_only_notes = draft.members.keys().all(|name| is_note(name));
    match only.members().map(std::mem::take) {
        Some(members) if says_only_notes => {
            draft.instead_of = Some(from);
            let new: NodeMembers = members
                .into_iter()
                .filter(|(name, _)| !draft.members.contains_key(name))
                .collect();
            draft.members.extend(new);
        }
        members => {
            only.content = match members {
                Some(members) => Content::Object(members),
                None => only.content,
            };
            draft.put(name, ConvertedNode::array(draft.at.child(name), vec![only]));
        }
    }
}
