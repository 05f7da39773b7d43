//! Generates Rust clients for form-encoded HTTP APIs from OpenAPI documents.
//!
//! In: text. Out: files, or diagnostics. What always holds: nothing here panics on any input, or, but for what the features `cli` and
//! `build` add, reads or writes a file, or depends on anything but its arguments.
//!
//! The stages, in order, each with one type at its boundary:
//!
//! 1. [`source::read`]: text to a [`Document`](source::Document), overlays applied;
//! 2. [`lower::lower`]: the document to an [`Api`](api::Api), everything decided;
//! 3. [`emit::emit`]: the model to [`Module`](emit::Module)s of tokens;
//! 4. [`render::render`]: the modules to [`Files`].
//!
//! [`generate`] runs them all; [`diff::diff`] compares two models:
//!
//! ```
//! use form_codegen::source::SourceText;
//! use form_codegen::{GenerateOptions, generate};
//!
//! let document = SourceText {
//!     name: "pets.yaml",
//!     bytes: b"
//! openapi: 3.0.0
//! info: {title: Pets, version: '1'}
//! servers: [{url: https://pets.example}]
//! paths:
//!   /pets/{pet}:
//!     get:
//!       parameters: [{name: pet, in: path, required: true, schema: {type: string}}]
//!       responses: {'204': {description: There is such a pet.}}
//! ",
//! };
//! let generated = generate(document, &[], &GenerateOptions::new("pets"))?;
//! assert!(generated.files["src/resources/pets.rs"].contains("pub fn retrieve(pet: impl Argument<String>)"));
//! # Ok::<(), form_codegen::Error>(())
//! ```

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

pub mod action;
pub mod api;
#[cfg(feature = "build")]
pub mod build;
pub mod change_report;
#[cfg(feature = "cli")]
pub mod cli;
pub mod diagnostic;
pub mod diff;
pub mod docs;
pub mod emit;
#[cfg(any(feature = "build", feature = "cli"))]
pub mod files;
pub mod guide;
pub mod lint;
pub mod lower;
pub mod mock;
pub mod names;
#[cfg(feature = "cli")]
pub mod pages;
pub mod percent;
pub mod render;
pub mod selection;
pub mod sentences;
pub mod source;
pub mod spec;
pub mod terminal;

mod dependencies;
mod pipeline;
mod place;

pub use pipeline::{
    Error, GenerateOptions, Generated, RunProgress, Stage, VERSION, generate, generate_observed,
};
pub use render::Files;
