//! Events that the API sends.
//!
//! In: a name, an object, and what it held before. Out: a body, signed and delivered. What always holds: what was signed is what is sent, byte
//! for byte; an address that is not on this machine gets nothing unless it was named.

mod deliver;
mod envelope;
mod sign;

pub use deliver::{Delivery, Target, deliver};
pub use envelope::{Cause, Event, changed, envelope, object_shape};
pub use sign::signature;
