//! Calls: what is sent, what is sent again, and what it came to, without I/O and without a clock.
//!
//! In: a request and the settings; then what each attempt came to. Out: the next step, and in the end a value or an error.

mod call;
mod error;
mod fetched;
mod headers;
pub(crate) mod outcome;
mod request_options;
mod response;
mod retry;
mod wait;

pub use call::{Call, Moment, Step};
pub use error::{CallError, Cause, PagingError};
pub use request_options::RequestOptions;
pub use response::Response;
pub(crate) use wait::{Next, Waiting};
pub use wait::{Wait, WaitCause, WaitError};
