//! The names at the root of the generated crate.
//!
//! In: the [`Api`]. Out: for each name the module that it is from. What always holds: a name stands there at most once; that of
//! the runtime comes before that of a resource, and this before that of a type; none is a name that nearly every program has
//! of std.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::quote;

use crate::api::{Api, Ident, Operation, Output, Resource, ResourceFeatures, TypeDef};
use crate::names::{COMMON, RUNTIME};

/// The names at the root, with the module that each is from.
pub fn names(api: &Api) -> BTreeMap<String, &'static str> {
    let mut names = BTreeMap::new();
    for &name in RUNTIME {
        names.insert(name.to_owned(), "runtime");
    }
    for resource in &api.resources {
        for name in resource_names(resource) {
            names.entry(name.to_string()).or_insert("resources");
        }
    }
    for def in &api.types {
        for name in type_names(def) {
            names.entry(name.to_string()).or_insert("models");
        }
    }
    if let Some(webhooks) = &api.webhooks {
        let name = webhooks.name.to_string();
        names.entry(name).or_insert("webhooks");
    }
    if let Some(callbacks) = &api.callbacks {
        let name = callbacks.name.to_string();
        names.entry(name).or_insert("callbacks");
    }
    names.retain(|name, _| !COMMON.contains(&name.as_str()));
    names
}

/// The features that have to be on for names of resources and of types, by the module that they are from.
pub fn features<'a>(
    api: &Api,
    division: &'a ResourceFeatures,
) -> BTreeMap<(&'static str, String), &'a str> {
    let mut features = BTreeMap::new();
    for (resource, feature) in api.resources.iter().zip(&division.resources) {
        for name in resource_names(resource) {
            features.insert(("resources", name.to_string()), feature.name.as_str());
        }
    }
    for def in &api.types {
        if let Some(feature) = division.of_module(def.module.as_str()) {
            let names = type_names(def).map(|name| ("models", name.to_string()));
            features.extend(names.map(|name| (name, feature)));
        }
    }
    features
}

/// What the module of clients has that the root has, too.
pub const CLIENTS: [&str; 7] = [
    "CallError",
    "Client",
    "ClientBuilder",
    "ConfigError",
    "RequestOptions",
    "Wait",
    "WaitError",
];

/// What the module of events has for whoever receives them that the root has, too.
pub const RECEIVERS: [&str; 2] = ["EventError", "Verifier"];

/// The names that a type's module has of it: its own, and that of what must be given to make it.
pub fn type_names(def: &TypeDef) -> impl Iterator<Item = &Ident> {
    let args = def.kind.as_struct().and_then(|shape| shape.args.as_ref());
    [&def.name].into_iter().chain(args)
}

/// The names that a resource's module has.
pub fn resource_names(resource: &Resource) -> Vec<TokenStream> {
    let of_operations = resource.operations.iter().flat_map(request_names);
    let names = [&resource.name].into_iter().chain(of_operations);
    names.map(|name| quote! { #name }).collect()
}

/// The names of these that an operation has: of its request, of what must be given for it, and of what it returns.
pub fn request_names(operation: &Operation) -> impl Iterator<Item = &Ident> {
    let output = match &operation.output {
        Output::Several { name, .. } => Some(name),
        Output::One(_) => None,
    };
    let request = [&operation.request].into_iter();
    request.chain(&operation.args).chain(output)
}
