//! Which members tell the alternatives of a union apart.
//!
//! In: the document, as it was read. Out: the properties of components by which some union of them is told apart. What
//! always holds: a union is looked at wherever it stands, before any component is lowered, so that the order does not count.
//! Alternatives that stand inline are the lowering's own to look at: it reaches them by way of their union.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::references::pointer_of;
use crate::api::Pointer;
use crate::source::Document;

/// How many references are followed from one to the next.
const LONGEST_CHAIN: usize = 100;

/// An alternative of a union, or a part of it.
struct Alternative<'d> {
    /// Where it stands.
    at: Pointer,
    schema: &'d Map<String, Value>,
}

/// The properties of components that tell alternatives apart.
pub fn tag_members(document: &Document) -> BTreeSet<Pointer> {
    let mut found = BTreeSet::new();
    let mut pending: Vec<&Value> = document.value(&Pointer::root()).into_iter().collect();
    while let Some(value) = pending.pop() {
        match value {
            Value::Object(object) => {
                add_union(document, object, &mut found);
                pending.extend(object.values());
            }
            Value::Array(elements) => pending.extend(elements),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }
    found
}

/// Adds the properties that tell the alternatives of a schema apart, if it has some.
fn add_union(document: &Document, union: &Map<String, Value>, found: &mut BTreeSet<Pointer>) {
    let keywords = ["oneOf", "anyOf"].into_iter();
    for nodes in keywords.filter_map(|keyword| union.get(keyword)?.as_array()) {
        // Where they stand matters only of those that are referred to.
        let alternatives: Vec<Alternative<'_>> = nodes
            .iter()
            .filter_map(|node| Alternative::of(document, node, Pointer::root))
            .collect();
        let discriminator = union.get("discriminator").and_then(Value::as_object);
        let named = discriminator.and_then(|it| it.get("propertyName")?.as_str());
        let Some(member) = named.or_else(|| telling(document, &alternatives)) else {
            continue;
        };
        for alternative in alternatives {
            if alternative.at != Pointer::root() {
                add_property(document, alternative, member, found);
            }
        }
    }
}

/// Adds the property of that name: the component's own, and those of its parts.
fn add_property(
    document: &Document,
    component: Alternative<'_>,
    member: &str,
    found: &mut BTreeSet<Pointer>,
) {
    let mut seen = BTreeSet::new();
    let mut pending = vec![component];
    while let Some(Alternative { at, schema, .. }) = pending.pop() {
        if !seen.insert(at.clone()) {
            continue;
        }
        let properties = schema.get("properties").and_then(Value::as_object);
        if properties.is_some_and(|properties| properties.contains_key(member)) {
            found.insert(at.child("properties").child(member));
        }
        let parts = schema.get("allOf").and_then(Value::as_array);
        let parts = parts.into_iter().flatten().enumerate();
        pending.extend(parts.filter_map(|(index, part)| {
            Alternative::of(document, part, || at.child("allOf").child(index))
        }));
    }
}

/// The first member that every alternative requires, with one value that no other one has.
fn telling<'d>(document: &'d Document, alternatives: &[Alternative<'d>]) -> Option<&'d str> {
    let (first, rest) = alternatives
        .split_first()
        .filter(|(_, rest)| !rest.is_empty())?;
    let members = first.schema.get("properties")?.as_object()?;
    let tells = |member: &&String| {
        let mut seen = BTreeSet::new();
        let mut all = [first].into_iter().chain(rest);
        all.all(|one| {
            one.only_value(document, member)
                .is_some_and(|it| seen.insert(it))
        })
    };
    members.keys().find(tells).map(String::as_str)
}

impl<'d> Alternative<'d> {
    /// The object that a schema describes, which stands here unless it is a reference to one.
    fn of(document: &'d Document, node: &'d Value, here: impl FnOnce() -> Pointer) -> Option<Self> {
        let (found, schema) = behind_references(document, node)?;
        let schema = schema.as_object()?;
        let is_object = schema.contains_key("properties") || schema.contains_key("allOf");
        is_object.then(|| Self {
            at: found.unwrap_or_else(here),
            schema,
        })
    }

    /// The one value of a required member, if it has but one.
    fn only_value(&self, document: &'d Document, member: &str) -> Option<&'d str> {
        let required = self.schema.get("required")?.as_array()?;
        required.iter().find(|name| name.as_str() == Some(member))?;
        let property = self.schema.get("properties")?.get(member)?;
        let (_, property) = behind_references(document, property)?;
        match property.get("enum")?.as_array()?.as_slice() {
            [Value::String(only)] => Some(only),
            _ => None,
        }
    }
}

/// What a node leads to, and where that stands if it is a reference; `None` for a reference that leads nowhere.
fn behind_references<'d>(
    document: &'d Document,
    node: &'d Value,
) -> Option<(Option<Pointer>, &'d Value)> {
    let (mut at, mut node) = (None, node);
    for _ in 0..LONGEST_CHAIN {
        let Some(reference) = node.get("$ref").and_then(Value::as_str) else {
            return Some((at, node));
        };
        let pointer = pointer_of(reference);
        node = document.value(&pointer)?;
        at = Some(pointer);
    }
    None
}
