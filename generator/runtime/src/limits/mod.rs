//! Limits on what a request may hold.
//!
//! In: values, their keys and what the document allows. Out: every violation, before anything is sent; never a value.

mod limit;
mod limits;
mod measure;
mod violations;

pub use limit::{Actual, Limit};
pub use limits::Limits;
pub use measure::{Elements, Keys, Measure, Measured, Number};
pub use violations::{Check, InvalidRequest, Violation, Violations};
