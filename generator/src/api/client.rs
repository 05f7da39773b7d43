//! What a client of the API has to know: how it proves who is calling, and what OpenAPI has no keyword for.
//!
//! In: the document's schemes, and `x-client`, lowered. Out: data to match on exhaustively. What always holds: an operation names
//! only schemes that are [served](SecurityScheme::is_served).

mod servers;

use super::operations::InputLocation;
use super::{Api, Docs, Ident, Pointer};
pub use servers::{Server, ServerTemplate, ServerValue, ServerValues, ServerVariable, UrlPiece};

/// The conventions of the API, from the document's `x-client`. Each may be missing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serialize", derive(serde::Serialize, serde::Deserialize))]
pub struct ClientProfile {
    /// The base URLs that requests go to, each once: first that of requests that no operation describes.
    pub servers: Vec<String>,
    /// Those of them that have variables.
    pub templates: Vec<ServerTemplate>,
    /// The variables, in the order in which the document first uses them.
    pub variables: Vec<ServerVariable>,
    /// What a client is made with.
    pub access: Access,
    /// `versionHeader`: asks for a version of the API. Always a header's name, as all headers here.
    pub version_header: Option<String>,
    /// `accountHeader`: names the account on whose behalf a request is made.
    pub account_header: Option<String>,
    /// `contextHeader`: names the context in which a request is made.
    pub context_header: Option<String>,
    /// `idempotencyHeader`: makes repeated requests count once.
    pub idempotency_header: Option<String>,
    /// `retryHeader`: in a response, says by `true` or `false` whether to repeat the request.
    pub retry_header: Option<String>,
    /// `secretVariable`: the environment variable that holds the secret.
    pub secret_variable: Option<String>,
    /// `baseUrlVariable`: the environment variable that may hold another base URL.
    pub base_url_variable: Option<String>,
    /// `errorMember`: the member that makes a body an error if it is an object, whatever the status.
    pub error_member: Option<String>,
}

/// A way to authenticate.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serialize", derive(serde::Serialize, serde::Deserialize))]
pub struct SecurityScheme {
    /// Its key in `components.securitySchemes`.
    pub wire: String,
    /// The function of the builder that takes its credentials.
    pub setter: Ident,
    /// What it is.
    pub kind: SecuritySchemeKind,
    /// Its description.
    pub docs: Docs,
    /// Where the document defines it.
    pub pointer: Pointer,
}

/// What a security scheme asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serialize", derive(serde::Serialize, serde::Deserialize))]
pub enum SecuritySchemeKind {
    /// `Authorization: Basic`.
    Basic,
    /// `Authorization: Bearer`.
    Bearer,
    /// A key in a header, in the query or in a cookie of that name.
    ApiKey {
        /// Where it goes.
        location: InputLocation,
        /// The name it goes by.
        name: String,
    },
    /// OAuth 2 or OpenID Connect: a bearer token.
    OAuth {
        /// Where a program gets tokens by itself (`clientCredentials`), if the document names it.
        token_url: Option<String>,
        /// Where anybody gets another token for one that lets do so, if the document names it.
        refresh_url: Option<String>,
    },
    /// What no client can serve, in words.
    Other(String),
}

/// What several security schemes prove together; nothing, if there is none.
pub type Together = Vec<String>;

/// What a client is made with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serialize", derive(serde::Serialize, serde::Deserialize))]
pub enum Access {
    /// One secret, as a bearer token.
    Bearer,
    /// One secret, as a bearer token or as the user of Basic authentication.
    BearerOrBasic,
    /// The credentials of these schemes, by their place in the model, if those of no others are set by name.
    Schemes(Vec<usize>),
    /// Nothing: there is nothing to set, or only by name.
    #[default]
    Nothing,
}

impl SecuritySchemeKind {
    /// Whether it asks for a bearer token.
    #[must_use]
    pub fn is_bearer(&self) -> bool {
        match self {
            Self::Bearer | Self::OAuth { .. } => true,
            Self::Basic | Self::ApiKey { .. } | Self::Other(_) => false,
        }
    }

    /// How many texts its credentials are.
    #[must_use]
    pub fn arguments(&self) -> usize {
        match self {
            Self::Basic => 2,
            Self::Bearer | Self::ApiKey { .. } | Self::OAuth { .. } => 1,
            Self::Other(_) => 0,
        }
    }
}

impl SecurityScheme {
    /// Whether clients can do what it asks for.
    #[must_use]
    pub fn is_served(&self) -> bool {
        match self.kind {
            SecuritySchemeKind::Basic
            | SecuritySchemeKind::Bearer
            | SecuritySchemeKind::ApiKey { .. }
            | SecuritySchemeKind::OAuth { .. } => true,
            SecuritySchemeKind::Other(_) => false,
        }
    }
}

impl Api {
    /// The schemes that clients can serve.
    pub fn served_schemes(&self) -> impl Iterator<Item = &SecurityScheme> {
        let schemes = self.security_schemes.iter();
        schemes.filter(|scheme| scheme.is_served())
    }
}
