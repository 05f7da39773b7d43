//! The settings of clients.
//!
//! In: a secret, where one is enough. Out: settings, by either kind of client. What always holds: the functions are there whatever the features are,
//! so that a program with a transport of its own says what it wants as others do.

// Which transport stands here is of no matter to settings: there has to be one alone, for the compiler to know it.
#[cfg(not(feature = "hyper"))]
pub use std::convert::Infallible as DefaultTransport;
#[cfg(not(feature = "blocking"))]
pub use std::convert::Infallible as DefaultBlockingTransport;

use super::blocking_client::BlockingClient;
use super::client::Client;
use crate::runtime::config::{ClientBuilder, OneSecret};
use crate::runtime::secret::Secret;
#[cfg(feature = "hyper")]
pub use crate::runtime::transport::HyperTransport as DefaultTransport;
#[cfg(feature = "blocking")]
pub use crate::runtime::transport::UreqTransport as DefaultBlockingTransport;

impl<V: OneSecret> Client<V, DefaultTransport> {
    /// The settings of a client with that secret, and the rest as the document and this crate have it: 80 seconds for a call, 30
    /// for a connection, two retries, at most 16 MiB of response. [`ClientBuilder::from_env`] has them with the secret from the
    /// environment.
    ///
    /// A client on another transport is made from these, too: `Client::with_transport(settings.config()?, transport)`.
    pub fn builder(secret: impl Into<Secret>) -> ClientBuilder<V> {
        ClientBuilder::new(secret)
    }
}

impl<V: OneSecret> BlockingClient<V, DefaultBlockingTransport> {
    /// The settings of a client with that secret; the same as those of the asynchronous one.
    pub fn builder(secret: impl Into<Secret>) -> ClientBuilder<V> {
        ClientBuilder::new(secret)
    }
}
