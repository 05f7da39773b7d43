//! What sends requests.
//!
//! In: a complete request. Out: a whole response, or an error that says how far it came. What always holds: each attempt is
//! one request; whether there is another one is not decided here.

mod authorize;
#[cfg(any(feature = "hyper", feature = "reqwest"))]
mod body_stream;
mod contract;
mod error;
#[cfg(feature = "hyper")]
mod hyper;
#[cfg(feature = "hyper")]
mod hyper_connector;
#[cfg(feature = "reqwest")]
mod reqwest;
#[cfg(any(feature = "hyper", feature = "reqwest"))]
mod response_body;
#[cfg(any(feature = "hyper", feature = "blocking"))]
mod tls;
#[cfg(feature = "blocking")]
mod ureq;
#[cfg(feature = "blocking")]
mod ureq_connector;
#[cfg(feature = "blocking")]
mod ureq_link;
#[cfg(feature = "blocking")]
mod ureq_socket;

pub(crate) use authorize::{blocking_tokens, tokens, too_late};
pub use contract::{Attempt, AttemptLimits, BlockingTransport, Transport};
pub(crate) use contract::{LONGEST, has_body};
pub use error::{TransportError, TransportErrorKind};
#[cfg(feature = "hyper")]
pub use hyper::HyperTransport;
#[cfg(feature = "reqwest")]
pub use reqwest::ReqwestTransport;
#[cfg(feature = "blocking")]
pub use ureq::UreqTransport;
