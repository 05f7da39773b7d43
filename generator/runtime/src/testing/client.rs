//! Clients for tests.
//!
//! In: a transport that opens no connection. Out: clients on it, with a credential for each of the API's schemes. What always holds: none of them
//! is a real one.

use crate::runtime::client::{BlockingClient, Client};
use crate::runtime::config::{ClientBuilder, Config, ConfigError, Credential, Vendor};
use crate::runtime::secret::{SchemeKind, Secret};
use crate::runtime::transport::{BlockingTransport, Transport};

/// What stands for a secret.
const SECRET: &str = "test";

/// A client on that transport.
pub(super) fn asynchronous<V: Vendor, T: Transport + 'static>(
    transport: T,
) -> Result<Client<V, T>, ConfigError> {
    Ok(Client::with_transport(config::<V>()?, transport))
}

/// A blocking client on that transport.
pub(super) fn blocking<V: Vendor, T: BlockingTransport>(
    transport: T,
) -> Result<BlockingClient<V, T>, ConfigError> {
    Ok(BlockingClient::with_transport(config::<V>()?, transport))
}

/// Settings that the document's servers have, and this machine's address where these need some of their own.
fn config<V: Vendor>() -> Result<Config, ConfigError> {
    let documented = settings::<V>().config();
    documented.or_else(|_| settings::<V>().base_url("http://127.0.0.1").config())
}

/// Settings with something instead of each secret, and without a proxy.
pub(crate) fn settings<V: Vendor>() -> ClientBuilder<V> {
    let schemes = V::PROFILE.schemes.iter();
    let start = ClientBuilder::<V>::without_credentials().no_proxy();
    schemes.fold(start, |builder, scheme| {
        let secret = || Secret::new(SECRET.to_owned());
        let credential = match scheme.kind {
            SchemeKind::Basic => Credential::Pair(secret(), secret()),
            SchemeKind::Bearer
            | SchemeKind::Header(_)
            | SchemeKind::Query(_)
            | SchemeKind::Cookie(_) => Credential::One(secret()),
        };
        builder.credential(scheme.name, credential)
    })
}
