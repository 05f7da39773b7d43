//! Tokens from an OAuth 2 server: client credentials (RFC 6749, section 4.4) and refresh tokens (section 6).
//!
//! In: what the caller has. Out: the request to the token endpoint, and the token in its response. What always holds: a secret
//! is in the body or in a header that is marked as sensitive, never in the address; no error repeats anything of a response
//! but its status and the short name of the error.

use std::fmt;
use std::time::Duration;

use bytes::Bytes;
use http::header::{ACCEPT, AUTHORIZATION, CONTENT_LENGTH, CONTENT_TYPE, USER_AGENT};
use http::{HeaderValue, Method, Request, Response, Uri};
use serde_json::Value;
use zeroize::Zeroizing;

use super::text::{SecretText, basic};
use super::token::{Token, TokenError};
use crate::runtime::body::Body;
use crate::runtime::form::escape::{self, Set};

/// How a token is got from a token endpoint. It is a [`Secret`](super::Secret) that clients fetch, keep until it expires, and fetch anew.
///
/// ```
/// use form_runtime::{OAuthGrant, Secret};
///
/// let grant = OAuthGrant::client_credentials("https://auth.example/token", "id", "secret").scope("read");
/// let token: Secret = grant.into();
/// ```
#[derive(Clone)]
#[must_use]
pub struct OAuthGrant {
    pub(crate) url: String,
    client: Option<(SecretText, SecretText)>,
    is_in_body: bool,
    refresh: Option<SecretText>,
    params: Vec<(String, String)>,
    scopes: Vec<String>,
}

/// Shows where tokens are from.
impl fmt::Debug for OAuthGrant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("OAuthGrant").finish_non_exhaustive()
    }
}

impl OAuthGrant {
    fn new(url: impl Into<String>) -> Self {
        Self {
            url: url.into(),
            client: None,
            is_in_body: false,
            refresh: None,
            params: Vec::new(),
            scopes: Vec::new(),
        }
    }

    /// A token for the program itself, by its id and its secret.
    pub fn client_credentials(
        token_url: impl Into<String>,
        id: impl Into<String>,
        secret: impl Into<String>,
    ) -> Self {
        Self::new(token_url).client(id, secret)
    }

    /// A token for whoever the refresh token is from. If a response has another refresh token, that is used from then on.
    pub fn refresh_token(token_url: impl Into<String>, token: impl Into<String>) -> Self {
        Self {
            refresh: Some(SecretText::new(token)),
            ..Self::new(token_url)
        }
    }

    /// The id and the secret of the program, where a refresh token needs them; the secret may be empty.
    pub fn client(mut self, id: impl Into<String>, secret: impl Into<String>) -> Self {
        self.client = Some((SecretText::new(id), SecretText::new(secret)));
        self
    }

    /// Sends id and secret in the body, for servers that do not read them from the header `Authorization`.
    pub fn client_in_body(mut self) -> Self {
        self.is_in_body = true;
        self
    }

    /// Asks for a scope, besides those before.
    pub fn scope(mut self, scope: impl Into<String>) -> Self {
        self.scopes.push(scope.into());
        self
    }

    /// Another parameter of the request, such as an `audience`.
    pub fn param(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        self.params.push((name.into(), value.into()));
        self
    }

    /// The request to the token endpoint; `newer` is the refresh token of the last response.
    pub(crate) fn request(
        &self,
        newer: Option<&SecretText>,
        product: &str,
    ) -> Result<Request<Body>, TokenError> {
        let unusable = |what: &str| TokenError::new(format_args!("{what} cannot be sent"), false);
        let refresh = newer.or(self.refresh.as_ref());
        let mut pairs = match refresh {
            Some(token) => vec![
                ("grant_type", "refresh_token"),
                ("refresh_token", token.as_str()),
            ],
            None => vec![("grant_type", "client_credentials")],
        };
        let scopes = self.scopes.join(" ");
        if !scopes.is_empty() {
            pairs.push(("scope", &scopes));
        }
        let others = self.params.iter();
        pairs.extend(others.map(|(name, value)| (name.as_str(), value.as_str())));
        let mut authorization = None;
        match &self.client {
            Some((id, secret)) if self.is_in_body || secret.as_str().is_empty() => {
                pairs.push(("client_id", id.as_str()));
                if !secret.as_str().is_empty() {
                    pairs.push(("client_secret", secret.as_str()));
                }
            }
            Some((id, secret)) => {
                let [id, secret] = [id, secret].map(|text| form(&[("", text.as_str())]));
                let text = |bytes: &Zeroizing<Vec<u8>>| {
                    Zeroizing::new(String::from_utf8_lossy(bytes).into_owned())
                };
                let value = basic(&text(&id), &text(&secret));
                authorization = Some(value.ok_or_else(|| unusable("the id or the secret"))?);
            }
            None => {}
        }
        let body = Bytes::from_owner(form(&pairs));
        let mut request = Request::new(Body::from(body));
        *request.method_mut() = Method::POST;
        let url: Uri = self.url.parse().map_err(|_| unusable("the token URL"))?;
        *request.uri_mut() = url;
        let length = request.body().len();
        let headers = request.headers_mut();
        let form = HeaderValue::from_static("application/x-www-form-urlencoded");
        headers.insert(CONTENT_TYPE, form);
        headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
        headers.insert(CONTENT_LENGTH, length.into());
        if let Ok(product) = HeaderValue::from_str(product) {
            headers.insert(USER_AGENT, product);
        }
        if let Some(value) = authorization {
            headers.insert(AUTHORIZATION, value);
        }
        Ok(request)
    }
}

/// Pairs as a form, in memory that is wiped; a pair without a name is its value alone.
fn form(pairs: &[(&str, &str)]) -> Zeroizing<Vec<u8>> {
    /// More than a byte becomes, and what the encoding reserves besides.
    const ROOM: usize = 64;
    let bytes: usize = pairs
        .iter()
        .map(|(name, value)| (name.len() + value.len()) * 3 + ROOM)
        .sum();
    let mut text = Zeroizing::new(Vec::with_capacity(bytes));
    for (name, value) in pairs {
        if !text.is_empty() {
            text.push(b'&');
        }
        if !name.is_empty() {
            escape::escape(name.as_bytes(), Set::Body, &mut text);
            text.push(b'=');
        }
        escape::escape(value.as_bytes(), Set::Body, &mut text);
    }
    text
}

/// The token in a response of a token endpoint.
pub(crate) fn token_in(response: &Response<Bytes>) -> Result<Token, TokenError> {
    let status = response.status();
    let body: Value = serde_json::from_slice(response.body()).unwrap_or_default();
    let text = |name: &str| body.get(name).and_then(Value::as_str);
    if !status.is_success() {
        let is_name = |name: &&str| {
            name.len() <= 40
                && name
                    .bytes()
                    .all(|byte| byte.is_ascii_lowercase() || byte == b'_')
        };
        let name = text("error")
            .filter(is_name)
            .unwrap_or("no name of an error");
        let why = format!("the token endpoint answered {} ({name})", status.as_u16());
        return Err(TokenError::new(
            why,
            status.is_server_error() || status.as_u16() == 429,
        ));
    }
    let kind = text("token_type").unwrap_or("bearer");
    let token = text("access_token").filter(|token| !token.is_empty());
    let Some(token) = token.filter(|_| kind.eq_ignore_ascii_case("bearer")) else {
        return Err(TokenError::new(
            "the token endpoint answered without a bearer token",
            false,
        ));
    };
    let lifetime = body.get("expires_in").and_then(|time| match time {
        Value::String(time) => time.trim().parse().ok(),
        other => other.as_u64(),
    });
    Ok(Token {
        secret: SecretText::new(token),
        lifetime: lifetime.map(Duration::from_secs),
        refresh: text("refresh_token")
            .filter(|token| !token.is_empty())
            .map(SecretText::new),
    })
}
