//! References: what `$ref` names, and which components there are.
//!
//! In: references, which the source has followed. Out: the id of a component's type, and the use of a schema that is no
//! component. What always holds: a component has its id before anything refers to it.

pub mod components;
pub mod directions;
pub mod outside;
pub mod references;
pub mod tag_members;
