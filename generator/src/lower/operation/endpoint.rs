//! Endpoints: where an operation is asked for.
//!
//! In: a path of the document and a method. Out: both, with what the document says of them. What always holds: nothing of it is
//! lowered yet.

use crate::api::Method;
use crate::spec::{self, Address};

/// Everything known about an operation before its parts are lowered.
#[derive(Clone, Copy, Debug)]
pub struct Endpoint<'a, 'd> {
    /// The method.
    pub method: Method,
    /// The path as the document writes it.
    pub template: &'d str,
    /// What stands there.
    pub item: &'d spec::PathItem,
    /// What of the path is sent as what.
    pub address: &'a Address<'d>,
    /// The operation.
    pub operation: &'d spec::Operation,
}
