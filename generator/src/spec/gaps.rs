//! Where a document says something that could not be read.
//!
//! In: the faults of a document. Out: for a place, whether something is missing at or below it. What always holds: a fault in what
//! a client does not depend on is no gap.

use std::collections::BTreeMap;

use crate::diagnostic::Diagnostic;
use crate::place::Pointer;

/// The places at which something is missing, each with the fault that took it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Gaps(BTreeMap<Pointer, Diagnostic>);

impl Gaps {
    /// Remembers a gap; the first fault of a place counts.
    pub fn add(&mut self, at: Pointer, fault: Diagnostic) {
        self.0.entry(at).or_insert(fault);
    }

    /// The first fault at a place or below it.
    #[must_use]
    pub fn within(&self, at: &Pointer) -> Option<&Diagnostic> {
        if let Some(fault) = self.0.get(at) {
            return Some(fault);
        }
        // What is below a place comes behind it and a slash.
        let below = Pointer::from_text(format!("{at}/"));
        let (first, fault) = self.0.range(below..).next()?;
        first.is_within(at).then_some(fault)
    }
}
