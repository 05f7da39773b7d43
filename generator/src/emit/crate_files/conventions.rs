//! `runtime/conventions.rs`: the names that the runtime's conventions have in this API.
//!
//! In: the model's names. Out: the file that stands in the runtime for the names used most, with the document's. What always
//! holds: the same items, so that the rest of the runtime is copied as it stands.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::api::{PageNames, RangeNames};
use crate::emit::base::context::Context;
use crate::emit::base::docs;
use crate::emit::base::tokens;
use crate::render::Module;

/// The module.
pub fn emit(context: &Context<'_>) -> Module {
    let conventions = &context.api.conventions;
    let about = "What the API calls the members, keys and headers that its conventions need.";
    let items = vec![
        request_id_headers(&conventions.request_id_headers),
        page(&conventions.page),
        range(&conventions.range),
    ];
    context.module("src/runtime/conventions.rs", vec![about.to_owned()], items)
}

fn request_id_headers(names: &[String]) -> TokenStream {
    let docs = docs::line(
        "The headers of a response that name the request: the first that is there counts.",
    );
    let count = Literal::usize_unsuffixed(names.len());
    quote! {
        #docs
        pub(crate) static REQUEST_ID_HEADERS: [::http::HeaderName; #count] = [
            #(::http::HeaderName::from_static(#names)),*
        ];
    }
}

fn page(names: &PageNames) -> TokenStream {
    let (tag, tag_value) = (&names.tag, &names.tag_value);
    let constants = constants(&[
        ("ITEMS", &names.items, "The items."),
        ("MORE", &names.more, "Whether there are more."),
        ("URL", &names.url, "The path of the list."),
        (
            "TOTAL",
            &names.total,
            "How many items there are on all pages.",
        ),
    ]);
    let docs = docs::line("The members of a page of a list.");
    let tag_docs = docs::line("What tells that an object is a page, and its value.");
    quote! {
        #docs
        pub(crate) mod page {
            #(#constants)*

            #tag_docs
            pub(crate) const TAG: (&str, &str) = (#tag, #tag_value);
        }
    }
}

fn range(names: &RangeNames) -> TokenStream {
    let constants = constants(&[
        ("GT", &names.gt, "Greater."),
        ("GTE", &names.gte, "Greater or equal."),
        ("LT", &names.lt, "Less."),
        ("LTE", &names.lte, "Less or equal."),
    ]);
    let docs = docs::line("The keys of bounds on a value.");
    quote! {
        #docs
        pub(crate) mod range {
            #(#constants)*
        }
    }
}

fn constants(all: &[(&str, &String, &str)]) -> Vec<TokenStream> {
    let constant = |(name, value, about): &(&str, &String, &str)| {
        let (name, docs) = (tokens::plain(name), docs::line(about));
        quote! {
            #docs
            pub(crate) const #name: &str = #value;
        }
    };
    all.iter().map(constant).collect()
}
