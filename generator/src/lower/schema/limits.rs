//! What a schema allows its values to be.
//!
//! In: a schema. Out: [`Limits`]. What always holds: a limit that any value meets is left
//! out, and so is one that says nothing about values of that kind.

pub mod numbers;

use crate::api::Limits;
use crate::lower::context::Lowering;
use crate::spec::{AdditionalProperties, Bound, Schema, SchemaType};

impl Lowering<'_> {
    /// Says of each `not` that nobody checks it.
    pub fn tell_unchecked(&mut self) {
        let spec = self.spec;
        for schema in spec.schemas.iter().filter(|schema| schema.not.is_some()) {
            self.warn(
                "not-checked",
                &schema.at.child("not"),
                "`not` has no counterpart in Rust's types: what it refuses is neither refused nor documented",
                "this limit is dropped",
                "say in an overlay what the value is, instead of what it is not, or tell it in the description",
            );
        }
    }
}

/// The limits that a schema itself states for values of a kind, which is its own unless it only adds to another.
pub fn limits(schema: &Schema, kind: Option<SchemaType>) -> Limits {
    let text = kind == Some(SchemaType::Text)
        && schema.values.is_empty()
        && schema.format.as_deref() != Some("binary");
    let list = kind == Some(SchemaType::Array) || kind.is_none() && schema.items.is_some();
    let map = is_map(schema, kind);
    let items = if map { schema.members } else { schema.count };
    let number =
        matches!(kind, Some(SchemaType::Integer | SchemaType::Number)) && schema.values.is_empty();
    Limits {
        min_length: schema.length.least.filter(|&least| text && least > 0),
        max_length: schema.length.most.filter(|_| text),
        min_items: items.least.filter(|&least| (list || map) && least > 0),
        max_items: items.most.filter(|_| list || map),
        minimum: bound(schema.minimum.as_ref()).filter(|_| number),
        maximum: bound(schema.maximum.as_ref()).filter(|_| number),
        pattern: schema.pattern.clone().filter(|_| text),
        not_empty: false,
        keys: keys(schema).filter(|_| map),
        each: None,
    }
}

/// Whether values of a schema are maps: objects without named members.
fn is_map(schema: &Schema, kind: Option<SchemaType>) -> bool {
    let is_object = match kind {
        Some(kind) => kind == SchemaType::Object,
        None => matches!(
            schema.additional,
            Some(AdditionalProperties::Any | AdditionalProperties::Each(_))
        ),
    };
    is_object && schema.properties.is_empty()
}

/// The limits of the names of members that a schema does not name itself.
pub fn keys(schema: &Schema) -> Option<Box<Limits>> {
    let names = schema.names.as_deref()?;
    let limits = Limits {
        min_length: names.length.least.filter(|&least| least > 0),
        max_length: names.length.most,
        pattern: names.pattern.clone(),
        ..Limits::default()
    };
    (limits != Limits::default()).then(|| Box::new(limits))
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
        not_empty,
        keys,
        each,
    } = limits;
    min_length.is_some()
        || max_length.is_some()
        || min_items.is_some()
        || max_items.is_some()
        || minimum.is_some()
        || maximum.is_some()
        || *not_empty
        || keys.as_deref().is_some_and(is_checked)
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
        not_empty: outer.not_empty || inner.not_empty,
        keys: outer.keys.or(inner.keys),
        each: outer.each.or(inner.each),
    }
}

/// The limits of a value that one of two schemas describes: it breaks one only if it breaks it in both.
pub fn either(one: Limits, other: Limits) -> Limits {
    fn both<T>(one: Option<T>, other: Option<T>, looser: impl FnOnce(T, T) -> T) -> Option<T> {
        one.zip(other).map(|(one, other)| looser(one, other))
    }
    let parts = |one: Box<Limits>, other: Box<Limits>| Box::new(either(*one, *other));
    let lower = |one: (f64, bool), other: (f64, bool)| match one.0 < other.0
        || one.0 == other.0 && !one.1
    {
        true => one,
        false => other,
    };
    let higher = |one: (f64, bool), other: (f64, bool)| match one.0 > other.0
        || one.0 == other.0 && !one.1
    {
        true => one,
        false => other,
    };
    Limits {
        min_length: both(one.min_length, other.min_length, u64::min),
        max_length: both(one.max_length, other.max_length, u64::max),
        min_items: both(one.min_items, other.min_items, u64::min),
        max_items: both(one.max_items, other.max_items, u64::max),
        minimum: both(one.minimum, other.minimum, lower),
        maximum: both(one.maximum, other.maximum, higher),
        pattern: one
            .pattern
            .filter(|pattern| other.pattern.as_ref() == Some(pattern)),
        not_empty: one.not_empty && other.not_empty,
        keys: both(one.keys, other.keys, parts),
        each: both(one.each, other.each, parts),
    }
}
