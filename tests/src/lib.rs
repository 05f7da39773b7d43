//! What the tests of the generator and of the generated crate share.
//!
//! In: fixtures, recordings, responses and the generated sources. Out: values that tests compare. What always holds:
//! fixtures come in the order of their paths, on every machine; what judges the generated crate knows nothing of how it
//! encodes or decodes, and reads what any server or reviewer could read.

pub mod crates;
pub mod documents;
pub mod leaks;
pub mod process;
pub mod random;
pub mod sdk;
pub mod servers;
pub mod skip;
pub mod unnamed;
pub mod watch;

pub use documents::{excerpt, fixtures, invariants, limited, mutate, printed, surface};
pub use sdk::{interpret, json, multipart, node, options, python, recorded, sent};
pub use servers::{faults, ledger, served, transports};

/// The README, so that its examples compile and run.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct Readme;
