//! Names in `x-cli` that are of nothing.
//!
//! In: what was read. Out: an error for each name of a member or a parameter that there is not. What always holds: what
//! [`composition`](super::composition) can't look at is not reported.

use std::collections::{BTreeSet, HashSet};

use super::composition::Composition;
use crate::diagnostic::{Diagnostic, Place, did_you_mean};
use crate::source::shape::quoted;
use crate::spec::{Operation, Spec};

/// Finds the names that are of nothing.
pub(super) fn find(spec: &Spec, composition: &Composition<'_>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for schema in spec.schemas.iter() {
        let Some(stated) = schema.columns.as_deref() else {
            continue;
        };
        for (place, path) in stated.columns.iter().enumerate() {
            let at = Place::Document(stated.at.child("columns").child(place));
            if let Err((step, known)) = composition.follow(schema, path) {
                let message = format!("the object has no member `{}`", quoted(step));
                found.push(unknown(at, message, step, known.into_iter()));
            }
        }
    }
    let mut seen = HashSet::new();
    let operations = || spec.paths.iter().flat_map(|path| path.operations.iter());
    for operation in operations().filter(|operation| seen.insert(&operation.at)) {
        let Some(stated) = &operation.uploads else {
            continue;
        };
        let known: Option<BTreeSet<&str>> = operations()
            .filter_map(|operation| parameters(spec, composition, operation))
            .collect::<Option<Vec<_>>>()
            .map(|all| all.concat().into_iter().collect());
        let Some(known) = known else { continue };
        for name in stated.upload_with.keys() {
            if !known.contains(name.as_str()) {
                let at = Place::Key(stated.at.child("uploadWith").child(name));
                let message = format!(
                    "nothing that uploads a file has a parameter `{}`",
                    quoted(name)
                );
                found.push(unknown(at, message, name, known.iter().copied()));
            }
        }
    }
    found
}

/// The parameters of an operation that takes parts, if it does; `None` inside, if they can't be looked at.
fn parameters<'s>(
    spec: &'s Spec,
    composition: &Composition<'s>,
    operation: &'s Operation,
) -> Option<Option<Vec<&'s str>>> {
    let mut media = operation.body.iter().flat_map(|body| &body.content);
    let media = media.find(|media| media.media_type.starts_with("multipart/"))?;
    let schema = spec.schemas.of(media.schema.as_ref()?);
    Some(
        composition
            .members(schema)
            .map(|names| names.into_iter().collect()),
    )
}

fn unknown<'n>(
    at: Place,
    message: String,
    name: &str,
    known: impl Iterator<Item = &'n str>,
) -> Diagnostic {
    let meant = did_you_mean(name, known);
    Diagnostic::error("unknown-cli-name", at, message)
        .label("the command line would pass it over")
        .help(format!("{meant}correct the name in `x-cli`"))
}
