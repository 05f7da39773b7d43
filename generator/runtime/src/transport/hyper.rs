//! The asynchronous transport on hyper, with rustls and ring.
//!
//! In: requests. Out: whole responses. What always holds: HTTP/1.1, over connections that are kept for later requests; a
//! connection whose response was not read to its end is closed.

use std::fmt;
use std::future::Future;
use std::io;
use std::sync::Arc;
use std::time::Duration;

use http::header::PROXY_AUTHORIZATION;
use http::uri::Scheme;
use http::{Request, Response};
use hyper_util::client::legacy::Client as Pool;
use hyper_util::client::legacy::connect::capture_connection;
use hyper_util::rt::{TokioExecutor, TokioTimer};
use tokio::time::Instant;

use super::body_stream::BodyStream;
use super::contract::{Attempt, AttemptLimits, IDLE, MOST_IDLE, Sending, Transport};
use super::error::{TransportError, TransportErrorKind};
use super::hyper_connector::HyperConnector;
use super::response_body::read_whole;
use super::tls;
use crate::runtime::body::Body;
use crate::runtime::config::{Config, ConfigError, Proxies};

/// Sends requests by hyper, in a Tokio runtime. Certificates are checked against the roots of Mozilla, and those that the
/// settings add. Proxies are those of the settings or the environment: see [`ClientBuilder::proxy`].
///
/// [`ClientBuilder::proxy`]: crate::runtime::config::ClientBuilder::proxy
#[derive(Clone)]
pub struct HyperTransport {
    // Without the type: a program that names it has all of hyper compiled again, for itself.
    connections: Arc<dyn Exchange>,
}

/// Sends requests and reads responses.
trait Exchange: Send + Sync {
    fn exchange(&self, request: Request<Body>, limits: AttemptLimits) -> Sending;
}

struct Connections {
    pool: Pool<HyperConnector, BodyStream>,
    proxies: Arc<Proxies>,
}

impl HyperTransport {
    /// A transport with no connections so far.
    ///
    /// # Errors
    /// If TLS cannot be set up, or a root certificate cannot be read.
    pub fn new(config: &Config) -> Result<Self, ConfigError> {
        Ok(Self::of(config, tls::client_config(config)?.into()))
    }

    /// The same with other settings for TLS, such as a certificate to show to the API. They say themselves whom to trust,
    /// and have to leave `alpn_protocols` empty, or offer `http/1.1` alone.
    ///
    /// # Errors
    /// If they offer another protocol, or `ClientBuilder::root_certificate` was called, which would have no effect.
    pub fn with_tls(
        config: &Config,
        tls: impl Into<Arc<rustls::ClientConfig>>,
    ) -> Result<Self, ConfigError> {
        let tls = tls.into();
        tls::check_own(config, &tls)?;
        Ok(Self::of(config, tls))
    }

    fn of(config: &Config, tls: Arc<rustls::ClientConfig>) -> Self {
        let pool = Pool::builder(TokioExecutor::new())
            .pool_timer(TokioTimer::new())
            .pool_idle_timeout(IDLE)
            .pool_max_idle_per_host(MOST_IDLE)
            .build(HyperConnector::new(config, tls));
        let connections = Connections {
            pool,
            proxies: Arc::clone(&config.proxies),
        };
        Self {
            connections: Arc::new(connections),
        }
    }
}

impl fmt::Debug for HyperTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("HyperTransport")
    }
}

impl Transport for HyperTransport {
    fn send(
        &self,
        request: Request<Body>,
        limits: AttemptLimits,
    ) -> impl Future<Output = Attempt> + Send {
        self.connections.exchange(request, limits)
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

impl Exchange for Connections {
    fn exchange(&self, mut request: Request<Body>, limits: AttemptLimits) -> Sending {
        let late = Instant::now().checked_add(limits.connect);
        let introduced = introduce(&self.proxies, &mut request);
        let connected = capture_connection(&mut request);
        let mut response = self
            .pool
            .request(request.map(|body| BodyStream::new(&body)));
        Box::pin(async move {
            introduced?;
            let response = match late {
                None => response.await,
                Some(late) => match tokio::time::timeout_at(late, &mut response).await {
                    Ok(response) => response,
                    Err(_) if connected.connection_metadata().is_none() => return Err(too_late()),
                    Err(_) => response.await,
                },
            };
            let (parts, body) = response.map_err(failure)?.into_parts();
            let broken = |error| TransportError::new(TransportErrorKind::Broken, error);
            let body = read_whole(body, limits.max_response_bytes, broken).await?;
            Ok(Response::from_parts(parts, body))
        })
    }
}

/// Tells a proxy that reads requests and passes them on who uses it. One that is a tunnel is told when it is opened.
fn introduce(proxies: &Proxies, request: &mut Request<Body>) -> Result<(), TransportError> {
    let proxy = proxies.for_uri(request.uri());
    let proxy = proxy.map_err(|error| TransportError::new(TransportErrorKind::Other, error))?;
    if request.uri().scheme() != Some(&Scheme::HTTPS)
        && let Some(authorization) = proxy.and_then(|proxy| proxy.authorization())
    {
        let authorization = authorization.clone();
        let headers = request.headers_mut();
        headers.insert(PROXY_AUTHORIZATION, authorization);
    }
    Ok(())
}

/// Time is up for an attempt that has no connection yet.
fn too_late() -> TransportError {
    let why = io::Error::from(io::ErrorKind::TimedOut);
    TransportError::new(TransportErrorKind::Connect, why)
}

/// How far a request came that has no response.
fn failure(error: hyper_util::client::legacy::Error) -> TransportError {
    let kind = if !error.is_connect() {
        TransportErrorKind::Broken
    } else if tls::is_untrusted(&error) {
        TransportErrorKind::Certificate
    } else {
        TransportErrorKind::Connect
    };
    TransportError::new(kind, error)
}
