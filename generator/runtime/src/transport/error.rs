//! Requests that have no response.
//!
//! In: how far a request came, and why no further. Out: an error that decides whether it is sent again.

use std::error::Error;
use std::{fmt, io};

use http::Uri;
use http::uri::Scheme;

use crate::runtime::body::SourceError;
#[cfg(any(feature = "blocking", feature = "hyper"))]
use crate::runtime::config::Proxy;
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
    /// Who should have answered: host and port.
    peer: Option<String>,
    /// The proxy on the way: host and port.
    proxy: Option<String>,
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
                peer: None,
                proxy: None,
                source: Some(io::Error::from(failure).into()),
            },
            None => Self {
                kind,
                peer: None,
                proxy: None,
                source: Some(source),
            },
        }
    }

    /// The same error, on the way to this address.
    #[must_use]
    pub(crate) fn toward(self, uri: &Uri) -> Self {
        let default = if uri.scheme() == Some(&Scheme::HTTP) {
            80
        } else {
            443
        };
        let port = uri.port_u16().unwrap_or(default);
        Self {
            peer: uri.host().map(|host| format!("{host}:{port}")),
            ..self
        }
    }

    /// The same error, on the way through this proxy.
    #[cfg(any(feature = "blocking", feature = "hyper"))]
    pub(super) fn by_way_of(self, proxy: Option<&Proxy>) -> Self {
        let authority = proxy.and_then(|proxy| proxy.uri().authority());
        Self {
            proxy: authority.map(ToString::to_string).or(self.proxy),
            ..self
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
        Self {
            kind,
            peer: None,
            proxy: None,
            source: None,
        }
    }
}

/// Shows what happened and the first cause of it.
impl fmt::Display for TransportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let peer = self.peer.as_deref().unwrap_or("the API");
        let peer = match &self.proxy {
            None => peer.to_owned(),
            Some(proxy) => format!("{peer} (by the proxy {proxy})"),
        };
        let peer = Shown(&peer);
        match self.kind {
            TransportErrorKind::Connect => write!(f, "no connection to {peer} could be made"),
            TransportErrorKind::Certificate => write!(
                f,
                "{peer} could not prove that it is the API (see that the address and this machine's clock are right; \
                 if a proxy of this network reads along, trust its root by `root_certificate`)"
            ),
            TransportErrorKind::Timeout => write!(f, "{peer} did not answer in time"),
            TransportErrorKind::Broken => write!(
                f,
                "the connection to {peer} broke before the whole response was there"
            ),
            TransportErrorKind::TooLarge => f.write_str("the response is larger than allowed"),
            TransportErrorKind::Other => f.write_str("the request could not be sent"),
        }?;
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
            .field("peer", &self.peer.as_ref().map(Shown))
            .field("proxy", &self.proxy.as_ref().map(Shown))
            .field("source", &self.source.as_ref().map(Foreign))
            .finish()
    }
}

impl Error for TransportError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}
