//! Paths Objects, Path Item Objects and Callback Objects.
//!
//! In: their values. Out: paths, events and their operations. What always holds: see [`super`].

use std::sync::Arc;

use serde_json::Value;

use super::operation::{Around, operation, parameter};
use super::reader::{ObjectNode, SpecReader};
use super::shared::server;
use crate::diagnostic::Place;
use crate::place::At;
use crate::source::kind::ObjectKind;
use crate::source::shape;
use crate::spec::{Event, Method, Operation, PathItem};

const METHODS: [(&str, Method); 8] = [
    ("get", Method::Get),
    ("put", Method::Put),
    ("post", Method::Post),
    ("delete", Method::Delete),
    ("options", Method::Options),
    ("head", Method::Head),
    ("patch", Method::Patch),
    ("trace", Method::Trace),
];

/// Reads the Paths Object.
pub(super) fn paths(
    reader: &mut SpecReader<'_>,
    value: &Value,
    at: &At<'_>,
) -> Option<Vec<PathItem>> {
    let object = reader.object(value, at, ObjectKind::Paths)?;
    let mut paths = Vec::with_capacity(object.members.len());
    for (template, value) in object.members {
        let at = at.member(template);
        if template.starts_with('/') {
            let operations = path_item(reader, value, &at);
            paths.extend(operations.map(|operations| PathItem {
                at: at.pointer(),
                template: template.clone(),
                operations,
            }));
        } else if !template.starts_with("x-") {
            let place = Place::Key(at.pointer());
            let wrong = shape::unknown_member(
                place,
                object.kind.name(),
                template,
                "a path that starts with `/`",
            );
            reader.found.push(wrong);
        }
    }
    Some(paths)
}

/// Reads the events that the API sends: path items by name.
pub(super) fn events(
    reader: &mut SpecReader<'_>,
    value: &Value,
    at: &At<'_>,
) -> Option<Vec<Event>> {
    let Value::Object(members) = value else {
        let what = "`x-webhooks` of an OpenAPI Object";
        reader.mismatch(at, what, "an object", value);
        return None;
    };
    let mut events = Vec::with_capacity(members.len());
    for (name, value) in members {
        let at = at.member(name);
        let operations = path_item(reader, value, &at);
        events.extend(operations.map(|operations| Event {
            at: at.pointer(),
            name: name.clone(),
            operations,
        }));
    }
    Some(events)
}

/// Reads a Path Item Object or a reference to one: its operations, in the document's order.
fn path_item(reader: &mut SpecReader<'_>, value: &Value, at: &At<'_>) -> Option<Arc<[Operation]>> {
    let kind = ObjectKind::PathItem;
    reader.shared(value, at, kind, |shared| &mut shared.path_items, read)
}

fn read(reader: &mut SpecReader<'_>, value: &Value, at: &At<'_>) -> Option<Arc<[Operation]>> {
    let object = reader.object(value, at, ObjectKind::PathItem)?;
    for name in ["summary", "description"] {
        reader.text(object, name);
    }
    let servers = reader.list(object, "servers", server).unwrap_or_default();
    let parameters = reader.list(object, "parameters", parameter);
    let around = Around {
        server: servers.into_iter().next(),
        parameters: parameters.unwrap_or_default(),
    };
    let mut operations = Vec::new();
    for (name, value) in object.members.iter().filter(|(_, value)| !value.is_null()) {
        let method = METHODS.iter().find(|(known, _)| known == name);
        if let Some((_, method)) = method {
            let at = at.member(name);
            operations.extend(operation(reader, value, &at, *method, &around));
        }
    }
    Some(operations.into())
}

/// Checks a Callback Object.
fn callback(reader: &mut SpecReader<'_>, value: &Value, at: &At<'_>) -> Option<()> {
    let object = reader.object(value, at, ObjectKind::Callback)?;
    for (expression, value) in object.members {
        if !expression.starts_with("x-") {
            let at = at.member(expression);
            reader.reference_or(value, &at, ObjectKind::PathItem, |reader, value, at| {
                path_item(reader, value, at).map(drop)
            });
        }
    }
    Some(())
}

/// Checks callbacks; whether there are any.
pub(super) fn callbacks(reader: &mut SpecReader<'_>, object: ObjectNode<'_>) -> bool {
    let callbacks = reader.map(object, "callbacks", |reader, value, at| {
        reader.reference_or(value, at, ObjectKind::Callback, callback)
    });
    !callbacks.is_empty()
}
