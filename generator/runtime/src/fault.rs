//! Why a call gave no value.
//!
//! In: what went wrong, and what is known of the call. Out: errors for people. What always holds: no error shows a secret
//! or a body; whatever happened, the number of attempts, the idempotency key and the last request id are kept.

use std::error::Error;
use std::{fmt, io};

use http::StatusCode;

use super::response::{ApiError, DecodeError};
use super::source::Failure;
use super::violations::InvalidRequest;

/// A setting that cannot be used. Nothing has been sent.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum ConfigError {
    /// The secret is empty, or has characters that cannot be sent.
    Secret,
    /// The environment variable that should hold the secret is not set.
    SecretVariable(&'static str),
    /// The document does not say which environment variable holds the secret.
    NoSecretVariable,
    /// A header's name or value cannot be sent.
    Header(String),
    /// A header was given by name that the client sets itself.
    ReservedHeader(String),
    /// A setting for which this API has no header.
    NoHeader(&'static str),
    /// A base URL is no `http` or `https` URL, or has a user, a port that does not exist, a query or a fragment.
    Server,
    /// Another base URL was given instead of one that no request goes to.
    UnknownServer {
        /// The one that no request goes to, without user and query.
        given: String,
        /// Those that requests go to.
        known: Vec<&'static str>,
    },
    /// A setting is zero, so that nothing could be sent or read; its name.
    Zero(&'static str),
    /// A part of the time is longer than the whole, so that it could never be reached.
    TooLong {
        /// The setting of the part.
        part: &'static str,
        /// The setting of the whole.
        whole: &'static str,
    },
    /// The program has a version or a URL, and no name.
    AppInfo,
    /// A base URL would send the secret unencrypted to this host.
    PlainHttp(String),
    /// A path is not absolute, or has characters or parts that cannot be sent as they are.
    Path,
    /// A proxy that cannot be used; what names it.
    Proxy(&'static str),
    /// A root certificate that cannot be read.
    RootCertificate,
    /// The transport cannot be set up.
    Transport(String),
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Secret => f.write_str(
                "the secret is empty or has characters that cannot be sent, such as a line end",
            ),
            Self::SecretVariable(name) => {
                write!(f, "the environment variable {name} is not set, or no text: set it to the secret key")
            }
            Self::NoSecretVariable => f.write_str(
                "the API names no environment variable for the secret: pass the secret instead",
            ),
            Self::Header(name) => write!(f, "the header {name:?} has a name or value that cannot be sent"),
            Self::ReservedHeader(name) => write!(
                f,
                "the header {name:?} is set by the client: use the setting that is meant for it"
            ),
            Self::NoHeader(what) => write!(f, "this API has no header for the {what}: leave it out"),
            Self::Server => f.write_str(
                "a base URL has to be like https://host, https://host:8443 or https://host/path, without user, query or fragment; \
                 where the document names none, `base_url` has to be called",
            ),
            Self::UnknownServer { given, known } => {
                write!(f, "no request goes to {given:?}, so that nothing could go elsewhere instead: the servers are ")?;
                for (index, known) in known.iter().enumerate() {
                    let separator = if index == 0 { "" } else { ", " };
                    write!(f, "{separator}{known:?}")?;
                }
                Ok(())
            }
            Self::Zero(setting) => write!(f, "`{setting}` is zero, so that nothing could be sent or read: give more, or leave it out"),
            Self::TooLong { part, whole } => write!(
                f,
                "`{part}` is longer than `{whole}`, so that it could never be reached: raise `{whole}`, or lower `{part}`"
            ),
            Self::AppInfo => f.write_str("`app_info` has no name to go with its version or URL"),
            Self::PlainHttp(host) => write!(
                f,
                "http:// would send the secret to {host:?} unencrypted: use https://, or allow it by `allow_plain_http`"
            ),
            Self::Path => f.write_str(
                "a path has to be like /v1/things/th_1, percent-encoded, without query, `.` and `..`",
            ),
            Self::Proxy(by) => write!(
                f,
                "the proxy that {by} names cannot be used: it has to be like http://user:password@host:port, with http or https; `no_proxy()` uses none"
            ),
            Self::RootCertificate => f.write_str(
                "a root certificate cannot be read: it has to be one in DER, or some in PEM",
            ),
            Self::Transport(why) => write!(f, "the transport cannot be set up: {why}"),
        }
    }
}

impl Error for ConfigError {}

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
#[derive(Debug)]
pub struct TransportError {
    kind: TransportErrorKind,
    source: Option<Box<dyn Error + Send + Sync>>,
}

impl TransportError {
    /// An error, with what caused it. If that was the request's [`Body`](super::Body), which could not be read or is not what
    /// it was, the kind is [`Other`](TransportErrorKind::Other), whatever is given: to try again is in vain.
    pub fn new(kind: TransportErrorKind, source: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        let source = source.into();
        match Failure::behind(&*source) {
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
        cause.map_or(Ok(()), |cause| write!(f, ": {cause}"))
    }
}

impl Error for TransportError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.source.as_deref().map(|source| source as _)
    }
}

/// Why a list was not read to its end, though the API says that there is more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PagingError {
    /// A page ends where an earlier one ended: it would go on for ever. Items of that page may have come before.
    RepeatedCursor,
    /// A page without items claims that there are more.
    EmptyPage,
}

impl fmt::Display for PagingError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::RepeatedCursor => {
                "a page of the list ends where an earlier one ended, and claims that there is more"
            }
            Self::EmptyPage => "a page of the list is empty, and claims that there is more",
        })
    }
}

impl Error for PagingError {}

/// What went wrong in a call.
#[derive(Debug)]
#[non_exhaustive]
pub enum Cause<E> {
    /// The request breaks limits of the document. Nothing was sent.
    Invalid(InvalidRequest),
    /// A setting cannot be used. Nothing was sent.
    Config(ConfigError),
    /// A file that was to be uploaded cannot be read. Nothing was sent.
    File(io::Error),
    /// The API answered with an error.
    Api(Box<ApiError<E>>),
    /// The API answered with a success that cannot be read.
    Decode(DecodeError),
    /// There was no whole response.
    Transport(TransportError),
    /// The list cannot be read on.
    Paging(PagingError),
}

/// Why a call gave no value, and what is known about the call.
pub struct CallError<E>(Box<Inner<E>>);

struct Inner<E> {
    cause: Cause<E>,
    attempts: u32,
    idempotency_key: Option<String>,
    request_id: Option<String>,
}

impl<E> CallError<E> {
    pub(super) fn of_call(
        cause: Cause<E>,
        attempts: u32,
        idempotency_key: Option<String>,
        request_id: Option<String>,
    ) -> Self {
        Self(Box::new(Inner {
            cause,
            attempts,
            idempotency_key,
            request_id,
        }))
    }

    /// What went wrong.
    #[must_use]
    pub fn cause(&self) -> &Cause<E> {
        &self.0.cause
    }

    /// What went wrong, alone.
    #[must_use]
    pub fn into_cause(self) -> Cause<E> {
        self.0.cause
    }

    /// What the API answered, if it answered with an error.
    #[must_use]
    pub fn api(&self) -> Option<&ApiError<E>> {
        match &self.0.cause {
            Cause::Api(error) => Some(error),
            _ => None,
        }
    }

    /// The status of the answer, if there was one that decided.
    #[must_use]
    pub fn status(&self) -> Option<StatusCode> {
        match &self.0.cause {
            Cause::Api(error) => Some(error.status),
            Cause::Decode(error) => error.status,
            _ => None,
        }
    }

    /// How many attempts were made, those without a connection included. With none, the API cannot have done anything.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.0.attempts
    }

    /// The idempotency key that was sent. The same call with the same key can be made again without being done twice.
    #[must_use]
    pub fn idempotency_key(&self) -> Option<&str> {
        self.0.idempotency_key.as_deref()
    }

    /// The API's name for the last request that it answered, to give to its support.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.0.request_id.as_deref()
    }
}

impl<E> From<Cause<E>> for CallError<E> {
    fn from(cause: Cause<E>) -> Self {
        Self::of_call(cause, 0, None, None)
    }
}

impl<E> From<ConfigError> for CallError<E> {
    fn from(error: ConfigError) -> Self {
        Cause::Config(error).into()
    }
}

impl<E> From<InvalidRequest> for CallError<E> {
    fn from(error: InvalidRequest) -> Self {
        Cause::Invalid(error).into()
    }
}

impl<E: fmt::Debug> fmt::Debug for CallError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CallError")
            .field("cause", &self.0.cause)
            .field("attempts", &self.0.attempts)
            .field("idempotency_key", &self.0.idempotency_key)
            .field("request_id", &self.0.request_id)
            .finish()
    }
}

impl<E> fmt::Display for CallError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0.cause {
            Cause::Invalid(error) => error.fmt(f)?,
            Cause::Config(error) => error.fmt(f)?,
            Cause::File(error) => write!(f, "the file to upload cannot be read: {error}")?,
            Cause::Api(error) => error.fmt(f)?,
            Cause::Decode(error) => error.fmt(f)?,
            Cause::Transport(error) => error.fmt(f)?,
            Cause::Paging(error) => error.fmt(f)?,
        }
        match self.0.attempts {
            0 | 1 => Ok(()),
            attempts => write!(f, " (attempt {attempts})"),
        }
    }
}

impl<E: fmt::Debug> Error for CallError<E> {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match &self.0.cause {
            Cause::Transport(error) => error.source(),
            Cause::File(error) => Some(error),
            _ => None,
        }
    }
}
