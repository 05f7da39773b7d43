//! The asynchronous transport on hyper, with rustls and ring.
//!
//! In: requests. Out: whole responses. What always holds: HTTP/1.1, over connections that are kept for later requests; a
//! connection whose response was not read to its end is closed. Proxies of the environment are not used.

use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use http::{Request, Response};
use hyper_rustls::{HttpsConnector, HttpsConnectorBuilder};
use hyper_util::client::legacy::Client as Pool;
use hyper_util::client::legacy::connect::HttpConnector;
use hyper_util::rt::{TokioExecutor, TokioTimer};

use super::body::Body;
use super::body_stream::BodyStream;
use super::builder::ClientBuilder;
use super::call::AttemptLimits;
use super::client::Client;
use super::config::Config;
use super::fault::{ConfigError, TransportError, TransportErrorKind};
use super::profile::Vendor;
use super::response_body::read_whole;
use super::secret::Secret;
use super::transport::{Transport, unreadable};

/// How long an idle connection is kept: less than servers usually do, so that requests seldom meet one that is closing.
const IDLE: Duration = Duration::from_secs(50);

/// Sends requests by hyper, in a Tokio runtime. Certificates are checked against the roots of Mozilla.
#[derive(Clone)]
pub struct HyperTransport {
    pool: Pool<HttpsConnector<HttpConnector>, BodyStream>,
}

impl HyperTransport {
    /// A transport with no connections so far.
    ///
    /// # Errors
    /// If TLS cannot be set up.
    pub fn new(config: &Config) -> Result<Self, ConfigError> {
        let mut tcp = HttpConnector::new();
        tcp.enforce_http(false);
        tcp.set_nodelay(true);
        tcp.set_connect_timeout(Some(config.connect_timeout()));
        let connector = HttpsConnectorBuilder::new()
            .with_provider_and_webpki_roots(rustls::crypto::ring::default_provider())
            .map_err(|error| ConfigError::Transport(error.to_string()))?
            .https_or_http()
            .enable_http1()
            .wrap_connector(tcp);
        let pool = Pool::builder(TokioExecutor::new())
            .pool_timer(TokioTimer::new())
            .pool_idle_timeout(IDLE)
            .build(connector);
        Ok(Self { pool })
    }
}

impl fmt::Debug for HyperTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("HyperTransport")
    }
}

impl Transport for HyperTransport {
    async fn send(
        &self,
        request: Request<Body>,
        limits: AttemptLimits,
    ) -> Result<Response<Bytes>, TransportError> {
        let request = request.map(|body| BodyStream::new(&body));
        let response = self.pool.request(request).await.map_err(|error| {
            unreadable(&error).unwrap_or_else(|| {
                let kind = match error.is_connect() {
                    true => TransportErrorKind::Connect,
                    false => TransportErrorKind::Broken,
                };
                TransportError::new(kind, error)
            })
        })?;
        let (parts, body) = response.into_parts();
        let broken = |error| TransportError::new(TransportErrorKind::Broken, error);
        let body = read_whole(body, limits.max_response_bytes, broken).await?;
        Ok(Response::from_parts(parts, body))
    }

    async fn sleep(&self, time: Duration) {
        tokio::time::sleep(time).await;
    }
}

impl<V: Vendor> ClientBuilder<V> {
    /// The asynchronous client.
    ///
    /// # Errors
    /// If a setting cannot be used, or TLS cannot be set up.
    pub fn build(self) -> Result<Client<V, HyperTransport>, ConfigError> {
        let config = self.config()?;
        let transport = HyperTransport::new(&config)?;
        Ok(Client::with_transport(config, transport))
    }
}

impl<V: Vendor> Client<V, HyperTransport> {
    /// A client with that secret; the rest is as [`ClientBuilder::new`] has it.
    ///
    /// # Errors
    /// If the secret cannot be sent, or the transport cannot be set up.
    pub fn new(secret: impl Into<Secret>) -> Result<Self, ConfigError> {
        ClientBuilder::new(secret).build()
    }

    /// A client with the secret from the environment variable that the document names.
    ///
    /// # Errors
    /// If the variable is not set, the secret cannot be sent, or the transport cannot be set up.
    pub fn from_env() -> Result<Self, ConfigError> {
        ClientBuilder::from_env()?.build()
    }
}
