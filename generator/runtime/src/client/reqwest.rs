//! Making asynchronous clients on a `reqwest::Client`.
//!
//! In: settings, and the program's own client. Out: a client that sends by it.

use super::client::Client;
use crate::runtime::config::{ClientBuilder, ConfigError, Vendor};
use crate::runtime::transport::ReqwestTransport;

impl<V: Vendor> ClientBuilder<V> {
    /// The asynchronous client on a `reqwest::Client` that the program has, made without redirects:
    /// `redirect(reqwest::redirect::Policy::none())`. TLS, proxies and connections are as that client has them.
    ///
    /// # Errors
    /// If a setting cannot be used.
    pub fn build_with_reqwest(
        self,
        client: reqwest::Client,
    ) -> Result<Client<V, ReqwestTransport>, ConfigError> {
        let config = self.config()?;
        Ok(Client::with_transport(
            config,
            ReqwestTransport::new(client),
        ))
    }
}
