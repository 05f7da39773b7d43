//! From the body of an error to what the document says that it holds.
//!
//! In: the status and the body. Out: a value. What always holds: a body that is not what the document says is no failure, as
//! the error keeps it as it came.

use http::StatusCode;
use serde::de::DeserializeOwned;

use crate::runtime::decode::decode_json;

/// What the body of an error can be read as: whatever is read from JSON, or what the status tells more of.
pub trait FromErrorBody: Sized {
    /// Reads a body. `None` if it is nothing of that type.
    fn from_error_body(status: StatusCode, body: &[u8]) -> Option<Self>;
}

impl<T: DeserializeOwned> FromErrorBody for T {
    fn from_error_body(_: StatusCode, body: &[u8]) -> Option<Self> {
        decode_json(body).ok()
    }
}
