//! The settings of a client.
//!
//! In: what the caller and the API's vendor say. Out: a [`Config`] in which all of it is checked. What always holds: no
//! secret is in a `Debug` or an error.

mod address;
mod builder;
mod config;
mod error;
mod error_member;
mod profile;
mod proxy;
mod secret;

pub(crate) use address::leads_elsewhere;
#[cfg(any(feature = "blocking", feature = "hyper"))]
pub(crate) use address::without_brackets;
pub use builder::ClientBuilder;
pub use config::Config;
pub(crate) use config::{header, more_than_zero, vendor_header};
pub use error::ConfigError;
pub(crate) use error_member::ErrorMember;
pub use profile::{Profile, Vendor};
#[cfg(any(feature = "blocking", feature = "hyper"))]
pub(crate) use proxy::Proxies;
pub use proxy::Proxy;
pub use secret::{Auth, Secret};
