//! `testing/examples/`: a value of each type that is read.
//!
//! In: the model, and JSON of its types. Out: a file for each module of types, with what its types are read from. What always holds: what has no
//! JSON has no file.

use indexmap::IndexMap;
use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::api::Ident;
use crate::emit::base::context::Context;
use crate::emit::base::items::{self, Exported};
use crate::emit::base::tokens;
use crate::render::Module;

/// The modules, if there are examples.
pub fn emit(context: &Context<'_>) -> Vec<Module> {
    let mut modules: IndexMap<&Ident, Vec<TokenStream>> = IndexMap::new();
    let types = context
        .api
        .types
        .iter()
        .zip(&context.options.test_data.types);
    for (def, json) in types {
        let Some(json) = json else { continue };
        let (path, json) = (tokens::path(def), raw(json));
        modules.entry(&def.module).or_default().push(quote! {
            impl crate::runtime::Example for #path {
                const JSON: &'static str = #json;
            }
        });
    }
    if modules.is_empty() {
        return Vec::new();
    }
    let children = modules.keys().map(|module| Exported {
        module,
        names: Vec::new(),
        feature: context.feature_of_module(module),
    });
    let children: Vec<Exported<'_>> = children.collect();
    let title = "Examples of all types that are read.".to_owned();
    let mods = items::mods("examples", &children);
    let root = context.module("src/testing/examples/mod.rs", vec![title], mods);
    let files = modules.into_iter().map(|(module, impls)| {
        let name = module.bare();
        let title = format!("Examples of the types of `models::{name}`.");
        let path = format!("src/testing/examples/{name}.rs");
        context.module(path, vec![title], impls)
    });
    [root].into_iter().chain(files).collect()
}

/// A text as it stands.
pub fn raw(text: &str) -> TokenStream {
    let mut hashes = "#".to_owned();
    while text.contains(&format!("\"{hashes}")) {
        hashes.push('#');
    }
    // What nobody would see is escaped, which no raw literal can do.
    let is_seen = |c: char| c == '\\' || c == '"' || c.escape_debug().count() == 1;
    let is_raw = text.contains('"') && text.chars().all(is_seen);
    let literal = format!("r{hashes}\"{text}\"{hashes}").parse::<Literal>();
    let literal = literal.ok().filter(|_| is_raw);
    let literal = literal.unwrap_or_else(|| Literal::string(text));
    quote! { #literal }
}
