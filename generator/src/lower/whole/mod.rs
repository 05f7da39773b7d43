//! The whole: what can be decided only when every type and operation is there.
//!
//! In: all that was lowered. Out: the same without what failed and what needs it, without gaps in its numbers, and with
//! the last decisions made. What always holds: each decision depends on the model alone, not on the order of lowering.

pub mod alias_circles;
pub mod circles;
pub mod depth;
pub mod finish;
pub mod gaps;
pub mod left_out;
pub mod prune;
pub mod servers;
pub mod unchosen;
