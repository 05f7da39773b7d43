//! What a vendor decides about calls, and an OpenAPI document does not say by itself.
//!
//! In: constants that the generated crate has from its document. Out: the same, for the client. Everything may be missing.

use std::fmt::Debug;

use super::template::{ServerTemplate, ServerVariable};
use crate::runtime::operation::{Alternatives, ErrorBody, FromErrorBody};
use crate::runtime::secret::Scheme;

/// The conventions of an API.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Profile {
    /// The product in `User-Agent`: name and version of the generated crate.
    pub product: &'static str,
    /// The base URL of requests that no operation describes.
    pub server: &'static str,
    /// Every base URL that requests go to; if there is none here, [`server`](Self::server) alone.
    pub servers: &'static [&'static str],
    /// The variables that base URLs have.
    pub variables: &'static [ServerVariable],
    /// The base URLs that have variables.
    pub templates: &'static [ServerTemplate],
    /// The security schemes that clients can serve.
    pub schemes: &'static [Scheme],
    /// What requests need to prove who the caller is, unless their operation says otherwise.
    pub security: Alternatives,
    /// The version of the API that the document describes, which is asked for unless the caller asks for another.
    pub api_version: Option<&'static str>,
    /// The header that asks for a version of the API.
    pub version_header: Option<&'static str>,
    /// The header that names the account on whose behalf a request is made.
    pub account_header: Option<&'static str>,
    /// The header that names the context in which a request is made, such as an account within an organization.
    pub context_header: Option<&'static str>,
    /// The header whose value makes repeated requests count once.
    pub idempotency_header: Option<&'static str>,
    /// The response header that says, by `true` or `false`, whether to repeat the request.
    pub retry_header: Option<&'static str>,
    /// The environment variable that holds the secret.
    pub secret_variable: Option<&'static str>,
    /// The environment variable that holds the base URL to ask instead of every other, such as a test server's.
    pub base_url_variable: Option<&'static str>,
    /// The member whose presence, as an object, makes a body an error even if its status says success.
    pub error_member: Option<&'static str>,
}

impl Profile {
    /// An API without conventions of its own.
    #[must_use]
    pub const fn new(product: &'static str, server: &'static str) -> Self {
        Self {
            product,
            server,
            servers: &[],
            variables: &[],
            templates: &[],
            schemes: &[],
            security: &[],
            api_version: None,
            version_header: None,
            account_header: None,
            context_header: None,
            idempotency_header: None,
            retry_header: None,
            secret_variable: None,
            base_url_variable: None,
            error_member: None,
        }
    }

    /// Sets [`servers`](Self::servers).
    #[must_use]
    pub const fn with_servers(mut self, servers: &'static [&'static str]) -> Self {
        self.servers = servers;
        self
    }

    /// Sets [`variables`](Self::variables) and [`templates`](Self::templates).
    #[must_use]
    pub const fn with_variables(
        mut self,
        variables: &'static [ServerVariable],
        templates: &'static [ServerTemplate],
    ) -> Self {
        self.variables = variables;
        self.templates = templates;
        self
    }

    /// Sets [`schemes`](Self::schemes) and [`security`](Self::security).
    #[must_use]
    pub const fn with_security(
        mut self,
        schemes: &'static [Scheme],
        security: Alternatives,
    ) -> Self {
        self.schemes = schemes;
        self.security = security;
        self
    }

    /// Sets [`api_version`](Self::api_version).
    #[must_use]
    pub const fn with_api_version(mut self, version: &'static str) -> Self {
        self.api_version = Some(version);
        self
    }

    /// Sets [`version_header`](Self::version_header).
    #[must_use]
    pub const fn with_version_header(mut self, name: &'static str) -> Self {
        self.version_header = Some(name);
        self
    }

    /// Sets [`account_header`](Self::account_header).
    #[must_use]
    pub const fn with_account_header(mut self, name: &'static str) -> Self {
        self.account_header = Some(name);
        self
    }

    /// Sets [`context_header`](Self::context_header).
    #[must_use]
    pub const fn with_context_header(mut self, name: &'static str) -> Self {
        self.context_header = Some(name);
        self
    }

    /// Sets [`idempotency_header`](Self::idempotency_header).
    #[must_use]
    pub const fn with_idempotency_header(mut self, name: &'static str) -> Self {
        self.idempotency_header = Some(name);
        self
    }

    /// Sets [`retry_header`](Self::retry_header).
    #[must_use]
    pub const fn with_retry_header(mut self, name: &'static str) -> Self {
        self.retry_header = Some(name);
        self
    }

    /// Sets [`secret_variable`](Self::secret_variable).
    #[must_use]
    pub const fn with_secret_variable(mut self, name: &'static str) -> Self {
        self.secret_variable = Some(name);
        self
    }

    /// Sets [`base_url_variable`](Self::base_url_variable).
    #[must_use]
    pub const fn with_base_url_variable(mut self, name: &'static str) -> Self {
        self.base_url_variable = Some(name);
        self
    }

    /// Sets [`error_member`](Self::error_member).
    #[must_use]
    pub const fn with_error_member(mut self, name: &'static str) -> Self {
        self.error_member = Some(name);
        self
    }
}

/// A type that stands for an API, so that its clients know its conventions.
pub trait Vendor {
    /// What the body of an error holds where the document does not say: the one type that it has for errors of all
    /// operations, or else any JSON.
    type Error: ErrorBody + FromErrorBody + Debug + Send + Sync + 'static;

    /// The conventions.
    const PROFILE: Profile;
}

/// An API to which one secret proves who the caller is, in `Authorization`: its clients are made with that secret.
pub trait OneSecret: Vendor {}

/// An API that takes its secret as a bearer token or as the user of Basic authentication.
pub trait BearerOrBasic: OneSecret {}
