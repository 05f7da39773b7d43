//! Requests that have no response.
//!
//! In: how far a request came, and why no further. Out: an error that decides whether it is sent again.

use std::error::Error;
use std::{fmt, io};

use crate::runtime::body::SourceError;
use crate::runtime::show::{Foreign, Shown};

/// At which point a transport failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum TransportErrorKind {
    /// Before a connection was made: nothing of the request can have arrived.
    Connect,
    /// Before a connection was made, because the other side could not prove that it is the API: nothing of the request
    /// can have arrived. It is not tried again.
    Certificate,
    /// After the time was up, maybe with the request written.
    Timeout,
    /// After the connection was made: the request may have arrived, and no whole response came back.
    Broken,
    /// The response is larger than allowed. It was not read to its end.
    TooLarge,
    /// Anything else. It is not tried again.
    Other,
}

/// Why a transport gave no response.
pub struct TransportError {
    kind: TransportErrorKind,
    source: Option<Box<dyn Error + Send + Sync>>,
}

impl TransportError {
    /// An error, with what caused it. If that was the request's [`Body`](crate::runtime::body::Body), which could not be
    /// read or is not what it was, the kind is [`Other`](TransportErrorKind::Other), whatever is given: to try again is in
    /// vain.
    pub fn new(kind: TransportErrorKind, source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        let source = source.into();
        match SourceError::behind(&*source) {
            Some(failure) => Self {
                kind: TransportErrorKind::Other,
                source: Some(io::Error::from(failure).into()),
            },
            None => Self {
                kind,
                source: Some(source),
            },
        }
    }

    /// At which point the transport failed.
    #[must_use]
    pub fn kind(&self) -> TransportErrorKind {
        self.kind
    }
}

impl From<TransportErrorKind> for TransportError {
    fn from(kind: TransportErrorKind) -> Self {
        Self { kind, source: None }
    }
}

/// Shows what happened and the first cause of it.
impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self.kind {
            TransportErrorKind::Connect => "no connection to the API could be made",
            TransportErrorKind::Certificate => {
                "the server could not prove that it is the API (see that the address and this machine's clock are right; \
                 if a proxy of this network reads along, trust its root by `root_certificate`)"
            }
            TransportErrorKind::Timeout => "the API did not answer in time",
            TransportErrorKind::Broken => {
                "the connection broke before the whole response was there"
            }
            TransportErrorKind::TooLarge => "the response is larger than allowed",
            TransportErrorKind::Other => "the request could not be sent",
        })?;
        let mut cause = self.source();
        while let Some(deeper) = cause.and_then(Error::source) {
            cause = Some(deeper);
        }
        cause.map_or(Ok(()), |cause| write!(f, ": {}", Shown(cause)))
    }
}

impl fmt::Debug for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TransportError")
            .field("kind", &self.kind)
            .field("source", &self.source.as_ref().map(Foreign))
            .finish()
    }
}

impl Error for TransportError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}
