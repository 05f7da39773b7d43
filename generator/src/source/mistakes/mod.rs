//! Mistakes of a document that has the right shape: what contradicts itself, names nothing, or says less than it seems to.
//!
//! In: what was read, and the merged value. Out: a located diagnostic for each mistake. What always holds: names are looked up in
//! the value, so that what was left out as wrong is not reported as missing; a mistake is an error where going on would mean to
//! guess, else a warning.

mod composition;
mod mock;
mod names;
mod samples;
mod schemas;
mod sent;
mod terminal;
mod value;

use serde_json::Value;

use super::structure::ReadSpec;
use crate::diagnostic::Diagnostic;
use crate::spec::{SchemaId, Schemas};
use composition::Composition;

/// Finds the mistakes of a document.
pub(crate) fn find(read: &ReadSpec, root: &Value) -> Vec<Diagnostic> {
    let spec = &read.spec;
    let composition = Composition::of(&spec.schemas, root);
    let mut found = names::find(spec, &composition, root);
    found.extend(schemas::find(spec, &composition, root));
    found.extend(samples::find(spec, &read.samples, root));
    found.extend(sent::find(spec));
    found.extend(mock::find(spec, &composition));
    found.extend(terminal::find(spec, &composition));
    found
}

/// Whether a schema allows a value, as far as `pattern`, `format` and `not` don't say.
pub(crate) fn allows(schemas: &Schemas, schema: SchemaId, value: &Value) -> bool {
    value::Check::new(schemas).refusal(value, schema).is_none()
}
