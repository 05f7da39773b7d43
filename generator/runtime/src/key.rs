//! Keys of form pairs, such as `evidence[customer_name]`.
//!
//! In: names that the generator encoded, positions, and names that only the caller knows. Out: the encoded key, written
//! into a form without building it anywhere else first, or the decoded one, for people.

use std::fmt;

use super::escape::{self, Table};

/// The key of a pair: a list of its parts that lives on the stack, from the innermost part outwards.
#[derive(Clone, Copy, Debug)]
pub struct Key<'a> {
    parent: Option<&'a Key<'a>>,
    part: Part<'a>,
}

#[derive(Clone, Copy, Debug)]
enum Part<'a> {
    /// Nothing: members of the root stand without brackets.
    Root,
    /// Percent-encoded text, with its encoded brackets if it is a member.
    Encoded(&'static str),
    /// A position in a list.
    Index(usize),
    /// A name that is no part of the document, as it is.
    Entry(&'a str),
}

const OPEN: &str = "%5B";
const CLOSE: &str = "%5D";

impl<'a> Key<'a> {
    /// A key of its own. The text is percent-encoded already, such that it is right in bodies and in queries: only
    /// ASCII letters, digits, `-`, `.`, `_` and `%XX`.
    #[must_use]
    pub const fn new(encoded: &'static str) -> Self {
        Self {
            parent: None,
            part: Part::Encoded(encoded),
        }
    }

    /// The key of an object whose members are pairs of their own: `root().member("%5Bname%5D")` is `name`.
    #[must_use]
    pub const fn root() -> Self {
        Self {
            parent: None,
            part: Part::Root,
        }
    }

    /// The key of a member: `encoded` is the percent-encoded name between encoded brackets, `%5Bname%5D`.
    #[must_use]
    pub const fn member(&'a self, encoded: &'static str) -> Self {
        Self {
            parent: Some(self),
            part: Part::Encoded(encoded),
        }
    }

    /// The key of an element, `[0]` for the first one.
    #[must_use]
    pub const fn index(&'a self, index: usize) -> Self {
        Self {
            parent: Some(self),
            part: Part::Index(index),
        }
    }

    /// The key of an entry whose name the caller chose; it is escaped when it is written.
    #[must_use]
    pub const fn entry(&'a self, name: &'a str) -> Self {
        Self {
            parent: Some(self),
            part: Part::Entry(name),
        }
    }

    /// Whether this part stands without brackets.
    fn is_outermost(&self) -> bool {
        self.parent
            .is_none_or(|parent| matches!(parent.part, Part::Root))
    }

    /// Appends the encoded key.
    pub(super) fn write(&self, table: Option<&Table>, out: &mut Vec<u8>) {
        if let Some(parent) = self.parent {
            parent.write(table, out);
        }
        match self.part {
            Part::Root => {}
            Part::Encoded(text) if self.parent.is_some() && self.is_outermost() => {
                out.extend_from_slice(without_brackets(text).as_bytes());
            }
            Part::Encoded(text) => out.extend_from_slice(text.as_bytes()),
            Part::Index(index) => {
                self.bracketed(out, |out| escape::decimal(index as u64, out));
            }
            Part::Entry(name) => {
                self.bracketed(out, |out| escape::append(name.as_bytes(), table, out));
            }
        }
    }

    fn bracketed(&self, out: &mut Vec<u8>, write: impl FnOnce(&mut Vec<u8>)) {
        if self.is_outermost() {
            write(out);
        } else {
            out.extend_from_slice(OPEN.as_bytes());
            write(out);
            out.extend_from_slice(CLOSE.as_bytes());
        }
    }
}

fn without_brackets(text: &str) -> &str {
    text.strip_prefix(OPEN)
        .and_then(|text| text.strip_suffix(CLOSE))
        .unwrap_or(text)
}

/// The decoded key, such as `evidence[customer_name]`.
impl fmt::Display for Key<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(parent) = self.parent {
            fmt::Display::fmt(parent, f)?;
        }
        match (self.part, self.is_outermost()) {
            (Part::Root, _) => Ok(()),
            (Part::Encoded(text), true) => f.write_str(&escape::decoded(without_brackets(text))),
            (Part::Encoded(text), false) => f.write_str(&escape::decoded(text)),
            (Part::Index(index), true) => write!(f, "{index}"),
            (Part::Index(index), false) => write!(f, "[{index}]"),
            (Part::Entry(name), true) => f.write_str(name),
            (Part::Entry(name), false) => write!(f, "[{name}]"),
        }
    }
}
