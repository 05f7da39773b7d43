//! Generator.

pub mod api;
pub mod diagnostic;
pub mod lower;
pub mod names;
pub mod source;
