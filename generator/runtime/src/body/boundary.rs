//! Boundaries between the parts of a multipart body (RFC 2046, section 5.1.1).
//!
//! In: the contents of the parts, in pieces. Out: the boundaries that occur in them, and the first one that does not. What
//! always holds: one that lies across two pieces is found as well, and each byte is looked at once, whatever it is.

use std::collections::BTreeSet;

/// What each boundary starts with; 16 hexadecimal digits follow, so that it has 28 of the 70 characters that are allowed.
const START: &str = "FormBoundary";
const DIGITS: usize = 16;
/// How much of a boundary can stand before an edge, at most.
const CUT: usize = START.len() + DIGITS - 1;

/// Boundaries that occur in contents, by their numbers.
#[derive(Clone, Debug, Default)]
pub(super) struct Taken(BTreeSet<u64>);

impl Taken {
    /// None so far.
    pub(super) const fn new() -> Self {
        Self(BTreeSet::new())
    }

    /// How many there are.
    pub(super) fn count(&self) -> usize {
        self.0.len()
    }

    /// Adds those in contents that are in memory.
    pub(super) fn scan(&mut self, contents: &[u8]) {
        let mut rest = contents;
        while let Some(start) = position(rest) {
            rest = rest.get(start..).unwrap_or_default();
            if let Some(number) = number(rest) {
                self.0.insert(number);
            }
            rest = rest.get(1..).unwrap_or_default();
        }
    }

    /// Adds those of other contents.
    pub(super) fn extend(&mut self, more: &Self) {
        self.0.extend(&more.0);
    }

    /// The first boundary, counting up, that does not occur.
    pub(super) fn free(&self) -> String {
        let mut free = 0_u64;
        while self.0.contains(&free) {
            free += 1;
        }
        format!("{START}{free:0DIGITS$x}")
    }
}

/// Looks for boundaries in contents that come in pieces.
#[derive(Debug, Default)]
pub(super) struct Scanner {
    taken: Taken,
    /// The end of what came so far, shorter than a boundary.
    end: Vec<u8>,
}

impl Scanner {
    /// Looks at the next piece.
    pub(super) fn scan(&mut self, piece: &[u8]) {
        self.end
            .extend_from_slice(piece.get(..CUT).unwrap_or(piece));
        self.taken.scan(&self.end);
        self.taken.scan(piece);
        match piece.len().checked_sub(CUT) {
            Some(start) => {
                self.end.clear();
                self.end
                    .extend_from_slice(piece.get(start..).unwrap_or_default());
            }
            None => {
                let too_many = self.end.len().saturating_sub(CUT);
                self.end.drain(..too_many);
            }
        }
    }

    /// What occurs so far.
    pub(super) fn taken(&self) -> &Taken {
        &self.taken
    }

    /// What occurs.
    pub(super) fn into_taken(self) -> Taken {
        self.taken
    }
}

/// Where a boundary may start.
fn position(bytes: &[u8]) -> Option<usize> {
    let first = START.as_bytes().first();
    bytes.iter().position(|byte| Some(byte) == first)
}

/// The number of the boundary that the bytes start with, if they do.
fn number(bytes: &[u8]) -> Option<u64> {
    let digits = bytes.strip_prefix(START.as_bytes())?.get(..DIGITS)?;
    u64::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()
}
