//! Credentials: what the caller has for the document's security schemes.
//!
//! In: secrets by the caller, each for a scheme. Out: what requests show of them, checked and ready to be sent; of several
//! ways to authenticate, the one to take. What always holds: nothing here is shown by `Debug`, and its memory is wiped with
//! the last owner.

use std::fmt;
use std::sync::Arc;

use bytes::Bytes;
use http::header::AUTHORIZATION;
use http::{HeaderName, HeaderValue};
use zeroize::Zeroizing;

use super::error::ConfigError;
use crate::runtime::form::escape::{self, Set};
use crate::runtime::operation::Alternatives;
use crate::runtime::secret::{
    Scheme, SchemeKind, Secret, SecretText, Tokens, basic, bearer, private,
};

/// What the caller has for a scheme.
#[derive(Clone)]
#[doc(hidden)]
pub enum Credential {
    /// A user and a password.
    Pair(Secret, Secret),
    /// A token or a key.
    One(Secret),
}

/// What requests show of a credential. A clone shares the memory.
#[derive(Clone)]
pub(crate) enum Proof {
    /// A header.
    Header(HeaderName, HeaderValue),
    /// A pair of the query, percent-encoded.
    Query(Bytes),
    /// A pair of the `Cookie` header.
    Cookie(Bytes),
    /// Nothing yet: what it will be of is fetched for each call.
    Fetched(Arc<Tokens>),
}

/// What a credential is of, and what requests show of it.
#[derive(Clone)]
pub(crate) struct HeldCredential {
    pub(super) scheme: Scheme,
    pub(super) proof: Proof,
}

/// Shows the scheme alone.
impl fmt::Debug for HeldCredential {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}(…)", self.scheme.name)
    }
}

/// Why a credential cannot be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unsendable {
    /// There is nothing to it.
    Empty,
    /// It has characters that its place in the request cannot hold.
    Characters,
}

/// What requests show of a credential by a scheme.
pub(super) fn proof(kind: SchemeKind, credential: &Credential) -> Result<Proof, Unsendable> {
    match credential {
        Credential::Pair(user, password) => shown(kind, user.text(), password.text()),
        Credential::One(secret) => match secret.tokens() {
            Some(tokens) => Ok(Proof::Fetched(Arc::clone(tokens))),
            None => shown(kind, secret.text(), ""),
        },
    }
}

/// What requests show of texts.
fn shown(kind: SchemeKind, secret: &str, password: &str) -> Result<Proof, Unsendable> {
    let authorization = |value: Option<HeaderValue>| {
        let value = value.ok_or(Unsendable::Characters)?;
        Ok(Proof::Header(AUTHORIZATION, value))
    };
    if secret.is_empty() && password.is_empty() {
        return Err(Unsendable::Empty);
    }
    match kind {
        SchemeKind::Basic => authorization(basic(secret, password)),
        SchemeKind::Bearer => authorization(bearer(secret)),
        SchemeKind::Header(name) => header(name, secret),
        SchemeKind::Query(name) => Ok(Proof::Query(query(name, secret))),
        SchemeKind::Cookie(name) => cookie(name, secret),
    }
}

fn header(name: &str, secret: &str) -> Result<Proof, Unsendable> {
    let visible = secret.bytes().all(|byte| matches!(byte, b' '..=b'~'));
    let name = HeaderName::from_bytes(name.as_bytes()).ok();
    let value = private(Zeroizing::new(secret.as_bytes().to_vec()));
    match (name, value) {
        (Some(name), Some(value)) if visible && secret.trim() == secret => {
            Ok(Proof::Header(name, value))
        }
        _ => Err(Unsendable::Characters),
    }
}

/// A pair of a query, percent-encoded.
fn query(name: &str, secret: &str) -> Bytes {
    /// More than a byte becomes, and what the encoding reserves besides: with enough room from the start, no copy is left
    /// behind by growing.
    const ROOM: usize = 64;
    let mut pair = Vec::with_capacity((name.len() + secret.len()) * 3 + ROOM);
    escape::escape(name.as_bytes(), Set::Query, &mut pair);
    pair.push(b'=');
    escape::escape(secret.as_bytes(), Set::Query, &mut pair);
    Bytes::from_owner(Zeroizing::new(pair))
}

/// A cookie, as it is (RFC 6265, section 4.1.1): it was given by the server, which compares it with what it gave.
fn cookie(name: &str, secret: &str) -> Result<Proof, Unsendable> {
    let is_sent = |byte: u8| byte.is_ascii_graphic() && !matches!(byte, b'"' | b',' | b';' | b'\\');
    if !secret.bytes().all(is_sent) {
        return Err(Unsendable::Characters);
    }
    let mut pair = Vec::with_capacity(name.len() + 1 + secret.len());
    pair.extend_from_slice(name.as_bytes());
    pair.push(b'=');
    pair.extend_from_slice(secret.as_bytes());
    Ok(Proof::Cookie(Bytes::from_owner(Zeroizing::new(pair))))
}

impl HeldCredential {
    /// What requests show of a token that was fetched.
    pub(super) fn with(&self, token: &SecretText) -> Option<Proof> {
        shown(self.scheme.kind, token.as_str(), "").ok()
    }
}

/// Of the alternatives, the first of which everything is there. One that needs nothing counts only where no other can be met:
/// whoever has a credential wants it to be sent.
pub(super) fn choose(
    alternatives: Alternatives,
    held: &[HeldCredential],
) -> Result<&'static [&'static str], ConfigError> {
    let has = |name: &&str| held.iter().any(|one| one.scheme.name == *name);
    let mut needing = alternatives.iter().filter(|schemes| !schemes.is_empty());
    let met = needing.find(|schemes| schemes.iter().all(has));
    let optional = alternatives.is_empty() || alternatives.iter().any(|all| all.is_empty());
    match met {
        Some(all) => Ok(all),
        None if optional => Ok(&[]),
        None => Err(ConfigError::NoCredentials(alternatives)),
    }
}
