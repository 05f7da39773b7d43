//! Operations and events that are taken.
//!
//! In: what a document says, and a selection. Out: the document without the others, and the places of these. What always holds: the order
//! of the document stays.

use super::Selection;
use super::glob::fits;
use super::tags::Tags;
use crate::place::Pointer;
use crate::spec::{Event, Operation, Spec};

/// Takes out of a document what is not chosen; gives the places of what went.
pub fn take(spec: &mut Spec, tags: Tags, selection: &Selection) -> Vec<Pointer> {
    let mut gone = Vec::new();
    for path in &mut spec.paths {
        let (taken, others): (Vec<Operation>, Vec<Operation>) = path
            .operations
            .iter()
            .cloned()
            .partition(|operation| is_taken(operation, &path.template, tags, selection));
        gone.extend(others.iter().map(|operation| operation.at.clone()));
        if taken.is_empty() {
            gone.push(path.at.clone());
        }
        path.operations = taken.into();
    }
    spec.paths.retain(|path| !path.operations.is_empty());
    let (taken, others): (Vec<Event>, Vec<Event>) = std::mem::take(&mut spec.events)
        .into_iter()
        .partition(|event| is_event_taken(event, selection));
    gone.extend(others.iter().map(|event| event.at.clone()));
    spec.events = taken;
    gone
}

/// Whether a list names an operation: by its id, or by method and path.
pub fn is_named(operation: &Operation, template: &str, names: &[String]) -> bool {
    let is_it = |name: &String| {
        if operation.id.as_ref() == Some(name) {
            return true;
        }
        let (method, path) = name.split_once(' ').unwrap_or_default();
        method.eq_ignore_ascii_case(operation.method.as_str()) && path.trim() == template
    };
    names.iter().any(is_it)
}

fn has_one(own: &[String], tags: &[String]) -> bool {
    own.iter().any(|tag| tags.contains(tag))
}

fn is_on(template: &str, globs: &[String]) -> bool {
    globs.iter().any(|glob| fits(glob, template, '/'))
}

/// Whether anything that is asked for is said to be taken.
fn is_narrowed(selection: &Selection) -> bool {
    let Selection {
        tags,
        paths,
        operations,
        ..
    } = selection;
    !(tags.is_empty() && paths.is_empty() && operations.is_empty())
}

fn is_taken(operation: &Operation, template: &str, tags: Tags, selection: &Selection) -> bool {
    let own = tags.of_operation(operation, template);
    let is_wanted = !is_narrowed(selection)
        || has_one(&own, &selection.tags)
        || is_on(template, &selection.paths)
        || is_named(operation, template, &selection.operations);
    is_wanted
        && !has_one(&own, &selection.exclude_tags)
        && !is_on(template, &selection.exclude_paths)
        && !is_named(operation, template, &selection.exclude_operations)
}

fn is_event_taken(event: &Event, selection: &Selection) -> bool {
    let has_tag = |tags: &[String]| event.operations.iter().any(|one| has_one(&one.tags, tags));
    let is_named = selection
        .events
        .iter()
        .any(|glob| fits(glob, &event.name, '.'));
    let is_wanted = is_named
        || has_tag(&selection.tags)
        || selection.events.is_empty() && !is_narrowed(selection);
    is_wanted && !has_tag(&selection.exclude_tags)
}
