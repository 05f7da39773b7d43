//! What a selection names and the document does not have.
//!
//! In: what a document says, and a selection. Out: an error for each name that nothing has. What always holds: it is said with the nearest
//! that there is.

use std::collections::BTreeSet;

use super::Selection;
use super::chosen::is_named;
use super::glob::fits;
use super::tags::Tags;
use crate::diagnostic::{Diagnostic, Place, did_you_mean};
use crate::place::Pointer;
use crate::spec::Spec;

/// How many names a help lists.
const LISTED: usize = 12;

/// An error for each name that nothing has, by places in the document in the words of OpenAPI 3.0.
pub fn find(spec: &Spec, tags: Tags, selection: &Selection) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let known = known_tags(spec, tags);
    let known: BTreeSet<&str> = known.iter().map(String::as_str).collect();
    for tag in selection.tags.iter().chain(&selection.exclude_tags) {
        if !known.contains(tag.as_str()) {
            found.push(unmatched("no operation has the tag", tag, "paths", &known));
        }
    }
    let templates = spec.paths.iter().map(|path| path.template.as_str());
    let templates: BTreeSet<&str> = templates.collect();
    for glob in selection.paths.iter().chain(&selection.exclude_paths) {
        if !templates.iter().any(|path| fits(glob, path, '/')) {
            found.push(unmatched("no path fits", glob, "paths", &templates));
        }
    }
    let events = spec.events.iter().map(|event| event.name.as_str());
    let events: BTreeSet<&str> = events.collect();
    for glob in &selection.events {
        if !events.iter().any(|name| fits(glob, name, '.')) {
            found.push(unmatched("no event fits", glob, "x-webhooks", &events));
        }
    }
    let named = selection.operations.iter();
    found.extend(operations(spec, named.chain(&selection.exclude_operations)));
    let components: BTreeSet<&str> = spec.components.keys().map(String::as_str).collect();
    for name in &selection.opaque {
        if !components.contains(name.as_str()) {
            let what = "there is no schema";
            found.push(unmatched(what, name, "components", &components));
        }
    }
    found
}

/// The tags that there are.
fn known_tags(spec: &Spec, tags: Tags) -> BTreeSet<String> {
    let received = spec.received().into_iter();
    let mut known: BTreeSet<String> = received.flat_map(|one| one.tags.clone()).collect();
    for path in &spec.paths {
        for operation in path.operations.iter() {
            known.extend(tags.of_operation(operation, &path.template).into_owned());
        }
    }
    known
}

/// An error for each name that no operation has.
fn operations<'s>(spec: &Spec, names: impl Iterator<Item = &'s String>) -> Vec<Diagnostic> {
    let operations = spec.paths.iter().flat_map(|path| path.operations.iter());
    let ids: BTreeSet<&str> = operations.filter_map(|one| one.id.as_deref()).collect();
    let is_missing = |name: &&String| {
        !spec.paths.iter().any(|path| {
            let mut operations = path.operations.iter();
            operations.any(|one| is_named(one, &path.template, std::slice::from_ref(name)))
        })
    };
    names
        .filter(is_missing)
        .map(|name| unmatched("there is no operation", name, "paths", &ids))
        .collect()
}

fn unmatched(what: &str, name: &str, member: &str, known: &BTreeSet<&str>) -> Diagnostic {
    let place = Place::Document(Pointer::root().child(member));
    let meant = did_you_mean(name, known.iter().copied());
    let mut listed: Vec<&str> = known.iter().copied().take(LISTED).collect();
    if known.len() > LISTED {
        listed.push("…");
    }
    let help = match listed.is_empty() {
        true => "the document has none".to_owned(),
        false => format!("{meant}there are {}", listed.join(", ")),
    };
    Diagnostic::error("selection-unmatched", place, format!("{what} `{name}`"))
        .label("not among these")
        .help(help)
}
