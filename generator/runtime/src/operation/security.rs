//! What an operation asks of its caller.
//!
//! In: nothing. Out: the names of the security schemes, as generated code states them.

/// Ways to prove who the caller is, of which one is enough: each the names of the security schemes that are needed together.
/// One without a name needs nothing, as does no way at all.
pub type Alternatives = &'static [&'static [&'static str]];
