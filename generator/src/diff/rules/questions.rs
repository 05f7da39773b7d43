//! Functions that answer what the wire does not say.
//!
//! In: what differs in such a function. Out: findings. What always holds: no running program notices, as a crate answers by
//! itself; a function is told once, with the worst of what rustc says of it.

use std::collections::{BTreeMap, BTreeSet};

use crate::diff::change::{OnWire, RustClass};
use crate::diff::facts::Deltas;
use crate::diff::id::ChangeId;
use crate::diff::sides::Sides;
use crate::diff::view::Aspect;

use super::finding::Finding;

/// Such a function.
pub(super) fn changed<'a>(sides: &Sides<'a>, deltas: &mut Deltas<'a>, found: &mut Vec<Finding>) {
    let of = |rust| Finding::new(ChangeId::QuestionChanged, OnWire::NONE, rust);
    if let Some(delta) = deltas.take(Aspect::RustName) {
        let renamed = Finding::new(ChangeId::QuestionRenamed, OnWire::NONE, RustClass::Major);
        found.push(renamed.showing(sides, &delta));
    }
    let (returned, optional) = (
        deltas.take(Aspect::Type),
        deltas.take(Aspect::OptionalInRust),
    );
    let (asked, answer) = (deltas.take(Aspect::Asked), deltas.take(Aspect::Answer));
    let rust = match returned.is_some() || optional.is_some() {
        true => RustClass::Major,
        false => RustClass::Patch,
    };
    if let Some(delta) = returned.or(asked) {
        found.push(of(rust).showing(sides, &delta));
    } else if let Some(delta) = answer {
        let shown = of(rust).showing(sides, &delta);
        let (before, after) = (shown.before.clone(), shown.after.clone());
        let (left, came) = differing(&before.unwrap_or_default(), &after.unwrap_or_default());
        found.push(shown.with(left, came));
    } else if let Some(delta) = optional {
        // The member that it is about may be missing, or no longer, which is said of that.
        found.push(of(rust).showing(sides, &delta).following(true));
    }
}

/// What of an answer left and what came: of each value, the words that differ. An answer that is one sentence differs as a whole.
fn differing(before: &str, after: &str) -> (Option<String>, Option<String>) {
    let (old, new) = (answers(before), answers(after));
    let without = |these: &Answers<'_>, those: &Answers<'_>| {
        let mut texts = Vec::new();
        for (value, words) in these {
            let there = those.get(value);
            let gone = words
                .iter()
                .filter(|word| there.is_none_or(|there| !there.contains(*word)));
            let gone: Vec<&str> = gone.copied().collect();
            let gone = gone.join(", ");
            let is_told = !gone.is_empty() || there.is_none() && words.is_empty();
            texts.extend(is_told.then(|| match value.is_empty() {
                true => gone,
                false => format!("{value}: {gone}"),
            }));
        }
        (!texts.is_empty()).then(|| format!("with {}", texts.join("; ")))
    };
    let (left, came) = (without(&old, &new), without(&new, &old));
    match left.is_none() && came.is_none() {
        // What differs is none of these.
        true => (Some(before.to_owned()), Some(after.to_owned())),
        false => (left, came),
    }
}

/// The words that stand for a value each.
type Answers<'t> = BTreeMap<&'t str, BTreeSet<&'t str>>;

fn answers(text: &str) -> Answers<'_> {
    let mut found = Answers::new();
    for part in text.split("; ") {
        let (value, words) = part.split_once(": ").unwrap_or(("", part));
        let words = words.split(", ").filter(|word| !word.is_empty());
        found.entry(value).or_default().extend(words);
    }
    found
}
