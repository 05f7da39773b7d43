//! Document to model: every decision between OpenAPI and Rust.
//!
//! In: the document after its overlays. Out: the [`Api`](crate::api::Api). What always holds: this is the only place that
//! knows both.

pub mod docs;
