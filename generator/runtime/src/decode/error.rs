//! Bodies that cannot be read.
//!
//! In: what is wrong with a body, and what is known of its response. Out: an error for people that shows nothing of the
//! body.

use std::error::Error;
use std::fmt;

use bytes::Bytes;
use http::StatusCode;

use crate::runtime::show::Shown;

/// A body that cannot be read.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct DecodeError {
    /// What is wrong, and where in the body; no value of the body itself.
    pub message: String,
    /// The status of the response.
    pub status: Option<StatusCode>,
    /// The API's name for the request, to give to its support, from the header that it has for that.
    pub request_id: Option<String>,
    /// The body as it came, from which a program can still read what it needs: the API may have done what it was asked for.
    /// Empty if the body was not that of a response.
    pub body: Bytes,
    path: Option<Box<str>>,
    of: Whose,
}

/// What a body is of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Whose {
    Unknown,
    Response,
    Event,
}

/// Shows the size of the body instead of the body.
impl fmt::Debug for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("DecodeError")
            .field("message", &Shown(&self.message))
            .field("path", &self.path)
            .field("status", &self.status)
            .field("request_id", &self.request_id.as_ref().map(Shown))
            .field("body", &format_args!("{} bytes", self.body.len()))
            .finish()
    }
}

impl DecodeError {
    /// An error in a body that is not known to belong to a response.
    pub fn new(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            status: None,
            request_id: None,
            body: Bytes::new(),
            path: None,
            of: Whose::Unknown,
        }
    }

    /// The same error, at a member.
    pub(super) fn at(self, path: String) -> Self {
        let path = Some(path.into_boxed_str()).filter(|path| !path.is_empty());
        Self { path, ..self }
    }

    /// The member at which reading stopped, such as `data[0].owner.name`; keys of maps are `…`. `None` if it is the
    /// body itself, which is no JSON, or something else.
    #[must_use]
    pub fn path(&self) -> Option<&str> {
        self.path.as_deref()
    }

    /// The same error, in the body of an event.
    #[must_use]
    pub fn of_event(self) -> Self {
        Self {
            of: Whose::Event,
            ..self
        }
    }

    /// The same error, in the body of a response.
    #[must_use]
    pub fn of_response(self, status: StatusCode, request_id: Option<String>) -> Self {
        Self {
            status: Some(status),
            request_id,
            of: Whose::Response,
            ..self
        }
    }

    /// The same error, with the body.
    pub(crate) fn with_body(self, body: &Bytes) -> Self {
        Self {
            body: body.clone(),
            ..self
        }
    }
}

impl fmt::Display for DecodeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.of {
            Whose::Unknown => "cannot read the body",
            Whose::Response => "cannot read the response",
            Whose::Event => "cannot read the event",
        })?;
        if let Some(status) = self.status {
            write!(f, " {status}")?;
        }
        of_request(self.request_id.as_deref(), f)?;
        write!(f, ": {}", Shown(&self.message))
    }
}

impl Error for DecodeError {}

/// Adds the API's name for a request to a text, if there is one.
pub(crate) fn of_request(id: Option<&str>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    id.map_or(Ok(()), |id| write!(f, " (request {})", Shown(id)))
}
