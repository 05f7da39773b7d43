//! Every error and warning of the generator, and the place it speaks of.
//!
//! In: what a stage found wrong. Out: a [`Diagnostic`] that says what is wrong, where and what to do. What always holds:
//! a diagnostic names its place by JSON pointer; lines and columns are looked up only when one is shown.

mod render;
mod report;
mod suggest;

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
