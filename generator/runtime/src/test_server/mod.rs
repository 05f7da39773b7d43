//! A test server in the program itself.
//!
//! In: what the document says, in a form that `crate::mock` reads. Out: a server on this machine, clients that reach nothing else, and what it holds,
//! read as types of the crate. What always holds: it is on the loopback, at a port that was free, and gone when it is dropped.

mod error;
mod faults;
mod mocked;
mod server;
mod trigger;

pub use error::MockError;
pub use faults::MockFault;
pub use mocked::{Mocked, Stored};
pub use server::MockServer;
pub use trigger::MockTrigger;
