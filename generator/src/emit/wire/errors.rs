//! What tells apart what the bodies of errors say.
//!
//! In: a type that is the body of an error. Out: `impl ErrorBody`. What always holds: a type has at most one.

use proc_macro2::TokenStream;
use quote::quote;

use crate::api::{TypeDef, TypeId};
use crate::emit::base::context::Context;
use crate::emit::base::{tokens, types};

/// The impl, if the type is the body of an error.
pub fn emit(context: &Context<'_>, id: TypeId, def: &TypeDef) -> Option<TokenStream> {
    let errors = &context.api.errors.types;
    let error = errors.iter().find(|error| error.body == id)?;
    let name = tokens::path(def);
    let text = || quote! { &'a str };
    let listed = |id: Option<TypeId>| id.map_or_else(text, |id| types::named(context, id));
    let (kind, code) = (listed(error.kind), listed(error.code));
    Some(quote! {
        impl crate::runtime::ErrorBody for #name {
            type Kind<'a> = #kind;
            type Code<'a> = #code;
        }
    })
}
