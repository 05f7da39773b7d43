//! What emitters share.
//!
//! In: nodes of the model, and what the caller decides. Out: what more than one kind of file has of them: Rust types, members,
//! arguments, setters, documentation, and the items of a file. What always holds: nothing here names an emitter.

pub mod access;
pub mod arguments;
pub mod construct;
pub mod context;
pub mod crate_options;
pub mod docs;
pub mod items;
pub mod members;
pub mod parts;
pub mod root;
pub mod setters;
pub mod tokens;
pub mod types;
