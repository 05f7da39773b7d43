//! What is answered in a test.
//!
//! In: a value, JSON, or how the transport fails. Out: what a transport gives to a client. What always holds: an answer can be given any number of times.

use std::any::Any;

use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, Response, StatusCode, header};
use serde::Serialize;
use serde_json::Value;

use crate::runtime::transport::{Attempt, TransportErrorKind};

/// An answer to a request, or how there is none.
#[derive(Clone, Debug)]
pub struct Reply(Answer);

#[derive(Clone, Debug)]
enum Answer {
    Response(StatusCode, HeaderMap, Bytes),
    Failure(TransportErrorKind),
}

impl Reply {
    /// A value as JSON, by that status; one that is no status counts as 500. What cannot be written is null.
    pub fn json<T: Serialize + ?Sized>(status: u16, value: &T) -> Self {
        let body = serde_json::to_vec(value).unwrap_or_else(|_| b"null".to_vec());
        Self::bytes(status, "application/json", body)
    }

    /// Bytes of that content type.
    pub fn bytes(status: u16, content_type: &str, body: impl Into<Bytes>) -> Self {
        let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let reply = Self(Answer::Response(status, HeaderMap::new(), body.into()));
        reply.header(header::CONTENT_TYPE.as_str(), content_type)
    }

    /// A success without a body.
    #[must_use]
    pub fn empty() -> Self {
        Self(Answer::Response(
            StatusCode::NO_CONTENT,
            HeaderMap::new(),
            Bytes::new(),
        ))
    }

    /// No answer: the transport fails so.
    #[must_use]
    pub fn failure(kind: TransportErrorKind) -> Self {
        Self(Answer::Failure(kind))
    }

    /// The same with a header. One that can't be sent is left out, as is one of a failure.
    #[must_use]
    pub fn header(mut self, name: &str, value: &str) -> Self {
        if let Answer::Response(_, headers, _) = &mut self.0 {
            let name = HeaderName::from_bytes(name.as_bytes());
            if let (Ok(name), Ok(value)) = (name, HeaderValue::from_str(value)) {
                headers.insert(name, value);
            }
        }
        self
    }

    /// What an operation returns, as the API sends it: text and bytes as they are, anything else as JSON.
    pub(super) fn value<T: Serialize + 'static>(value: &T) -> Self {
        let any: &dyn Any = value;
        if let Some(text) = any.downcast_ref::<String>() {
            return Self::bytes(200, "text/plain; charset=utf-8", text.clone());
        }
        if any.is::<()>() {
            return Self::empty();
        }
        Self::json(200, value)
    }

    /// What a transport gave.
    pub(super) fn of(response: &Response<Bytes>) -> Self {
        let (status, headers) = (response.status(), response.headers().clone());
        Self(Answer::Response(status, headers, response.body().clone()))
    }

    pub(super) fn attempt(&self) -> Attempt {
        match &self.0 {
            Answer::Failure(kind) => Err((*kind).into()),
            Answer::Response(status, headers, body) => {
                let mut response = Response::new(body.clone());
                *response.status_mut() = *status;
                *response.headers_mut() = headers.clone();
                Ok(response)
            }
        }
    }

    /// What a recording has of it.
    pub(super) fn parts(&self) -> Result<(StatusCode, &HeaderMap, &Bytes), TransportErrorKind> {
        match &self.0 {
            Answer::Failure(kind) => Err(*kind),
            Answer::Response(status, headers, body) => Ok((*status, headers, body)),
        }
    }
}

impl From<(u16, Value)> for Reply {
    fn from((status, body): (u16, Value)) -> Self {
        Self::json(status, &body)
    }
}
