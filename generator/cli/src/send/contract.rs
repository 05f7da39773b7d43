//! What sends requests, to the rest.
//!
//! In: a request. Out: an answer of success. What always holds: whoever implements it sends what was given, and nothing else.

use bytes::Bytes;

use crate::cli::request::Made;
use crate::cli::stop::Stop;
use crate::runtime::Secret;

/// The settings of a client.
#[derive(Clone, Default)]
pub struct Settings {
    /// What proves who is calling: the name of a scheme, and its secret.
    pub secrets: Vec<(String, Secret)>,
    /// Another server than the document's.
    pub base_url: Option<String>,
    /// The account on whose behalf requests are made.
    pub account: Option<String>,
    /// The version of the API.
    pub api_version: Option<String>,
    /// Further headers.
    pub headers: Vec<(String, String)>,
}

/// How one request is sent.
#[derive(Clone, Default)]
pub struct How {
    /// The alternatives of schemes that the operation needs; none if it is as most are.
    pub security: Option<Vec<Vec<String>>>,
    /// The key under which it counts once.
    pub idempotency_key: Option<String>,
    /// Whether uploads show how far they are.
    pub progress: bool,
}

/// An answer of success.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// The value of the header `Link`.
    pub link: Option<String>,
    /// The body.
    pub body: Bytes,
}

/// Sends requests.
pub trait Sender {
    /// Sends a request.
    ///
    /// # Errors
    ///
    /// If there is no success.
    fn send(&self, made: &Made, how: &How) -> Result<Answer, Stop>;
}

/// What makes a sender.
pub type Connect = dyn Fn(Settings) -> Result<Box<dyn Sender>, Stop>;
