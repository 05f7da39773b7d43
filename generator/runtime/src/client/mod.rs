//! Clients, asynchronous and blocking.
//!
//! In: operations. Out: what they return, over all pages if that is asked for. What always holds: the room `call` decides, a
//! transport sends, and here the two are only brought together.

mod blocking;
mod blocking_pages;
mod client;
mod entropy;
mod events;
mod pager;
mod raw;
mod stream;
mod upload;

pub use blocking::BlockingClient;
pub use blocking_pages::{BlockingItems, BlockingPages};
pub use client::Client;
pub use stream::{Items, Pages};
