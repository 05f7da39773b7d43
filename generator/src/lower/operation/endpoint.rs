//! Endpoints: where an operation is asked for.
//!
//! In: a path of the document and a method. Out: both, with what the document says of them. What always holds: nothing of it is
//! lowered yet.

use crate::api::Method;
use crate::spec;

/// Everything known about an operation before its parts are lowered.
#[derive(Clone, Copy, Debug)]
pub struct Endpoint<'d> {
    /// The method.
    pub method: Method,
    /// The path as the document writes it.
    pub template: &'d str,
    /// The operation.
    pub operation: &'d spec::Operation,
}
