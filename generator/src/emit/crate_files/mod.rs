//! The files that a crate has whatever its API is: the manifest, the README, the root, the client, the runtime.
//!
//! In: the whole model. Out: a module a file. What always holds: types and operations are named here, but not printed.

pub mod authentication;
pub mod cli;
pub mod client;
pub mod conventions;
pub mod crate_root;
pub mod features;
pub mod guide;
pub mod manifest;
pub mod mock;
pub mod overview;
pub mod prelude;
pub mod readme;
pub mod runtime;
pub mod testing;
pub mod variables;
