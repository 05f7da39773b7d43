//! Defaults and examples that their schemas refuse.
//!
//! In: values with the schemas they are given for. Out: a warning for each that is refused, at the part that is. What always
//! holds: a value may be refused only by what the schema says, never by what is unknown of it.

use serde_json::Value;

use super::value::{Check, Refusal};
use crate::diagnostic::{Diagnostic, Place};
use crate::source::structure::GivenValue;
use crate::spec::Spec;

/// Finds the values that are refused.
pub(super) fn find(spec: &Spec, samples: &[GivenValue], root: &Value) -> Vec<Diagnostic> {
    let refused = samples.iter().filter_map(|sample| {
        let value = root.pointer(sample.at.as_str())?;
        let Refusal { below, why } = Check::new(&spec.schemas).refusal(value, sample.schema)?;
        let is_default = sample.at.as_str().ends_with("/default");
        let at = below
            .iter()
            .rev()
            .fold(sample.at.clone(), |at, token| at.child(token));
        Some(if is_default {
            Diagnostic::warning(
                "refused-default",
                Place::Document(at),
                format!("a default is {why}"),
            )
            .label("the schema refuses this")
            .help(
                "correct the default or the schema with an overlay: it is documented as it stands",
            )
        } else {
            Diagnostic::warning(
                "refused-example",
                Place::Document(at),
                format!("an example is {why}"),
            )
            .label("the schema refuses this")
            .help("correct the example with an overlay, or the schema, if the API sends this")
        })
    });
    refused.collect()
}
