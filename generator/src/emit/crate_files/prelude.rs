//! `prelude.rs`, and the names at the crate's root: what a program imports by one line.
//!
//! In: the names at the root. Out: a `pub use` for each module that they are from, and the module that has them without the
//! root's modules. What always holds: neither brings a name that nearly every program has of std.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

use crate::emit::base::context::Context;
use crate::emit::base::docs;
use crate::emit::base::items::LINES;
use crate::emit::base::tokens::{self, plain};
use crate::names::COMMON;
use crate::render::{Code, Module};

/// What the child with names is called.
const NAMES: &str = "names";

/// The module, and a child of it, if it needs one.
pub fn emit(context: &Context<'_>) -> Vec<Module> {
    let above = quote! { super:: };
    // Its page lists names; what they are stands where they are from.
    let shown = quote! { #[doc(no_inline)] };
    let (mut items, child) = uses(context, &above, &shown, "src/prelude");
    items.push(featured(context, &above, &shown));
    let name = context.options.package.crate_name();
    let mut lines = vec![
        "What programs need, to import all at once.".to_owned(),
        String::new(),
        "```".to_owned(),
        format!("use {name}::prelude::*;"),
        "```".to_owned(),
    ];
    left_out(context, &mut lines);
    let prelude = context.module("src/prelude.rs", lines, items);
    [prelude].into_iter().chain(child).collect()
}

/// Adds what the crate's documentation says of imports.
pub fn section(context: &Context<'_>, lines: &mut Vec<String>) {
    let name = context.options.package.crate_name();
    docs::paragraph(lines, "# Imports");
    docs::paragraph(
        lines,
        format!(
            "`use {name}::prelude::*;` imports what programs need: all that stands below but the modules."
        ),
    );
    left_out(context, lines);
}

/// Which names have to be imported one by one.
fn left_out(context: &Context<'_>, lines: &mut Vec<String>) {
    let types = context.api.types.iter().map(|def| def.name.as_str());
    let left: Vec<String> = types
        .filter(|name| COMMON.contains(name))
        .map(|name| format!("[`{name}`](crate::models::{name})"))
        .collect();
    if !left.is_empty() {
        docs::paragraph(
            lines,
            format!(
                "Left out is what nearly every program has of std by the same name, and `models` has: {}.",
                left.join(", ")
            ),
        );
    }
}

/// A `pub use` for each module below a path, and each feature that has to be on for names of it, with how the documentation
/// shows it. Where they are too many for one file, those that a feature has to be on for stand in a child of it, in that folder.
pub fn uses(
    context: &Context<'_>,
    above: &TokenStream,
    shown: &TokenStream,
    folder: &str,
) -> (Vec<TokenStream>, Option<Module>) {
    let [mut always, gated] = divided(context, above, shown);
    let all = always.iter().chain(&gated).cloned().map(Code::from);
    if gated.is_empty() || all.map(|code| code.lines()).sum::<usize>() <= LINES {
        always.extend(gated);
        return (always, None);
    }
    let (child, reason) = (plain(NAMES), "without features there are no names");
    always.extend([
        quote! { mod #child; },
        quote! { #[allow(unused_imports, reason = #reason)] pub use #child::*; },
    ]);
    let [_, gated] = divided(context, &quote! { super:: #above }, shown);
    let lines = vec!["The names that features bring, each with what it is from.".to_owned()];
    let module = context.module(format!("{folder}/{NAMES}.rs"), lines, gated);
    (always, Some(module))
}

/// What is always there, and what a feature has to be on for.
fn divided(
    context: &Context<'_>,
    above: &TokenStream,
    shown: &TokenStream,
) -> [Vec<TokenStream>; 2] {
    let mut modules: BTreeMap<(&str, Option<&str>), BTreeSet<&str>> = BTreeMap::new();
    for (name, module, feature) in context.root_names() {
        modules.entry((module, feature)).or_default().insert(name);
    }
    let mut uses = [Vec::new(), Vec::new()];
    let [always, gated] = &mut uses;
    for ((module, feature), names) in modules {
        let (module, gate) = (plain(module), tokens::gate(feature));
        let names = names.into_iter();
        let names: Vec<TokenStream> = names.map(|name| plain(name).into_token_stream()).collect();
        let list = match names.as_slice() {
            [name] => quote! { #gate #shown pub use #above #module::#name; },
            _ => quote! { #gate #shown pub use #above #module::{#(#names),*}; },
        };
        match feature {
            Some(_) => gated.push(list),
            None => always.push(list),
        }
    }
    uses
}

/// Below a path, what there is with a feature alone: clients, and what proves events.
pub fn featured(context: &Context<'_>, above: &TokenStream, shown: &TokenStream) -> TokenStream {
    let names = context.client_names().map(plain);
    let clients = quote! {
        #[cfg(feature = "client")]
        #shown
        pub use #above client::{#(#names,)* blocking};
    };
    let names: Vec<_> = context.receiver_names().map(plain).collect();
    let receivers = (!names.is_empty()).then(|| {
        quote! {
            #[cfg(feature = "webhooks")]
            #shown
            pub use #above webhooks::{#(#names),*};
        }
    });
    quote! {
        #clients
        #receivers
    }
}
