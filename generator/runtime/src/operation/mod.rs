//! Requests and responses of typed operations, without I/O.
//!
//! In: an operation, or the response to one. Out: an `http::Request`; or a value or an error.

mod error;
mod request;

#[cfg(feature = "client")]
pub(crate) use error::request_id_in;
pub use error::{ApiError, DecodeError, ResponseError, request_id};
pub(crate) use request::is_visible;
pub use request::{Operation, RequestBuilder};
