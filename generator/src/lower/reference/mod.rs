//! References: what `$ref` names, and which components there are.
//!
//! In: the text behind `$ref`, checked by [`source`](crate::source). Out: what it leads to, and the id of a component's
//! type. What always holds: a component has its id before anything refers to it; a chain of references ends.

pub mod components;
pub mod directions;
pub mod elsewhere;
pub mod outside;
pub mod references;
pub mod tag_members;
