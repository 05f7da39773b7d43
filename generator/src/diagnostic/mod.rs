//! Every error and warning of the generator, and the place it speaks of.
//!
//! In: what a stage found wrong. Out: a [`Diagnostic`] that says what is wrong, where and what to do. What always holds:
//! a diagnostic names its place by JSON pointer; lines and columns are looked up only when one is shown.

mod render;
mod report;
mod suggest;

use crate::action::Mend;
pub use crate::place::{Location, Place};
pub(crate) use render::visible;
pub use report::Report;
pub(crate) use suggest::{did_you_mean, nearest};

/// Whether generation can go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing is generated.
    Error,
    /// Something is left out or decided for the user, who should know.
    Warning,
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
    /// What else there is to know, in lines: what needs this, and how often.
    pub notes: Vec<String>,
    /// What would mend it, where that is known with the fault; what follows from the document alone, a report adds.
    pub mends: Vec<Mend>,
    /// Why it is so, where that is reported by itself: of several with the same cause, a report shows one.
    pub cause: Option<Cause>,
}

/// The diagnostic that another one follows from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cause {
    /// What suffers from it, as the message names it.
    pub subject: String,
    /// What becomes of that, in words behind `is`: `left out`.
    pub fate: &'static str,
    /// Its code.
    pub code: &'static str,
    /// Where it is.
    pub place: Place,
    /// What it says.
    pub message: String,
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
            notes: Vec::new(),
            mends: Vec::new(),
            cause: None,
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

    /// What others name as their cause.
    pub(crate) fn as_cause_of(&self, subject: &str, fate: &'static str) -> Cause {
        Cause {
            subject: subject.to_owned(),
            fate,
            code: self.code,
            place: self.place.clone(),
            message: self.message.clone(),
        }
    }

    /// Sets what to do.
    #[must_use]
    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help = help.into();
        self
    }
}

/// How many of a long list are named.
const FIRST: usize = 3;

/// The first few of a list, and how many more there are.
pub(crate) fn listed<T: AsRef<str>>(all: &[T]) -> String {
    let shown: Vec<&str> = all.iter().take(FIRST).map(AsRef::as_ref).collect();
    match all.len().saturating_sub(FIRST) {
        0 => shown.join(", "),
        more => format!("{} and {more} more", shown.join(", ")),
    }
}

/// How many steps of a long circle are named at its beginning.
const NAMED: usize = 4;

/// A circle in words: its steps, and the first again at the end. Of a long one, the steps in the middle are counted.
pub(crate) fn circle<T: AsRef<str>>(steps: &[T]) -> String {
    let named = |step: &T| format!("`{}`", step.as_ref());
    let mut shown: Vec<String> = match (steps.get(..NAMED), steps.get(NAMED..)) {
        (Some(first), Some([_, middle @ .., last])) if !middle.is_empty() => {
            let left_out = format!("… {} more …", middle.len() + 1);
            let ends = [left_out, named(last)];
            first.iter().map(named).chain(ends).collect()
        }
        _ => steps.iter().map(named).collect(),
    };
    shown.extend(steps.first().map(named));
    shown.join(" → ")
}

#[cfg(test)]
mod tests {
    use super::circle;

    #[test]
    fn a_circle_ends_where_it_begins() {
        assert_eq!(circle(&["a"]), "`a` → `a`");
        assert_eq!(circle(&["a", "b", "c"]), "`a` → `b` → `c` → `a`");
    }

    #[test]
    fn a_long_circle_is_shortened() {
        let letters: Vec<String> = ('a'..='h').map(String::from).collect();
        assert_eq!(
            circle(&letters),
            "`a` → `b` → `c` → `d` → … 3 more … → `h` → `a`"
        );
    }
}
