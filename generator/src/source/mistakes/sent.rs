//! Limits of what is sent that nothing checks.
//!
//! In: what was read. Out: a warning for each. What always holds: what is only received is not spoken of, since that is never
//! checked.

use std::collections::HashSet;

use crate::diagnostic::{Diagnostic, Place};
use crate::spec::{Operation, SchemaUse, Spec};

/// Finds limits that a client would have to check, and does not.
pub(super) fn find(spec: &Spec) -> Vec<Diagnostic> {
    let operations = spec.paths.iter().flat_map(|path| path.operations.iter());
    let mut pending: Vec<&SchemaUse> = operations.flat_map(requested).collect();
    let (mut seen, mut found) = (HashSet::new(), Vec::new());
    while let Some(used) = pending.pop() {
        if !seen.insert(used.schema) {
            continue;
        }
        let schema = spec.schemas.of(used);
        pending.extend(schema.parts());
        let limits = [
            ("multipleOf", schema.multiple_of.is_some()),
            ("uniqueItems", schema.unique),
        ];
        let limits = limits.into_iter().filter(|(_, is_there)| *is_there);
        found.extend(limits.map(|(keyword, _)| {
            let place = Place::Key(schema.at.child(keyword));
            let message = format!("`{keyword}` is not checked before a request is sent");
            Diagnostic::warning("unchecked-limit", place, message)
                .label("what breaks this is left to the API to refuse")
                .help("say it in the description, in an overlay, so that callers know")
        }));
    }
    found
}

fn requested(operation: &Operation) -> impl Iterator<Item = &SchemaUse> {
    let parameters = operation.parameters.iter();
    let parameters = parameters.filter_map(|parameter| parameter.schema.as_ref());
    let bodies = operation.body.iter().flat_map(|body| &body.content);
    parameters.chain(bodies.filter_map(|media| media.schema.as_ref()))
}
