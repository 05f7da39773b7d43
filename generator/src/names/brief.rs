//! Names of types that are made of several parts: what to call them where all parts together are too long.
//!
//! In: parts, glued by [`join`]. Out: identifiers, from the most to the least natural. What always holds: no part says again what the
//! one before it ends with; nothing is cut inside a word; the last identifier has all parts.

use super::{camel, type_ident, words};
use crate::api::Ident;

/// What stands between parts: no name of a document has it, and it is no letter of an identifier.
const BETWEEN: char = '\u{1f}';

/// The most characters of a name, where a shorter one says what it is.
pub const BRIEF: usize = 40;

/// The most characters of the first part, where some in the middle are left out.
const HEAD: usize = 24;

/// Words that say little alone.
const VAGUE: &[&str] = &[
    "address",
    "body",
    "code",
    "config",
    "configuration",
    "content",
    "data",
    "detail",
    "details",
    "error",
    "field",
    "filter",
    "format",
    "info",
    "item",
    "kind",
    "level",
    "list",
    "map",
    "meta",
    "metadata",
    "method",
    "mode",
    "name",
    "object",
    "option",
    "options",
    "param",
    "params",
    "payload",
    "policy",
    "properties",
    "property",
    "reason",
    "request",
    "response",
    "result",
    "rule",
    "scope",
    "setting",
    "settings",
    "source",
    "spec",
    "state",
    "status",
    "type",
    "unit",
    "value",
    "values",
    "version",
];

/// Glues texts into one for a compound name: `Dispute` and `evidence` are `DisputeEvidence`.
///
/// The result is text to name something after, not an identifier: hand it to [`type_names`], [`type_ident`] or another of these.
#[must_use]
pub fn join(parts: &[&str]) -> String {
    let parts: Vec<&str> = parts
        .iter()
        .copied()
        .filter(|part| !part.is_empty())
        .collect();
    parts.join(&BETWEEN.to_string())
}

/// The names of a type: in full, if that is no longer than about forty characters, else first without what it is in.
///
/// ```
/// use form_codegen::names::{join, type_names};
///
/// let name = join(&["CreatePaymentIntentRequest", "payment_method_options", "acss_debit", "mandate_options"]);
/// assert_eq!(type_names(&name)[0].as_str(), "AcssDebitMandateOptions");
/// assert_eq!(type_names(&join(&["call", "call_event"]))[0].as_str(), "CallEvent");
/// ```
#[must_use]
pub fn type_names(text: &str) -> Vec<Ident> {
    let parts: Vec<Vec<String>> = text
        .split(BETWEEN)
        .map(words)
        .filter(|words| !words.is_empty())
        .collect();
    if parts.is_empty() {
        return vec![type_ident(text)];
    }
    let whole = merged(&parts);
    if length(&whole) <= BRIEF {
        return vec![ident(&whole)];
    }
    let count = parts.len();
    let ends = (1..count)
        .filter_map(|start| parts.get(start..))
        .map(merged);
    let mut wishes: Vec<Vec<String>> = ends.filter(|words| !is_vague(words)).collect();
    if let Some(head) = parts.first().filter(|head| length(head) <= HEAD) {
        let tails = (1..count).filter_map(|start| parts.get(start..));
        wishes.extend(tails.map(|tail| merged(&[std::slice::from_ref(head), tail].concat())));
    }
    let mut last = whole.clone();
    if let Some(start) = parts.len().checked_sub(2) {
        last = parts.get(start..).map(merged).unwrap_or(last);
    }
    wishes.push(tail(&once(&last)));
    wishes.push(tail(&once(&whole)));
    wishes.push(tail(&whole));
    wishes.retain(|words| length(words) <= BRIEF && !is_vague(words));
    // Before it gets a number, a name is longer than it should be.
    wishes.extend(
        (1..count)
            .rev()
            .filter_map(|start| parts.get(start..))
            .map(merged)
            .filter(|words| !is_vague(words)),
    );
    wishes.push(whole);
    let mut idents: Vec<Ident> = Vec::new();
    for ident in wishes.iter().map(|words| ident(words)) {
        if !idents.contains(&ident) {
            idents.push(ident);
        }
    }
    idents
}

fn ident(words: &[String]) -> Ident {
    type_ident(&words.join("_"))
}

fn length(words: &[String]) -> usize {
    camel(words).len()
}

/// The words in a row; what one part ends with and the next begins with stands once.
fn merged(parts: &[Vec<String>]) -> Vec<String> {
    let mut joined: Vec<String> = Vec::new();
    for part in parts {
        let overlap = (1..=joined.len().min(part.len())).rev().find(|count| {
            let tail = joined.get(joined.len() - count..).unwrap_or_default();
            tail == part.get(..*count).unwrap_or_default()
        });
        joined.extend(part.iter().skip(overlap.unwrap_or_default()).cloned());
    }
    joined
}

/// Whether words don't tell what they are of.
fn is_vague(words: &[String]) -> bool {
    words.iter().all(|word| VAGUE.contains(&word.as_str()))
}

/// The words, each only where it stands last.
fn once(words: &[String]) -> Vec<String> {
    let later = |at: usize| words.get(at + 1..).unwrap_or_default();
    let kept = words
        .iter()
        .enumerate()
        .filter(|(at, word)| !later(*at).contains(word));
    kept.map(|(_, word)| word.clone()).collect()
}

/// As many of the last words as a name may have, from one that can stand first.
fn tail(words: &[String]) -> Vec<String> {
    let begins = |words: &[String]| {
        let first = words.first().map(String::as_str).unwrap_or_default();
        let is_digit = first.starts_with(|char: char| char.is_ascii_digit());
        !is_digit
            && ![
                "and", "as", "at", "by", "for", "from", "in", "of", "on", "or", "to", "with",
            ]
            .contains(&first)
    };
    let mut ends = (0..words.len()).filter_map(|start| words.get(start..));
    let end = ends.find(|words| length(words) <= BRIEF && begins(words));
    end.unwrap_or_default().to_vec()
}
