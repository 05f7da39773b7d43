//! `lib.rs` of the generated crate.
//!
//! In: the whole model. Out: the crate's documentation, its modules and the names that users need at its root. What always
//! holds: a name stands at the root at most once.

use proc_macro2::TokenStream;
use quote::quote;

use crate::api::ALL_RESOURCES;
use crate::emit::base::context::Context;
use crate::emit::base::docs;
use crate::emit::base::tokens;
use crate::emit::examples;
use crate::render::Module;

use super::manifest::title;
use super::{features, guide, overview, prelude};

/// The file, and a module with names, if these are too many.
pub fn emit(context: &Context<'_>) -> Vec<Module> {
    let limit = context.api.deep_types.map(|deep| {
        let limit = deep.recursion_limit.to_string();
        quote! {
            #![recursion_limit = #limit]
            #![doc(test(attr(recursion_limit = #limit)))]
        }
    });
    // The documentation links the clients and resources, which are not there without their features.
    let all = context.division().map(|_| ALL_RESOURCES);
    let linked = match all {
        Some(all) => quote! { all(feature = "client", feature = #all) },
        None => quote! { feature = "client" },
    };
    // What the guide shows is done with several resources.
    let gate = tokens::gate(all);
    let [mock, cli, program] = of_model(context);
    let mut items = vec![quote! {
        #![forbid(unsafe_code)]
        #![warn(missing_docs)]
        #![cfg_attr(docsrs, feature(doc_cfg))]
        #![cfg_attr(not(#linked), allow(rustdoc::broken_intra_doc_links))]
        #limit

        #cli
        #[cfg(feature = "client")]
        pub mod client;
        #gate
        pub mod guide;
        #mock
        pub mod models;
        pub mod prelude;
        pub mod resources;
        pub mod runtime;
        #[cfg(feature = "test-util")]
        pub mod testing;
    }];
    if context.api.webhooks.is_some() {
        items.push(quote! { pub mod webhooks; });
    }
    if context.api.callbacks.is_some() {
        items.push(quote! { pub mod callbacks; });
    }
    // Each name has its line, as if it were defined here.
    let (root, shown) = (TokenStream::new(), quote! { #[doc(inline)] });
    let (uses, names) = prelude::uses(context, &root, &shown, "src");
    items.extend(uses);
    items.push(prelude::featured(context, &root, &shown));
    items.extend(program);
    let root = context.module("src/lib.rs", documentation(context), items);
    [root].into_iter().chain(names).collect()
}

/// What is there with the model of the test server alone: the server's module, that of the command line, and what `src/main.rs` calls.
fn of_model(context: &Context<'_>) -> [Option<TokenStream>; 3] {
    if context.options.test_data.model.is_none() {
        return [None, None, None];
    }
    let mock = quote! {
        #[cfg(feature = "mock")]
        mod mock;
    };
    let cli = quote! {
        #[cfg(feature = "cli")]
        mod cli;
    };
    let program = quote! {
        #[cfg(feature = "cli")]
        #[doc(hidden)]
        pub use cli::main as cli_main;
    };
    [Some(mock), Some(cli), Some(program)]
}

fn documentation(context: &Context<'_>) -> Vec<String> {
    let api = context.api;
    let mut lines = vec![format!(
        "Typed requests and responses of the {}, and clients that send them.",
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
    overview::section(context, &mut lines);
    examples(context, &mut lines);
    docs::paragraph(
        &mut lines,
        "`Debug` shows how long texts are instead of the texts, which may be private; [`DebugFull`] shows all.",
    );
    if !api.resources.is_empty() {
        lines.push(String::new());
        lines.extend(CHECKS.map(str::to_owned));
    }
    docs::paragraph(&mut lines, "# Guide");
    lines.push(String::new());
    lines.extend(guide::links(context));
    prelude::section(context, &mut lines);
    features::section(context, "# Features", &mut lines);
    deep_types(context, &mut lines);
    lines
}

/// Adds a request that is sent, and one that is only built.
fn examples(context: &Context<'_>, lines: &mut Vec<String>) {
    let example = examples::first(context);
    if let Some(example) = &example {
        docs::paragraph(
            lines,
            "A client sends requests, repeats what failed where that is safe, and reads the responses:",
        );
        docs::paragraph(lines, "```no_run");
        lines.extend(example.sent(true));
        lines.push("```".to_owned());
    }
    docs::paragraph(
        lines,
        "An [`Operation`] by itself does no I/O: it becomes an [`http::Request`] for any HTTP client, and reads its",
    );
    lines.push("response from status, headers and bytes.".to_owned());
    if let Some(example) = &example {
        docs::paragraph(lines, "```");
        lines.extend(example.built(true));
        lines.push("```".to_owned());
    }
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
