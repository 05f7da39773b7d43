//! What a schema allows its values to be.
//!
//! In: the view of a schema. Out: [`Limits`]. What always holds: a limit that any value meets is left
//! out, and so is one that says nothing about values of that kind.

use super::view::View;
use crate::api::Limits;

/// The limits that a schema itself states.
pub fn limits(view: &View<'_>) -> Limits {
    let text = view.kind == Some("string")
        && view.values.is_empty()
        && view.format.as_deref() != Some("binary");
    let list = view.kind == Some("array") || view.kind.is_none() && view.items.is_some();
    let number = matches!(view.kind, Some("integer" | "number")) && view.values.is_empty();
    Limits {
        min_length: view.length.0.filter(|&least| text && least > 0),
        max_length: view.length.1.filter(|_| text),
        min_items: view.count.0.filter(|&least| list && least > 0),
        max_items: view.count.1.filter(|_| list),
        minimum: view.minimum.filter(|_| number),
        maximum: view.maximum.filter(|_| number),
        pattern: view.pattern.filter(|_| text).map(str::to_owned),
        each: None,
    }
}

/// Whether there is something to check before sending.
pub fn is_checked(limits: &Limits) -> bool {
    let Limits {
        min_length,
        max_length,
        min_items,
        max_items,
        minimum,
        maximum,
        pattern: _,
        each,
    } = limits;
    min_length.is_some()
        || max_length.is_some()
        || min_items.is_some()
        || max_items.is_some()
        || minimum.is_some()
        || maximum.is_some()
        || each.as_deref().is_some_and(is_checked)
}

/// The limits of a value that two schemas describe: where both state one, the outer schema's counts.
pub fn merged(outer: Limits, inner: Limits) -> Limits {
    Limits {
        min_length: outer.min_length.or(inner.min_length),
        max_length: outer.max_length.or(inner.max_length),
        min_items: outer.min_items.or(inner.min_items),
        max_items: outer.max_items.or(inner.max_items),
        minimum: outer.minimum.or(inner.minimum),
        maximum: outer.maximum.or(inner.maximum),
        pattern: outer.pattern.or(inner.pattern),
        each: outer.each.or(inner.each),
    }
}
