//! Api -> modules: what the generated crate says, as tokens.
//!
//! In: the [`Api`], in which everything is decided. Out: one [`Module`] a file, in a fixed order. What always holds:
//! emission is matching over the model; a text of the document becomes a literal, a line of documentation or nothing.
//! Foreign names are absolute paths (`::serde::Serialize`, `crate::runtime::Id`), which [`render`](crate::render) shortens.
//!
//! Each room is a kind of output: `model` the types, `wire` what becomes of them, `operation` the requests, with `examples`
//! in their documentation, `events`, and `crate_files` for what every crate has. `base` is what they share. A room names
//! only rooms before it in this order: `base`, `wire`, `model`, `examples`, `operation`, `events`, `crate_files`.

// A new kind of type has to be thought of wherever kinds are told apart.
#![warn(clippy::wildcard_enum_match_arm)]

mod base;
mod crate_files;
mod events;
mod examples;
mod model;
mod operation;
mod wire;

use crate::api::Api;
pub use crate::render::{Contents, Module};
use base::context::Context;
pub use base::crate_options::{
    CrateOptions, CrateVersion, FeatureChoice, Package, PackageDetails, RESOURCES_FROM,
    UnknownFeature, VersionFault,
};
use crate_files::{client, crate_root, features, guide, manifest, prelude, readme, runtime};

/// The whole crate.
#[must_use]
pub fn emit(api: &Api, options: &CrateOptions) -> Vec<Module> {
    let context = Context::new(api, options);
    let mut modules = vec![
        manifest::emit(&context),
        readme::emit(&context),
        manifest::emit_rustfmt(&context),
    ];
    modules.extend(crate_root::emit(&context));
    modules.push(client::emit(&context));
    modules.extend(guide::emit(&context));
    modules.extend(prelude::emit(&context));
    modules.extend(model::emit(&context));
    modules.extend(operation::emit(&context));
    modules.extend(events::emit(&context));
    modules.extend(runtime::emit(&context));
    modules
}

/// A feature that is to be on by default, and that the crate lacks.
#[must_use]
pub fn unknown_feature(api: &Api, options: &CrateOptions) -> Option<UnknownFeature> {
    options.features.default.as_ref()?;
    features::unknown(&Context::new(api, options))
}
