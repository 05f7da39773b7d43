//! What was read, as what is sent.
//!
//! In: nothing; the lowering decides it. Out: plain data, of which emission prints a conversion. What always holds: no member
//! of what was read is missing in what is sent.

use crate::api::{Ident, TypeId};

/// A struct that is read, of which one that is only sent can be made.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serialize", derive(serde::Serialize, serde::Deserialize))]
pub struct SentAgain {
    /// What is read.
    pub read: TypeId,
    /// What becomes of each field of what is sent, in their order; nothing, where what is read has no such member.
    pub fields: Vec<Option<FieldSentAgain>>,
}

/// A field of what is read, as one of what is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serialize", derive(serde::Serialize, serde::Deserialize))]
pub struct FieldSentAgain {
    /// The field of what is read.
    pub name: Ident,
    /// Whether that is an `Option`.
    pub optional: bool,
    /// Whether it is a list, of which an empty one is not set.
    pub list: bool,
    /// What is made of its value.
    pub value: ValueSentAgain,
}

/// What is made of a value that was read.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serialize", derive(serde::Serialize, serde::Deserialize))]
pub enum ValueSentAgain {
    /// The same; it is `Copy`.
    Copied,
    /// The same.
    Cloned,
    /// The id of what may be expanded.
    Id,
    /// Another struct, by its own conversion.
    Made(TypeId),
    /// A list of what is made of each element.
    Each(Box<ValueSentAgain>),
    /// A value to set.
    Set(Box<ValueSentAgain>),
    /// What is made of what a box holds.
    Unboxed(Box<ValueSentAgain>),
    /// A box of it.
    Boxed(Box<ValueSentAgain>),
}
