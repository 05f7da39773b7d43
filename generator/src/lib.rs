//! Generator.

pub mod api;
pub mod emit;
pub mod render;
