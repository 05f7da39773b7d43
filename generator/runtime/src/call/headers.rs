//! What a client adds to the headers of a request.
//!
//! In: a request as the operation wrote it, and the settings of the client and of the call. Out: the same with all its
//! headers. What always holds: what identifies the client is its own; a request that the API must not carry out twice has an
//! idempotency key.

use http::header::{self, Entry};
use http::{HeaderMap, HeaderValue, Method, Request};

use super::request_options::RequestOptions;
use crate::runtime::body::Body;
use crate::runtime::config::{self, Config, ConfigError};
use crate::runtime::transport::has_body;

/// Adds all headers; gives the idempotency key, if there is one. `random` becomes that key, if one is needed.
pub(super) fn complete(
    config: &Config,
    request: &mut Request<Body>,
    options: &RequestOptions,
    random: [u8; 16],
) -> Result<Option<String>, ConfigError> {
    let method = request.method().clone();
    // Always a length, never chunks: there are servers that insist on it, even for an empty body (RFC 9110, section 8.6).
    let length = has_body(request).then(|| HeaderValue::from(request.body().len()));
    let headers = request.headers_mut();
    // Room for those of the client, and for a key, a version and what proves who asks: else the map would be made twice.
    headers.reserve(config.headers.len() + 3);
    if let Some(length) = length {
        headers.insert(header::CONTENT_LENGTH, length);
    }
    for (name, value) in &config.headers {
        let of_client = *name == header::USER_AGENT;
        match headers.entry(name.clone()) {
            Entry::Vacant(place) => {
                place.insert(value.clone());
            }
            Entry::Occupied(mut place) if of_client => {
                place.insert(value.clone());
            }
            // What the operation says itself goes before what holds for all.
            Entry::Occupied(_) => {}
        }
    }
    add_options(config, &method, headers, options, random)
}

/// Adds the headers of one call; the idempotency key, if there is one.
fn add_options(
    config: &Config,
    method: &Method,
    headers: &mut HeaderMap,
    options: &RequestOptions,
    random: [u8; 16],
) -> Result<Option<String>, ConfigError> {
    let profile = &config.profile;
    if let Some(version) = &options.api_version {
        let (name, value) = config::vendor_header(profile.version_header, "version", version)?;
        headers.insert(name, value);
    }
    if let Some(account) = &options.account {
        let (name, value) = config::vendor_header(profile.account_header, "account", account)?;
        headers.insert(name, value);
    }
    if let Some(context) = &options.context {
        let (name, value) = config::vendor_header(profile.context_header, "context", context)?;
        headers.insert(name, value);
    }
    if let Some(key) = &options.idempotency_key {
        let what = "idempotency key";
        let (name, value) = config::vendor_header(profile.idempotency_header, what, key)?;
        headers.insert(name, value);
    }
    add_own(config, headers, options)?;
    let Some(name) = &config.idempotency_header else {
        return Ok(None);
    };
    if let Some(key) = headers.get(name) {
        return Ok(key.to_str().ok().map(str::to_owned));
    }
    if !matches!(*method, Method::POST | Method::PATCH) {
        return Ok(None);
    }
    let key = uuid(random);
    let value = HeaderValue::from_str(&key);
    let value = value.map_err(|_| ConfigError::HeaderName(name.to_string()))?;
    headers.insert(name.clone(), value);
    Ok(Some(key))
}

/// Adds the headers that are the caller's own. Those of a call stand instead of those of the client by the same name.
fn add_own(
    config: &Config,
    headers: &mut HeaderMap,
    options: &RequestOptions,
) -> Result<(), ConfigError> {
    let own = options.headers.iter();
    let own = own.map(|(name, value)| config::own_header(&config.profile, name, value));
    let own = own.collect::<Result<Vec<_>, _>>()?;
    for (name, _) in &own {
        if config
            .headers
            .iter()
            .any(|(of_client, _)| of_client == name)
        {
            headers.remove(name);
        }
    }
    for (name, value) in own {
        let too_many = |_| ConfigError::TooManyHeaders;
        headers.try_append(name, value).map_err(too_many)?;
    }
    Ok(())
}

/// A random UUID (RFC 9562, section 5.4).
fn uuid(random: [u8; 16]) -> String {
    let version_and_variant: u128 = 0xf000 << 64 | 0b11 << 62;
    let bits = u128::from_be_bytes(random) & !version_and_variant | 4 << 76 | 0b10 << 62;
    let mut text = String::with_capacity(36);
    for (at, byte) in bits.to_be_bytes().into_iter().enumerate() {
        if matches!(at, 4 | 6 | 8 | 10) {
            text.push('-');
        }
        text.push(digit(byte >> 4));
        text.push(digit(byte & 0xf));
    }
    text
}

/// A hexadecimal digit, of a number below 16.
fn digit(number: u8) -> char {
    let first = if number < 10 { b'0' } else { b'a' - 10 };
    char::from(first.wrapping_add(number))
}
