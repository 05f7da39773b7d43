//! Hosts of addresses.
//!
//! In: the host of a URI. Out: what it is.

use std::net::IpAddr;

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
