//! Making clients.
//!
//! In: settings by the caller. Out: a [`Config`] in which all of them are checked. What always holds: nothing is sent, and
//! what cannot be used is an error here, not in the first call.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

use http::HeaderName;
use http::header::{AUTHORIZATION, USER_AGENT};
use zeroize::Zeroizing;

use super::config::{self, Config, Roots};
use super::error::ConfigError;
use super::error_member::ErrorMember;
use super::profile::Vendor;
use super::proxy::{Proxies, ProxySetting};
use super::secret::{Auth, Secret, authorization};

/// The settings of a client that is to be made, for both kinds of clients.
#[must_use = "a builder does nothing until it builds"]
pub struct ClientBuilder<V> {
    secret: Secret,
    auth: Auth,
    api_version: Option<String>,
    account: Option<String>,
    app_info: String,
    proxy: ProxySetting,
    config: Config,
    vendor: PhantomData<fn() -> V>,
}

impl<V> fmt::Debug for ClientBuilder<V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder")
            .field("config", &self.config)
            .finish_non_exhaustive()
    }
}

impl<V: Vendor> ClientBuilder<V> {
    /// A client with that secret, and the rest as the document and this crate have it: 80 seconds for a call, 30 for a
    /// connection, two retries, at most 16 MiB of response.
    pub fn new(secret: impl Into<Secret>) -> Self {
        let profile = V::PROFILE;
        Self {
            secret: secret.into(),
            auth: Auth::default(),
            api_version: None,
            account: None,
            app_info: String::new(),
            proxy: ProxySetting::default(),
            config: Config {
                profile,
                headers: Vec::new(),
                idempotency_header: None,
                error_member: profile.error_member.map(ErrorMember::new),
                servers: Vec::new(),
                base_url: None,
                plain_http: false,
                proxies: Arc::default(),
                roots: Roots::default(),
                connect_timeout: Duration::from_secs(30),
                timeout: Duration::from_secs(80),
                attempt_timeout: Duration::MAX,
                max_retries: 2,
                max_retry_after: Duration::from_secs(60),
                max_response_bytes: 16 << 20,
            },
            vendor: PhantomData,
        }
    }

    /// The same with the secret from the environment variable that the document names.
    ///
    /// # Errors
    /// If the document names none, or the variable is not set or not Unicode.
    pub fn from_env() -> Result<Self, ConfigError> {
        let name = V::PROFILE
            .secret_variable
            .ok_or(ConfigError::NoSecretVariable)?;
        let secret = std::env::var(name).map_err(|_| ConfigError::SecretVariable(name))?;
        Ok(Self::new(secret))
    }

    /// Asks this base URL, such as `http://localhost:12111`, instead of every one that the document names.
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.config.base_url = Some(url.into());
        self
    }

    /// Asks another base URL instead of this one of the document. That goes before [`base_url`](Self::base_url).
    pub fn server(mut self, document: impl Into<String>, instead: impl Into<String>) -> Self {
        self.config.servers.push((document.into(), instead.into()));
        self
    }

    /// The version of the API to ask for, instead of the document's. Responses of another version may not be readable.
    pub fn api_version(mut self, version: impl Into<String>) -> Self {
        self.api_version = Some(version.into());
        self
    }

    /// The account on whose behalf all calls are made.
    pub fn account(mut self, account: impl Into<String>) -> Self {
        self.account = Some(account.into());
        self
    }

    /// How the secret is shown to the API.
    pub fn auth(mut self, auth: Auth) -> Self {
        self.auth = auth;
        self
    }

    /// The most time that a connection may take; 30 seconds unless set.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.config.connect_timeout = timeout;
        self
    }

    /// The most time that a call may take, retries and waits included; 80 seconds unless set.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.config.timeout = timeout;
        self
    }

    /// The most time that one request of a call may take; as much as is left of the call's unless set.
    pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
        self.config.attempt_timeout = timeout;
        self
    }

    /// How often a failed request is sent again, at most; 2 unless set.
    pub fn max_retries(mut self, retries: u32) -> Self {
        self.config.max_retries = retries;
        self
    }

    /// The longest wait that the API can ask for; 60 seconds unless set.
    pub fn max_retry_after(mut self, wait: Duration) -> Self {
        self.config.max_retry_after = wait;
        self
    }

    /// The most bytes of a response's body; 16 MiB unless set.
    pub fn max_response_bytes(mut self, bytes: usize) -> Self {
        self.config.max_response_bytes = bytes;
        self
    }

    /// Names the program in `User-Agent`, such as `Shop`, `2.1` and `https://shop.example`. Empty ones are left out; without a
    /// name, all of it is.
    pub fn app_info(mut self, name: &str, version: &str, url: &str) -> Self {
        self.app_info.clear();
        if name.is_empty() {
            return self;
        }
        self.app_info = format!(" {name}");
        if !version.is_empty() {
            self.app_info.push_str(&format!("/{version}"));
        }
        if !url.is_empty() {
            self.app_info.push_str(&format!(" ({url})"));
        }
        self
    }

    /// Allows `http://` to other machines. The secret then crosses the network for everyone on the way to read.
    pub fn allow_plain_http(mut self) -> Self {
        self.config.plain_http = true;
        self
    }

    /// Sends requests through this proxy, whatever the environment says: `host:port`, or
    /// `http://user:password@host:port` with user and password percent-encoded. What is encrypted goes through a tunnel,
    /// which the proxy cannot look into; requests to this machine go through no proxy.
    ///
    /// Unless this or [`no_proxy`](Self::no_proxy) is called, the proxies are those of the environment when the client is
    /// built, by curl's rules: `HTTPS_PROXY`, `HTTP_PROXY` or else `ALL_PROXY`, without the hosts in `NO_PROXY`; in lower
    /// case, too. Transports that come with settings of their own, such as that on reqwest, do not look at any of this.
    pub fn proxy(mut self, url: impl Into<String>) -> Self {
        self.proxy = ProxySetting::Url(Zeroizing::new(url.into()));
        self
    }

    /// Sends requests through no proxy, whatever the environment says.
    pub fn no_proxy(mut self) -> Self {
        self.proxy = ProxySetting::None;
        self
    }

    /// Trusts certificates that descend from this one, too, besides the roots of Mozilla: one in DER, or some in PEM. For
    /// networks whose proxy reads along, and for tests. Transports that come with settings of their own, such as that on
    /// reqwest, do not look at it.
    pub fn root_certificate(mut self, certificate: impl Into<Vec<u8>>) -> Self {
        self.config.roots.0.push(certificate.into());
        self
    }

    /// Checks the settings.
    ///
    /// # Errors
    /// If the secret, a header, a base URL or a proxy given by hand cannot be used.
    pub fn config(self) -> Result<Config, ConfigError> {
        let mut config = self.config;
        let profile = config.profile;
        for url in config
            .servers
            .iter()
            .map(|(_, url)| url)
            .chain(&config.base_url)
        {
            config.check_server(url)?;
        }
        config.proxies = Arc::new(Proxies::of(&self.proxy)?);
        config.idempotency_header = header_name(profile.idempotency_header)?;
        header_name(profile.retry_header)?;
        config
            .headers
            .push((AUTHORIZATION, authorization(&self.secret, self.auth)?));
        let product = format!("{}{}", profile.product, self.app_info);
        config
            .headers
            .push(config::header(USER_AGENT.as_str(), &product)?);
        let documented = profile.version_header.and(profile.api_version);
        if let Some(version) = self.api_version.as_deref().or(documented) {
            config.headers.push(config::vendor_header(
                profile.version_header,
                "version",
                version,
            )?);
        }
        if let Some(account) = &self.account {
            config.headers.push(config::vendor_header(
                profile.account_header,
                "account",
                account,
            )?);
        }
        Ok(config)
    }
}

/// A name of the profile, if it has one.
fn header_name(name: Option<&'static str>) -> Result<Option<HeaderName>, ConfigError> {
    let read = |name: &'static str| {
        HeaderName::from_bytes(name.as_bytes()).map_err(|_| ConfigError::Header(name.to_owned()))
    };
    name.map(read).transpose()
}
