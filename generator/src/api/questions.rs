//! What a member means to those who use it, where the document says so by an extension.
//!
//! In: `x-deadline` and `x-irreversible`, lowered. Out: plain data. What always holds: a deadline is a timestamp that is read,
//! and what cannot be undone is a truth value that is sent and need not be.

use super::{Docs, Ident};

/// Before this point in time something has to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serialize", derive(serde::Serialize, serde::Deserialize))]
pub struct Deadline {
    /// The function that says how much time is left; no other function of the type is called so.
    pub name: Ident,
    /// The seconds since 1970 that stand for no such time.
    pub none: Option<i64>,
}

/// A truth value of which `true` asks for what cannot be undone: two functions without an argument take the place of its
/// setter.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serialize", derive(serde::Serialize, serde::Deserialize))]
pub struct Irreversible {
    /// What the function would be called that says `false`.
    pub otherwise: Ident,
    /// The documentation of that function.
    pub docs: Docs,
}
