//! The blocking transport on ureq, with rustls and ring.
//!
//! In: requests. Out: whole responses. What always holds: HTTP/1.1, over connections that are kept for later requests; no
//! redirect is followed. Proxies of the environment (`HTTPS_PROXY`, `NO_PROXY` and the like) are used.

use std::io::ErrorKind;

use bytes::Bytes;
use http::{Request, Response};
use ureq::{Agent, AsSendBody, Error, SendBody, Timeout};

use super::blocking::BlockingClient;
use super::body::Body;
use super::builder::ClientBuilder;
use super::call::AttemptLimits;
use super::config::Config;
use super::fault::{ConfigError, TransportError, TransportErrorKind};
use super::profile::Vendor;
use super::secret::Secret;
use super::transport::{BlockingTransport, has_body, unreadable};

/// Sends requests by ureq. Certificates are checked against the roots of Mozilla.
#[derive(Clone, Debug)]
pub struct UreqTransport {
    agent: Agent,
}

impl UreqTransport {
    /// A transport with no connections so far.
    #[must_use]
    pub fn new(config: &Config) -> Self {
        let agent = Agent::config_builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_connect(Some(config.connect_timeout()))
            .build();
        Self {
            agent: agent.new_agent(),
        }
    }

    fn run(
        &self,
        request: Request<impl AsSendBody>,
        limits: AttemptLimits,
    ) -> Result<Response<ureq::Body>, Error> {
        let request = self
            .agent
            .configure_request(request)
            .timeout_connect(Some(limits.connect))
            .timeout_global(Some(limits.total))
            .build();
        self.agent.run(request)
    }
}

impl BlockingTransport for UreqTransport {
    fn send(
        &self,
        request: Request<Body>,
        limits: AttemptLimits,
    ) -> Result<Response<Bytes>, TransportError> {
        let has_body = has_body(&request);
        let (parts, body) = request.into_parts();
        let response = match body.as_bytes() {
            _ if !has_body => self.run(Request::from_parts(parts, ()), limits),
            Some(bytes) => self.run(Request::from_parts(parts, &**bytes), limits),
            None => {
                let body = SendBody::from_owned_reader(body.reader());
                self.run(Request::from_parts(parts, body), limits)
            }
        };
        let (parts, mut body) = response.map_err(failure)?.into_parts();
        let limit = u64::try_from(limits.max_response_bytes).unwrap_or(u64::MAX);
        let body = body.with_config().limit(limit).read_to_vec();
        let body = body.map_err(failure)?;
        Ok(Response::from_parts(parts, Bytes::from(body)))
    }
}

/// How far a request came.
fn failure(error: Error) -> TransportError {
    if let Error::Io(cause) = &error
        && let Some(failure) = unreadable(cause)
    {
        return failure;
    }
    let kind = match &error {
        Error::HostNotFound
        | Error::ConnectionFailed
        | Error::ConnectProxyFailed(_)
        | Error::Timeout(Timeout::Resolve | Timeout::Connect) => TransportErrorKind::Connect,
        Error::Timeout(_) => TransportErrorKind::Timeout,
        Error::BodyExceedsLimit(_) | Error::LargeResponseHeader(..) => TransportErrorKind::TooLarge,
        Error::Protocol(_) | Error::Rustls(_) | Error::Tls(_) => TransportErrorKind::Broken,
        Error::Io(error) => match error.kind() {
            ErrorKind::ConnectionRefused
            | ErrorKind::HostUnreachable
            | ErrorKind::NetworkUnreachable
            | ErrorKind::AddrNotAvailable => TransportErrorKind::Connect,
            ErrorKind::TimedOut | ErrorKind::WouldBlock => TransportErrorKind::Timeout,
            _ => TransportErrorKind::Broken,
        },
        _ => TransportErrorKind::Other,
    };
    TransportError::new(kind, error)
}

impl<V: Vendor> ClientBuilder<V> {
    /// The blocking client.
    ///
    /// # Errors
    /// If a setting cannot be used.
    pub fn build_blocking(self) -> Result<BlockingClient<V, UreqTransport>, ConfigError> {
        let config = self.config()?;
        let transport = UreqTransport::new(&config);
        Ok(BlockingClient::with_transport(config, transport))
    }
}

impl<V: Vendor> BlockingClient<V, UreqTransport> {
    /// A client with that secret; the rest is as [`ClientBuilder::new`] has it.
    ///
    /// # Errors
    /// If the secret cannot be sent.
    pub fn new(secret: impl Into<Secret>) -> Result<Self, ConfigError> {
        ClientBuilder::new(secret).build_blocking()
    }

    /// A client with the secret from the environment variable that the document names.
    ///
    /// # Errors
    /// If the variable is not set, or the secret cannot be sent.
    pub fn from_env() -> Result<Self, ConfigError> {
        ClientBuilder::from_env()?.build_blocking()
    }
}
