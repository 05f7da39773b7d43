//! What a client of the API has to know, and OpenAPI has no keyword for.

use super::security::Access;

/// The conventions of the API, from the document's `x-client`. Each may be missing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serialize", derive(serde::Serialize, serde::Deserialize))]
pub struct ClientProfile {
    /// The base URLs that requests go to, each once: first that of requests that no operation describes.
    pub servers: Vec<String>,
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
