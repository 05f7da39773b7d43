//! Sample values of one word: text and numbers that keep their limits.
//!
//! In: limits, and the document's default. Out: a [`Sample`]. What always holds: the value keeps the limits, or there is none.

use form_mock::answer::likely;
use proc_macro2::{Literal, TokenStream};
use quote::quote;
use serde_json::Value;

use crate::api::{Field, Integer, Limits, TextFormat};
use crate::emit::base::{docs, tokens};

use super::Sample;

/// The longest text of an example, in characters.
const LENGTH: u64 = 60;

/// A value as an expression and as JSON.
pub fn sample(value: TokenStream, json: impl Into<Value>) -> Option<Sample> {
    let json = json.into();
    Some(Sample { value, json })
}

/// What the document shows as a value, if it keeps the limits.
pub fn example<'f>(field: &'f Field, limits: &Limits) -> Option<&'f str> {
    let text = field.docs.example.as_deref()?;
    fits(text, limits).then_some(text)
}

/// Whether a text is one line of an example, and keeps the limits.
pub fn fits(text: &str, limits: &Limits) -> bool {
    let length = text.chars().count() as u64;
    let least = limits.min_length.unwrap_or(0).max(1);
    let most = limits.max_length.unwrap_or(LENGTH).min(LENGTH);
    (least..=most).contains(&length) && docs::harmless(text) == text
}

/// A text: what the document shows, else any that keeps the limits.
pub fn shown(field: Option<&Field>, format: &TextFormat, limits: &Limits) -> Option<String> {
    match field.and_then(|field| example(field, limits)) {
        Some(text) => Some(text.to_owned()),
        None => text(field.map_or("", |field| &field.wire), format, limits),
    }
}

/// A text of a format, or one that is likely under a name.
fn text(name: &str, format: &TextFormat, limits: &Limits) -> Option<String> {
    let sample = match format {
        TextFormat::Date => "2026-01-31",
        TextFormat::DateTime => "2026-01-31T08:00:00Z",
        TextFormat::Decimal => "12.5",
        TextFormat::Base64 => "dGV4dA==",
        TextFormat::Plain | TextFormat::Password => return named(name, None, limits),
        TextFormat::Other(format) => return named(name, Some(format), limits),
    };
    sized(sample, limits)
}

fn named(name: &str, format: Option<&str>, limits: &Limits) -> Option<String> {
    let likely = match name {
        "" => "text".to_owned(),
        name => likely(name, format),
    };
    match docs::harmless(&likely) == likely && likely.is_ascii() {
        true => sized(&likely, limits),
        false => sized("text", limits),
    }
}

/// As much of a text, over and over, as limits ask for.
pub(super) fn sized(sample: &str, limits: &Limits) -> Option<String> {
    let min = limits.min_length.unwrap_or(0);
    let max = limits.max_length.unwrap_or(LENGTH);
    if min > max || min > LENGTH {
        return None;
    }
    let length = (sample.len() as u64).clamp(min, max.max(min));
    Some(
        sample
            .chars()
            .cycle()
            .take(usize::try_from(length).ok()?)
            .collect(),
    )
}

/// A whole number: what the document shows, else the default, if there is one.
pub fn integer(size: Integer, field: Option<&Field>, limits: &Limits) -> Option<Sample> {
    let shown = field.and_then(|field| field.docs.example.as_deref()?.parse::<i64>().ok());
    let default = field.and_then(|field| field.default.as_deref()?.parse::<i64>().ok());
    let wanted = shown.or(default).unwrap_or(1);
    let within = |number: i64| {
        let value = number as f64;
        let above = limits
            .minimum
            .is_none_or(|(min, out)| if out { value > min } else { value >= min });
        let below = limits
            .maximum
            .is_none_or(|(max, out)| if out { value < max } else { value <= max });
        let fits = match size {
            Integer::I32 => i32::try_from(number).is_ok(),
            Integer::I64 => true,
            Integer::U64 => number >= 0,
        };
        above && below && fits
    };
    let near = |bound: Option<(f64, bool)>| {
        bound
            .map(|(bound, _)| bound as i64)
            .into_iter()
            .flat_map(|bound| [bound, bound.saturating_add(1), bound.saturating_sub(1)])
    };
    let number = [wanted, 1]
        .into_iter()
        .chain(near(limits.minimum))
        .chain(near(limits.maximum))
        .find(|number| within(*number))?;
    sample(tokens::integer(number), number)
}

/// A number with a fraction.
pub fn number(limits: &Limits) -> Option<Sample> {
    let within = |value: f64| {
        let above = limits
            .minimum
            .is_none_or(|(min, out)| if out { value > min } else { value >= min });
        let below = limits
            .maximum
            .is_none_or(|(max, out)| if out { value < max } else { value <= max });
        above && below
    };
    let bounds = [limits.minimum, limits.maximum]
        .into_iter()
        .flatten()
        .map(|(bound, _)| bound);
    let middle = match (limits.minimum, limits.maximum) {
        (Some((min, _)), Some((max, _))) => min + (max - min) / 2.0,
        _ => 0.0,
    };
    let candidates = [1.0, 0.5, middle]
        .into_iter()
        .chain(bounds.flat_map(|bound| [bound, bound + 1.0, bound - 1.0]));
    let number = candidates
        .into_iter()
        .find(|number| number.is_finite() && within(*number))?;
    let literal = Literal::f64_unsuffixed(number.abs());
    let sign = (number < 0.0).then(|| quote! { - });
    // Limits may be an f32's: a literal takes the type it is used as.
    sample(quote! { #sign #literal }, number)
}
