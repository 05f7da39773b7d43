//! A token, and why there is none.
//!
//! In: what a fetch came to. Out: the same, for whoever waits for it. What always holds: neither shows the token.

use std::error::Error;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use super::text::SecretText;
use crate::runtime::show::Shown;

/// A token, and for how long it is valid.
#[derive(Clone, Debug)]
#[must_use]
pub struct Token {
    pub(super) secret: SecretText,
    pub(super) lifetime: Option<Duration>,
    /// What gets the next one, if that is another one from now on.
    pub(super) refresh: Option<SecretText>,
}

impl Token {
    /// A token that is valid until the API refuses it.
    pub fn new(token: impl Into<String>) -> Self {
        Self {
            secret: SecretText::new(token),
            lifetime: None,
            refresh: None,
        }
    }

    /// How long it is valid from the time on at which it was asked for.
    pub fn expires_in(mut self, lifetime: Duration) -> Self {
        self.lifetime = Some(lifetime);
        self
    }
}

/// Why there is no token. Nothing was sent to the API.
#[derive(Clone, PartialEq, Eq)]
pub struct TokenError {
    why: Arc<str>,
    is_retryable: bool,
}

impl TokenError {
    pub(crate) fn new(why: impl fmt::Display, is_retryable: bool) -> Self {
        let why = Shown(&why).to_string().into();
        Self { why, is_retryable }
    }

    /// Whether another fetch may come to something else.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        self.is_retryable
    }
}

impl fmt::Display for TokenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "there is no token for the call: {}", self.why)
    }
}

impl fmt::Debug for TokenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "TokenError({:?})", self.why)
    }
}

impl Error for TokenError {}
