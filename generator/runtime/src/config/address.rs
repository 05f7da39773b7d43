//! Addresses.
//!
//! In: a base URL, or a part of one. Out: what it is, and what it means.

use std::net::IpAddr;

use http::uri::Authority;

/// Whether a host is this machine. Of names, only `localhost` is: any other could lead elsewhere.
pub(super) fn is_loopback(host: &str) -> bool {
    match without_brackets(host).parse::<IpAddr>() {
        Ok(address) => address.is_loopback(),
        Err(_) => host.eq_ignore_ascii_case("localhost"),
    }
}

/// A host without the brackets that an IPv6 address has in a URI.
pub(crate) fn without_brackets(host: &str) -> &str {
    let inner = host
        .strip_prefix('[')
        .and_then(|host| host.strip_suffix(']'));
    inner.unwrap_or(host)
}

/// Whether an authority with that host has no user, and a port that exists if it has one. What looks like a port and is none would be
/// read as the default port by some, and as part of the host by others.
pub(super) fn is_plain(authority: &Authority, host: &str) -> bool {
    let without_port = host == authority.as_str();
    !authority.as_str().contains('@')
        && (without_port || authority.port_u16().is_some_and(|port| port > 0))
}

/// Whether two base URLs mean the same (RFC 3986, section 6.2): the case of scheme and host, the scheme's own port and
/// slashes at the end do not count.
pub(super) fn is_same_server(one: &str, other: &str) -> bool {
    let (one, other) = (Parts::of(one), Parts::of(other));
    one.scheme.eq_ignore_ascii_case(other.scheme)
        && one.authority.eq_ignore_ascii_case(other.authority)
        && one.path == other.path
}

/// Whether a base URL is relative to where the document is published.
pub(super) fn is_relative(url: &str) -> bool {
    url.is_empty() || url.starts_with('/')
}

/// Whether a path has a part that some clients take for a step within the path (WHATWG URL Standard, section 4.4), so that
/// they would ask for another one.
pub(crate) fn leads_elsewhere(path: &str) -> bool {
    path.split('/').any(|part| {
        let plain = part.replace("%2e", ".").replace("%2E", ".");
        plain == "." || plain == ".."
    })
}

/// What a base URL consists of.
struct Parts<'a> {
    scheme: &'a str,
    /// Without a port that goes without saying.
    authority: &'a str,
    /// Without slashes at the end.
    path: &'a str,
}

impl<'a> Parts<'a> {
    fn of(url: &'a str) -> Self {
        let (scheme, rest) = url.split_once("://").unwrap_or_default();
        let (authority, path) = match (scheme, rest.find('/')) {
            ("", _) => ("", url),
            (_, Some(path)) => rest.split_at(path),
            (_, None) => (rest, ""),
        };
        let usual = match scheme {
            _ if scheme.eq_ignore_ascii_case("https") => ":443",
            _ if scheme.eq_ignore_ascii_case("http") => ":80",
            _ => ":",
        };
        let without_port = authority.strip_suffix(usual);
        Self {
            scheme,
            authority: without_port
                .or(authority.strip_suffix(':'))
                .unwrap_or(authority),
            path: path.trim_end_matches('/'),
        }
    }
}

/// The start of a URL as an error may show it: without what could be a password or a key.
pub(super) fn without_secrets(url: &str) -> String {
    const LONGEST: usize = 200;
    let plain = url.split(['?', '#']).next().unwrap_or_default();
    let plain = plain.rsplit('@').next().unwrap_or_default();
    plain.chars().take(LONGEST).collect()
}
