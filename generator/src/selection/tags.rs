//! The tags of operations.
//!
//! In: what a document says. Out: the tags of an operation. What always holds: in a document in which nothing has a tag, the first word of an
//! operation's path that is neither a version nor common to all paths stands for one, so that there is something to choose by.

use std::borrow::Cow;

use crate::spec::{Operation, Spec};

/// How operations are tagged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tags {
    /// As the document says.
    Stated,
    /// By their paths, of which the first segments, so many, are common to all.
    ByPath(usize),
}

impl Tags {
    /// How the operations of a document are tagged.
    pub fn of(spec: &Spec) -> Self {
        let mut operations = spec.asked_and_received().into_iter();
        match operations.any(|(_, operation)| !operation.tags.is_empty()) {
            true => Self::Stated,
            false => Self::ByPath(common(spec)),
        }
    }

    /// The tags of an operation on a path.
    pub fn of_operation<'o>(
        self,
        operation: &'o Operation,
        template: &'o str,
    ) -> Cow<'o, [String]> {
        match self {
            Self::Stated => Cow::Borrowed(&operation.tags),
            Self::ByPath(common) => {
                let mut words = segments(template).skip(common);
                let word = words.find(|word| is_word(word));
                Cow::Owned(word.map(str::to_owned).into_iter().collect())
            }
        }
    }
}

fn segments(template: &str) -> impl Iterator<Item = &str> {
    template.split('/').filter(|segment| !segment.is_empty())
}

/// Whether a segment says what the path is about: it is no parameter, and no version.
fn is_word(segment: &str) -> bool {
    let is_version = segment
        .strip_prefix(['v', 'V'])
        .is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    !is_version && !segment.contains('{')
}

/// How many segments all paths begin with, of those that have others behind them.
fn common(spec: &Spec) -> usize {
    let mut paths = spec.paths.iter().map(|path| path.template.as_str());
    let Some(first) = paths.next() else { return 0 };
    let first: Vec<&str> = segments(first).collect();
    let shared = |path: &str| {
        let own: Vec<&str> = segments(path).collect();
        let same = first
            .iter()
            .zip(&own)
            .take_while(|(one, other)| one == other);
        same.count().min(own.len().saturating_sub(1))
    };
    let least = paths.map(shared).min().unwrap_or(0);
    least.min(first.len().saturating_sub(1))
}
