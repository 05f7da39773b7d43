//! What a document says of values, in sentences.
//!
//! In: limits and formats. Out: Markdown. What always holds: whatever is checked is said.

use crate::api::{Api, Limits, TextFormat, Type};

use super::plain::code;

/// What a format says of a text, as a sentence.
pub fn format_fact(format: &TextFormat) -> Option<String> {
    let text = match format {
        TextFormat::Plain => return None,
        TextFormat::Date => "A date, such as `2026-01-31` (RFC 3339).".to_owned(),
        TextFormat::DateTime => {
            "A date and time, such as `2026-01-31T08:00:00Z` (RFC 3339).".to_owned()
        }
        TextFormat::Decimal => "A decimal number, digit by digit.".to_owned(),
        TextFormat::Base64 => "Base64 text.".to_owned(),
        TextFormat::Password => "Secret: `Debug` does not show it.".to_owned(),
        TextFormat::Other(name) => format!("Format: {}.", code(name)),
    };
    Some(text)
}

/// What the parts of a value are called.
#[derive(Clone, Copy)]
pub enum Parts {
    /// Of a list, or of what has no parts.
    Elements,
    /// Of a map.
    Entries,
    /// Of a range.
    Bounds,
    /// Of what an object has besides its members.
    Others,
}

impl Parts {
    /// Those of a value of a type.
    pub fn of(api: &Api, ty: &Type) -> Self {
        match (api.resolve(ty), api.value(ty)) {
            (Type::Range(_), _) => Self::Bounds,
            (_, Type::Map(_) | Type::Entries(_) | Type::ClearableEntries) => Self::Entries,
            _ => Self::Elements,
        }
    }

    /// What is counted, and what each is called.
    fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::Elements => ("element", "element"),
            Self::Entries => ("entry", "value"),
            Self::Bounds => ("element", "bound"),
            Self::Others => ("member", "one"),
        }
    }
}

/// What a value has to keep, a sentence each. That a text must not be empty is said for
/// all of them, at the crate's root.
pub fn limits(limits: &Limits, parts: Parts) -> Vec<String> {
    let (item, part) = parts.words();
    let mut facts = Vec::new();
    let counted = [
        (limits.min_length, limits.max_length, "character"),
        (limits.min_items, limits.max_items, item),
    ];
    for (min, max, unit) in counted {
        match (min, max) {
            (Some(min), Some(max)) if min == max => {
                facts.push(format!("Exactly {}.", count(min, unit)))
            }
            (min, max) => {
                facts.extend(min.map(|min| format!("At least {}.", count(min, unit))));
                facts.extend(max.map(|max| format!("At most {}.", count(max, unit))));
            }
        }
    }
    if let Some((bound, exclusive)) = limits.minimum {
        facts.push(format!(
            "{} {bound}.",
            if exclusive { "More than" } else { "At least" }
        ));
    }
    if let Some((bound, exclusive)) = limits.maximum {
        facts.push(format!(
            "{} {bound}.",
            if exclusive { "Less than" } else { "At most" }
        ));
    }
    if let Some(pattern) = &limits.pattern {
        facts.push(format!(
            "Pattern, checked by the API alone: {}.",
            code(pattern)
        ));
    }
    for (part, limits) in [("key", &limits.keys), (part, &limits.each)] {
        let inner = limits.iter();
        let inner = inner.flat_map(|limits| self::limits(limits, Parts::Elements));
        let inner: Vec<String> = inner.collect();
        if !inner.is_empty() {
            facts.push(format!("Each {part}: {}", lower_first(&inner.join(" "))));
        }
    }
    facts
}

fn count(number: u64, unit: &str) -> String {
    match (number, unit.strip_suffix('y')) {
        (1, _) => format!("{number} {unit}"),
        (_, Some(stem)) => format!("{number} {stem}ies"),
        (_, None) => format!("{number} {unit}s"),
    }
}

fn lower_first(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| {
        first.to_lowercase().chain(chars).collect()
    })
}
