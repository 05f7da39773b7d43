//! Responses that are no success.
//!
//! In: status, headers and body of a response. Out: an error that keeps all of them that help, and shows of the body only
//! what the API meant for people.

use std::error::Error;
use std::fmt;

use bytes::Bytes;
use http::{HeaderMap, StatusCode};

use super::content::FromErrorBody;
use super::facts::{ErrorBody, Facts};
use crate::runtime::conventions::REQUEST_ID_HEADERS;
use crate::runtime::decode::{DecodeError, of_request};
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

    /// The body of the response as it came.
    #[must_use]
    pub fn body(&self) -> &Bytes {
        match self {
            Self::Api(error) => &error.body,
            Self::Decode(error) => &error.body,
        }
    }
}

impl<E> ResponseError<E> {
    /// What the API answered, if it answered with an error.
    #[must_use]
    pub fn api(&self) -> Option<&ApiError<E>> {
        match self {
            Self::Api(error) => Some(error),
            Self::Decode(_) => None,
        }
    }

    /// What the API says to people, as it came; see [`ApiError::message`].
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.api()?.message()
    }

    /// The parameter at fault, by the API's name for it.
    #[must_use]
    pub fn param(&self) -> Option<&str> {
        self.api()?.param()
    }

    /// Why a payment was declined, if that is what went wrong.
    #[must_use]
    pub fn decline_code(&self) -> Option<&str> {
        self.api()?.decline_code()
    }

    /// Whether the API does not have what was asked for: a status of 404.
    #[must_use]
    pub fn is_not_found(&self) -> bool {
        self.api().is_some_and(ApiError::is_not_found)
    }
}

impl<E: ErrorBody> ResponseError<E> {
    /// The kind of error.
    #[must_use]
    pub fn kind(&self) -> Option<E::Kind<'_>> {
        self.api()?.kind()
    }

    /// The short name of the error, for programs to act on.
    #[must_use]
    pub fn code(&self) -> Option<E::Code<'_>> {
        self.api()?.code()
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
    /// What the body says, whatever its type.
    facts: Facts,
}

impl<E: FromErrorBody> ApiError<E> {
    /// Reads a response. Whatever the body holds, the rest is kept.
    #[must_use]
    pub fn read(status: StatusCode, headers: &HeaderMap, body: &[u8]) -> Self {
        Self {
            status,
            request_id: request_id(headers),
            headers: headers.clone(),
            error: E::from_error_body(status, body),
            body: Bytes::copy_from_slice(body),
            facts: Facts::read(body),
        }
    }
}

impl<E> ApiError<E> {
    /// What the API says to people, as it came. On its way to a terminal or a log, let
    /// [`explanation`](Self::explanation) make it safe.
    #[must_use]
    pub fn message(&self) -> Option<&str> {
        self.facts.message.as_deref()
    }

    /// The parameter at fault, by the API's name for it.
    #[must_use]
    pub fn param(&self) -> Option<&str> {
        self.facts.param.as_deref()
    }

    /// Why a payment was declined, if that is what went wrong.
    #[must_use]
    pub fn decline_code(&self) -> Option<&str> {
        self.facts.decline_code.as_deref()
    }

    /// Whether the API does not have what was asked for: a status of 404.
    #[must_use]
    pub fn is_not_found(&self) -> bool {
        self.status == StatusCode::NOT_FOUND
    }

    /// What the body tells a person: its message, then what else names the fault: kind, code and parameter. Control
    /// characters are escaped, and of each text 1,000 characters shown: all of it is in [`body`](Self::body).
    #[must_use]
    pub fn explanation(&self) -> Option<String> {
        let shown = |text: &String| Shown(text).to_string();
        let Facts {
            kind, code, param, ..
        } = &self.facts;
        let message = self.facts.message.as_ref().map(shown);
        let facts = [kind, code, param].into_iter().flatten().map(shown);
        let facts = facts.collect::<Vec<_>>().join(", ");
        match (message, facts.is_empty()) {
            (message, true) => message,
            (Some(message), false) => Some(format!("{message} ({facts})")),
            (None, false) => Some(facts),
        }
    }

    /// The same error, its body read as another type.
    #[cfg(feature = "client")]
    pub(crate) fn read_again<F: FromErrorBody>(self) -> ApiError<F> {
        ApiError {
            status: self.status,
            request_id: self.request_id,
            headers: self.headers,
            error: F::from_error_body(self.status, &self.body),
            body: self.body,
            facts: self.facts,
        }
    }
}

impl<E: ErrorBody> ApiError<E> {
    /// The kind of error.
    #[must_use]
    pub fn kind(&self) -> Option<E::Kind<'_>> {
        self.facts.kind.as_deref().map(Into::into)
    }

    /// The short name of the error, for programs to act on.
    #[must_use]
    pub fn code(&self) -> Option<E::Code<'_>> {
        self.facts.code.as_deref().map(Into::into)
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
