//! Keys of form pairs, such as `owner[name]`.
//!
//! In: names that the generator encoded, positions, and names that only the caller knows. Out: the encoded key, written
//! into a form without building it anywhere else first, or the decoded one, for people.

use std::fmt;

use super::escape::{self, Set};

/// The key of a pair: a list of its parts that lives on the stack, from the innermost part outwards.
#[derive(Clone, Copy, Debug)]
pub struct Key<'a> {
    parent: Option<&'a Key<'a>>,
    part: KeyPart<'a>,
}

#[derive(Clone, Copy, Debug)]
enum KeyPart<'a> {
    /// Nothing: members of the root stand without brackets.
    Root,
    /// Percent-encoded text, with its encoded brackets if it has some.
    Encoded(&'static str),
    /// A position in a list.
    Index(usize),
    /// The same, at the root.
    Position(usize),
    /// A name that is no part of the document, as it is.
    Entry(&'a str),
    /// The same, at the root.
    Name(&'a str),
}

/// A part of a key behind the first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// A position in a list.
    Index,
    /// The name of a member or of an entry.
    Name(String),
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
            part: KeyPart::Encoded(encoded),
        }
    }

    /// The key of an object whose members are pairs of their own: `root().member("%5Bname%5D")` is `name`.
    #[must_use]
    pub const fn root() -> Self {
        Self {
            parent: None,
            part: KeyPart::Root,
        }
    }

    /// The key of a member: `encoded` is the percent-encoded name between encoded brackets, `%5Bname%5D`.
    #[inline]
    #[must_use]
    pub fn member(&'a self, encoded: &'static str) -> Self {
        match self.part {
            KeyPart::Root => Self::new(without_brackets(encoded)),
            _ => self.child(KeyPart::Encoded(encoded)),
        }
    }

    /// The key of an element, `[0]` for the first one; at the root, `0`.
    #[must_use]
    pub const fn index(&'a self, index: usize) -> Self {
        match self.part {
            KeyPart::Root => self.child(KeyPart::Position(index)),
            _ => self.child(KeyPart::Index(index)),
        }
    }

    /// The key of an entry whose name the caller chose; it is escaped when it is written.
    #[must_use]
    pub const fn entry(&'a self, name: &'a str) -> Self {
        match self.part {
            KeyPart::Root => self.child(KeyPart::Name(name)),
            _ => self.child(KeyPart::Entry(name)),
        }
    }

    /// Whether nothing stands before the members.
    pub(super) const fn is_root(&self) -> bool {
        matches!(self.part, KeyPart::Root)
    }

    /// The parts behind the first, from the outermost on.
    pub(super) fn pieces(&self) -> Vec<Piece> {
        let mut pieces = Vec::new();
        let mut key = self;
        while let Some(parent) = key.parent {
            pieces.push(key.part.piece());
            key = parent;
        }
        pieces.reverse();
        pieces
    }

    const fn child(&'a self, part: KeyPart<'a>) -> Self {
        Self {
            parent: Some(self),
            part,
        }
    }

    /// Appends the encoded key. The depth of the recursion is that of the value whose key it is.
    #[inline]
    pub(super) fn write(&self, set: Set, out: &mut Vec<u8>) {
        match self.parent {
            None => {}
            // Nearly all keys have one or two parts, both of which the generator knows: these need no call.
            Some(Key {
                parent: None,
                part: KeyPart::Encoded(text),
            }) => out.extend_from_slice(text.as_bytes()),
            Some(parent) => parent.write_parts(set, out),
        }
        match self.part {
            KeyPart::Encoded(text) => out.extend_from_slice(text.as_bytes()),
            part => part.write(set, out),
        }
    }

    #[inline(never)]
    fn write_parts(&self, set: Set, out: &mut Vec<u8>) {
        if let Some(parent) = self.parent {
            parent.write_parts(set, out);
        }
        self.part.write(set, out);
    }
}

impl KeyPart<'_> {
    fn piece(self) -> Piece {
        match self {
            Self::Index(_) | Self::Position(_) => Piece::Index,
            Self::Root => Piece::Name(String::new()),
            Self::Entry(name) | Self::Name(name) => Piece::Name(name.to_owned()),
            Self::Encoded(text) => {
                let mut name = Vec::with_capacity(text.len());
                escape::unescape(without_brackets(text), &mut name);
                Piece::Name(String::from_utf8_lossy(&name).into_owned())
            }
        }
    }

    #[inline(never)]
    fn write(self, set: Set, out: &mut Vec<u8>) {
        match self {
            Self::Root => {}
            Self::Encoded(text) => out.extend_from_slice(text.as_bytes()),
            Self::Name(name) => escape::escape(name.as_bytes(), set, out),
            Self::Position(index) => escape::decimal(index as u64, out),
            Self::Index(index) => {
                out.extend_from_slice(OPEN.as_bytes());
                escape::decimal(index as u64, out);
                out.extend_from_slice(CLOSE.as_bytes());
            }
            Self::Entry(name) => {
                out.extend_from_slice(OPEN.as_bytes());
                escape::escape(name.as_bytes(), set, out);
                out.extend_from_slice(CLOSE.as_bytes());
            }
        }
    }
}

fn without_brackets(text: &'static str) -> &'static str {
    text.strip_prefix(OPEN)
        .and_then(|text| text.strip_suffix(CLOSE))
        .unwrap_or(text)
}

/// The decoded key, such as `owner[name]`.
impl fmt::Display for Key<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(parent) = self.parent {
            fmt::Display::fmt(parent, f)?;
        }
        match self.part {
            KeyPart::Root => Ok(()),
            KeyPart::Encoded(text) => {
                let mut name = Vec::with_capacity(text.len());
                escape::unescape(text, &mut name);
                f.write_str(&String::from_utf8_lossy(&name))
            }
            KeyPart::Position(index) => write!(f, "{index}"),
            KeyPart::Index(index) => write!(f, "[{index}]"),
            KeyPart::Entry(name) => write!(f, "[{name}]"),
            KeyPart::Name(name) => f.write_str(name),
        }
    }
}
