//! Generates Rust clients for form-encoded HTTP APIs from OpenAPI 3.0 documents.
//!
//! In: text. Out: files, or diagnostics. What always holds: nothing here reads or writes a file, panics on any input, or
//! depends on anything but its arguments.

pub mod api;
pub mod diagnostic;
pub mod lower;
pub mod names;
pub mod source;
