//! Why a call gave no value.
//!
//! In: what went wrong, and what is known of the call. Out: errors for people. What always holds: no error shows a secret
//! or a body, nor more of a text than fits on a screen; whatever happened, the number of attempts, the idempotency key and the last request id are kept.

use std::error::Error;
use std::{fmt, io};

use bytes::Bytes;
use http::StatusCode;

use crate::runtime::config::ConfigError;
use crate::runtime::decode::DecodeError;
use crate::runtime::limits::InvalidRequest;
use crate::runtime::operation::{ApiError, ErrorBody, FromErrorBody};
use crate::runtime::secret::TokenError;
use crate::runtime::show::{Foreign, Shown};
use crate::runtime::transport::TransportError;

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
#[non_exhaustive]
pub enum Cause<E> {
    /// The request breaks limits of the document. Nothing was sent.
    Invalid(InvalidRequest),
    /// A setting cannot be used. Nothing was sent.
    Config(ConfigError),
    /// There is no token, which is fetched for the call. Nothing was sent to the API.
    Token(TokenError),
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

impl<E> fmt::Debug for Cause<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (name, shown): (&str, &dyn fmt::Debug) = match self {
            Self::Invalid(error) => ("Invalid", error),
            Self::Config(error) => ("Config", error),
            Self::Token(error) => ("Token", error),
            Self::File(error) => ("File", &Foreign(error)),
            Self::Api(error) => ("Api", error),
            Self::Decode(error) => ("Decode", error),
            Self::Transport(error) => ("Transport", error),
            Self::Paging(error) => ("Paging", error),
        };
        f.debug_tuple(name).field(shown).finish()
    }
}

/// Why a call gave no value, and what is known about the call.
pub struct CallError<E>(Box<CallErrorInner<E>>);

struct CallErrorInner<E> {
    cause: Cause<E>,
    known: Known,
}

/// What is known about a call that gave no value.
#[derive(Default)]
pub(super) struct Known {
    pub(super) attempts: u32,
    pub(super) idempotency_key: Option<String>,
    pub(super) request_id: Option<String>,
    /// Whether the same call may come to something else.
    pub(super) retryable: bool,
}

impl<E> CallError<E> {
    pub(super) fn of_call(cause: Cause<E>, known: Known) -> Self {
        Self(Box::new(CallErrorInner { cause, known }))
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

    /// The body of the answer that decided, as it came, if there was one: that of an error, or of a success that cannot be
    /// read, to which the [`status`](Self::status) is in the 200s. The API has then done what it was asked for.
    #[must_use]
    pub fn body(&self) -> Option<&Bytes> {
        match &self.0.cause {
            Cause::Api(error) => Some(&error.body),
            Cause::Decode(error) => Some(&error.body),
            _ => None,
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

    /// Whether the same call may come to something else if it is made later: the client would have gone on, had it had more
    /// attempts or time. Make it under the same [`idempotency_key`](Self::idempotency_key), and it is not done twice.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        self.0.known.retryable
    }

    /// How many attempts were made, those without a connection included. With none, the API cannot have done anything.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.0.known.attempts
    }

    /// The idempotency key that was sent. The same call with the same key can be made again without being done twice.
    #[must_use]
    pub fn idempotency_key(&self) -> Option<&str> {
        self.0.known.idempotency_key.as_deref()
    }

    /// The API's name for the last request that it answered, to give to its support.
    #[must_use]
    pub fn request_id(&self) -> Option<&str> {
        self.0.known.request_id.as_deref()
    }
}

impl<E: ErrorBody> CallError<E> {
    /// The kind of error that the API answered with.
    #[must_use]
    pub fn kind(&self) -> Option<E::Kind<'_>> {
        self.api()?.kind()
    }

    /// The short name of the error that the API answered with, for programs to act on.
    #[must_use]
    pub fn code(&self) -> Option<E::Code<'_>> {
        self.api()?.code()
    }
}

impl<E> CallError<E> {
    /// The same error, what the API answered read as another type.
    #[must_use]
    pub fn read_as<F: FromErrorBody>(self) -> CallError<F> {
        let CallErrorInner { cause, known } = *self.0;
        let cause = match cause {
            Cause::Api(error) => Cause::Api(Box::new(error.read_again())),
            Cause::Invalid(error) => Cause::Invalid(error),
            Cause::Config(error) => Cause::Config(error),
            Cause::Token(error) => Cause::Token(error),
            Cause::File(error) => Cause::File(error),
            Cause::Decode(error) => Cause::Decode(error),
            Cause::Transport(error) => Cause::Transport(error),
            Cause::Paging(error) => Cause::Paging(error),
        };
        CallError::of_call(cause, known)
    }
}

impl<E> From<Cause<E>> for CallError<E> {
    fn from(cause: Cause<E>) -> Self {
        Self::of_call(cause, Known::default())
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

impl<E> fmt::Debug for CallError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CallError")
            .field("cause", &self.0.cause)
            .field("attempts", &self.0.known.attempts)
            .field(
                "idempotency_key",
                &self.0.known.idempotency_key.as_ref().map(Shown),
            )
            .field("request_id", &self.0.known.request_id.as_ref().map(Shown))
            .finish()
    }
}

impl<E> fmt::Display for CallError<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0.cause {
            Cause::Invalid(error) => error.fmt(f)?,
            Cause::Config(error) => error.fmt(f)?,
            Cause::Token(error) => error.fmt(f)?,
            Cause::File(error) => {
                write!(f, "the file to upload cannot be read: {}", Shown(error))?;
            }
            Cause::Api(error) => error.fmt(f)?,
            Cause::Decode(error) => error.fmt(f)?,
            Cause::Transport(error) => error.fmt(f)?,
            Cause::Paging(error) => error.fmt(f)?,
        }
        match self.0.known.attempts {
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
