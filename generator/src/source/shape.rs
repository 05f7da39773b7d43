//! The diagnostics for what has the wrong shape, alike for OpenAPI and Overlay documents.
//!
//! In: a place, what is expected there and what stands there. Out: a [`Diagnostic`]. What always holds: all three are named.

use serde_json::Value;

use crate::diagnostic::{Diagnostic, Place};

/// How much of a string a message repeats, in characters.
const LONGEST_QUOTED: usize = 40;

/// A value of another JSON type than expected. `what` is the member or object, `expected` has its article.
pub(super) fn wrong_type(place: Place, what: &str, expected: &str, found: &Value) -> Diagnostic {
    let kind = super::kind_of(found);
    let help = match place {
        Place::File(..) => format!("write {expected} here"),
        _ => format!("write {expected} here, or correct it with an overlay"),
    };
    Diagnostic::error(
        "wrong-type",
        place,
        format!("{what} is {kind} where {expected} is expected"),
    )
    .label(format!("expected {expected}, found {kind}"))
    .help(help)
}

/// A string that is none of those allowed.
pub(super) fn wrong_value(place: Place, what: &str, found: &str, allowed: &[&str]) -> Diagnostic {
    let allowed = list(allowed);
    Diagnostic::error(
        "unknown-value",
        place,
        format!("{what} cannot be `{}`", quoted(found)),
    )
    .label(format!("expected {allowed}"))
    .help(format!("use {allowed}"))
}

/// A required member that is absent. The place is the object's.
pub(super) fn missing(place: Place, object: &str, name: &str) -> Diagnostic {
    Diagnostic::error("missing-member", place, format!("{object} has no {name}"))
        .label(format!("{name} is required here"))
        .help(format!("add {name}"))
}

/// A member that the object may not have. `allowed` says which it may have.
pub(super) fn unknown_member(place: Place, object: &str, name: &str, allowed: &str) -> Diagnostic {
    Diagnostic::error(
        "unknown-member",
        place,
        format!("{object} has no member `{}`", quoted(name)),
    )
    .label(format!("expected {allowed}"))
    .help("correct the name; a name of your own starts with `x-`")
}

/// Text from a document, cut to a length that fits into a line.
pub(super) fn quoted(text: &str) -> String {
    let mut short: String = text.chars().take(LONGEST_QUOTED).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

/// Names as a sentence would list them: `a`, `b` or `c`.
pub(super) fn list(names: &[&str]) -> String {
    let quoted: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    match quoted.split_last() {
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
        None => String::new(),
    }
}
