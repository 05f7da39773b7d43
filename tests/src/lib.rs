//! What the tests of the generator and of the generated crate share.
//!
//! In: fixtures, recordings, responses and the generated sources. Out: values that tests compare. What always holds:
//! fixtures come in the order of their paths, on every machine; what judges the generated crate knows nothing of how it
//! encodes or decodes, and reads what any server or reviewer could read.

pub mod counterpart;
pub mod crates;
pub mod excerpt;
pub mod faults;
pub mod fixtures;
pub mod interpret;
pub mod invariants;
pub mod json;
pub mod leaks;
pub mod ledger;
pub mod limited;
pub mod multipart;
pub mod node;
pub mod options;
pub mod process;
pub mod random;
pub mod recorded;
pub mod sent;
pub mod served;
pub mod skip;
pub mod surface;
pub mod transports;
pub mod watch;

/// The README, so that its examples compile and run.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct Readme;
