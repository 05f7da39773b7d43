//! What the tests of the whole generator share.
//!
//! In: the folders beside this one. Out: fixtures to run, and checks over what came of them. What always holds: fixtures
//! come in the order of their paths, on every machine.

pub mod fixtures;
pub mod invariants;
