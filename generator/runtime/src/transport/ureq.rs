//! The blocking transport on ureq, with rustls and ring.
//!
//! In: requests. Out: whole responses. What always holds: HTTP/1.1, over connections that are kept for later requests; no
//! redirect is followed; nothing is sent while a logger takes all that is sent.

use std::io::ErrorKind;
use std::sync::Arc;

use bytes::Bytes;
use http::header::{CONTENT_LENGTH, TRANSFER_ENCODING};
use http::uri::Scheme;
use http::{Method, Request, Response, StatusCode};
use ureq::config::AutoHeaderValue;
use ureq::{Agent, AsSendBody, Error, SendBody, Timeout};

use super::contract::{AttemptLimits, BlockingTransport, IDLE, LONGEST, MOST_IDLE, has_body};
use super::error::{TransportError, TransportErrorKind};
use super::tls;
use super::ureq_connector::{NoLookup, UreqConnector};
use crate::runtime::body::Body;
use crate::runtime::config::{Config, ConfigError, SecretAddress};

/// Sends requests by ureq. Certificates are checked against the roots of Mozilla, and those that the settings add. Proxies
/// are those of the settings or the environment: see [`ClientBuilder::proxy`].
///
/// At the level `trace`, ureq hands all that it sends to the logger of the program, the secret included. While a logger
/// takes that, nothing is sent and calls fail: filter it, as by `RUST_LOG=trace,ureq_proto=debug`.
///
/// [`ClientBuilder::proxy`]: crate::runtime::config::ClientBuilder::proxy
#[derive(Clone, Debug)]
pub struct UreqTransport {
    agent: Agent,
    /// Whether its connections tell their end from a cut: ours do.
    detects_cuts: bool,
}

impl UreqTransport {
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
        let settings = Agent::config_builder()
            .proxy(None) // The connector looks for one.
            .max_idle_age(IDLE)
            .max_idle_connections(MOST_IDLE)
            .max_idle_connections_per_host(MOST_IDLE)
            .build();
        let connector = UreqConnector::new(config, tls);
        Self {
            agent: Agent::with_parts(settings, connector, NoLookup),
            detects_cuts: true,
        }
    }

    /// A transport on an agent that the program has. TLS, proxies and connections are as that agent has them; redirects
    /// are not followed, whatever it says of them. The resolver that ureq brings starts a thread for each request, to look
    /// the host up in time: an agent of one's own is for what [`with_tls`](Self::with_tls) does not do.
    #[must_use]
    pub fn with_agent(agent: Agent) -> Self {
        Self {
            agent,
            detects_cuts: false,
        }
    }

    fn run(
        &self,
        request: Request<impl AsSendBody>,
        limits: AttemptLimits,
    ) -> Result<Response<ureq::Body>, TransportError> {
        let connect = Some(limits.connect.min(LONGEST));
        let request = self
            .agent
            .configure_request(request)
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .accept_encoding(AutoHeaderValue::None)
            .timeout_resolve(connect)
            .timeout_connect(connect)
            .timeout_global(Some(limits.total.min(LONGEST)))
            .build();
        self.agent.run(request).map_err(failure)
    }
}

impl BlockingTransport for UreqTransport {
    fn send(
        &self,
        request: Request<Body>,
        limits: AttemptLimits,
    ) -> Result<Response<Bytes>, TransportError> {
        let has_secret_address = request.extensions().get::<SecretAddress>().is_some();
        if tells_secrets(has_secret_address) {
            let why = "the logger takes `ureq` or `ureq_proto` at the level trace, and with it the secret: filter that";
            return Err(TransportError::new(TransportErrorKind::Other, why));
        }
        let encrypted = request.uri().scheme() == Some(&Scheme::HTTPS);
        let is_head = request.method() == Method::HEAD;
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
        let response = response?;
        if encrypted && !self.detects_cuts && !is_head && is_open_ended(&response) {
            let why = "it has no length: ureq would not notice if it was cut";
            return Err(TransportError::new(TransportErrorKind::Broken, why));
        }
        let (parts, mut body) = response.into_parts();
        let limit = u64::try_from(limits.max_response_bytes).unwrap_or(u64::MAX);
        let body = body.with_config().limit(limit).read_to_vec();
        let body = body.map_err(failure)?;
        Ok(Response::from_parts(parts, Bytes::from(body)))
    }
}

/// Whether ureq would log a secret: the bytes of requests, or an address that has one.
fn tells_secrets(has_secret_address: bool) -> bool {
    log::log_enabled!(target: "ureq_proto::util", log::Level::Trace)
        || has_secret_address && log::log_enabled!(target: "ureq::util", log::Level::Trace)
}

/// Whether nothing but the end of the connection ends a body (RFC 9112, section 6.3).
fn is_open_ended(response: &Response<ureq::Body>) -> bool {
    let headers = response.headers();
    !headers.contains_key(CONTENT_LENGTH)
        && !headers.contains_key(TRANSFER_ENCODING)
        && !matches!(
            response.status(),
            StatusCode::NO_CONTENT | StatusCode::NOT_MODIFIED
        )
}

/// How far a request came.
fn failure(error: Error) -> TransportError {
    let kind = match &error {
        Error::HostNotFound
        | Error::ConnectionFailed
        | Error::ConnectProxyFailed(_)
        | Error::Timeout(Timeout::Resolve | Timeout::Connect) => TransportErrorKind::Connect,
        Error::Timeout(_) => TransportErrorKind::Timeout,
        Error::Io(error) if tls::is_untrusted(error) => TransportErrorKind::Certificate,
        Error::BodyExceedsLimit(_) | Error::LargeResponseHeader(..) => TransportErrorKind::TooLarge,
        Error::Protocol(_) | Error::Tls(_) => TransportErrorKind::Broken,
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
    // An error of ureq's own hides the cause of what it is about.
    match error {
        Error::Io(error) => TransportError::new(kind, error),
        Error::Other(error) => match error.downcast() {
            // One of our own connections knows best what happened to it.
            Ok(known) => *known,
            Err(error) => TransportError::new(kind, error),
        },
        error => TransportError::new(kind, error),
    }
}
