//! Events that the API sends.
//!
//! In: a name, an object, and what it held before. Out: a body, signed and delivered. What always holds: what was signed is what is sent, byte
//! for byte; an address that is not on this machine gets nothing unless it was named.

#[cfg(feature = "mock")]
mod deliver;
mod envelope;
#[cfg(feature = "mock")]
mod sign;

#[cfg(feature = "mock")]
pub use deliver::{Delivered, Target, deliver};
pub use envelope::{Cause, Event, changed, envelope, object_shape};
#[cfg(feature = "mock")]
pub use sign::signature;
