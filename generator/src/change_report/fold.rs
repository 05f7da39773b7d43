//! What follows from a change of the same kind, told with it.
//!
//! In: a report. Out: which changes are told with which. What always holds: only what follows is folded, into a cause that is told
//! as loudly at least and judged alike, so that nothing is hidden by it.

use super::report::{ChangeEntry, ChangeReport};
use crate::diff::Change;
use crate::place::Pointer;

/// Changes, each with those that are told with it.
#[derive(Debug)]
pub(super) struct Folded<'r> {
    pairs: Vec<(&'r ChangeEntry, &'r ChangeEntry)>,
}

impl<'r> Folded<'r> {
    /// Finds the cause of each change that follows from one of the same kind.
    pub(super) fn of(report: &'r ChangeReport) -> Self {
        let entries = report.entries().iter();
        let (follow, causes): (Vec<_>, Vec<_>) = entries.partition(|entry| entry.change.follows);
        let pairs = follow.into_iter().filter_map(|entry| {
            let mut fitting = causes.iter().filter(|cause| is_cause(cause, entry));
            // Of two causes, nothing says which it is.
            match (fitting.next(), fitting.next()) {
                (Some(cause), None) => Some((*cause, entry)),
                _ => None,
            }
        });
        Self {
            pairs: pairs.collect(),
        }
    }

    /// How many changes are told with this one, in words, if there are any.
    pub(super) fn with(&self, cause: &ChangeEntry) -> Option<String> {
        let of = |(one, _): &&(&ChangeEntry, &ChangeEntry)| std::ptr::eq(*one, cause);
        match self.pairs.iter().filter(of).count() {
            0 => None,
            1 => Some("1 change of the same kind follows from it".to_owned()),
            count => Some(format!("{count} changes of the same kind follow from it")),
        }
    }

    /// Whether a change is told with another.
    pub(super) fn has(&self, entry: &ChangeEntry) -> bool {
        let mut pairs = self.pairs.iter();
        pairs.any(|(_, follower)| std::ptr::eq(*follower, entry))
    }
}

fn is_cause(cause: &ChangeEntry, entry: &ChangeEntry) -> bool {
    cause.change.id == entry.change.id
        && is_of_it(&cause.change, &entry.change)
        && cause.level() >= entry.level()
        && cause.fails >= entry.fails
        && cause.allowed == entry.allowed
}

/// Whether a change is of the thing that another one is of: it stands in the same place of a document or inside of it, or
/// the same became of the same.
fn is_of_it(cause: &Change, change: &Change) -> bool {
    let inside = |outer: &Option<Pointer>, inner: &Option<Pointer>| match (outer, inner) {
        (Some(outer), Some(inner)) => outer.contains(inner),
        _ => false,
    };
    let among = |one: &Option<String>, all: &Option<String>| match (one, all) {
        (Some(one), Some(all)) => all.lines().any(|line| line == one),
        _ => false,
    };
    let is_same = among(&cause.before, &change.before) && among(&cause.after, &change.after);
    is_same || inside(&cause.old, &change.old) || inside(&cause.new, &change.new)
}
