//! Requests over the crate's own client.
//!
//! In: a request, and settings. Out: what the API answered, or why there is nothing. What always holds: retries, idempotency keys and
//! redaction are those of the client; no secret is shown.

mod client;
mod contract;

pub use client::ApiClient;
pub use contract::{Answer, Connect, How, Sender, Settings};
