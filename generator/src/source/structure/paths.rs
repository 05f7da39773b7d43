//! Paths Objects, Path Item Objects and Callback Objects.
//!
//! In: their values. Out: openapiv3's types of them. What always holds: see [`super`].

use openapiv3::{Callback, PathItem, Paths};
use serde_json::Value;

use super::document::server;
use super::kind::ObjectKind;
use super::operation::{operation, parameter_or_reference};
use super::reader::{Reader, extensions};
use crate::diagnostic::Place;
use crate::place::At;
use crate::source::shape;

/// Reads the Paths Object.
pub(super) fn paths(reader: &mut Reader<'_>, value: &Value, at: &At<'_>) -> Option<Paths> {
    let object = reader.object(value, at, ObjectKind::Paths)?;
    let mut paths = Paths {
        paths: indexmap::IndexMap::new(),
        extensions: extensions(object),
    };
    for (path, value) in object.members {
        let at = at.member(path);
        if path.starts_with('/') {
            let item = reader.reference_or(value, &at, ObjectKind::PathItem, path_item);
            paths.paths.extend(item.map(|item| (path.clone(), item)));
        } else if !path.starts_with("x-") {
            let place = Place::Key(at.pointer());
            let wrong = shape::unknown_member(
                place,
                object.kind.name(),
                path,
                "a path that starts with `/`",
            );
            reader.found.push(wrong);
        }
    }
    Some(paths)
}

/// Reads a Path Item Object.
pub(super) fn path_item(reader: &mut Reader<'_>, value: &Value, at: &At<'_>) -> Option<PathItem> {
    let object = reader.object(value, at, ObjectKind::PathItem)?;
    Some(PathItem {
        summary: reader.text(object, "summary"),
        description: reader.text(object, "description"),
        get: reader.member(object, "get", operation),
        put: reader.member(object, "put", operation),
        post: reader.member(object, "post", operation),
        delete: reader.member(object, "delete", operation),
        options: reader.member(object, "options", operation),
        head: reader.member(object, "head", operation),
        patch: reader.member(object, "patch", operation),
        trace: reader.member(object, "trace", operation),
        servers: reader.list(object, "servers", server).unwrap_or_default(),
        parameters: reader
            .list(object, "parameters", parameter_or_reference)
            .unwrap_or_default(),
        extensions: extensions(object),
    })
}

/// Reads a Callback Object. Its path items that are references are checked, but openapiv3 cannot hold them.
pub(super) fn callback(reader: &mut Reader<'_>, value: &Value, at: &At<'_>) -> Option<Callback> {
    let object = reader.object(value, at, ObjectKind::Callback)?;
    let mut callback = Callback::new();
    for (expression, value) in object
        .members
        .iter()
        .filter(|(name, _)| !name.starts_with("x-"))
    {
        let item = reader.reference_or(
            value,
            &at.member(expression),
            ObjectKind::PathItem,
            path_item,
        );
        let item = item.and_then(openapiv3::ReferenceOr::into_item);
        callback.extend(item.map(|item| (expression.clone(), item)));
    }
    Some(callback)
}
