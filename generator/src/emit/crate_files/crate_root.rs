//! `lib.rs` of the generated crate.
//!
//! In: the whole model. Out: the crate's documentation, its modules and the names that users need at its root. What always
//! holds: a name stands at the root at most once.

use proc_macro2::TokenStream;
use quote::quote;

use crate::api::Resource;
use crate::emit::base::context::Context;
use crate::emit::base::docs;
use crate::emit::examples;
use crate::emit::examples::Example;
use crate::render::Module;

use super::features;
use super::manifest::title;
use super::prelude;

/// The file.
pub fn emit(context: &Context<'_>) -> Module {
    let limit = context.api.deep_types.map(|deep| {
        let limit = deep.recursion_limit.to_string();
        quote! {
            #![recursion_limit = #limit]
            #![doc(test(attr(recursion_limit = #limit)))]
        }
    });
    let mut items = vec![quote! {
        #![forbid(unsafe_code)]
        #![warn(missing_docs)]
        #limit

        #[cfg(feature = "client")]
        pub mod client;
        pub mod models;
        pub mod prelude;
        pub mod resources;
        pub mod runtime;
    }];
    if context.api.webhooks.is_some() {
        items.push(quote! { pub mod webhooks; });
    }
    items.extend(uses(context));
    items.push(clients(context));
    context.module("src/lib.rs", documentation(context), items)
}

fn documentation(context: &Context<'_>) -> Vec<String> {
    let api = context.api;
    let mut lines = vec![format!(
        "Typed requests and responses of the {}.",
        docs::prose(&title(context))
    )];
    if !api.version.trim().is_empty() {
        docs::paragraph(
            &mut lines,
            format!("API version: {}.", docs::code(&api.version)),
        );
    }
    if api.docs.lines.iter().any(|line| !line.trim().is_empty()) {
        lines.push(String::new());
        lines.extend(api.docs.lines.iter().map(|line| docs::harmless(line)));
    }
    let example = example(context);
    if let Some(example) = &example {
        docs::paragraph(
            &mut lines,
            "A client sends requests, repeats what failed where that is safe, and reads the responses:",
        );
        docs::paragraph(&mut lines, "```no_run");
        lines.extend(example.sent(true));
        lines.push("```".to_owned());
    }
    docs::paragraph(
        &mut lines,
        "An [`Operation`] by itself does no I/O: it becomes an [`http::Request`] for any HTTP client, and reads its",
    );
    lines.push("response from status, headers and bytes.".to_owned());
    if let Some(example) = &example {
        docs::paragraph(&mut lines, "```");
        lines.extend(example.built(true));
        lines.push("```".to_owned());
    }
    docs::paragraph(
        &mut lines,
        "`Debug` shows how long texts are instead of the texts, which may be private; [`DebugFull`] shows all.",
    );
    if !api.resources.is_empty() {
        lines.push(String::new());
        lines.extend(CHECKS.map(str::to_owned));
        docs::paragraph(&mut lines, "# Resources");
        lines.push(String::new());
    }
    lines.extend(
        api.resources
            .iter()
            .map(|resource| resource_line(context, resource)),
    );
    prelude::section(context, &mut lines);
    features::section(context, "# Features", &mut lines);
    deep_types(context, &mut lines);
    lines
}

/// The line of a resource, with links to its functions.
fn resource_line(context: &Context<'_>, resource: &Resource) -> String {
    let name = &resource.name;
    // At the root, the name alone is the link.
    let target = match context.is_at_root("resources", name) {
        true => String::new(),
        false => format!("(resources::{name})"),
    };
    let functions: Vec<String> = resource
        .operations
        .iter()
        .map(|operation| {
            let function = operation.name.bare();
            format!("[`{function}`](resources::{name}::{function})")
        })
        .collect();
    let functions = match functions.is_empty() {
        true => String::new(),
        false => format!(" ({})", functions.join(", ")),
    };
    format!("- [`{name}`]{target}{functions}")
}

/// Adds what a program has to know about deep types, if there are such.
fn deep_types(context: &Context<'_>, lines: &mut Vec<String>) {
    if let Some(deep) = context.api.deep_types {
        let (levels, limit) = (deep.levels, deep.recursion_limit);
        docs::paragraph(lines, "# Deep types");
        docs::paragraph(
            lines,
            format!(
                "Types hold each other up to {levels} levels deep. rustc goes down all of them where a program hands such a"
            ),
        );
        let rest = format!(
            "type to another thread, and may ask for a higher limit: `#![recursion_limit = \"{limit}\"]`, in the program's own\n\
             crate, is enough. JSON that nests more than 127 levels deep is not read, as always with `serde_json`: that is\n\
             an error.",
        );
        lines.extend(rest.lines().map(str::to_owned));
    }
}

/// What is true of every request.
const CHECKS: [&str; 5] = [
    "Whatever is documented of a value is checked before anything is sent; an [`InvalidRequest`] tells all that is",
    "wrong at once, by keys. No value may be empty where the API would take that as none, or as the wish to clear:",
    "an id, whatever stands in a query (a filter by nothing would let everything pass) unless the document says",
    "what an empty one means, a header, a cookie, and what can be cleared, which is always said by a function of",
    "its own. Any other text in a body may be empty, and an empty list or map in it sends nothing.",
];

/// The first example that there is, rather not of something deprecated.
pub fn example(context: &Context<'_>) -> Option<Example> {
    let all = || {
        let resources = context.api.resources.iter();
        resources.flat_map(|resource| resource.operations.iter().map(move |one| (resource, one)))
    };
    let current = || all().filter(|(_, operation)| !operation.deprecated);
    let telling = current().filter(|(_, operation)| operation.path.len() > 1);
    telling
        .chain(current())
        .take(CANDIDATES)
        .find_map(|(resource, operation)| examples::of(context, resource, operation))
}

/// After so many operations without an example, the crate's documentation has none.
const CANDIDATES: usize = 16;

/// A `pub use` for each module.
fn uses(context: &Context<'_>) -> Vec<TokenStream> {
    prelude::uses(context, &TokenStream::new())
}

/// The clients.
fn clients(context: &Context<'_>) -> TokenStream {
    prelude::clients(context, &TokenStream::new())
}
