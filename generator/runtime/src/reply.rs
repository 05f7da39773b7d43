//! Values, with what is known of the response they came in.

use std::ops::{Deref, DerefMut};

use http::{HeaderMap, StatusCode};

/// A value, and the response it came in.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Response<T> {
    /// The value.
    pub value: T,
    /// The status.
    pub status: StatusCode,
    /// The headers.
    pub headers: HeaderMap,
    /// The API's name for the request, to give to its support.
    pub request_id: Option<String>,
    /// The idempotency key that was sent.
    pub idempotency_key: Option<String>,
    /// How many attempts were made.
    pub attempts: u32,
}

impl<T> Response<T> {
    /// The value alone.
    #[must_use]
    pub fn into_value(self) -> T {
        self.value
    }

    /// The same response with another value, made of this one.
    #[must_use]
    pub fn map<U>(self, value: impl FnOnce(T) -> U) -> Response<U> {
        Response {
            value: value(self.value),
            status: self.status,
            headers: self.headers,
            request_id: self.request_id,
            idempotency_key: self.idempotency_key,
            attempts: self.attempts,
        }
    }
}

impl<T> Deref for Response<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.value
    }
}

impl<T> DerefMut for Response<T> {
    fn deref_mut(&mut self) -> &mut T {
        &mut self.value
    }
}
