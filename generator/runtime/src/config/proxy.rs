//! Which proxy a request goes through.
//!
//! In: the environment or the caller's word, then the address of a request. Out: a proxy, or none. What always holds: a
//! request to this machine goes through none; what a proxy is shown of its user is in no `Debug` and no error; a proxy that
//! cannot be used is an error, never a reason to go around it.
//!
//! One set of rules for all transports, as those of HTTP libraries differ: curl's.

use std::fmt;
use std::net::IpAddr;
use std::sync::Arc;

use http::uri::{Authority, Scheme};
use http::{HeaderValue, Uri};
use zeroize::Zeroizing;

use super::address::{is_loopback, is_plain, without_brackets};
use super::error::ConfigError;
use crate::runtime::form::escape;
use crate::runtime::secret::basic;

/// Where to look for proxies.
#[derive(Clone, Default)]
pub(super) enum ProxySetting {
    /// In the environment.
    #[default]
    Environment,
    /// Nowhere.
    None,
    /// Here.
    Url(Zeroizing<String>),
}

/// A proxy for HTTP.
#[derive(Clone)]
pub struct Proxy {
    uri: Uri,
    user: Option<Arc<User>>,
}

/// Who uses a proxy.
struct User {
    name: Zeroizing<String>,
    password: Zeroizing<String>,
    authorization: HeaderValue,
}

impl Proxy {
    /// Its address, without user and password: `http`, or `https` if it is to be spoken to by TLS.
    #[must_use]
    pub fn uri(&self) -> &Uri {
        &self.uri
    }

    /// The value of `Proxy-Authorization`, if it wants to know who uses it; marked as sensitive.
    #[must_use]
    pub fn authorization(&self) -> Option<&HeaderValue> {
        self.user.as_ref().map(|user| &user.authorization)
    }

    /// The same as a name and a password, which may be empty.
    #[must_use]
    pub fn user(&self) -> Option<(&str, &str)> {
        let user = self.user.as_ref()?;
        Some((&user.name, &user.password))
    }

    /// Reads `host:port`, or `scheme://user:password@host:port`, in which user and password are percent-encoded.
    fn read(text: &str) -> Option<Self> {
        let (scheme, rest) = text
            .trim()
            .split_once("://")
            .unwrap_or(("http", text.trim()));
        // What follows has no meaning to a proxy: it is the rest of a password, in which a slash is not percent-encoded.
        let authority = rest.strip_suffix('/').unwrap_or(rest);
        if authority.contains(['/', '?', '#']) {
            return None;
        }
        let (user, host) = match authority.rsplit_once('@') {
            Some((user, host)) => (Some(user), host),
            None => (None, authority),
        };
        let scheme: Scheme = scheme.to_ascii_lowercase().parse().ok()?;
        if scheme != Scheme::HTTP && scheme != Scheme::HTTPS {
            return None;
        }
        let authority: Authority = host.parse().ok()?;
        if authority.host().is_empty() || !is_plain(&authority, authority.host()) {
            return None;
        }
        let user = match user {
            Some(user) => Some(Arc::new(User::read(user)?)),
            None => None,
        };
        let uri = Uri::builder().scheme(scheme).authority(authority);
        let uri = uri.path_and_query("/").build().ok()?;
        Some(Self { uri, user })
    }
}

/// Shows the address alone.
impl fmt::Debug for Proxy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Proxy({})", self.uri)
    }
}

impl User {
    fn read(text: &str) -> Option<Self> {
        let (name, password) = text.split_once(':').unwrap_or((text, ""));
        let (name, password) = (decode(name)?, decode(password)?);
        let authorization = basic(&name, &password)?;
        Some(Self {
            name,
            password,
            authorization,
        })
    }
}

/// Decodes what is percent-encoded. The buffer never grows: what is left behind by that is not wiped.
fn decode(text: &str) -> Option<Zeroizing<String>> {
    let mut decoded = Zeroizing::new(Vec::with_capacity(text.len()));
    let is_valid = escape::unescape(text, &mut decoded);
    let text = std::str::from_utf8(&decoded).ok().filter(|_| is_valid)?;
    Some(Zeroizing::new(text.to_owned()))
}

/// The proxies of a client.
#[derive(Clone, Debug, Default)]
pub(crate) struct Proxies {
    http: Option<Named>,
    https: Option<Named>,
    exceptions: Vec<Exception>,
}

/// A proxy, if it can be used, and what named it.
#[derive(Clone, Debug)]
struct Named {
    by: &'static str,
    proxy: Option<Proxy>,
}

impl Proxies {
    /// The proxies that a setting leads to.
    pub(super) fn of(setting: &ProxySetting, only_loopback: bool) -> Result<Self, ConfigError> {
        match setting {
            ProxySetting::Environment if only_loopback => Ok(Self::default()),
            ProxySetting::Environment => Ok(Self::of_environment()),
            ProxySetting::None => Ok(Self::default()),
            ProxySetting::Url(url) => {
                let by = "`ClientBuilder::proxy`";
                let proxy = Proxy::read(url).ok_or(ConfigError::Proxy(by))?;
                let host = proxy.uri.host().unwrap_or_default();
                if only_loopback && !is_loopback(host) {
                    return Err(ConfigError::NotLoopback(host.to_owned()));
                }
                let named = Named {
                    by,
                    proxy: Some(proxy),
                };
                Ok(Self {
                    http: Some(named.clone()),
                    https: Some(named),
                    exceptions: Vec::new(),
                })
            }
        }
    }

    fn of_environment() -> Self {
        let first = |names: &[&'static str]| {
            let mut names = names.iter();
            names.find_map(|by| {
                let proxy = match std::env::var_os(by)?.into_string().map(Zeroizing::new) {
                    Ok(text) if text.trim().is_empty() => return None,
                    Ok(text) => Proxy::read(&text),
                    // What is no Unicode cannot be used, and is not nothing.
                    Err(_) => None,
                };
                Some(Named { by, proxy })
            })
        };
        // In a CGI program, who sends a header `Proxy` sets this one.
        let http = match std::env::var_os("REQUEST_METHOD") {
            None => first(&["HTTP_PROXY", "http_proxy"]),
            Some(_) => first(&["http_proxy"]),
        };
        let all = first(&["ALL_PROXY", "all_proxy"]);
        let exceptions = ["NO_PROXY", "no_proxy"].iter().find_map(|name| {
            let list = std::env::var_os(name)?.to_string_lossy().into_owned();
            (!list.trim().is_empty()).then_some(list)
        });
        Self {
            http: http.or_else(|| all.clone()),
            https: first(&["HTTPS_PROXY", "https_proxy"]).or(all),
            exceptions: Exception::read_all(&exceptions.unwrap_or_default()),
        }
    }

    /// The proxy for a request to that address.
    pub(crate) fn for_uri(&self, uri: &Uri) -> Result<Option<&Proxy>, ConfigError> {
        let host = uri.host().unwrap_or_default();
        let named = match uri.scheme() {
            Some(scheme) if *scheme == Scheme::HTTPS => &self.https,
            _ => &self.http,
        };
        let Some(named) = named else { return Ok(None) };
        if is_loopback(host)
            || self
                .exceptions
                .iter()
                .any(|exception| exception.holds(host))
        {
            return Ok(None);
        }
        named
            .proxy
            .as_ref()
            .ok_or(ConfigError::Proxy(named.by))
            .map(Some)
    }
}

/// Hosts that are asked without a proxy.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Exception {
    /// All.
    All,
    /// This one, and all below it.
    Domain(String),
    /// Those whose address starts with these bits.
    Network(IpAddr, u32),
}

impl Exception {
    /// Reads a list such as `example.com, .example.org, 10.0.0.0/8, ::1`.
    fn read_all(text: &str) -> Vec<Self> {
        let entries = text.split([',', ' ', '\t']);
        entries.filter_map(Self::read).collect()
    }

    fn read(entry: &str) -> Option<Self> {
        if entry == "*" {
            return Some(Self::All);
        }
        let (address, length) = match entry.split_once('/') {
            Some((address, length)) => (address, length.parse().ok()),
            None => (entry, Some(u32::MAX)),
        };
        if let (Ok(address), Some(length)) = (without_brackets(address).parse(), length) {
            return Some(Self::Network(address, length));
        }
        let domain = entry.strip_prefix('*').unwrap_or(entry).trim_matches('.');
        (!domain.is_empty()).then(|| Self::Domain(domain.to_ascii_lowercase()))
    }

    fn holds(&self, host: &str) -> bool {
        match self {
            Self::All => true,
            Self::Domain(domain) => {
                let host = host.trim_end_matches('.').to_ascii_lowercase();
                let above = host.strip_suffix(domain.as_str());
                above.is_some_and(|above| above.is_empty() || above.ends_with('.'))
            }
            Self::Network(network, length) => {
                let host = without_brackets(host).parse::<IpAddr>();
                host.is_ok_and(|host| shares_start(host, *network, *length))
            }
        }
    }
}

/// Whether two addresses start with the same bits, so many of them.
fn shares_start(one: IpAddr, other: IpAddr, length: u32) -> bool {
    let (differing, bits) = match (one, other) {
        (IpAddr::V4(one), IpAddr::V4(other)) => (u128::from(one.to_bits() ^ other.to_bits()), 32),
        (IpAddr::V6(one), IpAddr::V6(other)) => (one.to_bits() ^ other.to_bits(), 128),
        _ => return false,
    };
    let rest: u32 = u32::saturating_sub(bits, length);
    differing.checked_shr(rest).unwrap_or(0) == 0
}
