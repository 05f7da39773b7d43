//! Secrets, and the headers that show them to the API.
//!
//! In: a secret key. Out: the value of a header. What always holds: neither shows the secret in `Debug`, and the
//! memory of both is wiped when the last owner drops it. What a transport writes of a header is its own: hyper does not wipe
//! its buffers.

use std::error::Error;
use std::fmt;
use std::future::Future;
use std::sync::Arc;

use bytes::Bytes;
use http::HeaderValue;
use zeroize::Zeroizing;

use super::grant::OAuthGrant;
use super::token::{Fetching, Source, Token, Tokens};

/// A secret, such as an API key: given, or fetched when it is needed. It is not shown by `Debug` and wiped on drop.
#[derive(Clone)]
pub struct Secret(Inner);

#[derive(Clone)]
enum Inner {
    Text(Zeroizing<String>),
    Fetched(Arc<Tokens>),
}

impl Secret {
    /// Takes the secret. A `String` is taken over without a copy; a `&str` is copied, and its owner's copy stays.
    pub fn new(secret: impl Into<String>) -> Self {
        Self(Inner::Text(Zeroizing::new(secret.into())))
    }

    /// A token or a key that a function gives whenever there is none that is valid: kept until it expires or the API refuses it, and
    /// fetched by one call at once. For asynchronous clients.
    ///
    /// ```
    /// use form_runtime::{Secret, Token};
    ///
    /// let token = Secret::fetched(|| async { Ok(Token::new("token")) });
    /// ```
    pub fn fetched<F>(fetch: impl Fn() -> F + Send + Sync + 'static) -> Self
    where
        F: Future<Output = Result<Token, Box<dyn Error + Send + Sync>>> + Send + 'static,
    {
        let fetch = Box::new(move || -> Fetching { Box::pin(fetch()) });
        Self::of(Source::Asynchronous(fetch))
    }

    /// The same by a function that blocks its thread. For clients of both kinds.
    pub fn fetched_blocking(
        fetch: impl Fn() -> Result<Token, Box<dyn Error + Send + Sync>> + Send + Sync + 'static,
    ) -> Self {
        Self::of(Source::Blocking(Box::new(fetch)))
    }

    fn of(source: Source) -> Self {
        Self(Inner::Fetched(Arc::new(Tokens::new(source))))
    }

    /// What fetches it, if it is not there.
    pub(super) fn tokens(&self) -> Option<&Arc<Tokens>> {
        match &self.0 {
            Inner::Text(_) => None,
            Inner::Fetched(tokens) => Some(tokens),
        }
    }

    /// A user and a password with a colon between them, apart. Hidden: generated crates read such ones from the environment.
    #[doc(hidden)]
    #[must_use]
    pub fn split(&self) -> (Self, Self) {
        let (user, password) = self.text().split_once(':').unwrap_or((self.text(), ""));
        (Self::new(user), Self::new(password))
    }

    /// The secret itself; nothing, if it is fetched.
    pub(super) fn text(&self) -> &str {
        match &self.0 {
            Inner::Text(text) => text,
            Inner::Fetched(_) => "",
        }
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

impl From<String> for Secret {
    fn from(secret: String) -> Self {
        Self::new(secret)
    }
}

impl From<OAuthGrant> for Secret {
    fn from(grant: OAuthGrant) -> Self {
        Self::of(Source::Grant(grant))
    }
}

impl From<&str> for Secret {
    fn from(secret: &str) -> Self {
        Self::new(secret)
    }
}

/// How the secret is shown to the API.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Auth {
    /// As a bearer token (RFC 6750).
    #[default]
    Bearer,
    /// As the user name of Basic authentication (RFC 7617), without a password. There can be no colon in it.
    Basic,
}

/// What bearer authentication (RFC 6750) shows of a token.
pub(super) fn bearer(token: &str) -> Option<HeaderValue> {
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
pub(super) fn basic(user: &str, password: &str) -> Option<HeaderValue> {
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
pub(super) fn private(text: Zeroizing<Vec<u8>>) -> Option<HeaderValue> {
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
