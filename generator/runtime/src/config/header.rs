//! Headers that callers give.
//!
//! In: a name and a value. Out: the same, ready to send, or which of the two cannot be sent. What always holds: no error
//! shows a value.

use http::{HeaderName, HeaderValue, header};

use super::error::ConfigError;
use super::profile::Profile;
use crate::runtime::secret::SchemeKind;

/// A header that is sent, by its name and value: visible ASCII, and spaces within it (RFC 9110, section 5.5), as others are
/// read in different ways or taken away on the way.
pub(crate) fn header(name: &str, value: &str) -> Result<(HeaderName, HeaderValue), ConfigError> {
    let known = header_name(name)?;
    let bad = || ConfigError::HeaderValue {
        name: name.to_owned(),
        is_empty: value.is_empty(),
    };
    let visible = value.bytes().all(|byte| matches!(byte, b' '..=b'~'));
    if value.is_empty() || value.trim() != value || !visible {
        return Err(bad());
    }
    let value = HeaderValue::from_str(value).map_err(|_| bad())?;
    Ok((known, value))
}

/// The name of a header (RFC 9110, section 5.1).
pub(super) fn header_name(name: &str) -> Result<HeaderName, ConfigError> {
    HeaderName::from_bytes(name.as_bytes()).map_err(|_| ConfigError::HeaderName(name.to_owned()))
}

/// A header that the API may not have.
pub(crate) fn vendor_header(
    name: Option<&'static str>,
    what: &'static str,
    value: &str,
) -> Result<(HeaderName, HeaderValue), ConfigError> {
    header(name.ok_or(ConfigError::NoHeader(what))?, value)
}

/// A header that is the caller's to give: none that the client sets itself.
pub(crate) fn own_header(
    profile: &Profile,
    name: &str,
    value: &str,
) -> Result<(HeaderName, HeaderValue), ConfigError> {
    let (known, mut value) = header(name, value)?;
    value.set_sensitive(known == header::AUTHORIZATION || known == header::COOKIE);
    match is_reserved(profile, &known) {
        true => Err(ConfigError::ReservedHeader(name.to_owned())),
        false => Ok((known, value)),
    }
}

/// Whether the client sets a header itself.
fn is_reserved(profile: &Profile, name: &HeaderName) -> bool {
    let vendor = [
        profile.version_header,
        profile.account_header,
        profile.context_header,
        profile.idempotency_header,
    ];
    let own = [
        header::ACCEPT_ENCODING,
        header::CONNECTION,
        header::CONTENT_ENCODING,
        header::CONTENT_LENGTH,
        header::CONTENT_TYPE,
        header::EXPECT,
        header::HOST,
        // What a proxy is told is nothing that the API is to see: through a tunnel, it would.
        header::PROXY_AUTHORIZATION,
        header::TE,
        header::TRAILER,
        header::TRANSFER_ENCODING,
        header::UPGRADE,
        header::USER_AGENT,
    ];
    // What proves who the caller is is set for its scheme; where none claims a header, it is the caller's.
    let is_claimed = profile.schemes.iter().any(|scheme| match scheme.kind {
        SchemeKind::Basic | SchemeKind::Bearer => *name == header::AUTHORIZATION,
        SchemeKind::Header(own) => own.eq_ignore_ascii_case(name.as_str()),
        SchemeKind::Query(_) | SchemeKind::Cookie(_) => false,
    });
    // Those about connections that `http` has no constant for (RFC 9110, section 7.6.1).
    matches!(name.as_str(), "keep-alive" | "proxy-connection")
        || is_claimed
        || own.contains(name)
        || vendor
            .into_iter()
            .flatten()
            .any(|own| own.eq_ignore_ascii_case(name.as_str()))
}
