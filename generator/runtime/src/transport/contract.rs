//! What sends requests, as the client sees it.
//!
//! In: a complete request, with its body. Out: a whole response, with its body, or an error that says how far it came.
//! Implement one of these for an HTTP client that is not among those that come with this crate.

use std::future::Future;
use std::io;
use std::time::Duration;

use bytes::Bytes;
use http::{Method, Request, Response};

use super::error::TransportError;
use crate::runtime::body::Body;

/// What a transport must keep to in an attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct AttemptLimits {
    /// The most time to make a connection.
    pub connect: Duration,
    /// The most time for everything, to the last byte of the response.
    pub total: Duration,
    /// The most bytes of the response's body.
    pub max_response_bytes: usize,
}

/// What an attempt came to.
pub type Attempt = Result<http::Response<Bytes>, TransportError>;

/// As good as for ever, and short enough for transports to add it to the time of day.
pub(crate) const LONGEST: Duration = Duration::from_secs(365 * 24 * 60 * 60);

/// How long an idle connection is kept: less than servers usually do, so that requests seldom meet one that is closing.
#[cfg(any(feature = "hyper", feature = "blocking"))]
pub(super) const IDLE: Duration = Duration::from_secs(50);

/// How many idle connections to a host are kept: as many as a program usually has requests under way at once.
#[cfg(any(feature = "hyper", feature = "blocking"))]
pub(super) const MOST_IDLE: usize = 64;

/// A request under way, of whatever type: a program that drives it does not have to know how it is sent.
#[cfg(any(feature = "hyper", feature = "reqwest"))]
pub(super) type Sending = std::pin::Pin<Box<dyn Future<Output = Attempt> + Send>>;

/// Sends requests, asynchronously.
///
/// An implementation sends each request once, with the headers it has (the length of its body is among them), follows no
/// redirect, and reads no more of a response than the limits allow. If it decompresses that, it removes `Content-Encoding`:
/// a response that has it cannot be read. It takes the body from [`Body::to_bytes`] or, without
/// holding it, [`Body::reader`], and tells of a failure of these by
/// [`TransportErrorKind::Other`](super::TransportErrorKind::Other). The client itself ends an attempt whose time is up, by
/// dropping the future: the connection must then not be used again.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no transport",
    label = "this cannot send requests as it is",
    note = "with the feature `reqwest`, a `reqwest::Client` becomes one by `ReqwestTransport::new(client)`",
    note = "any other HTTP client needs an `impl Transport`"
)]
pub trait Transport: Send + Sync {
    /// Sends a request and reads the response.
    ///
    /// # Errors
    /// If there is no whole response. The kind decides about retries: see
    /// [`TransportErrorKind`](super::TransportErrorKind).
    fn send(
        &self,
        request: Request<Body>,
        limits: AttemptLimits,
    ) -> impl Future<Output = Result<Response<Bytes>, TransportError>> + Send;

    /// Ends after that time.
    fn sleep(&self, time: Duration) -> impl Future<Output = ()> + Send;

    /// Does what blocks a thread, such as reading a file, where that holds up nobody. By default it is done in place.
    fn unblock<R: Send + 'static>(
        &self,
        act: impl FnOnce() -> io::Result<R> + Send + 'static,
    ) -> impl Future<Output = io::Result<R>> + Send {
        async { act() }
    }
}

/// Sends requests, blocking the thread.
///
/// An implementation sends each request once, with the headers it has (the length of its body is among them), follows no
/// redirect, and keeps to the limits, the total time included: nobody else can end an attempt. If it
/// decompresses a response, it removes `Content-Encoding`: one that has it cannot be read. It takes the body from
/// [`Body::to_bytes`] or, without holding it, [`Body::reader`], and tells of a failure of these by
/// [`TransportErrorKind::Other`](super::TransportErrorKind::Other).
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no blocking transport",
    label = "this cannot send requests as it is",
    note = "with the feature `blocking`, a `ureq::Agent` becomes one by `UreqTransport::with_agent(agent)`",
    note = "any other HTTP client needs an `impl BlockingTransport`"
)]
pub trait BlockingTransport: Send + Sync {
    /// Sends a request and reads the response.
    ///
    /// # Errors
    /// If there is no whole response. The kind decides about retries: see
    /// [`TransportErrorKind`](super::TransportErrorKind).
    fn send(
        &self,
        request: Request<Body>,
        limits: AttemptLimits,
    ) -> Result<Response<Bytes>, TransportError>;

    /// Returns after that time.
    fn sleep(&self, time: Duration) {
        std::thread::sleep(time);
    }
}

/// Whether a request is sent with a body, maybe an empty one: there is one, or the method gives it a meaning.
pub(crate) fn has_body(request: &Request<Body>) -> bool {
    let method = request.method();
    matches!(*method, Method::POST | Method::PUT | Method::PATCH) || !request.body().is_empty()
}
