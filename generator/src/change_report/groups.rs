//! Changes by the operations and events that they reach.
//!
//! In: a report. Out: groups, the one with the most severe change first. What always holds: each change is in one group, that of
//! all that it reaches, and the order within stays.

use std::collections::{BTreeMap, BTreeSet};

use super::report::{ChangeEntry, ChangeReport};

/// How many operations and events a heading names.
const NAMED: usize = 6;

/// Changes that reach the same operations and events.
#[derive(Debug)]
pub(super) struct ChangeGroup<'r> {
    /// The operations and events; none for the API as a whole, and for what nothing uses.
    pub(super) roots: BTreeSet<&'r str>,
    pub(super) entries: Vec<&'r ChangeEntry>,
}

impl ChangeGroup<'_> {
    /// The operations that the heading names, and how many more there are.
    pub(super) fn named(&self) -> (Vec<&str>, usize) {
        let named: Vec<&str> = self.roots.iter().copied().take(NAMED).collect();
        let more = self.roots.len() - named.len();
        (named, more)
    }
}

/// What stands over changes that reach no operation.
pub(super) const NO_OPERATION: &str = "The API as a whole, and what no operation uses";

/// The groups.
pub(super) fn groups(report: &ChangeReport) -> Vec<ChangeGroup<'_>> {
    let mut groups: BTreeMap<BTreeSet<&str>, (usize, Vec<&ChangeEntry>)> = BTreeMap::new();
    for (at, entry) in report.entries().iter().enumerate() {
        let reach = entry.change.reach.iter();
        let roots = reach.map(|reached| reached.root.as_str()).collect();
        let (_, entries) = groups.entry(roots).or_insert_with(|| (at, Vec::new()));
        entries.push(entry);
    }
    let mut groups: Vec<_> = groups.into_iter().collect();
    groups.sort_by_key(|(_, (first, _))| *first);
    let groups = groups.into_iter();
    groups
        .map(|(roots, (_, entries))| ChangeGroup { roots, entries })
        .collect()
}
