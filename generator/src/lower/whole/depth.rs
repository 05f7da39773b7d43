//! How deep types hold each other.
//!
//! In: nothing yet. Out: the bound that walks over types in types keep to. What always holds: it is far beyond what
//! documents have, and what follows from it is bounded.

/// The most levels of a type that are told apart.
pub const MOST_LEVELS: usize = 500;
