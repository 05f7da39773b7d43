//! Making asynchronous clients on hyper.
//!
//! In: settings. Out: a client with a transport of its own.

use super::client::Client;
use crate::runtime::config::{ClientBuilder, ConfigError, OneSecret, Vendor};
use crate::runtime::secret::Secret;
use crate::runtime::transport::HyperTransport;

impl<V: Vendor> ClientBuilder<V> {
    /// The asynchronous client.
    ///
    /// # Errors
    /// If a setting cannot be used, or TLS cannot be set up.
    pub fn build(self) -> Result<Client<V, HyperTransport>, ConfigError> {
        let config = self.config()?;
        let transport = HyperTransport::new(&config)?;
        Ok(Client::with_transport(config, transport))
    }
}

impl<V: OneSecret> Client<V, HyperTransport> {
    /// A client with that secret; the rest is as [`builder`](Self::builder) has it.
    ///
    /// # Errors
    /// If the secret cannot be sent, or the transport cannot be set up.
    pub fn new(secret: impl Into<Secret>) -> Result<Self, ConfigError> {
        ClientBuilder::new(secret).build()
    }

    /// A client with the secret from the environment variable that the document names.
    ///
    /// # Errors
    /// If the variable is not set, the secret cannot be sent, or the transport cannot be set up.
    pub fn from_env() -> Result<Self, ConfigError> {
        ClientBuilder::from_env()?.build()
    }
}
