//! What a schema allows its values to be.
//!
//! In: a schema. Out: [`Limits`]. What always holds: a limit that any value meets is left
//! out, and so is one that says nothing about values of that kind.

use crate::api::Limits;
use crate::spec::{Bound, Kind, Schema};

/// The limits that a schema itself states for values of a kind, which is its own unless it only adds to another.
pub fn limits(schema: &Schema, kind: Option<Kind>) -> Limits {
    let text = kind == Some(Kind::Text)
        && schema.values.is_empty()
        && schema.format.as_deref() != Some("binary");
    let list = kind == Some(Kind::Array) || kind.is_none() && schema.items.is_some();
    let number = matches!(kind, Some(Kind::Integer | Kind::Number)) && schema.values.is_empty();
    Limits {
        min_length: schema.length.least.filter(|&least| text && least > 0),
        max_length: schema.length.most.filter(|_| text),
        min_items: schema.count.least.filter(|&least| list && least > 0),
        max_items: schema.count.most.filter(|_| list),
        minimum: bound(schema.minimum.as_ref()).filter(|_| number),
        maximum: bound(schema.maximum.as_ref()).filter(|_| number),
        pattern: schema.pattern.clone().filter(|_| text),
        each: None,
    }
}

/// Bounds are kept as floats; whole numbers beyond 2^53 lose their last digits, as they would in JSON.
fn bound(bound: Option<&Bound>) -> Option<(f64, bool)> {
    let bound = bound?;
    Some((bound.value.as_f64()?, bound.excluded))
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
