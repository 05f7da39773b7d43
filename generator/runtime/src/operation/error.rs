//! Responses that are no success.
//!
//! In: status, headers and body of a response. Out: an error that keeps all of them that help, and shows of the body only
//! what the API meant for people.

use std::error::Error;
use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::runtime::conventions::REQUEST_ID_HEADERS;
use crate::runtime::decode::{DecodeError, decode_json, of_request};
use crate::runtime::show::Shown;

/// Why a response gave no value.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ResponseError<E> {
    /// The API answered with an error.
    Api(Box<ApiError<E>>),
    /// The API answered with a success that cannot be read.
    Decode(DecodeError),
}

impl<E> ResponseError<E> {
    /// The status of the response.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        match self {
            Self::Api(error) => Some(error.status),
            Self::Decode(error) => error.status,
        }
    }

    /// The API's name for the request, to give to its support.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        match self {
            Self::Api(error) => error.request_id.as_deref(),
            Self::Decode(error) => error.request_id.as_deref(),
        }
    }
}

impl<E> fmt::Display for ResponseError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Api(error) => error.fmt(f),
            Self::Decode(error) => error.fmt(f),
        }
    }
}

// Each variant shows itself what it holds: there is no further cause.
impl<E: fmt::Debug> Error for ResponseError<E> {}

impl<E> From<ApiError<E>> for ResponseError<E> {
    fn from(error: ApiError<E>) -> Self {
        Self::Api(Box::new(error))
    }
}

impl<E> From<DecodeError> for ResponseError<E> {
    fn from(error: DecodeError) -> Self {
        Self::Decode(error)
    }
}

/// An error that the API answered with: a status outside 200 to 299, or a body that says so under any status.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ApiError<E> {
    /// The status.
    pub status: StatusCode,
    /// The API's name for the request, to give to its support, from the header that it has for that.
    pub request_id: Option<String>,
    /// The headers.
    pub headers: HeaderMap,
    /// What the body says; `None` if it is not the JSON that the document describes.
    pub error: Option<E>,
    /// The body as it came.
    pub body: Bytes,
}

impl<E: DeserializeOwned> ApiError<E> {
    /// Reads a response. Whatever the body holds, the rest is kept.
    #[must_use]
    pub fn read(status: StatusCode, headers: &HeaderMap, body: &[u8]) -> Self {
        Self {
            status,
            request_id: request_id(headers),
            headers: headers.clone(),
            error: decode_json(body).ok(),
            body: Bytes::copy_from_slice(body),
        }
    }
}

impl<E> ApiError<E> {
    /// What the body tells a person: its `message` (or `detail`, or `title`), then what else names the fault: `type`,
    /// `code` and `param`. They are looked for in the body's object, or in its member `error`. Control characters are
    /// escaped, and of each text 1,000 characters shown: all of it is in [`body`](Self::body).
    #[must_use]
    pub fn explanation(&self) -> Option<String> {
        let body: Value = decode_json(&self.body).ok()?;
        let error = body
            .get("error")
            .filter(|error| !error.is_null())
            .unwrap_or(&body);
        if let Value::String(text) = error {
            return Some(Shown(text).to_string());
        }
        let text = |name: &str| Some(Shown(error.get(name)?.as_str()?).to_string());
        let message = text("message")
            .or_else(|| text("detail"))
            .or_else(|| text("title"));
        let facts: Vec<String> = ["type", "code", "param"]
            .iter()
            .filter_map(|name| text(name))
            .collect();
        match (message, facts.is_empty()) {
            (Some(message), true) => Some(message),
            (Some(message), false) => Some(format!("{message} ({})", facts.join(", "))),
            (None, true) => None,
            (None, false) => Some(facts.join(", ")),
        }
    }
}

/// Shows what the body tells people instead of the body, which may hold what is private.
impl<E> fmt::Debug for ApiError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ApiError")
            .field("status", &self.status)
            .field("request_id", &self.request_id.as_ref().map(Shown))
            .field("error", &self.explanation())
            .field("body", &format_args!("{} bytes", self.body.len()))
            .finish()
    }
}

impl<E> fmt::Display for ApiError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "the API answered {}", self.status)?;
        of_request(self.request_id.as_deref(), f)?;
        match self.explanation() {
            Some(explanation) => write!(f, ": {explanation}"),
            None if self.error.is_none() => {
                f.write_str(", with a body that is not the documented JSON")
            }
            None => Ok(()),
        }
    }
}

impl<E: fmt::Debug> Error for ApiError<E> {}

/// The API's name for a request, from the response's headers.
#[must_use]
pub fn request_id(headers: &HeaderMap) -> Option<String> {
    request_id_in(headers).map(str::to_owned)
}

/// The same, as it stands there.
pub(crate) fn request_id_in(headers: &HeaderMap) -> Option<&str> {
    let mut values = REQUEST_ID_HEADERS
        .iter()
        .filter_map(|name| headers.get(name));
    let value = values.next()?;
    value.to_str().ok()
}
