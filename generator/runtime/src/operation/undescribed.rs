//! Answers of a status that the document does not describe.
//!
//! In: the status and the body of a success. Out: both, as they came. What always holds: what the API did is done, so that its
//! answer is no error and nothing of it is lost.

use std::fmt;

use bytes::Bytes;
use http::StatusCode;
use serde::de::DeserializeOwned;

use crate::runtime::decode::{DecodeError, decode_json};

/// The answer to a request that was carried out, under a status of success that the document does not describe.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Undescribed {
    /// The status.
    pub status: StatusCode,
    /// The body as it came.
    pub body: Bytes,
}

impl Undescribed {
    /// Keeps an answer.
    #[must_use]
    pub fn new(status: StatusCode, body: &[u8]) -> Self {
        Self {
            status,
            body: Bytes::copy_from_slice(body),
        }
    }

    /// The body as JSON of some type.
    ///
    /// # Errors
    /// If it is no JSON, or not of that type.
    pub fn json<T: DeserializeOwned>(&self) -> Result<T, DecodeError> {
        decode_json(&self.body)
    }
}

/// Shows the size of the body instead of the body, which may hold what is private.
impl fmt::Debug for Undescribed {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Undescribed")
            .field("status", &self.status)
            .field("body", &format_args!("{} bytes", self.body.len()))
            .finish()
    }
}
