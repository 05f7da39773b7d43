//! Changes with their places, ready to be shown.
//!
//! In: changes, and both documents. Out: a [`ChangeReport`]. What always holds: the most severe change is the first; what only
//! follows from others comes behind what is told as loudly.

use std::cmp::Reverse;

use super::date::CalendarDate;
use super::fail_on::FailOn;
use crate::diagnostic::{Location, Place};
use crate::diff::{Change, Changes, OnWire, RustClass, WireClass};
use crate::place::Pointer;
use crate::source::Document;

/// All that differs, ready to be shown in any format.
#[derive(Clone, Debug, Default)]
pub struct ChangeReport {
    /// What was compared.
    pub old: ComparedSide,
    /// What it was compared with.
    pub new: ComparedSide,
    /// The changes, most severe first.
    entries: Vec<ChangeEntry>,
}

/// One of the two that were compared.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ComparedSide {
    /// What people call it: `HEAD~2`, `the working tree`, `old.yaml`.
    pub name: String,
    /// The revision, if it is one: its files are named `REVISION:path`.
    pub revision: Option<String>,
    /// The document's file.
    pub document: String,
    /// The overlays that were applied, in their order.
    pub overlays: Vec<String>,
    /// What the crate is called, if that is known.
    pub package: Option<String>,
    /// How many things that the overlays say do not fit and were left out: what is told of them is not what they mean.
    pub left_out: usize,
}

/// A change with its places, and what is made of it.
#[derive(Clone, Debug, PartialEq)]
pub struct ChangeEntry {
    /// The change.
    pub change: Change,
    /// Where the old document has it, or what it was in: the document's or an overlay's file.
    pub old: Option<Location>,
    /// Where the new document has it, or what it would be in.
    pub new: Option<Location>,
    /// Who allows it, if it is allowed.
    pub allowed: Option<Allowance>,
    /// Whether it makes the run fail.
    pub fails: bool,
}

/// Why a change is allowed, and until when.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allowance {
    /// Why.
    pub reason: String,
    /// The last day.
    pub until: CalendarDate,
    /// Where that stands.
    pub at: Option<Location>,
}

/// How loudly a change is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ChangeLevel {
    /// Nobody has to do anything before the crate or the API is exchanged.
    Notice,
    /// Somebody has to look whether programs go on working.
    Warning,
    /// Programs stop working, or no longer compile.
    Error,
}

impl ChangeReport {
    /// Looks up every place.
    #[must_use]
    pub fn new(
        changes: Changes,
        (old, old_document): (ComparedSide, &Document),
        (new, new_document): (ComparedSide, &Document),
    ) -> Self {
        let entries = changes.list.into_iter().map(|mut change| {
            // Where a document has nothing of it, the nearest thing around is shown.
            let old = located(old_document, change.old.as_ref().or(change.new.as_ref()));
            let new = located(new_document, change.new.as_ref().or(change.old.as_ref()));
            change.old = change.old.map(|at| old_document.published(&at));
            change.new = change.new.map(|at| new_document.published(&at));
            ChangeEntry {
                old,
                new,
                change,
                allowed: None,
                fails: false,
            }
        });
        let mut report = Self {
            old,
            new,
            entries: entries.collect(),
        };
        report.sort();
        report
    }

    /// The changes, most severe first.
    #[must_use]
    pub fn entries(&self) -> &[ChangeEntry] {
        &self.entries
    }

    /// Adds a change that is of no document, such as of the crate's name.
    pub fn add(&mut self, entry: ChangeEntry) {
        self.entries.push(entry);
        self.sort();
    }

    /// Marks what is allowed; for each change, `allow` says by whom.
    pub(super) fn allow(&mut self, allow: impl Fn(&Change) -> Option<Allowance>) {
        for entry in &mut self.entries {
            entry.allowed = allow(&entry.change);
        }
    }

    /// Marks what makes the run fail: what is of such a class and not allowed. Whether there is any.
    pub fn judge(&mut self, fail_on: FailOn) -> bool {
        for entry in &mut self.entries {
            entry.fails = entry.allowed.is_none() && fail_on.takes(&entry.change);
        }
        self.entries.iter().any(|entry| entry.fails)
    }

    /// The worst that programs of the old crate meet, and the least version that the changes ask for, allowed or not.
    #[must_use]
    pub fn worst(&self) -> (WireClass, RustClass) {
        let wire = self
            .entries
            .iter()
            .map(|entry| entry.change.wire.old_program);
        let rust = self.entries.iter().map(|entry| entry.change.rust);
        (
            wire.max().unwrap_or_default(),
            rust.max().unwrap_or_default(),
        )
    }

    /// The worst that new programs meet before the API changes, allowed or not.
    #[must_use]
    pub fn worst_rollout(&self) -> WireClass {
        let entries = self.entries.iter();
        let wire = entries.map(|entry| entry.change.wire.new_program);
        wire.max().unwrap_or_default()
    }

    fn sort(&mut self) {
        self.entries.sort_by(|one, other| {
            let key = |entry: &ChangeEntry| {
                let OnWire {
                    old_program,
                    new_program,
                } = entry.change.wire;
                let severity = (old_program, entry.change.rust, new_program);
                let level = Reverse(entry.level());
                (level, entry.change.follows, Reverse(severity))
            };
            let place = |entry: &ChangeEntry| (entry.change.place.clone(), entry.change.id);
            (key(one), place(one)).cmp(&(key(other), place(other)))
        });
    }
}

impl ComparedSide {
    /// The name of a file without the revision that it is of.
    pub(super) fn path_of<'a>(&self, file: &'a str) -> &'a str {
        let revision = self.revision.as_deref();
        revision
            .and_then(|revision| file.strip_prefix(revision)?.strip_prefix(':'))
            .unwrap_or(file)
    }
}

impl ChangeEntry {
    /// How loudly it is told, allowed or not.
    #[must_use]
    pub fn level(&self) -> ChangeLevel {
        match (self.change.wire.old_program, self.change.rust) {
            (WireClass::Breaking, _) | (_, RustClass::Major) => ChangeLevel::Error,
            (WireClass::Review, _) => ChangeLevel::Warning,
            (WireClass::None, RustClass::Minor | RustClass::Patch) => ChangeLevel::Notice,
        }
    }
}

/// The key of a node stands where people look for the node.
fn located(document: &Document, pointer: Option<&Pointer>) -> Option<Location> {
    document.locate(&Place::Key(pointer.cloned().unwrap_or_default()))
}
