//! Secrets: given, or fetched.
//!
//! In: a secret key, or what fetches one. Out: the same, for [`config`](crate::runtime::config). What always holds: it is not shown
//! by `Debug`, and the memory of a text is wiped when the last owner drops it.

use std::error::Error;
use std::fmt;
use std::future::Future;
use std::sync::Arc;

use super::grant::OAuthGrant;
use super::text::SecretText;
use super::token::Token;
use super::tokens::{Fetching, TokenSource, Tokens};

/// A secret, such as an API key: given, or fetched when it is needed. It is not shown by `Debug` and wiped on drop.
#[derive(Clone)]
pub struct Secret(Inner);

#[derive(Clone)]
enum Inner {
    Text(SecretText),
    Fetched(Arc<Tokens>),
}

impl Secret {
    /// Takes the secret. A `String` is taken over without a copy; a `&str` is copied, and its owner's copy stays.
    pub fn new(secret: impl Into<String>) -> Self {
        Self(Inner::Text(SecretText::new(secret)))
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
        Self::of(TokenSource::Asynchronous(fetch))
    }

    /// The same by a function that blocks its thread. For clients of both kinds.
    pub fn fetched_blocking(
        fetch: impl Fn() -> Result<Token, Box<dyn Error + Send + Sync>> + Send + Sync + 'static,
    ) -> Self {
        Self::of(TokenSource::Blocking(Box::new(fetch)))
    }

    fn of(source: TokenSource) -> Self {
        Self(Inner::Fetched(Arc::new(Tokens::new(source))))
    }

    /// What fetches it, if it is not there.
    pub(crate) fn tokens(&self) -> Option<&Arc<Tokens>> {
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
    pub(crate) fn text(&self) -> &str {
        match &self.0 {
            Inner::Text(text) => text.as_str(),
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
        Self::of(TokenSource::Grant(grant))
    }
}

impl From<&str> for Secret {
    fn from(secret: &str) -> Self {
        Self::new(secret)
    }
}
