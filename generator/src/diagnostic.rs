//! Every error and warning of the generator, and the place it speaks of.
//!
//! In: what a stage found wrong. Out: a [`Diagnostic`] that says what is wrong, where and what to do. What always holds:
//! a diagnostic names its place by JSON pointer; lines and columns are looked up only when one is shown.

use crate::api::Pointer;

/// Whether generation can go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing is generated.
    Error,
    /// Something is left out or decided for the user, who should know.
    Warning,
}

/// The place a diagnostic speaks of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// A node of the document after its overlays: shown in whichever file it stems from.
    Document(Pointer),
    /// A node of one input file, by its index: 0 is the document, then the overlays in order.
    File(usize, Pointer),
    /// A byte offset in one input file, for text that could not be read as YAML.
    Offset(usize, usize),
}

/// One thing that is wrong, or that the user should know.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// A stable kebab-case name, such as `dangling-ref`.
    pub code: &'static str,
    /// What is wrong, in one line, lower case, no full stop.
    pub message: String,
    /// Where.
    pub place: Place,
    /// What stands at the place, in a few words: the text under the excerpt.
    pub label: String,
    /// What to do.
    pub help: String,
}
