//! Events that the API sends.
//!
//! In: a name, an object, and what it held before. Out: a body, signed and delivered. What always holds: what was signed is what is sent, byte
//! for byte; an address that is not on this machine gets nothing unless it was named.

#[cfg(feature = "server")]
mod deliver;
mod envelope;
#[cfg(feature = "server")]
mod sign;

#[cfg(feature = "server")]
pub use deliver::{Delivery, Target, deliver};
pub use envelope::{Cause, Event, changed, envelope, object_shape};
#[cfg(feature = "server")]
pub use sign::signature;
