//! What the tests of the generated crate share.
//!
//! In: recordings, responses and the generated sources. Out: values that tests compare. What always holds: nothing here
//! knows how the generated crate encodes or decodes; it reads what any server or reviewer could read.

pub mod interpret;
pub mod json;
pub mod random;
pub mod recorded;
pub mod sent;
pub mod surface;

/// The README, so that its examples compile and run.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
struct Readme;
