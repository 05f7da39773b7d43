//! What a recording keeps: names and texts that are never private.
//!
//! In: the model. Out: an `impl` with lists of them, and files with what would make its own too long. What always holds: each list is in
//! alphabetical order.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::emit::base::context::Context;
use crate::emit::base::items::LINES;
use crate::emit::base::tokens::plain;
use crate::render::Module;

/// The `impl`, and the files of its lists, each with its name.
pub fn emit(context: &Context<'_>) -> (TokenStream, Vec<(Ident, Module)>) {
    let names = context.api.kept_names();
    let (kept, words, open) = (names.kept, names.words, names.open);
    let mut lists = Vec::new();
    let words = match kept.len() + words.len() + open.len() > LINES {
        true => {
            let parts = words.chunks(LINES).enumerate();
            lists.extend(parts.map(|(index, words)| list(context, index + 1, words)));
            let names = lists.iter().map(|(name, _)| name);
            quote! { &[#(#names::WORDS),*] }
        }
        false => quote! { &[&[#(#words),*]] },
    };
    let item = quote! {
        impl super::runtime::Tested for super::client::Api {
            const KEPT: &'static [&'static str] = &[#(#kept),*];
            const WORDS: &'static [&'static [&'static str]] = #words;
            const OPEN: &'static [&'static str] = &[#(#open),*];
        }
    };
    (item, lists)
}

fn list<T: quote::ToTokens>(context: &Context<'_>, number: usize, words: &[T]) -> (Ident, Module) {
    let name = format!("words_{number}");
    let title = "Texts that the document has itself.".to_owned();
    let item = quote! { pub(super) const WORDS: &[&str] = &[#(#words),*]; };
    let module = context.module(format!("src/testing/{name}.rs"), vec![title], vec![item]);
    (plain(&name), module)
}
