//! References, what stands beside them, and what they can lead to besides components.
//!
//! In: schemas. Out: `allOf` where something beside a reference narrows it; components for what stood in `$defs`; the places of
//! anchors. What always holds: what people are told of one use stays beside its reference.

use serde_json::{Map, Value};

use super::super::node::{Content, ConvertedNode, NodeMembers};
use super::super::words::Words;
use super::alternatives::NOTES;
use super::draft::SchemaDraft;
use crate::place::Pointer;

/// Remembers by which names other than its pointer a schema may be referred to.
pub(super) fn anchors(words: &mut Words<'_>, own: &Map<String, Value>, at: &Pointer) {
    for name in ["$anchor", "$dynamicAnchor"] {
        if let Some(Value::String(anchor)) = own.get(name) {
            let known = words.anchors.entry(format!("#{anchor}"));
            known.or_insert_with(|| at.clone());
        }
    }
    if let Some(Value::String(id)) = own.get("$id") {
        let known = words.anchors.entry(id.clone());
        known.or_insert_with(|| at.clone());
    }
}

/// Makes components of the schemas that are defined within another one.
pub(super) fn definitions(words: &mut Words<'_>, own: &Map<String, Value>, at: &Pointer) {
    for section in ["$defs", "definitions"] {
        let Some(Value::Object(inner)) = own.get(section) else {
            continue;
        };
        let at = at.child(section);
        for (name, value) in inner {
            let node = words.schema(value, &at.child(name));
            let name = free_name(words, name, &at);
            words.lifted.push((name, node));
        }
    }
}

/// A name that no other component has: its own, else with that of what it is defined in.
fn free_name(words: &Words<'_>, name: &str, at: &Pointer) -> String {
    let components = words.root.pointer("/components/schemas");
    let is_free = |name: &String| {
        components.is_none_or(|all| all.get(name).is_none())
            && words.lifted.iter().all(|(other, _)| other != name)
    };
    let around: Vec<String> = at.tokens().collect();
    let around = around.iter().rev().nth(1).cloned().unwrap_or_default();
    let first = [name.to_owned(), format!("{around}_{name}")].into_iter();
    let numbered = (2..).map(|number: usize| format!("{around}_{name}_{number}"));
    first.chain(numbered).find(is_free).unwrap_or_default()
}

/// The draft as a node, where a `$ref` is one of several things that a schema says.
pub(super) fn with_siblings(words: &Words<'_>, mut draft: SchemaDraft<'_>) -> ConvertedNode {
    let Some(reference) = draft.take("$ref") else {
        return draft.finish();
    };
    let kind = target_of(words, &reference).and_then(|target| target.get("type"));
    if draft.own.get("type").is_some_and(|own| Some(own) == kind) {
        // It is said there as well.
        draft.take("type");
    }
    let is_note =
        |name: &str| NOTES.contains(&name) || name == "nullable" || name.starts_with("x-");
    let narrows = |name: &String| !is_note(name);
    if !draft.members.keys().any(narrows) {
        draft.members.insert("$ref".to_owned(), reference);
        return draft.finish();
    }
    let names: Vec<String> = draft.members.keys().cloned().collect();
    let names = names.into_iter().filter(narrows);
    let own: NodeMembers = names
        .filter_map(|name| draft.take(&name).map(|node| (name, node)))
        .collect();
    let at = draft.at.clone();
    let referred = NodeMembers::from_iter([("$ref".to_owned(), reference)]);
    let parts = vec![
        ConvertedNode::object(at.clone(), referred),
        ConvertedNode::object(at.clone(), own),
    ];
    draft.put("allOf", ConvertedNode::array(at, parts));
    draft.finish()
}

/// What a reference names, where that is a pointer.
fn target_of<'d>(words: &Words<'d>, reference: &ConvertedNode) -> Option<&'d Value> {
    let Content::Reference(text) = &reference.content else {
        return None;
    };
    let pointer = Pointer::from_fragment(text.strip_prefix('#')?)?;
    words.root.pointer(pointer.as_str())
}
