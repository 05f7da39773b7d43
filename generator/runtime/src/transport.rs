//! What sends requests, as the client sees it.
//!
//! In: a complete request, with its body. Out: a whole response, with its body, or an error that says how far it came.
//! Implement one of these for an HTTP client that is not among those that come with this crate.

use std::future::Future;
use std::time::Duration;

use bytes::Bytes;
use http::{Request, Response};

use super::call::AttemptLimits;
use super::fault::TransportError;

/// How long an idle connection is kept: less than servers usually do, so that requests seldom meet one that is closing.
#[cfg(any(feature = "hyper", feature = "blocking"))]
pub(super) const IDLE: Duration = Duration::from_secs(50);

/// How many idle connections to a host are kept: as many as a program usually has requests under way at once.
#[cfg(any(feature = "hyper", feature = "blocking"))]
pub(super) const MOST_IDLE: usize = 64;

/// A request under way, of whatever type: a program that drives it does not have to know how it is sent.
#[cfg(any(feature = "hyper", feature = "reqwest"))]
pub(super) type Sending = std::pin::Pin<Box<dyn Future<Output = super::call::Attempt> + Send>>;

/// Sends requests, asynchronously.
///
/// An implementation sends each request once, follows no redirect, and reads no more of a body than the limits allow. One
/// that decompresses bodies removes `Content-Encoding`: a response that has it cannot be read. The client itself ends an attempt whose time is up, by dropping the future: the connection must then not be used again.
pub trait Transport: Send + Sync {
    /// Sends a request and reads the response.
    ///
    /// # Errors
    /// If there is no whole response. The kind decides about retries: see
    /// [`TransportErrorKind`](super::TransportErrorKind).
    fn send(
        &self,
        request: Request<Bytes>,
        limits: AttemptLimits,
    ) -> impl Future<Output = Result<Response<Bytes>, TransportError>> + Send;

    /// Ends after that time.
    fn sleep(&self, time: Duration) -> impl Future<Output = ()> + Send;
}

/// Sends requests, blocking the thread.
///
/// An implementation sends each request once, follows no redirect, and keeps to the limits, the total time included: nobody
/// else can end an attempt. One that decompresses bodies removes `Content-Encoding`: a response that has it cannot be read.
pub trait BlockingTransport: Send + Sync {
    /// Sends a request and reads the response.
    ///
    /// # Errors
    /// If there is no whole response. The kind decides about retries: see
    /// [`TransportErrorKind`](super::TransportErrorKind).
    fn send(
        &self,
        request: Request<Bytes>,
        limits: AttemptLimits,
    ) -> Result<Response<Bytes>, TransportError>;

    /// Returns after that time.
    fn sleep(&self, time: Duration) {
        std::thread::sleep(time);
    }
}
