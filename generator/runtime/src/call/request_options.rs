//! What one call does differently from its client.
//!
//! In: settings by the caller. Out: the same, for [`Call`](super::Call). Whatever is not set is the client's.

use std::fmt;
use std::time::Duration;

/// Settings of one call.
#[derive(Clone, Default)]
#[must_use]
pub struct RequestOptions {
    pub(super) idempotency_key: Option<String>,
    pub(super) account: Option<String>,
    pub(super) context: Option<String>,
    pub(super) api_version: Option<String>,
    pub(super) timeout: Option<Duration>,
    pub(super) max_retries: Option<u32>,
    pub(super) headers: Vec<(String, String)>,
}

impl RequestOptions {
    /// As the client has it.
    pub fn new() -> Self {
        Self::default()
    }

    /// The key that makes repeated requests count once. Without one, a `POST` gets a random one; the same call made
    /// again, after a crash perhaps, is safe only with a key that the caller kept.
    pub fn idempotency_key(mut self, key: impl Into<String>) -> Self {
        self.idempotency_key = Some(key.into());
        self
    }

    /// The account on whose behalf the call is made.
    pub fn account(mut self, account: impl Into<String>) -> Self {
        self.account = Some(account.into());
        self
    }

    /// The context in which the call is made, such as an account within an organization.
    pub fn context(mut self, context: impl Into<String>) -> Self {
        self.context = Some(context.into());
        self
    }

    /// The version of the API to ask for.
    pub fn api_version(mut self, version: impl Into<String>) -> Self {
        self.api_version = Some(version.into());
        self
    }

    /// The time for the whole call, retries and waits included; more than zero.
    pub fn timeout(mut self, timeout: Duration) -> Self {
        self.timeout = Some(timeout);
        self
    }

    /// How often a failed request is sent again, at most.
    pub fn max_retries(mut self, retries: u32) -> Self {
        self.max_retries = Some(retries);
        self
    }

    /// Another header, instead of those of the client by that name. Those that the client sets itself, and those about
    /// connections, are refused when the call is made.
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.headers.push((name.into(), value.into()));
        self
    }

    /// Calls a setter if there is a value for it, as in `.maybe(account, RequestOptions::account)`.
    pub fn maybe<T>(self, value: Option<T>, set: impl FnOnce(Self, T) -> Self) -> Self {
        match value {
            Some(value) => set(self, value),
            None => self,
        }
    }

    /// The same for another request: all but the idempotency key.
    pub(crate) fn for_another_request(&self) -> Self {
        Self {
            idempotency_key: None,
            ..self.clone()
        }
    }
}

/// Shows the names of headers without their values, which may be secret.
impl fmt::Debug for RequestOptions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let headers: Vec<&str> = self.headers.iter().map(|(name, _)| name.as_str()).collect();
        f.debug_struct("RequestOptions")
            .field("idempotency_key", &self.idempotency_key)
            .field("account", &self.account)
            .field("context", &self.context)
            .field("api_version", &self.api_version)
            .field("timeout", &self.timeout)
            .field("max_retries", &self.max_retries)
            .field("headers", &headers)
            .finish()
    }
}
