//! Calls: what is sent, what is sent again, and what it came to, without I/O and without a clock.
//!
//! In: a request and the settings; then what each attempt came to. Out: the next step, and in the end a value or an error.

mod call;
mod error;
mod headers;
mod options;
pub(crate) mod outcome;
mod response;
mod retry;

pub use call::{Attempt, AttemptLimits, Call, Moment, Step};
pub use error::{CallError, Cause, ConfigError, PagingError, TransportError, TransportErrorKind};
pub use options::RequestOptions;
pub(crate) use outcome::ErrorMember;
pub use response::Response;
