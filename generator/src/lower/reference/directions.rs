//! Which components are only ever sent.
//!
//! In: the document. Out: the components that requests reach and responses don't. What always holds: a component that
//! both reach, or neither, counts as read, so that nothing received is lost.

use std::collections::BTreeSet;

use serde_json::Value;

use super::references::pointer_of;
use crate::api::Pointer;
use crate::source::Document;

/// The components that only requests reach, directly or through others.
pub fn sent_only(document: &Document) -> BTreeSet<Pointer> {
    let mut sent = BTreeSet::new();
    let mut read = BTreeSet::new();
    let paths = document.value(&Pointer::root().child("paths"));
    for item in members(paths) {
        for (key, part) in item.as_object().into_iter().flatten() {
            if key == "parameters" {
                reach(part, document, &mut sent);
            }
            for (key, part) in part.as_object().into_iter().flatten() {
                match key.as_str() {
                    "parameters" | "requestBody" => reach(part, document, &mut sent),
                    "responses" => reach(part, document, &mut read),
                    _ => {}
                }
            }
        }
    }
    for item in members(document.value(&Pointer::root().child("x-webhooks"))) {
        reach(item, document, &mut read);
    }
    &sent - &read
}

fn members(value: Option<&Value>) -> impl Iterator<Item = &Value> {
    value
        .and_then(Value::as_object)
        .into_iter()
        .flat_map(|object| object.values())
}

/// Adds what a value refers to, and what that refers to.
fn reach(value: &Value, document: &Document, found: &mut BTreeSet<Pointer>) {
    let mut pending = vec![value];
    while let Some(value) = pending.pop() {
        match value {
            Value::Object(object) => {
                if let Some(Value::String(reference)) = object.get("$ref") {
                    let pointer = pointer_of(reference);
                    if !found.contains(&pointer) {
                        pending.extend(document.value(&pointer));
                        found.insert(pointer);
                    }
                }
                // What `x-expansionResources` names is only ever received.
                let parts = object.iter().filter(|(key, _)| !key.starts_with("x-"));
                pending.extend(parts.map(|(_, part)| part));
            }
            Value::Array(elements) => pending.extend(elements),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
        }
    }
}
