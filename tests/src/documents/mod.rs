//! Documents, the models and the crates that they become.
//!
//! In: fixtures, models and generated sources. Out: what tests compare: models and their limits, excerpts, the surface that
//! users see. What always holds: fixtures come in the order of their paths, on every machine.

pub mod excerpt;
pub mod fixtures;
pub mod invariants;
pub mod limited;
pub mod mutate;
pub mod printed;
pub mod surface;
