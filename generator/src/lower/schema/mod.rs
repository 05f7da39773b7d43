//! Schemas: from a schema to a [`Type`](crate::api::Type), and to a definition where it needs one.
//!
//! In: a schema, where it stands, and whether it is sent or read. Out: the use of a type, with its limits and whether it
//! may be null. What always holds: a schema is taken for what it says, not for where it stands; what has no place in the
//! model is a located diagnostic.

pub mod all_of;
pub mod components;
pub mod enums;
pub mod extent;
pub mod limits;
pub mod notes;
pub mod objects;
pub mod outside;
pub mod questions;
pub mod ranges;
pub mod schemas;
pub mod tags;
pub mod unions;
pub mod view;
