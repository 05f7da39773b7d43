//! Operations: parameters, bodies, responses and what they are called.
//!
//! In: the document's paths. Out: operations, in the document's order. What always holds: each input has its place, its
//! encoding and a name that is unique in its request; what can't be expressed leaves out its operation and no other.

pub mod bodies;
pub mod drafts;
pub mod endpoint;
pub mod failures;
mod form_roots;
pub mod headers;
pub mod inputs;
mod media_choice;
pub mod naming;
pub mod operations;
pub mod other_media;
mod parts;
pub mod responses;
pub mod security;
pub mod statuses;
