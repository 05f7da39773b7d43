//! What builders have to be told who is calling.
//!
//! In: secrets. Out: settings that have them. What always holds: an API that has one secret takes it when a client is made.

use super::builder::ClientBuilder;
use super::credentials::Credential;
use super::error::ConfigError;
use super::given::Auth;
use super::profile::{BearerOrBasic, OneSecret, Vendor};
use crate::runtime::secret::Secret;

impl<V: Vendor> ClientBuilder<V> {
    /// Sets what the caller has for a scheme of that name. Hidden: generated crates have a function for each scheme.
    #[doc(hidden)]
    pub fn credential(mut self, scheme: &'static str, credential: Credential) -> Self {
        self.given.credentials.retain(|(known, _)| *known != scheme);
        self.given.credentials.push((scheme, credential));
        self
    }

    /// The secret of the environment, and the settings without it.
    #[doc(hidden)]
    pub fn environment() -> Result<(Self, Secret), ConfigError> {
        let name = V::PROFILE
            .secret_variable
            .ok_or(ConfigError::NoSecretVariable)?;
        let secret = std::env::var(name).map_err(|_| ConfigError::SecretVariable(name))?;
        let mut builder = Self::without_credentials();
        let name = V::PROFILE.base_url_variable;
        let set = name.and_then(|name| Some((name, std::env::var_os(name)?)));
        if let Some((name, url)) = set.filter(|(_, url)| !url.is_empty()) {
            let url = url.into_string();
            builder.config.base_url = Some(url.map_err(|_| ConfigError::BaseUrlVariable(name))?);
            builder.base_url_variable = Some(name);
        }
        Ok((builder, Secret::new(secret)))
    }
}

impl<V: OneSecret> ClientBuilder<V> {
    /// What `Client::builder` gives. Hidden, as programs have that: here for settings of a client of no kind yet.
    #[doc(hidden)]
    pub fn new(secret: impl Into<Secret>) -> Self {
        let mut builder = Self::without_credentials();
        builder.given.secret = Some(secret.into());
        builder
    }

    /// The same with the secret from the environment variable that the document names, and with the base URL from another
    /// one, if the document names one and it is set and not empty: a program asks a test server without a change of its
    /// code. [`base_url`](Self::base_url) goes before it.
    ///
    /// # Errors
    /// If the document names no variable for the secret, or it is not set, or one of them is not Unicode.
    pub fn from_env() -> Result<Self, ConfigError> {
        let (mut builder, secret) = Self::environment()?;
        builder.given.secret = Some(secret);
        Ok(builder)
    }
}

impl<V: BearerOrBasic> ClientBuilder<V> {
    /// How the secret is shown to the API.
    pub fn auth(mut self, auth: Auth) -> Self {
        self.given.auth = auth;
        self
    }
}
