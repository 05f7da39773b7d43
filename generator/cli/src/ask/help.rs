//! What `--help` says.
//!
//! In: flags and what is said of them. Out: text: what a value is, its limits, its key. What always holds: whatever is checked is said.

use serde_json::Value;

use super::flags::{Flag, Takes};
use crate::cli::words::{OperationWords, Words};
use crate::mock::model::{Bounds, Kind, Model, Shape, TextKind};

/// The most values that are listed.
const MOST_VALUES: usize = 60;

/// The first sentence of a text.
#[must_use]
pub fn first_sentence(text: &str) -> String {
    let paragraph = text.split("\n\n").next().unwrap_or(text);
    let end = paragraph.find(". ");
    let sentence = end
        .and_then(|end| paragraph.get(..end))
        .unwrap_or(paragraph);
    sentence.trim_end_matches('.').to_owned()
}

/// What a flag is for, in a line.
pub fn short(flag: &Flag<'_>) -> String {
    let said = flag.words.map(|words| first_sentence(&words.text));
    let said = said.unwrap_or_default();
    match flag.takes {
        Takes::Unset => format!("Clear {}", flag.key),
        Takes::UnsetKeys => format!("Clear an entry of {}, by its key", flag.key),
        Takes::ObjectFile => format!(
            "A file, YAML or JSON, with the members of {}",
            name_of(&flag.key)
        ),
        Takes::Otherwise => {
            let words = flag.words.and_then(|words| words.irreversible.as_ref());
            words.map_or(said, |(_, text)| first_sentence(text))
        }
        Takes::One(_) | Takes::Many(_) | Takes::Entries(_) => said,
    }
}

fn name_of(key: &str) -> &str {
    if key.is_empty() { "the body" } else { key }
}

/// All that there is to say of a flag.
pub fn long(model: &Model, words: &Words, flag: &Flag<'_>) -> String {
    let is_value = matches!(
        flag.takes,
        Takes::One(_) | Takes::Many(_) | Takes::Entries(_)
    );
    if !is_value {
        let text = match (
            flag.takes,
            flag.words.and_then(|words| words.irreversible.as_ref()),
        ) {
            (Takes::Otherwise, Some((_, text))) => text.clone(),
            _ => short(flag),
        };
        return format!("{text}\n[form key: {}]", name_of(&flag.key));
    }
    let member = flag.member;
    let mut paragraphs = Vec::new();
    let said = flag.words;
    if let Some(words) = said.filter(|words| !words.text.is_empty()) {
        paragraphs.push(words.text.clone());
    }
    let mut facts = irreversible_facts(flag);
    if member.required && flag.path.is_empty() {
        facts.push("Required.".to_owned());
    }
    facts.extend(shape_facts(model, model.value(&member.shape)));
    facts.extend(limits(&member.bounds));
    if matches!(model.resolve(&member.shape), Shape::Clearable(_)) {
        facts.push(format!(
            "An empty text clears it, as does --unset-{}.",
            flag.long
        ));
    }
    if flag.is_numbered {
        facts.push("In the name, 0 is the first element of the list, 1 the next.".to_owned());
    }
    if let Some(default) = &member.default {
        facts.push(format!("Without it: {default}."));
    }
    if let Some(since) = said.and_then(|words| words.since.as_ref()) {
        facts.push(format!("Since API version {since}."));
    }
    if said.is_some_and(|words| words.deprecated) {
        facts.push("Deprecated.".to_owned());
    }
    if !facts.is_empty() {
        paragraphs.push(facts.join(" "));
    }
    paragraphs.extend(values(model, words, flag));
    paragraphs.push(format!("[form key: {}]", name_of(&flag.key)));
    paragraphs.join("\n")
}

/// What there is to know before what cannot be undone.
fn irreversible_facts(flag: &Flag<'_>) -> Vec<String> {
    let mut facts = Vec::new();
    if flag.words.is_some_and(|words| words.irreversible.is_some()) {
        facts
            .push("It cannot be undone: asks at a terminal, and needs --yes elsewhere.".to_owned());
        if flag.member.default == Some(Value::Bool(true)) {
            facts.push(
                "So does a call that says nothing about it, as the API takes that for true; but with parameters by -d alone, which are \
                 sent as they stand, nothing is needed elsewhere."
                    .to_owned(),
            );
        }
    }
    facts
}

fn shape_facts(model: &Model, shape: &Shape) -> Vec<String> {
    let text = match shape {
        Shape::Timestamp => {
            "A time: seconds since 1970, or as in RFC 3339 (2026-01-31, 2026-01-31T08:00:00Z)."
        }
        Shape::Text(TextKind::Date) => "A date, such as 2026-01-31.",
        Shape::Text(TextKind::DateTime) => "A date and time, such as 2026-01-31T08:00:00Z.",
        Shape::Text(TextKind::Decimal) => "A decimal number.",
        Shape::Text(TextKind::Base64) => "Base64 text.",
        Shape::File => "The path of a file.",
        Shape::Any => "Any JSON.",
        Shape::Id(index) => {
            let name = model.type_name(*index);
            return match super::uploads::uploader(model, *index) {
                Some(_) => vec![format!(
                    "The ID of {name}; or @FILE, which uploads a file and gives its ID."
                )],
                None => vec![format!("The ID of {name}.")],
            };
        }
        Shape::Range(inner) => return shape_facts(model, model.value(inner)),
        _ => return Vec::new(),
    };
    vec![text.to_owned()]
}

/// What a value has to keep.
fn limits(bounds: &Bounds) -> Vec<String> {
    let mut facts = Vec::new();
    let counted = [(bounds.length, "character"), (bounds.items, "element")];
    for ((min, max), unit) in counted {
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
    let words = |is_excluded, out: &'static str, within| if is_excluded { out } else { within };
    facts.extend(
        bounds.minimum.map(|(bound, excluded)| {
            format!("{} {bound}.", words(excluded, "More than", "At least"))
        }),
    );
    facts.extend(
        bounds.maximum.map(|(bound, excluded)| {
            format!("{} {bound}.", words(excluded, "Less than", "At most"))
        }),
    );
    for (part, bounds) in [("key", &bounds.keys), ("value", &bounds.each)] {
        let inner = bounds.as_deref().map(limits).unwrap_or_default();
        if !inner.is_empty() {
            let inner = inner.join(" ");
            let inner = inner
                .replacen("At", "at", 1)
                .replacen("Exactly", "exactly", 1);
            facts.push(format!("Each {part}: {inner}"));
        }
    }
    facts
}

/// So many of something.
fn count(number: u64, unit: &str) -> String {
    let plural = if number == 1 { "" } else { "s" };
    format!("{number} {unit}{plural}")
}

/// The values of a list, each with what it means.
fn values(model: &Model, words: &Words, flag: &Flag<'_>) -> Option<String> {
    let shape = match flag.takes {
        Takes::One(shape) | Takes::Many(shape) => model.value(shape),
        _ => return None,
    };
    let Shape::Named(index) = shape else {
        return None;
    };
    let names: Vec<String> = match &model.definition(*index)?.kind {
        Kind::Texts { values, .. } => values.clone(),
        Kind::Integers(values) => values.iter().map(i64::to_string).collect(),
        Kind::Object(_) | Kind::OneOf(_) | Kind::Alias(_) => return None,
    };
    let meanings = words.types.get(*index).map(|words| words.values.as_slice());
    let meanings = meanings.unwrap_or_default();
    let lines = names.iter().enumerate().take(MOST_VALUES);
    let lines = lines.map(|(at, name)| match meanings.get(at).map(String::as_str) {
        None | Some("") => format!("- {name}"),
        Some(meaning) => format!("- {name}: {}", meaning.replace('\n', " ")),
    });
    let mut text = format!("Values:\n{}", lines.collect::<Vec<_>>().join("\n"));
    if names.len() > MOST_VALUES {
        text.push_str(&format!("\n- and {} more", names.len() - MOST_VALUES));
    }
    Some(text)
}

/// What stands behind the arguments of an operation's `--help`.
pub fn after(said: &OperationWords, example: &str) -> String {
    let mut text = format!("Example:\n  {example}");
    if said.irreversible {
        text.push_str("\n\nIt cannot be undone: asks at a terminal, and needs --yes elsewhere.");
    }
    text
}
