//! What tells apart what the bodies of errors say.
//!
//! In: a type that is the body of an error. Out: `impl ErrorBody`, what the error of a call becomes, and how one is read that the status tells apart. What always
//! holds: a type has at most one of each; a body that is not what the document says of its status is kept as JSON.

use proc_macro2::TokenStream;
use quote::quote;

use crate::api::{Ident, StatusMatch, Type, TypeDef, TypeId, Union};
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
    let conversion = conversion(context, def);
    Some(quote! {
        impl crate::runtime::ErrorBody for #name {
            type Kind<'a> = #kind;
            type Code<'a> = #code;
        }

        #conversion
    })
}

/// Where the errors of operations differ, each becomes that of calls which no operation describes. It stands with the body, as
/// that may be there only with a feature.
fn conversion(context: &Context<'_>, def: &TypeDef) -> Option<TokenStream> {
    let name = tokens::path(def);
    (context.api.errors.common == Type::Json).then(|| {
        quote! {
            #[cfg(feature = "client")]
            impl From<crate::client::CallError<#name>> for crate::client::CallError {
                fn from(error: crate::client::CallError<#name>) -> Self {
                    error.read_as()
                }
            }
        }
    })
}

/// `impl FromErrorBody` of a union that the status tells apart.
pub fn emit_by_status(def: &TypeDef, shape: &Union) -> TokenStream {
    let (name, open) = (tokens::path(def), &shape.open);
    let reads =
        |variant: &Ident| quote! { crate::runtime::decode_json(body).map(Self::#variant).ok() };
    let mut arms = Vec::new();
    let mut rest = quote! { None };
    for variant in &shape.variants {
        let read = reads(&variant.name);
        match variant.status {
            Some(status @ (StatusMatch::Exact(_) | StatusMatch::Range(_))) => {
                let pattern = tokens::statuses(status);
                arms.push(quote! { #pattern => #read, });
            }
            Some(StatusMatch::Default) | None => rest = read,
        }
    }
    let (parameter, known) = match arms.is_empty() {
        true => (quote! { _ }, rest),
        false => {
            let choice = quote! {
                match status.as_u16() {
                    #(#arms)*
                    _ => #rest,
                }
            };
            (quote! { status }, choice)
        }
    };
    let other = reads(open);
    quote! {
        impl crate::runtime::FromErrorBody for #name {
            fn from_error_body(#parameter: ::http::StatusCode, body: &[u8]) -> Option<Self> {
                let known = #known;
                known.or_else(|| #other)
            }
        }
    }
}
