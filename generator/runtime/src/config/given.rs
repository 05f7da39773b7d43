//! What the caller gives to prove who is calling.
//!
//! In: secrets, by scheme or, where the API has one alone, as it is. Out: [`HeldCredential`] for each scheme that has one. What always
//! holds: a secret that cannot be sent is an error before anything is.

use super::credentials::{Credential, HeldCredential, Unsendable, proof};
use super::error::ConfigError;
use crate::runtime::secret::{Scheme, SchemeKind, Secret};

/// What the caller gives.
#[derive(Default)]
pub(super) struct Given {
    /// The secret, where the API has one alone.
    pub(super) secret: Option<Secret>,
    pub(super) auth: Auth,
    /// What there is for the schemes, by their names.
    pub(super) credentials: Vec<(&'static str, Credential)>,
}

impl Given {
    /// What the caller has for the schemes of the API, ready to be sent.
    pub(super) fn held(&self, schemes: &[Scheme]) -> Result<Vec<HeldCredential>, ConfigError> {
        let schemes = schemes.iter();
        let held = schemes.filter_map(|scheme| {
            let credential = self.credential_of(scheme)?;
            let proof = proof(scheme.kind, &credential).map_err(|why| {
                let is_empty = why == Unsendable::Empty;
                match self.secret {
                    Some(_) => ConfigError::Secret { is_empty },
                    None => ConfigError::Credential {
                        scheme: scheme.name,
                        is_empty,
                    },
                }
            });
            let scheme = *scheme;
            Some(proof.map(|proof| HeldCredential { scheme, proof }))
        });
        held.collect()
    }

    fn credential_of(&self, scheme: &Scheme) -> Option<Credential> {
        let mut set = self.credentials.iter();
        if let Some((_, credential)) = set.find(|(name, _)| *name == scheme.name) {
            return Some(credential.clone());
        }
        let is_shown = match self.auth {
            Auth::Bearer => scheme.kind == SchemeKind::Bearer,
            Auth::Basic => scheme.kind == SchemeKind::Basic,
        };
        let secret = self.secret.as_ref().filter(|_| is_shown)?;
        Some(Credential::One(secret.clone()))
    }
}

/// How the secret is shown to the API.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Auth {
    /// As a bearer token (RFC 6750).
    #[default]
    Bearer,
    /// As the user name of Basic authentication (RFC 7617), without a password. There can be no colon in it.
    Basic,
}
