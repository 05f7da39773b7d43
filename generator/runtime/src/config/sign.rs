//! Signing: credentials put into requests.
//!
//! In: a request, and what its operation asks for. Out: the same request, with what proves who the caller is. What always
//! holds: nothing is added to a request to an address that clients would not ask.

use std::sync::Arc;

use bytes::Bytes;
use http::header::{COOKIE, HeaderMap};
use http::{Request, Uri};
use zeroize::Zeroizing;

use super::config::Config;
use super::credentials::{HeldCredential, Proof, choose};
use super::error::ConfigError;
use crate::runtime::form::escape;
use crate::runtime::operation::{Alternatives, Operation};
use crate::runtime::secret::{SecretText, TokenError, Tokens, private};

/// Marks a request whose address has a secret in it, so that nothing logs it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct SecretAddress;

impl Config {
    /// Adds to a request what its operation needs to prove who the caller is, as clients do: for those who send requests
    /// by an HTTP client of their own. What the request has of the same name is replaced.
    ///
    /// A key that the API reads in the query is then in the request's address, which is shown wherever somebody prints the
    /// request: headers are marked as sensitive, an address cannot be.
    ///
    /// ```
    /// # use form_runtime::{Config, ConfigError, Operation};
    /// # fn sign<O: Operation>(config: &Config, operation: &O) -> Result<(), Box<dyn std::error::Error>> {
    /// let mut request = operation.to_request()?;
    /// config.sign(operation, &mut request)?;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// If no credential is set that the operation needs, or one that only clients fetch, or the request goes to an address that clients do not ask, such
    /// as one without encryption.
    pub fn sign<O: Operation, B>(
        &self,
        operation: &O,
        request: &mut Request<B>,
    ) -> Result<(), ConfigError> {
        let _ = operation;
        if request.uri().authority().is_some() {
            self.check_address(request.uri())?;
        }
        self.sign_for(O::SECURITY, request)
    }

    /// The same for what an operation needs; `None` is what most need.
    pub(crate) fn sign_for<B>(
        &self,
        needed: Option<Alternatives>,
        request: &mut Request<B>,
    ) -> Result<(), ConfigError> {
        match self.sign_given(needed, request)?.first() {
            Some(held) => Err(ConfigError::NotFetched(held.scheme.name)),
            None => Ok(()),
        }
    }

    /// Signs with what is there, and gives what is to be fetched.
    pub(crate) fn sign_given<B>(
        &self,
        needed: Option<Alternatives>,
        request: &mut Request<B>,
    ) -> Result<Vec<HeldCredential>, ConfigError> {
        let needed = needed.unwrap_or(self.profile.security);
        let mut fetched = Vec::new();
        let chosen = choose(needed, &self.credentials)?;
        let is_chosen = |held: &&HeldCredential| chosen.contains(&held.scheme.name);
        for held in self.credentials.iter().filter(is_chosen) {
            match &held.proof {
                Proof::Fetched(_) => fetched.push(held.clone()),
                proof => show(proof, request)?,
            }
        }
        Ok(fetched)
    }
}

impl HeldCredential {
    /// What fetches it.
    pub(crate) fn tokens(&self) -> Option<&Arc<Tokens>> {
        match &self.proof {
            Proof::Fetched(tokens) => Some(tokens),
            Proof::Header(..) | Proof::Query(_) | Proof::Cookie(_) => None,
        }
    }

    /// Puts a token that was fetched for it into a request.
    pub(crate) fn show<B>(
        &self,
        token: &SecretText,
        request: &mut Request<B>,
    ) -> Result<(), TokenError> {
        let unsendable = || TokenError::new("what was fetched cannot be sent", false);
        let proof = self.with(token).ok_or_else(unsendable)?;
        show(&proof, request).map_err(|_| unsendable())
    }
}

/// Puts a proof into a request.
fn show<B>(proof: &Proof, request: &mut Request<B>) -> Result<(), ConfigError> {
    match proof {
        Proof::Header(name, value) => {
            request.headers_mut().insert(name.clone(), value.clone());
        }
        Proof::Cookie(pair) => add_cookie(request.headers_mut(), pair)?,
        Proof::Query(pair) => {
            let signed = with_query(request.uri(), pair).ok_or(ConfigError::AddressTooLong)?;
            *request.uri_mut() = signed;
            request.extensions_mut().insert(SecretAddress);
        }
        // A token that fetches another one shows nothing.
        Proof::Fetched(_) => {}
    }
    Ok(())
}

/// Adds a cookie behind those that are there, instead of one of the same name.
fn add_cookie(headers: &mut HeaderMap, pair: &Bytes) -> Result<(), ConfigError> {
    let name = |pair: &[u8]| pair.split(|byte| *byte == b'=').next().map(<[u8]>::to_vec);
    let all = headers.get(COOKIE).map(|value| value.as_bytes());
    let all = all.unwrap_or_default();
    let others = all.split(|byte| *byte == b';').map(<[u8]>::trim_ascii);
    let others = others.filter(|other| !other.is_empty() && name(other) != name(pair));
    // As much as it can be, so that no part of a secret stays in memory that was too small.
    let mut text = Zeroizing::new(Vec::with_capacity(all.len() * 2 + 2 + pair.len()));
    for other in others {
        text.extend_from_slice(other);
        text.extend_from_slice(b"; ");
    }
    text.extend_from_slice(pair);
    let value = private(text).ok_or_else(|| ConfigError::HeaderValue {
        name: COOKIE.to_string(),
        is_empty: false,
    })?;
    headers.insert(COOKIE, value);
    Ok(())
}

/// An address with another pair in its query, in memory that is wiped; none if that is longer than an address can be. One of the same
/// name goes: an API that names the next page may repeat in it what it was asked with.
fn with_query(uri: &Uri, pair: &Bytes) -> Option<Uri> {
    let name = name_of(pair);
    let pairs = uri.query().into_iter().flat_map(|query| query.split('&'));
    let others = pairs.filter(|other| !other.is_empty() && name_of(other.as_bytes()) != name);
    let parts = [
        uri.scheme_str().unwrap_or_default(),
        if uri.scheme().is_some() { "://" } else { "" },
        uri.authority().map_or("", |authority| authority.as_str()),
        uri.path(),
        "?",
    ];
    let parts = parts
        .into_iter()
        .chain(others.flat_map(|other| [other, "&"]));
    let length = parts.clone().map(str::len).sum::<usize>() + pair.len();
    let mut text = Zeroizing::new(Vec::with_capacity(length));
    for part in parts {
        text.extend_from_slice(part.as_bytes());
    }
    text.extend_from_slice(pair);
    Uri::from_maybe_shared(Bytes::from_owner(text)).ok()
}

/// The name of a pair of a query, in whichever way it is written.
fn name_of(pair: &[u8]) -> Vec<u8> {
    let name = pair.split(|byte| *byte == b'=').next().unwrap_or_default();
    let mut plain = Vec::with_capacity(name.len());
    let name = String::from_utf8_lossy(name).replace('+', " ");
    escape::unescape(&name, &mut plain);
    plain
}
