//! Making blocking clients on ureq.
//!
//! In: settings. Out: a client with a transport of its own.

use super::blocking_client::BlockingClient;
use crate::runtime::config::{ClientBuilder, ConfigError, OneSecret, Vendor};
use crate::runtime::secret::Secret;
use crate::runtime::transport::UreqTransport;

impl<V: Vendor> ClientBuilder<V> {
    /// The blocking client.
    ///
    /// # Errors
    /// If a setting cannot be used, or a root certificate cannot be read.
    pub fn build_blocking(self) -> Result<BlockingClient<V, UreqTransport>, ConfigError> {
        let config = self.config()?;
        let transport = UreqTransport::new(&config)?;
        Ok(BlockingClient::with_transport(config, transport))
    }
}

impl<V: OneSecret> BlockingClient<V, UreqTransport> {
    /// A client with that secret; the rest is as [`builder`](Self::builder) has it.
    ///
    /// # Errors
    /// If the secret cannot be sent.
    pub fn new(secret: impl Into<Secret>) -> Result<Self, ConfigError> {
        ClientBuilder::new(secret).build_blocking()
    }

    /// A client with the secret from the environment variable that the document names.
    ///
    /// # Errors
    /// If the variable is not set, or the secret cannot be sent.
    pub fn from_env() -> Result<Self, ConfigError> {
        ClientBuilder::from_env()?.build_blocking()
    }
}
