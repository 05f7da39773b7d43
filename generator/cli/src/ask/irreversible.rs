//! What is asked for that cannot be undone.
//!
//! In: the flags of an operation, and what was given. Out: [`Irreversible`]. What always holds: whoever says nothing asks for what the document says
//! that the API does then.

use serde_json::Value;

use super::flags::{Flag, Takes};
use crate::cli::request::Values;
use crate::mock::model::{Operation, Place};

/// What is asked for that cannot be undone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Irreversible {
    /// A value says so: that of this flag.
    Said(String),
    /// Nothing says otherwise, and the API takes that for a yes.
    ByDefault {
        /// The flag for a yes.
        yes: String,
        /// The flag for a no.
        no: String,
        /// The key on the wire.
        key: String,
        /// Whether everything was given by keys on the wire: that is the API's own language, where its defaults are meant.
        by_keys: bool,
    },
}

/// Finds out whether something is asked for that cannot be undone.
#[must_use]
pub fn irreversible(
    operation: &Operation,
    flags: &[Flag<'_>],
    values: &Values,
) -> Option<Irreversible> {
    let is_final = |flag: &&Flag<'_>| {
        matches!(flag.takes, Takes::One(_))
            && flag.words.is_some_and(|words| words.irreversible.is_some())
    };
    let by_keys = || {
        let mut inputs = operation.inputs.iter().zip(&values.inputs);
        inputs.all(|(input, value)| input.place == Place::Path || value.is_none())
    };
    flags.iter().filter(is_final).find_map(|flag| {
        let is_default = flag.member.default == Some(Value::Bool(true));
        match said(flag, values) {
            Some(true) => Some(Irreversible::Said(flag.long.clone())),
            None if is_default && has_parent(flag, values) => Some(Irreversible::ByDefault {
                yes: flag.long.clone(),
                no: otherwise(flags, flag)?,
                key: flag.key.clone(),
                by_keys: by_keys(),
            }),
            Some(false) | None => None,
        }
    })
}

/// What is said: by a flag or a file, else by a key.
fn said(flag: &Flag<'_>, values: &Values) -> Option<bool> {
    let input = values.inputs.get(flag.input).and_then(Option::as_ref);
    let value = input.and_then(|value| at(value, &flag.path));
    let mut pairs = values.pairs.iter().rev();
    let pair = pairs.find(|(key, _)| *key == flag.key);
    match (pair, value) {
        (Some((_, text)), _) => Some(text == "true"),
        (None, Some(value)) => Some(*value == Value::Bool(true)),
        (None, None) => None,
    }
}

fn at<'v>(value: &'v Value, path: &[String]) -> Option<&'v Value> {
    path.iter().try_fold(value, |value, step| value.get(step))
}

/// Whether there is an object that the member would be in: without it, the member has no default.
fn has_parent(flag: &Flag<'_>, values: &Values) -> bool {
    let Some((_, above)) = flag.path.split_last() else {
        return true;
    };
    let input = values.inputs.get(flag.input).and_then(Option::as_ref);
    let stem = flag.key.rsplit_once('[').map_or("", |(stem, _)| stem);
    let mut pairs = values.pairs.iter();
    input.is_some_and(|value| at(value, above).is_some())
        || pairs.any(|(key, _)| key.starts_with(stem))
}

/// The flag that says no.
fn otherwise(flags: &[Flag<'_>], flag: &Flag<'_>) -> Option<String> {
    let mut others = flags.iter();
    let found =
        others.find(|other| matches!(other.takes, Takes::Otherwise) && other.key == flag.key);
    found.map(|other| other.long.clone())
}
