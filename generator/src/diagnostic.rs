//! Every error and warning of the generator, and the place it speaks of.
//!
//! In: what a stage found wrong. Out: a [`Diagnostic`] that says what is wrong, where and what to do. What always holds:
//! a diagnostic names its place by JSON pointer; lines and columns are looked up only when one is shown.

mod render;
mod report;

use std::fmt;

use crate::api::Pointer;

pub use report::Report;
pub(crate) use report::locate;

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
    /// The key of a member of the document after its overlays, rather than its value.
    Key(Pointer),
    /// The key of a member in one input file.
    FileKey(usize, Pointer),
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

impl Diagnostic {
    /// An error; say what stands there and what to do with [`label`](Self::label) and [`help`](Self::help).
    #[must_use]
    pub fn error(code: &'static str, place: Place, message: impl Into<String>) -> Self {
        let (message, label, help) = (message.into(), String::new(), String::new());
        Self {
            severity: Severity::Error,
            code,
            message,
            place,
            label,
            help,
        }
    }

    /// A warning; say what stands there and what to do with [`label`](Self::label) and [`help`](Self::help).
    #[must_use]
    pub fn warning(code: &'static str, place: Place, message: impl Into<String>) -> Self {
        Self {
            severity: Severity::Warning,
            ..Self::error(code, place, message)
        }
    }

    /// Sets the text under the excerpt.
    #[must_use]
    pub fn label(mut self, label: impl Into<String>) -> Self {
        self.label = label.into();
        self
    }

    /// Sets what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = help.into();
        self
    }
}

/// A line and a column of an input file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Location {
    /// The file, by the name it was given.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// The column, in characters, from 1.
    pub column: usize,
}

impl fmt::Display for Location {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}:{}", self.file, self.line, self.column)
    }
}
