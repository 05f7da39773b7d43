//! Requests, read as strictly as the document is written.
//!
//! In: the head and the bytes of a request. Out: [`Given`], or [`Violation`]s. What always holds: all violations are collected, each with the
//! parameter as the API names it; nothing is taken that the document does not name, and nothing that is said twice is taken once.

mod access;
mod body;
mod bounds;
mod budget;
mod form;
mod given;
mod json;
mod multipart;
mod pairs;
mod request;
mod route;
mod scalar;
mod sorts;

use serde_json::{Map, Value};

pub use access::{Denied, admitted};
pub use given::{BodyFault, Given, Incoming};
pub use multipart::without_boundary;
pub use pairs::{FilePart, decoded, pairs};
pub use request::read;
pub use route::{Found, Router};

/// Members by name.
pub type Members = Map<String, Value>;

/// What is wrong with a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// The parameter, as the API names it: `evidence[customer_name]`.
    pub param: String,
    /// What kind of fault it is.
    pub kind: ViolationKind,
    /// What is wrong, as a sentence.
    pub message: String,
}

/// What kind of fault a request has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ViolationKind {
    /// The document does not name it.
    Unknown,
    /// It must be there, and is not.
    Missing,
    /// It is no value of its type.
    Type,
    /// It is longer, larger or more than is allowed, or less.
    Limit,
    /// It is none of the values that are allowed.
    Choice,
    /// It is not written as the API reads it.
    Encoding,
    /// It is empty where that says nothing.
    Empty,
    /// It names what is not there.
    Reference,
}

impl ViolationKind {
    /// The short name that errors have where the API's own are not known.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Unknown => "parameter_unknown",
            Self::Missing => "parameter_missing",
            Self::Empty => "parameter_invalid_empty",
            Self::Type | Self::Limit | Self::Choice | Self::Encoding => "parameter_invalid",
            Self::Reference => "resource_missing",
        }
    }
}
