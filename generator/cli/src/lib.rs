//! A command line for an API, made from a model of it.
//!
//! In: a [`Model`](form_mock::model::Model), the [`Words`](words::Words) for people beside it, and arguments. Out: a request, which is sent or
//! printed, and what came back as text. What always holds: nothing here panics on any argument; a request that breaks a limit is never sent;
//! no secret is in what is shown; nothing is done by the name of an API.
//!
//! The folders, in their order; each names only those above it: `names`, `words` and `shell` (plain data, and words for a shell), `request` (from values to a request), `ask` (from arguments to
//! values), `code` (a call as a program of Rust), `send` (over the client), `show` (what came back), `events`, `keyring`, `profile` and `run` (all of it).

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

// The modules name each other as in a generated crate, which has them as its modules `cli`, `mock` and `runtime`.
#[cfg(feature = "program")]
use crate as cli;
use form_mock as mock;
#[cfg(feature = "program")]
use form_runtime as runtime;

#[cfg(feature = "program")]
pub mod ask;
#[cfg(feature = "program")]
pub mod code;
#[cfg(feature = "program")]
pub mod events;
#[cfg(feature = "program")]
pub mod keyring;
pub mod names;
#[cfg(feature = "program")]
pub mod profile;
#[cfg(feature = "program")]
pub mod request;
#[cfg(feature = "program")]
pub mod run;
#[cfg(feature = "program")]
pub mod send;
pub mod shell;
#[cfg(feature = "program")]
pub mod show;
#[cfg(feature = "program")]
pub mod stop;
pub mod words;
