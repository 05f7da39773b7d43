//! What references name outside `components`.
//!
//! In: the document, whose references were checked. Out: the targets that stand inline somewhere else, read once. What
//! always holds: the key is the text of the reference; a target is read as each thing that it can be taken for, and only
//! the place of the reference says which one counts.

use std::collections::BTreeMap;

use openapiv3::{Parameter, ReferenceOr, RequestBody, Response, Schema};
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::references::pointer_of;
use crate::api::Pointer;
use crate::source::{self, Document};

/// Targets by the text of the reference.
type Targets<T> = BTreeMap<String, ReferenceOr<T>>;

/// What references name outside `components`.
#[derive(Debug, Default)]
pub struct Elsewhere {
    /// Schemas.
    pub schemas: Targets<Schema>,
    /// Parameters.
    pub parameters: Targets<Parameter>,
    /// Request bodies.
    pub bodies: Targets<RequestBody>,
    /// Responses.
    pub responses: Targets<Response>,
}

impl Elsewhere {
    /// Reads the targets of all such references.
    pub fn of(document: &Document) -> Self {
        let mut found = Self::default();
        let mut pending: Vec<&Value> = document.value(&Pointer::root()).into_iter().collect();
        while let Some(value) = pending.pop() {
            match value {
                Value::Object(members) => {
                    if let Some(Value::String(reference)) = members.get("$ref") {
                        found.add(reference, document);
                    }
                    pending.extend(members.values());
                }
                Value::Array(elements) => pending.extend(elements),
                Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
            }
        }
        found
    }

    fn add(&mut self, reference: &str, document: &Document) {
        let pointer = pointer_of(reference);
        let is_component =
            pointer.tokens().count() == 3 && pointer.as_str().starts_with("/components/");
        if is_component || self.schemas.contains_key(reference) {
            return;
        }
        let Some(target) = document.value(&pointer) else {
            return;
        };
        if let Some(schema) = source::schema(target) {
            self.schemas.insert(reference.to_owned(), schema);
        }
        add(&mut self.parameters, reference, target, "in");
        add(&mut self.bodies, reference, target, "content");
        add(&mut self.responses, reference, target, "description");
    }
}

/// Adds a target that has the member without which it can't be of that kind.
fn add<T: DeserializeOwned>(
    targets: &mut Targets<T>,
    reference: &str,
    target: &Value,
    member: &str,
) {
    let known = ["$ref", member]
        .iter()
        .any(|name| target.get(name).is_some());
    if known && let Ok(read) = serde_json::from_value(target.clone()) {
        targets.insert(reference.to_owned(), read);
    }
}
