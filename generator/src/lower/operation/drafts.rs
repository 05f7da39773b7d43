//! Operations before all of them are known.
//!
//! In: what lowering one came to. Out: the same, for what needs all of them. What always holds: nothing here looks anything up.

use crate::api::{Ident, Operation, Pointer, StatusMatch, Type};
use crate::lower::context::Site;

/// An operation that has its resource, before it is grouped.
#[derive(Debug)]
pub struct Draft {
    /// The resource's struct.
    pub resource: Ident,
    /// The resource's module.
    pub module: Ident,
    /// The operation.
    pub operation: Operation,
    /// What the body of its error holds.
    pub failure: Failure,
}

/// What the body of an operation's error holds.
#[derive(Clone, Debug)]
pub enum Failure {
    /// One type, whatever the status; any JSON, where the document has none.
    One(Type),
    /// A type for each status, in a type that is still to be made.
    ByStatus {
        /// The statuses, exact ones before ranges before the default.
        cases: Vec<FailureCase>,
        /// Where the type is to stand.
        site: Site,
    },
}

/// What the body of an error of one status holds.
#[derive(Clone, Debug, PartialEq)]
pub struct FailureCase {
    /// The status.
    pub status: StatusMatch,
    /// What it holds.
    pub ty: Type,
    /// Where the document has it.
    pub pointer: Pointer,
}

impl Failure {
    /// The type, if it needs none of its own; any JSON until that is made.
    pub fn ty(&self) -> Type {
        match self {
            Self::One(ty) => ty.clone(),
            Self::ByStatus { .. } => Type::Json,
        }
    }
}
