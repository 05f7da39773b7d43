//! The settings of a client, checked.
//!
//! In: what a [`ClientBuilder`](super::ClientBuilder) was told. Out: headers and limits, ready to use. What always holds:
//! the secret goes nowhere unencrypted but to this machine, unless that was asked for by name.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use http::uri::Scheme;
use http::{HeaderName, HeaderValue, Uri};

use super::address::{is_loopback, is_plain, is_same_server, leads_elsewhere, without_secrets};
use super::credentials::HeldCredential;
use super::error::ConfigError;
use super::error_member::ErrorMember;
use super::profile::Profile;
use super::proxy::{Proxies, Proxy};
use crate::runtime::operation::Operation;
use crate::runtime::secret::TokenSource;

/// The settings of a client.
#[derive(Clone, Debug)]
pub struct Config {
    pub(crate) profile: Profile,
    /// What every request has: user agent, version and account.
    pub(crate) headers: Vec<(HeaderName, HeaderValue)>,
    /// What the caller has for the document's security schemes.
    pub(super) credentials: Vec<HeldCredential>,
    /// Whether nothing but this machine is asked.
    pub(super) only_loopback: bool,
    /// The header that [`Profile`] has as text.
    pub(crate) idempotency_header: Option<HeaderName>,
    /// The member that [`Profile`] has as text.
    pub(crate) error_member: Option<ErrorMember>,
    /// Base URLs that requests go to, each once, and what is asked instead.
    pub(super) servers: Vec<(String, String)>,
    /// What is asked instead of any other base URL.
    pub(super) base_url: Option<String>,
    pub(super) plain_http: bool,
    pub(crate) proxies: Arc<Proxies>,
    pub(crate) roots: Roots,
    pub(crate) connect_timeout: Duration,
    pub(crate) timeout: Duration,
    pub(crate) attempt_timeout: Duration,
    pub(crate) max_retries: u32,
    pub(crate) max_retry_after: Duration,
    pub(crate) max_response_bytes: usize,
}

/// Certificates to trust besides those that everyone does, in DER or PEM.
#[derive(Clone, Default)]
pub(crate) struct Roots(pub(crate) Vec<Vec<u8>>);

/// Shows how many there are.
impl fmt::Debug for Roots {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.len())
    }
}

impl Config {
    /// The base URL that is asked instead of one of the document.
    pub(crate) fn server<'a>(&'a self, document: &'a str) -> &'a str {
        self.servers
            .iter()
            .find(|(known, _)| is_same_server(known, document))
            .map(|(_, instead)| instead.as_str())
            .or(self.base_url.as_deref())
            .unwrap_or(document)
    }

    /// Whether a request may be sent to that address.
    pub(crate) fn check_address(&self, uri: &Uri) -> Result<(), ConfigError> {
        // Found once: an authority looks for its host each time.
        let authority = uri.authority().ok_or(ConfigError::Server)?;
        let host = authority.host();
        if host.is_empty() || !is_plain(authority, host) {
            return Err(ConfigError::Server);
        }
        if self.only_loopback && !is_loopback(host) {
            return Err(ConfigError::NotLoopback(host.to_owned()));
        }
        match uri.scheme() {
            Some(scheme) if *scheme == Scheme::HTTPS => Ok(()),
            Some(scheme) if *scheme == Scheme::HTTP => {
                if self.plain_http || is_loopback(host) {
                    Ok(())
                } else {
                    Err(ConfigError::PlainHttp(host.to_owned()))
                }
            }
            _ => Err(ConfigError::Server),
        }
    }

    /// The base URLs that requests go to.
    pub(super) fn known_servers(&self) -> &[&'static str] {
        match self.profile.servers {
            [] => std::slice::from_ref(&self.profile.server),
            servers => servers,
        }
    }

    /// Checks that requests go to a base URL, so that another one can be asked instead.
    pub(crate) fn check_known(&self, url: &str) -> Result<(), ConfigError> {
        let known = self.known_servers();
        if known.iter().any(|known| is_same_server(known, url)) {
            return Ok(());
        }
        Err(ConfigError::UnknownServer {
            given: without_secrets(url),
            known: known.to_vec(),
        })
    }

    /// Checks where tokens are from: a secret goes there.
    pub(super) fn check_grants(&self) -> Result<(), ConfigError> {
        for held in &self.credentials {
            if let Some(TokenSource::Grant(grant)) = held.tokens().map(|tokens| &tokens.source) {
                let url: Result<Uri, _> = grant.url.parse();
                url.map_err(|_| ConfigError::TokenUrl(held.scheme.name))
                    .and_then(|url| self.check_address(&url))
                    .map_err(|error| match error {
                        ConfigError::Server => ConfigError::TokenUrl(held.scheme.name),
                        other => other,
                    })?;
            }
        }
        Ok(())
    }

    /// Checks a base URL that requests will start with.
    pub(super) fn check_server(&self, url: &str) -> Result<(), ConfigError> {
        if url.contains(['?', '#']) {
            return Err(ConfigError::Server);
        }
        let uri: Uri = url.parse().map_err(|_| ConfigError::Server)?;
        if leads_elsewhere(uri.path()) {
            return Err(ConfigError::Server);
        }
        self.check_address(&uri)
    }

    /// The base URL that clients ask for an operation, for [`Operation::to_request_at`]: by what was set, or the document's.
    #[must_use]
    pub fn base_url<O: Operation>(&self, operation: &O) -> &str {
        let _ = operation;
        self.server(O::SERVER)
    }

    /// The proxy for requests to that address; for those who bring their own transport.
    ///
    /// # Errors
    /// If there is one, and it cannot be used. To go around it is not what whoever named it wants.
    pub fn proxy_for(&self, uri: &Uri) -> Result<Option<&Proxy>, ConfigError> {
        self.proxies.for_uri(uri)
    }

    /// The most time that a connection may take.
    #[must_use]
    pub fn connect_timeout(&self) -> Duration {
        self.connect_timeout
    }

    /// The most time that a call may take, retries and waits included.
    #[must_use]
    pub fn timeout(&self) -> Duration {
        self.timeout
    }
}

/// Checks a time that something may take.
pub(crate) fn more_than_zero(setting: &'static str, time: Duration) -> Result<(), ConfigError> {
    match time.is_zero() {
        true => Err(ConfigError::Zero(setting)),
        false => Ok(()),
    }
}
