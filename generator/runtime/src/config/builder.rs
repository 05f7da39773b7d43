//! Making clients.
//!
//! In: settings by the caller. Out: a [`Config`] in which all of them are checked. What always holds: nothing is sent, and
//! what cannot be used is an error here, not in the first call.

use std::fmt;
use std::marker::PhantomData;
use std::sync::Arc;
use std::time::Duration;

use http::header::USER_AGENT;
use zeroize::Zeroizing;

use super::address::{is_relative, is_same_server};
use super::config::{self, Config, Roots};
use super::error::ConfigError;
use super::error_member::ErrorMember;
use super::given::Given;
use super::header::{header, header_name, own_header, vendor_header};
use super::profile::Vendor;
use super::proxy::{Proxies, ProxySetting};
use super::variables::GivenVariables;

/// The settings of a client that is to be made, for both kinds of clients.
#[must_use = "a builder does nothing until it builds"]
pub struct ClientBuilder<V> {
    pub(super) given: Given,
    api_version: Option<String>,
    account: Option<String>,
    context: Option<String>,
    own_headers: Vec<(String, String)>,
    /// Where the base URL is from, if it is from the environment.
    pub(super) base_url_variable: Option<&'static str>,
    variables: GivenVariables,
    app_info: AppInfo,
    proxy: ProxySetting,
    connect_timeout: Option<Duration>,
    attempt_timeout: Option<Duration>,
    max_retry_after: Option<Duration>,
    pub(super) config: Config,
    vendor: PhantomData<fn() -> V>,
}

/// The program, as it wants to be known.
#[derive(Default)]
struct AppInfo {
    name: String,
    version: String,
    url: String,
}

impl<V> fmt::Debug for ClientBuilder<V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ClientBuilder")
            .field("config", &self.config)
            .finish_non_exhaustive()
    }
}

impl<V: Vendor> ClientBuilder<V> {
    /// What `Client::builder` gives where credentials are set by name. Hidden, as programs have that.
    #[doc(hidden)]
    pub fn without_credentials() -> Self {
        let profile = V::PROFILE;
        Self {
            given: Given::default(),
            api_version: None,
            account: None,
            context: None,
            own_headers: Vec::new(),
            base_url_variable: None,
            variables: GivenVariables::default(),
            app_info: AppInfo::default(),
            proxy: ProxySetting::default(),
            connect_timeout: None,
            attempt_timeout: None,
            max_retry_after: None,
            config: Config {
                profile,
                headers: Vec::new(),
                credentials: Vec::new(),
                only_loopback: false,
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

    /// Asks this base URL, such as `http://localhost:12111`, instead of every one that the document names. What was said
    /// before by [`server`](Self::server) no longer counts: nothing goes elsewhere. Variables of the document's have no effect
    /// on it, and it is an error to give them, too.
    pub fn base_url(mut self, url: impl Into<String>) -> Self {
        self.config.base_url = Some(url.into());
        self.base_url_variable = None;
        self.config.servers.clear();
        self
    }

    /// Asks another base URL instead of this one of the document, and instead of what was said before by
    /// [`base_url`](Self::base_url). The last word counts.
    ///
    /// The document's is told by what it means: the case of scheme and host, `:443` and slashes at the end do not count; where
    /// it has variables, they have their defaults in it. One that no request goes to is an error when the client is made.
    pub fn server(mut self, document: impl Into<String>, instead: impl Into<String>) -> Self {
        let document = document.into();
        let servers = &mut self.config.servers;
        servers.retain(|(known, _)| !is_same_server(known, &document));
        servers.push((document, instead.into()));
        self
    }

    /// Gives a variable of the document's base URLs a value. Hidden, as programs have functions of their names.
    #[doc(hidden)]
    pub fn variable(mut self, setting: &'static str, value: impl Into<String>) -> Self {
        self.variables.set(setting, value.into());
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

    /// The context in which all calls are made, such as an account within an organization.
    pub fn context(mut self, context: impl Into<String>) -> Self {
        self.context = Some(context.into());
        self
    }

    /// Another header of all calls, instead of an earlier one by that name. Those that the client sets itself are refused
    /// when it is made.
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        let name = name.into();
        self.own_headers
            .retain(|(known, _)| !known.eq_ignore_ascii_case(&name));
        self.own_headers.push((name, value.into()));
        self
    }

    /// The most time that a connection may take; 30 seconds unless set, or as much as an attempt may take if that is less.
    /// The transport on reqwest does not look at it: there, it is the `reqwest::Client` that says so.
    pub fn connect_timeout(mut self, timeout: Duration) -> Self {
        self.connect_timeout = Some(timeout);
        self
    }

    /// The most time that a call may take, retries and waits included; 80 seconds unless set.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.config.timeout = timeout;
        self
    }

    /// The most time that one request of a call may take, at most [`timeout`](Self::timeout); as much as is left of the
    /// call's unless set.
    pub fn attempt_timeout(mut self, timeout: Duration) -> Self {
        self.attempt_timeout = Some(timeout);
        self
    }

    /// How often a failed request is sent again, at most; 2 unless set.
    pub fn max_retries(mut self, retries: u32) -> Self {
        self.config.max_retries = retries;
        self
    }

    /// The longest wait that the API can ask for, at most [`timeout`](Self::timeout); 60 seconds unless set. With zero, what
    /// it asks for does not count.
    pub fn max_retry_after(mut self, wait: Duration) -> Self {
        self.max_retry_after = Some(wait);
        self
    }

    /// The most bytes of a response's body, more than zero; 16 MiB unless set.
    pub fn max_response_bytes(mut self, bytes: usize) -> Self {
        self.config.max_response_bytes = bytes;
        self
    }

    /// Names the program in `User-Agent`, such as `Shop`, `2.1` and `https://shop.example`. An empty version or URL is left
    /// out, and all of it without any of the three; what has no name cannot have a version or a URL.
    pub fn app_info(mut self, name: &str, version: &str, url: &str) -> Self {
        self.app_info = AppInfo {
            name: name.to_owned(),
            version: version.to_owned(),
            url: url.to_owned(),
        };
        self
    }

    /// Allows `http://` to other machines. The secret then crosses the network for everyone on the way to read.
    pub fn allow_plain_http(mut self) -> Self {
        self.config.plain_http = true;
        self
    }

    /// Sends requests to this machine alone: for tests, which must never reach the API itself. A base URL that is not on it
    /// is refused when the client is made, and so is a proxy; proxies of the environment are not looked at. No redirect is
    /// followed anyway. Transports that come with settings of their own have to keep to it themselves.
    pub fn only_loopback(mut self) -> Self {
        self.config.only_loopback = true;
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

    /// Calls a setter if there is a value for it, as in `.maybe(account, ClientBuilder::account)`.
    pub fn maybe<T>(self, value: Option<T>, set: impl FnOnce(Self, T) -> Self) -> Self {
        match value {
            Some(value) => set(self, value),
            None => self,
        }
    }

    /// Checks the settings.
    ///
    /// # Errors
    /// If one of them cannot be used, such as the secret, a header, a base URL or a proxy given by hand, or could have no
    /// effect, such as a part of the time that is longer than the whole.
    pub fn config(mut self) -> Result<Config, ConfigError> {
        self.set_times()?;
        let by_environment = self.base_url_variable.is_some();
        let made = self.variables.servers(&self.config, by_environment)?;
        self.config.servers.extend(made);
        self.check_servers()?;
        let credentials = self.given.held(self.config.profile.schemes)?;
        let mut config = self.config;
        config.credentials = credentials;
        config.check_grants()?;
        let profile = config.profile;
        if config.max_response_bytes == 0 {
            return Err(ConfigError::Zero("max_response_bytes"));
        }
        if config.roots.0.iter().any(Vec::is_empty) {
            return Err(ConfigError::RootCertificate);
        }
        config.proxies = Arc::new(Proxies::of(&self.proxy, config.only_loopback)?);
        let name = |name: Option<&'static str>| name.map(header_name).transpose();
        config.idempotency_header = name(profile.idempotency_header)?;
        name(profile.retry_header)?;
        let product = format!("{}{}", profile.product, self.app_info.shown()?);
        let mut headers = vec![header(USER_AGENT.as_str(), &product)?];
        let documented = profile.version_header.and(profile.api_version);
        let version = self.api_version.as_deref().or(documented);
        let of_vendor = [
            (profile.version_header, "version", version),
            (profile.account_header, "account", self.account.as_deref()),
            (profile.context_header, "context", self.context.as_deref()),
        ];
        for (name, what, value) in of_vendor {
            if let Some(value) = value {
                headers.push(vendor_header(name, what, value)?);
            }
        }
        for (name, value) in &self.own_headers {
            headers.push(own_header(&profile, name, value)?);
        }
        config.headers = headers;
        Ok(config)
    }

    /// Checks the times that were set, and sets them.
    fn set_times(&mut self) -> Result<(), ConfigError> {
        let config = &mut self.config;
        config::more_than_zero("timeout", config.timeout)?;
        let mut whole = ("timeout", config.timeout);
        if let Some(wait) = self.max_retry_after {
            config.max_retry_after = part_of(whole, "max_retry_after", wait)?;
        }
        if let Some(attempt) = self.attempt_timeout {
            config::more_than_zero("attempt_timeout", attempt)?;
            config.attempt_timeout = part_of(whole, "attempt_timeout", attempt)?;
            whole = ("attempt_timeout", attempt);
        }
        if let Some(connect) = self.connect_timeout {
            config::more_than_zero("connect_timeout", connect)?;
            config.connect_timeout = part_of(whole, "connect_timeout", connect)?;
        }
        Ok(())
    }

    /// Checks the base URLs that are asked, and those that they are asked instead of.
    fn check_servers(&self) -> Result<(), ConfigError> {
        let config = &self.config;
        for (document, instead) in &config.servers {
            config.check_known(document)?;
            config.check_server(instead)?;
        }
        if let Some(url) = &config.base_url {
            return match (config.check_server(url), self.base_url_variable) {
                (Err(ConfigError::Server), Some(name)) => Err(ConfigError::BaseUrlVariable(name)),
                (checked, _) => checked,
            };
        }
        // A document may name a server that cannot be asked, as long as there is another one.
        let asked = config.known_servers().iter();
        let mut checked = asked.map(|known| match config.server(known) {
            server if server == *known && is_relative(server) => Err(ConfigError::NoServer(known)),
            server => config.check_server(server).map_err(|error| {
                match self.variables.missing(config, server) {
                    Some(setting) => ConfigError::NoVariable(setting),
                    None => error,
                }
            }),
        });
        if config.only_loopback {
            return checked.collect();
        }
        let first = checked.next().unwrap_or(Ok(()));
        first.or_else(|error| match checked.any(|checked| checked.is_ok()) {
            true => Ok(()),
            false => Err(error),
        })
    }
}

impl AppInfo {
    /// What follows the product of this crate.
    fn shown(&self) -> Result<String, ConfigError> {
        let Self { name, version, url } = self;
        if name.is_empty() && !(version.is_empty() && url.is_empty()) {
            return Err(ConfigError::AppInfo);
        }
        let part = |before: &str, text: &str, after: &str| match text {
            "" => String::new(),
            text => format!("{before}{text}{after}"),
        };
        Ok(part(" ", name, "") + &part("/", version, "") + &part(" (", url, ")"))
    }
}

/// A time, if it is not longer than the one that it is a part of.
fn part_of(
    (name, whole): (&'static str, Duration),
    part: &'static str,
    time: Duration,
) -> Result<Duration, ConfigError> {
    match time <= whole {
        true => Ok(time),
        false => Err(ConfigError::TooLong { part, whole: name }),
    }
}
