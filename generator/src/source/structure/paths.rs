//! Paths Objects, Path Item Objects and Callback Objects.
//!
//! In: their values. Out: paths, events and their operations. What always holds: see [`super`].

use std::sync::Arc;

use serde_json::Value;

use super::operation::{Around, operation, parameter};
use super::reader::{ObjectNode, SpecReader};
use super::shared::server;
use crate::diagnostic::{Diagnostic, Place};
use crate::place::{At, Pointer};
use crate::source::kind::ObjectKind;
use crate::source::shape;
use crate::spec::{Callback, Event, Method, Operation, PathItem};

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

/// Reads the events that the API sends: path items by name. A name that starts with `x-` is an extension's.
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
    for (name, value) in members.iter().filter(|(name, _)| !name.starts_with("x-")) {
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
    reader.open_items.push(at.pointer());
    let operations = operations(reader, value, at);
    reader.open_items.pop();
    operations
}

fn operations(reader: &mut SpecReader<'_>, value: &Value, at: &At<'_>) -> Option<Arc<[Operation]>> {
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

/// Reads the callbacks of an operation, or those that have a name in `components`.
pub(super) fn callbacks(reader: &mut SpecReader<'_>, object: ObjectNode<'_>) -> Vec<Callback> {
    let callbacks = reader.map(object, "callbacks", |reader, value, at| {
        let kind = ObjectKind::Callback;
        reader.shared(value, at, kind, |shared| &mut shared.callbacks, callback)
    });
    let named = callbacks.into_iter();
    named
        .map(|(name, events)| Callback { name, events })
        .collect()
}

/// Reads a Callback Object: path items by the expression that says where they go.
fn callback(reader: &mut SpecReader<'_>, value: &Value, at: &At<'_>) -> Option<Arc<[Event]>> {
    let object = reader.object(value, at, ObjectKind::Callback)?;
    let mut events = Vec::with_capacity(object.members.len());
    for (expression, value) in object.members {
        if expression.starts_with("x-") {
            continue;
        }
        let at = at.member(expression);
        let operations = called_back(reader, value, &at);
        events.extend(operations.map(|operations| Event {
            at: at.pointer(),
            name: expression.clone(),
            operations,
        }));
    }
    Some(events.into())
}

/// Reads the path item of a callback. One that is being read already, since its own callback leads back to it, is read past:
/// its operations would be their own callbacks without end.
fn called_back(
    reader: &mut SpecReader<'_>,
    value: &Value,
    at: &At<'_>,
) -> Option<Arc<[Operation]>> {
    let end = match reader.reference_in(value, at, ObjectKind::PathItem) {
        Some(end) => Pointer::clone(end?.as_ref()),
        None => at.pointer(),
    };
    if reader.open_items.contains(&end) {
        let place = Place::Document(at.pointer());
        let message = "a callback leads back to the path item that it belongs to";
        let told = Diagnostic::warning("circular-callback", place, message);
        let told = told.label("this callback is left out");
        let help = "write out what the API sends there, or remove the callback in an overlay";
        reader.found.push(told.help(help));
        return None;
    }
    path_item(reader, value, at)
}
