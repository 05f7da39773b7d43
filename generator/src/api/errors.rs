//! What the bodies of errors are.

use super::{Type, TypeId};

/// The bodies of errors, of all operations.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serialize", derive(serde::Serialize, serde::Deserialize))]
pub struct Errors {
    /// The one type that the errors of all operations have; [`Type::Json`] if they have several, or none.
    pub common: Type,
    /// The types of the crate that are bodies of errors, each once, in the order of the types.
    pub types: Vec<ErrorType>,
}

/// A type of the crate that is the body of an error.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serialize", derive(serde::Serialize, serde::Deserialize))]
pub struct ErrorType {
    /// The type.
    pub body: TypeId,
    /// The enum of the kinds of errors, if the document lists them.
    pub kind: Option<TypeId>,
    /// The enum of the codes, if the document lists them.
    pub code: Option<TypeId>,
}

impl Default for Errors {
    fn default() -> Self {
        Self {
            common: Type::Json,
            types: Vec::new(),
        }
    }
}
