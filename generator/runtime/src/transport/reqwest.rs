//! The asynchronous transport on reqwest, for programs that have a `reqwest::Client`.
//!
//! In: requests. Out: whole responses. TLS, proxies and connections are as that client has them.

use std::future::Future;
use std::io;
use std::time::Duration;

use http::{Request, Response};

use super::body_stream::BodyStream;
use super::contract::{Attempt, AttemptLimits, Sending, Transport};
use super::error::{TransportError, TransportErrorKind};
use super::response_body::read_whole;
use crate::runtime::body::Body;
use crate::runtime::config::ConfigError;

/// Sends requests by reqwest, in a Tokio runtime.
///
/// The features of reqwest are the program's: without one for TLS, only `http://` works.
#[derive(Clone, Debug)]
pub struct ReqwestTransport {
    client: reqwest::Client,
}

impl ReqwestTransport {
    /// A transport on a client that was made without redirects: `redirect(reqwest::redirect::Policy::none())`. If it
    /// follows one nevertheless, the call fails.
    #[must_use]
    pub fn new(client: reqwest::Client) -> Self {
        Self { client }
    }

    /// A transport on a client that is made here, without redirects.
    ///
    /// # Errors
    /// If reqwest cannot make the client.
    pub fn build(builder: reqwest::ClientBuilder) -> Result<Self, ConfigError> {
        let client = builder.redirect(reqwest::redirect::Policy::none()).build();
        client
            .map(Self::new)
            .map_err(|error| ConfigError::Transport(error.to_string()))
    }
}

impl Transport for ReqwestTransport {
    fn send(
        &self,
        request: Request<Body>,
        limits: AttemptLimits,
    ) -> impl Future<Output = Attempt> + Send {
        exchange(self.client.clone(), request, limits)
    }

    async fn sleep(&self, time: Duration) {
        tokio::time::sleep(time).await;
    }

    async fn unblock<R: Send + 'static>(
        &self,
        act: impl FnOnce() -> io::Result<R> + Send + 'static,
    ) -> io::Result<R> {
        tokio::task::spawn_blocking(act).await?
    }
}

/// Sends a request and reads the response. A box, as a program would otherwise have reqwest compiled again, for itself.
fn exchange(client: reqwest::Client, request: Request<Body>, limits: AttemptLimits) -> Sending {
    let request = request.map(|body| match body.as_bytes() {
        Some(bytes) => reqwest::Body::from(bytes.clone()),
        None => reqwest::Body::wrap(BodyStream::new(&body)),
    });
    Box::pin(async move {
        let request = reqwest::Request::try_from(request).map_err(failure)?;
        let asked = request.url().clone();
        let response = client.execute(request).await.map_err(failure)?;
        if *response.url() != asked {
            let why = "the reqwest client followed a redirect: make it with `Policy::none()`";
            return Err(TransportError::new(TransportErrorKind::Other, why));
        }
        let (parts, body) = Response::<reqwest::Body>::from(response).into_parts();
        let body = read_whole(body, limits.max_response_bytes, failure).await?;
        Ok(Response::from_parts(parts, body))
    })
}

/// How far a request came. The address is left out: it may hold what is private.
fn failure(error: reqwest::Error) -> TransportError {
    let kind = if error.is_connect() {
        TransportErrorKind::Connect
    } else if error.is_timeout() {
        TransportErrorKind::Timeout
    } else if error.is_builder() {
        TransportErrorKind::Other
    } else {
        TransportErrorKind::Broken
    };
    TransportError::new(kind, error.without_url())
}
