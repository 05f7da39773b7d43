//! Events that the API sends.
//!
//! In: the body and a header of a request, as they came. Out: the proof that the API sent them, or why they are not to be
//! trusted.

mod signature;

pub use signature::{EventError, SignatureError, Verifier, sign};
