//! What sends requests, as the client sees it.
//!
//! In: a complete request, with its body. Out: a whole response, with its body, or an error that says how far it came.
//! Implement one of these for an HTTP client that is not among those that come with this crate.

use std::future::Future;
use std::time::Duration;

use bytes::Bytes;
use http::{Request, Response};

use super::body::Body;
use super::call::AttemptLimits;
use super::fault::TransportError;

/// Sends requests, asynchronously.
///
/// An implementation sends each request once, follows no redirect, and reads no more of a body than the limits allow. It
/// sends the length of the request's body, takes the bytes from [`Body::to_bytes`] or, without holding them,
/// [`Body::reader`], and tells of a failure of these by [`TransportErrorKind::Other`](super::TransportErrorKind::Other). The
/// client itself ends an attempt whose time is up, by dropping the future: the connection must then not be used again.
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
}

/// Sends requests, blocking the thread.
///
/// An implementation sends each request once, follows no redirect, and keeps to the limits, the total time included: nobody
/// else can end an attempt. It sends the length of the request's body, takes the bytes from [`Body::to_bytes`] or, without
/// holding them, [`Body::reader`], and tells of a failure of these by
/// [`TransportErrorKind::Other`](super::TransportErrorKind::Other).
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

/// Adds the length of the body (RFC 9110, section 8.6), where the method gives a body a meaning or there is one.
#[cfg(any(feature = "blocking", feature = "hyper", feature = "reqwest"))]
pub(super) fn with_length(mut request: Request<Body>) -> Request<Body> {
    let length = request.body().len();
    if has_body(&request) {
        let length = http::HeaderValue::from(length);
        request
            .headers_mut()
            .insert(http::header::CONTENT_LENGTH, length);
    }
    request
}

/// Whether a request is sent with a body, maybe an empty one.
#[cfg(any(feature = "blocking", feature = "hyper", feature = "reqwest"))]
pub(super) fn has_body(request: &Request<Body>) -> bool {
    use http::Method;
    let method = request.method();
    matches!(*method, Method::POST | Method::PUT | Method::PATCH) || !request.body().is_empty()
}

/// What a transport failed of, if it was the body that could not be read: no fault of the network, and in vain to try again.
#[cfg(any(feature = "blocking", feature = "hyper", feature = "reqwest"))]
pub(super) fn unreadable(error: &(dyn std::error::Error + 'static)) -> Option<TransportError> {
    let failure = super::source::Failure::behind(error)?;
    let error = std::io::Error::from(failure);
    let kind = super::fault::TransportErrorKind::Other;
    Some(TransportError::new(kind, error))
}
