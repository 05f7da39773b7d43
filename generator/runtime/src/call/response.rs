//! Values, with what is known of the response they came in.

use std::fmt;
use std::ops::{Deref, DerefMut};

use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use serde::{Serialize, Serializer};

use crate::runtime::operation::request_id_in;
use crate::runtime::show::{Held, Private, Shown};
use crate::runtime::types::{Clearable, Id, Identified};

/// A value, and the response it came in. Members of the value are reached as if it stood alone: `pet.status` is the
/// pet's, [`status()`](Self::status) the response's.
#[derive(Clone)]
pub struct Response<T> {
    pub(super) value: T,
    pub(super) meta: Meta,
}

/// What is known of a response, and of the call that it ended.
#[derive(Clone)]
pub(super) struct Meta {
    pub(super) status: StatusCode,
    pub(super) headers: HeaderMap,
    pub(super) body: Bytes,
    pub(super) idempotency_key: Option<String>,
    pub(super) attempts: u32,
}

impl<T> Response<T> {
    /// The value.
    #[must_use]
    pub fn value(&self) -> &T {
        &self.value
    }

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
            meta: self.meta,
        }
    }

    /// The status of the response.
    #[must_use]
    pub fn status(&self) -> StatusCode {
        self.meta.status
    }

    /// The headers of the response.
    #[must_use]
    pub fn headers(&self) -> &HeaderMap {
        &self.meta.headers
    }

    /// The body as it came, of which nothing is copied: also what the value does not hold. It stays in memory as long as this
    /// does; [`into_value`](Self::into_value) lets go of it.
    #[must_use]
    pub fn body(&self) -> &Bytes {
        &self.meta.body
    }

    /// The API's name for the request, to give to its support.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        // Of this response alone: an earlier attempt was another request.
        request_id_in(&self.meta.headers)
    }

    /// The idempotency key that was sent.
    #[must_use]
    pub fn idempotency_key(&self) -> Option<&str> {
        self.meta.idempotency_key.as_deref()
    }

    /// How many attempts were made.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.meta.attempts
    }
}

impl<T: fmt::Debug + 'static> fmt::Debug for Response<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let key = self.idempotency_key().map(Shown);
        f.debug_struct("Response")
            .field("value", &Held(&self.value))
            .field("status", &self.meta.status)
            .field("request_id", &self.request_id().map(Shown))
            .field("headers", &Private(&self.meta.headers))
            .field("body", &Private(&self.meta.body))
            .field("idempotency_key", &key)
            .field("attempts", &self.meta.attempts)
            .finish()
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

impl<T> AsRef<T> for Response<T> {
    fn as_ref(&self) -> &T {
        &self.value
    }
}

/// The value alone, as it came: what is to be stored is what was read, not how.
impl<T: Serialize> Serialize for Response<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value.serialize(serializer)
    }
}

/// What the value iterates over, such as the items of a page.
impl<T: IntoIterator> IntoIterator for Response<T> {
    type Item = T::Item;
    type IntoIter = T::IntoIter;

    fn into_iter(self) -> Self::IntoIter {
        self.value.into_iter()
    }
}

impl<'a, T> IntoIterator for &'a Response<T>
where
    &'a T: IntoIterator,
{
    type Item = <&'a T as IntoIterator>::Item;
    type IntoIter = <&'a T as IntoIterator>::IntoIter;

    fn into_iter(self) -> Self::IntoIter {
        self.value.into_iter()
    }
}

impl<'a, T> IntoIterator for &'a mut Response<T>
where
    &'a mut T: IntoIterator,
{
    type Item = <&'a mut T as IntoIterator>::Item;
    type IntoIter = <&'a mut T as IntoIterator>::IntoIter;

    fn into_iter(self) -> Self::IntoIter {
        self.value.into_iter()
    }
}

/// The id of the object that a call returned, wherever an id is accepted.
macro_rules! id_of {
    ($($response:ty),*) => {$(
        impl<T: Identified> From<$response> for Id<T> {
            fn from(response: $response) -> Self {
                response.value.id().clone()
            }
        }

        impl<T: Identified> From<$response> for Clearable<Id<T>> {
            fn from(response: $response) -> Self {
                Self::Set(response.into())
            }
        }
    )*};
}

id_of!(Response<T>, &Response<T>);
