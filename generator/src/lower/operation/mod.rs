//! Operations: parameters, bodies, responses and what they are called.
//!
//! In: the document's paths. Out: operations, in the document's order. What always holds: each input has its place, its
//! encoding and a name that is unique in its request; what can't be expressed leaves out its operation and no other.

pub mod bodies;
pub mod endpoint;
pub mod inputs;
pub mod naming;
pub mod operations;
pub mod responses;
pub mod security;
