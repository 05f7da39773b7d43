//! Enums: texts and whole numbers with known values.
//!
//! In: schemas with `enum`, lowered. Out: data to match on exhaustively. What always holds: see [`crate::api`]; a group names
//! variants of its own enum, one at least.

use crate::api::{Docs, Ident, TypeId};

/// Text with known values.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serialize", derive(serde::Serialize, serde::Deserialize))]
pub struct StringEnum {
    /// The known values, in the document's order.
    pub variants: Vec<StringVariant>,
    /// The variant that keeps any other value: in all enums that are read, so that a new value is no error.
    /// `None` in enums that are only sent, unless the document leaves them open.
    pub open: Option<Ident>,
    /// Groups of them.
    pub groups: Vec<ValueGroup>,
    /// Fields of objects that belong to them.
    pub fields: Vec<ValueFields>,
}

/// Fields of an object that belong to values of an enum (`x-valueFields`). None belongs to a value that is not known.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serialize", derive(serde::Serialize, serde::Deserialize))]
pub struct ValueFields {
    /// The function that returns them.
    pub name: Ident,
    /// What they are to the values.
    pub docs: Docs,
    /// The object.
    pub object: TypeId,
    /// The enum of the object's fields.
    pub names: TypeId,
    /// For variants of the enum, those of `names`.
    pub values: Vec<(Ident, Vec<Ident>)>,
}

/// Values of an enum that have something in common (`x-valueGroups`). A value that is not known is in none.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serialize", derive(serde::Serialize, serde::Deserialize))]
pub struct ValueGroup {
    /// The function that tells.
    pub name: Ident,
    /// What they have in common.
    pub docs: Docs,
    /// The variants, in the order of the document.
    pub variants: Vec<Ident>,
}

/// A known value of a [`StringEnum`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serialize", derive(serde::Serialize, serde::Deserialize))]
pub struct StringVariant {
    /// The Rust variant.
    pub name: Ident,
    /// The value on the wire.
    pub wire: String,
    /// Its documentation, where the document has some.
    pub docs: Docs,
}

/// Whole numbers with known values; always open.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serialize", derive(serde::Serialize, serde::Deserialize))]
pub struct IntegerEnum {
    /// The known values, in the document's order.
    pub variants: Vec<IntegerVariant>,
    /// The variant that keeps any other value.
    pub open: Ident,
    /// Groups of them.
    pub groups: Vec<ValueGroup>,
}

/// A known value of an [`IntegerEnum`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serialize", derive(serde::Serialize, serde::Deserialize))]
pub struct IntegerVariant {
    /// The Rust variant.
    pub name: Ident,
    /// The value on the wire.
    pub wire: i64,
    /// Its documentation, where the document has some.
    pub docs: Docs,
}
