//! Sentences about values, and text of a document as it stands: what the documentation of a crate and reference pages say alike.
//!
//! In: limits, formats and texts. Out: Markdown. What always holds: whatever is checked is said; a text is shown as it is, on one line.

mod facts;
mod plain;

pub use facts::{Parts, format_fact, limits};
pub use plain::{code, harmless, prose, with_article};
