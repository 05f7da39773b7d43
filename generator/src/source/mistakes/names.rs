//! Names that have to be known, or to be there once: of security schemes, operations, parameters and tags.
//!
//! In: what was read, and the merged value. Out: a diagnostic for each name that is not. What always holds: see [`super`].

use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value};

use super::composition::Composition;
use crate::diagnostic::{Diagnostic, Place, did_you_mean};
use crate::place::Pointer;
use crate::source::shape::quoted;
use crate::spec::{Operation, Spec};

/// Finds what is wrong with names.
pub(super) fn find(spec: &Spec, composition: &Composition<'_>, root: &Value) -> Vec<Diagnostic> {
    let operations = operations(spec);
    let mut found = security(&operations, root);
    found.extend(ids(&operations));
    found.extend(parameters(spec, &operations, root));
    found.extend(encodings(&operations, spec, composition));
    found.extend(tags(root));
    found
}

/// Every operation once, wherever it is referred to from, with what a person knows it by.
fn operations(spec: &Spec) -> Vec<(String, &Operation)> {
    let paths = spec.paths.iter();
    let paths = paths.map(|path| (&path.template, &path.operations));
    let events = spec.events.iter();
    let events = events.map(|event| (&event.name, &event.operations));
    let mut seen = HashSet::new();
    let all = paths.chain(events).flat_map(|(name, operations)| {
        operations.iter().map(move |operation| {
            let method = operation.method.as_str();
            (format!("{method} {name}"), operation)
        })
    });
    all.filter(|(_, operation)| seen.insert(&operation.at))
        .collect()
}

/// Security schemes that are required, but not declared.
fn security(operations: &[(String, &Operation)], root: &Value) -> Vec<Diagnostic> {
    let none = Map::new();
    let declared = root.pointer("/components/securitySchemes");
    let declared = declared.and_then(Value::as_object).unwrap_or(&none);
    let owners = operations.iter().map(|(_, operation)| operation.at.clone());
    let owners = std::iter::once(Pointer::root()).chain(owners);
    let mut found = Vec::new();
    for security in owners.map(|owner| owner.child("security")) {
        let alternatives = root.pointer(security.as_str()).and_then(Value::as_array);
        for (index, alternative) in alternatives.into_iter().flatten().enumerate() {
            let names = alternative.as_object().into_iter().flat_map(Map::keys);
            for name in names.filter(|name| !declared.contains_key(*name)) {
                let place = Place::Key(security.child(index).child(name));
                let message = format!("the security scheme `{}` is not declared", quoted(name));
                let meant = did_you_mean(name, declared.keys().map(String::as_str));
                let help = format!(
                    "{meant}declare it under `components/securitySchemes` with an overlay, or correct the name"
                );
                let wrong = Diagnostic::error("undeclared-security-scheme", place, message);
                found.push(wrong.label("nothing says what this asks for").help(help));
            }
        }
    }
    found
}

/// Operations that are called alike.
fn ids(operations: &[(String, &Operation)]) -> Vec<Diagnostic> {
    let mut first: HashMap<&str, &str> = HashMap::new();
    let mut found = Vec::new();
    for (name, operation) in operations {
        let Some(id) = &operation.id else {
            continue;
        };
        let Some(other) = first.get(id.as_str()) else {
            first.insert(id, name);
            continue;
        };
        let place = Place::Document(operation.at.child("operationId"));
        let message = format!("two operations are called `{}`", quoted(id));
        let wrong = Diagnostic::error("repeated-operation-id", place, message);
        let wrong = wrong.label(format!("this is the id of `{other}`, too"));
        found.push(wrong.help(
            "give one of them another id with an overlay: functions and types are named after it",
        ));
    }
    found
}

/// Parameters that one list has twice.
fn parameters(spec: &Spec, operations: &[(String, &Operation)], root: &Value) -> Vec<Diagnostic> {
    let owners = operations.iter().map(|(_, operation)| &operation.at);
    let items = spec.paths.iter().map(|path| &path.at);
    let mut found = Vec::new();
    for owner in owners.chain(items) {
        let at = owner.child("parameters");
        let list = root.pointer(at.as_str()).and_then(Value::as_array);
        let mut seen = HashSet::new();
        for (index, parameter) in list.into_iter().flatten().enumerate() {
            let text = |name| followed(parameter, root)?.get(name)?.as_str();
            let Some((name, location)) = text("name").zip(text("in")) else {
                continue;
            };
            if !seen.insert((name, location)) {
                let place = Place::Document(at.child(index));
                let message = format!(
                    "the parameter `{}` in the {location} is there twice",
                    quoted(name)
                );
                let wrong = Diagnostic::error("repeated-parameter", place, message);
                let wrong = wrong.label("an earlier one of the same list is the same");
                found.push(wrong.help("remove one of them with an overlay"));
            }
        }
    }
    found
}

/// What a value refers to, over a few references.
fn followed<'v>(value: &'v Value, root: &'v Value) -> Option<&'v Value> {
    const MOST: usize = 8;
    let mut value = value;
    for _ in 0..MOST {
        let Some(reference) = value.get("$ref") else {
            return Some(value);
        };
        let pointer = Pointer::from_fragment(reference.as_str()?.strip_prefix('#')?)?;
        value = root.pointer(pointer.as_str())?;
    }
    None
}

/// Encodings of members that a body does not have.
fn encodings(
    operations: &[(String, &Operation)],
    spec: &Spec,
    composition: &Composition<'_>,
) -> Vec<Diagnostic> {
    let bodies = operations
        .iter()
        .filter_map(|(_, operation)| operation.body.as_ref());
    let mut seen = HashSet::new();
    let mut found = Vec::new();
    for media in bodies.flat_map(|body| &body.content) {
        let schema = media.schema.as_ref();
        let schema = schema.filter(|_| !media.encoding.is_empty() && seen.insert(&media.at));
        let Some(members) = schema.and_then(|used| composition.members(spec.schemas.of(used)))
        else {
            continue;
        };
        let unknown = media
            .encoding
            .iter()
            .filter(|(name, _)| !members.contains(name.as_str()));
        found.extend(unknown.map(|(name, encoding)| {
            let message = format!("the body has no member `{}` to encode", quoted(name));
            let meant = did_you_mean(name, members.iter().copied());
            let wrong =
                Diagnostic::warning("unknown-encoding", Place::Key(encoding.at.clone()), message);
            let wrong = wrong.label("this is ignored");
            wrong.help(format!(
                "{meant}correct the name, or remove it, with an overlay"
            ))
        }));
    }
    found
}

/// Tags that are declared twice.
fn tags(root: &Value) -> Vec<Diagnostic> {
    let tags = root.get("tags").and_then(Value::as_array);
    let mut seen = HashSet::new();
    let mut found = Vec::new();
    for (index, tag) in tags.into_iter().flatten().enumerate() {
        if let Some(name) = tag.get("name").and_then(Value::as_str)
            && !seen.insert(name)
        {
            let place = Place::Document(Pointer::root().child("tags").child(index).child("name"));
            let message = format!("the tag `{}` is declared twice", quoted(name));
            let wrong = Diagnostic::warning("repeated-tag", place, message);
            found.push(
                wrong
                    .label("the first one counts")
                    .help("remove one of them with an overlay"),
            );
        }
    }
    found
}
