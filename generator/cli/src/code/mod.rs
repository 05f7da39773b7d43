//! A call as a program of Rust.
//!
//! In: an operation, the values for it, and what the crate calls things. Out: a program that does the same, as somebody would write it by hand. What always
//! holds: what the crate has no way to say is not written; no secret is in it.

mod compound;
mod expression;
mod fold;
mod program;
mod text;
mod value;

pub use fold::folded;
pub use program::{Call, Settings, program};
pub use value::UPLOADED;
