//! Clients, asynchronous and blocking.
//!
//! In: operations. Out: what they return, over all pages if that is asked for. What always holds: `call` decides,
//! `transport` sends, and here the two are only brought together.

mod blocking_client;
mod blocking_pages;
mod builder;
mod client;
mod entropy;
mod events;
#[cfg(feature = "hyper")]
mod hyper;
mod pager;
mod pages;
mod raw;
#[cfg(feature = "reqwest")]
mod reqwest;
mod upload;
#[cfg(feature = "blocking")]
mod ureq;
mod wait;

pub use blocking_client::BlockingClient;
pub use blocking_pages::{BlockingItems, BlockingPages};
#[doc(hidden)]
pub use builder::{DefaultBlockingTransport, DefaultTransport};
pub use client::Client;
pub use pages::{Items, Pages};
pub use wait::Waited;
