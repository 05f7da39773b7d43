//! Bounds that exclude themselves, and examples.
//!
//! In: a schema's draft. Out: the draft with `minimum`, `maximum` and `example`. What always holds: of two bounds the tighter one
//! counts.

use serde_json::Value;

use super::super::words::Words;
use super::draft::SchemaDraft;

/// Writes exclusive bounds as OpenAPI 3.0 does.
pub(super) fn bounds(_: &mut Words<'_>, draft: &mut SchemaDraft<'_>) {
    let pairs = [
        ("minimum", "exclusiveMinimum", true),
        ("maximum", "exclusiveMaximum", false),
    ];
    for (bound, exclusive, is_least) in pairs {
        let Some((value @ Value::Number(excluded), from)) = draft.member(exclusive) else {
            continue;
        };
        let (value, excluded) = (value.clone(), excluded.as_f64());
        let other = draft.own.get(bound).and_then(Value::as_f64);
        let is_tighter = match excluded.zip(other) {
            Some((excluded, other)) if is_least => excluded >= other,
            Some((excluded, other)) => excluded <= other,
            None => true,
        };
        draft.take(exclusive);
        if is_tighter {
            draft.set(bound, from.clone(), value);
            draft.set(exclusive, from, true);
        }
    }
}

/// Writes the first of `examples` as `example`.
pub(super) fn example(words: &mut Words<'_>, draft: &mut SchemaDraft<'_>) {
    let Some((examples, from)) = draft.member("examples") else {
        return;
    };
    let Value::Array(examples) = examples else {
        return words.unenforced(from, "write a list of values");
    };
    let first = examples.iter().position(|example| !example.is_null());
    if let Some(first) = first
        && let Some(example) = examples.get(first).cloned()
        && !draft.has("example")
    {
        draft.set("example", from.child(first), example);
    }
}
