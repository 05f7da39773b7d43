//! Tokens that are fetched for a call.
//!
//! In: what a call needs that is not there, then tokens. Out: the request with them. What always holds: a token is asked for
//! before each attempt, as it may have expired meanwhile; one that the API refuses is forgotten, and replaced once.

use std::sync::Arc;

use http::{Request, StatusCode};

use crate::runtime::body::Body;
use crate::runtime::config::HeldCredential;
use crate::runtime::secret::{SecretText, TokenError, Tokens};
use crate::runtime::transport::Attempt;

/// What is fetched.
pub(super) struct Fetched {
    needed: Vec<HeldCredential>,
    tokens: Vec<SecretText>,
    /// The request of the next attempt.
    signed: Option<Request<Body>>,
    /// Whether a token was refused before.
    is_renewed: bool,
}

impl Fetched {
    pub(super) fn new(needed: Vec<HeldCredential>) -> Self {
        Self {
            needed,
            tokens: Vec::new(),
            signed: None,
            is_renewed: false,
        }
    }

    /// Whether there is something to get before the next attempt.
    pub(super) fn is_due(&self) -> bool {
        !self.needed.is_empty() && self.signed.is_none()
    }

    pub(super) fn tokens(&self) -> Vec<Arc<Tokens>> {
        self.needed
            .iter()
            .filter_map(HeldCredential::tokens)
            .cloned()
            .collect()
    }

    /// Makes the request of the next attempt.
    pub(super) fn sign(
        &mut self,
        request: &Request<Body>,
        tokens: Vec<SecretText>,
    ) -> Result<(), TokenError> {
        let mut signed = request.clone();
        for (held, token) in self.needed.iter().zip(&tokens) {
            held.show(token, &mut signed)?;
        }
        self.tokens = tokens;
        self.signed = Some(signed);
        Ok(())
    }

    /// The request of the attempt that is made.
    pub(super) fn signed(&self) -> Option<&Request<Body>> {
        self.signed.as_ref()
    }

    /// Notes the end of an attempt; whether the API refused a token, which it did nothing for, and another one is worth a try.
    pub(super) fn is_refused(&mut self, attempt: &Attempt) -> bool {
        if self.signed.take().is_none() {
            return false;
        }
        let is_refused = attempt
            .as_ref()
            .is_ok_and(|response| response.status() == StatusCode::UNAUTHORIZED);
        if is_refused {
            for (held, token) in self.needed.iter().zip(&self.tokens) {
                if let Some(tokens) = held.tokens() {
                    tokens.forget(token);
                }
            }
        }
        is_refused && !std::mem::replace(&mut self.is_renewed, is_refused)
    }
}
