//! The public surface of the generated crate.
