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

use crate::api::{Api, Operation, Resource};
pub use crate::render::{Contents, Module};
use base::context::Context;
pub use base::crate_options::{
    CrateOptions, CrateVersion, FeatureChoice, Package, PackageDetails, RESOURCES_FROM,
    UnknownFeature, VersionFault,
};
use crate_files::{
    cli, client, crate_root, features, guide, manifest, mock, prelude, readme, runtime, testing,
};
pub use examples::ExampleCall;

/// The whole crate.
#[must_use]
pub fn emit(api: &Api, options: &CrateOptions) -> Vec<Module> {
    let crate_parts = CrateParts::new(api, options);
    (0..crate_parts.len())
        .flat_map(|index| crate_parts.get(index))
        .collect()
}

/// What the crate calls things, for a command line that writes Rust.
#[must_use]
pub fn crate_names(api: &Api, options: &CrateOptions) -> form_cli::names::CrateNames {
    cli::names(&Context::new(api, options))
}

/// The whole crate, some of its modules at a time: so that there need not be more tokens at once than those of a part, and
/// several threads can make them.
pub struct CrateParts<'a> {
    context: Context<'a>,
    models: Vec<model::ModelFile<'a>>,
    parts: Vec<CratePart>,
}

/// Some modules.
#[derive(Clone, Copy)]
enum CratePart {
    Front,
    Models,
    Model(usize),
    Resources,
    Resource(usize),
    Back,
}

impl<'a> CrateParts<'a> {
    /// The parts of a crate.
    #[must_use]
    pub fn new(api: &'a Api, options: &'a CrateOptions) -> Self {
        let context = Context::new(api, options);
        let models = model::groups(&context);
        let mut parts = vec![CratePart::Front, CratePart::Models];
        parts.extend((0..models.len()).map(CratePart::Model));
        parts.push(CratePart::Resources);
        parts.extend((0..api.resources.len()).map(CratePart::Resource));
        parts.push(CratePart::Back);
        Self {
            context,
            models,
            parts,
        }
    }

    /// How many there are.
    #[must_use]
    #[expect(clippy::len_without_is_empty, reason = "no crate is empty")]
    pub fn len(&self) -> usize {
        self.parts.len()
    }

    /// The modules of one; none of what is not there.
    #[must_use]
    pub fn get(&self, index: usize) -> Vec<Module> {
        let context = &self.context;
        let resources = &context.api.resources;
        match self.parts.get(index).copied() {
            Some(CratePart::Front) => front(context),
            Some(CratePart::Models) => model::root(context, &self.models),
            Some(CratePart::Model(index)) => match self.models.get(index) {
                Some(group) => group.modules(context),
                None => Vec::new(),
            },
            Some(CratePart::Resources) => operation::root(context),
            Some(CratePart::Resource(index)) => match resources.get(index) {
                Some(resource) => operation::modules(context, resource),
                None => Vec::new(),
            },
            Some(CratePart::Back) => {
                let mut modules = events::emit(context);
                modules.extend(runtime::emit(context));
                modules.extend(mock::emit(context));
                modules.extend(cli::emit(context));
                modules
            }
            None => Vec::new(),
        }
    }
}

fn front(context: &Context<'_>) -> Vec<Module> {
    let mut modules = vec![
        manifest::emit(context),
        readme::emit(context),
        manifest::emit_rustfmt(context),
    ];
    modules.extend(crate_root::emit(context));
    modules.push(client::emit(context));
    modules.extend(guide::emit(context));
    modules.extend(testing::emit(context));
    modules.extend(prelude::emit(context));
    modules
}

/// Examples of calls, for pages that show them.
pub struct ExampleCalls<'a>(Context<'a>);

impl<'a> ExampleCalls<'a> {
    /// Those of a crate.
    #[must_use]
    pub fn new(api: &'a Api, options: &'a CrateOptions) -> Self {
        Self(Context::new(api, options))
    }

    /// The statements that send the request of an operation, by either client, and the values that they give. None, where that takes more than a
    /// few values.
    #[must_use]
    pub fn of(&self, resource: &Resource, operation: &Operation) -> Option<ExampleCall> {
        examples::call(&self.0, resource, operation)
    }
}

/// A feature that is to be on by default, and that the crate lacks.
#[must_use]
pub fn unknown_feature(api: &Api, options: &CrateOptions) -> Option<UnknownFeature> {
    options.features.default.as_ref()?;
    features::unknown(&Context::new(api, options))
}
