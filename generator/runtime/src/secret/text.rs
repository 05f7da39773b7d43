//! Texts that are secret, and the headers that show them to the API.
//!
//! In: a text. Out: the value of a header. What always holds: neither is shown by `Debug`, and the memory of both is wiped when
//! the last owner drops it. What a transport writes of a header is its own: hyper does not wipe its buffers.

use std::fmt;

use bytes::Bytes;
use http::HeaderValue;
use zeroize::Zeroizing;

/// A text that is secret.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct SecretText(Zeroizing<String>);

impl SecretText {
    /// Takes the text over, without a copy.
    pub(crate) fn new(text: impl Into<String>) -> Self {
        Self(Zeroizing::new(text.into()))
    }

    pub(crate) fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for SecretText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("…")
    }
}

/// What bearer authentication (RFC 6750) shows of a token.
pub(crate) fn bearer(token: &str) -> Option<HeaderValue> {
    if token.is_empty() || !token.bytes().all(|byte| byte.is_ascii_graphic()) {
        return None;
    }
    let mut text = Zeroizing::new(Vec::with_capacity(7 + token.len()));
    text.extend_from_slice(b"Bearer ");
    text.extend_from_slice(token.as_bytes());
    private(text)
}

/// What Basic authentication (RFC 7617) shows of a user, in whose name there can be no colon: it would end there. Neither can
/// have control characters.
pub(crate) fn basic(user: &str, password: &str) -> Option<HeaderValue> {
    if user.contains(':') || user.contains(char::is_control) || password.contains(char::is_control)
    {
        return None;
    }
    // Base64 needs four bytes for three: with enough room from the start, no copy is left behind by growing.
    let mut text = Zeroizing::new(Vec::with_capacity(16 + (user.len() + password.len()) * 2));
    text.extend_from_slice(b"Basic ");
    let bytes = user.bytes().chain([b':']).chain(password.bytes());
    base64(bytes, &mut text);
    private(text)
}

/// The value of a header: marked as sensitive, in memory that is wiped with its last owner.
pub(crate) fn private(text: Zeroizing<Vec<u8>>) -> Option<HeaderValue> {
    let mut value = HeaderValue::from_maybe_shared(Bytes::from_owner(text)).ok()?;
    value.set_sensitive(true);
    Some(value)
}

/// Base64 with padding (RFC 4648, section 4).
fn base64(bytes: impl Iterator<Item = u8>, out: &mut Vec<u8>) {
    const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut bits = 0_u32;
    let mut count = 0_u32;
    let mut length = 0_usize;
    let mut digit = |bits: u32| {
        length += 1;
        out.push(ALPHABET.get((bits & 63) as usize).copied().unwrap_or(b'='));
    };
    for byte in bytes {
        bits = (bits << 8 | u32::from(byte)) & 0xffff;
        count += 8;
        while count >= 6 {
            count -= 6;
            digit(bits >> count);
        }
    }
    if count > 0 {
        digit(bits << (6 - count));
    }
    let padding = length.next_multiple_of(4) - length;
    out.extend(std::iter::repeat_n(b'=', padding));
}
