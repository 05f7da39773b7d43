//! The settings of a client.
//!
//! In: what the caller and the API's vendor say. Out: a [`Config`] in which all of it is checked. What always holds: no
//! secret is in a `Debug` or an error.

mod address;
mod authentication;
mod builder;
mod config;
mod credentials;
mod error;
mod error_member;
mod given;
mod header;
mod profile;
mod proxy;
mod sign;
mod template;
mod variables;

pub(crate) use address::leads_elsewhere;
#[cfg(any(feature = "blocking", feature = "hyper"))]
pub(crate) use address::without_brackets;
pub use builder::ClientBuilder;
pub use config::Config;
pub(crate) use config::more_than_zero;
pub use credentials::Credential;
pub(crate) use credentials::HeldCredential;
pub use error::ConfigError;
pub(crate) use error_member::ErrorMember;
pub use given::Auth;
pub(crate) use header::{own_header, vendor_header};
pub use profile::{BearerOrBasic, OneSecret, Profile, Vendor};
#[cfg(any(feature = "blocking", feature = "hyper"))]
pub(crate) use proxy::Proxies;
pub use proxy::Proxy;
#[cfg(feature = "blocking")]
pub(crate) use sign::SecretAddress;
pub use template::{ServerTemplate, ServerVariable};
