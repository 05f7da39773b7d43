//! A strict, stateful test server for an API, made from a model of it.
//!
//! In: a [`Model`](model::Model), which says what a document says. Out: a server that refuses what the document does not allow, keeps objects in
//! memory, sends events, and fails on demand. What always holds: nothing here panics on any request; nothing is done by the name of
//! an API; no secret is in what is shown.
//!
//! The folders, in their order; each names only those above it: `model` (plain data), `read` (requests), `answer` (values), `store` (objects),
//! `faults`, `events`, `engine` (all of it but the network) and `serve`.

// Nothing panics, on any input. Tests do, where something is wrong.
#![cfg_attr(
    not(test),
    warn(
        clippy::expect_used,
        clippy::indexing_slicing,
        clippy::panic,
        clippy::string_slice,
        clippy::todo,
        clippy::unimplemented,
        clippy::unreachable,
        clippy::unwrap_used
    )
)]

// The modules name each other as in a generated crate, which has them as its module `mock`.
use crate as mock;

pub mod answer;
pub mod engine;
pub mod events;
pub mod faults;
pub mod model;
pub mod read;
#[cfg(feature = "mock")]
pub mod serve;
pub mod store;
