//! What the vendor's SDKs send, and the same calls of the generated crate.
//!
//! In: recordings, and requests as a server gets them. Out: both as values that can be compared. What always holds: what
//! judges the generated crate knows nothing of how it encodes.

mod folder;
pub mod interpret;
pub mod json;
pub mod multipart;
pub mod node;
pub mod options;
pub mod python;
pub mod recorded;
pub mod sent;
