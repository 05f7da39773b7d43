//! Type -> the Rust type, as tokens.
//!
//! In: a [`Type`]. Out: its Rust type, every name in it an absolute path. What always holds: `Option` is the caller's.

use proc_macro2::TokenStream;
use quote::quote;

use crate::api::{Integer, Number, Type, TypeId};

use super::context::Context;
use super::tokens::path;

/// The Rust type.
pub fn ty(context: &Context<'_>, of: &Type) -> TokenStream {
    match of {
        Type::Bool => quote! { bool },
        Type::Integer(Integer::I32) => quote! { i32 },
        Type::Integer(Integer::I64) => quote! { i64 },
        Type::Integer(Integer::U64) => quote! { u64 },
        Type::Number(Number::F32) => quote! { f32 },
        Type::Number(Number::F64) => quote! { f64 },
        Type::Number(Number::Decimal) => quote! { crate::runtime::Decimal },
        Type::Text(_) => quote! { String },
        Type::Timestamp => quote! { crate::runtime::Timestamp },
        Type::Bytes => quote! { ::bytes::Bytes },
        Type::File => quote! { crate::runtime::Upload },
        Type::Id(id) => generic(quote! { crate::runtime::Id }, named(context, *id)),
        Type::Json => quote! { ::serde_json::Value },
        Type::Named(id) => named(context, *id),
        Type::List(inner) => generic(quote! { Vec }, ty(context, inner)),
        Type::Map(inner) => {
            let value = ty(context, inner);
            quote! { ::std::collections::BTreeMap<String, #value> }
        }
        Type::Entries(inner) => generic(quote! { crate::runtime::Entries }, ty(context, inner)),
        Type::ClearableEntries => quote! { crate::runtime::ClearableEntries },
        Type::Clearable(inner) => generic(quote! { crate::runtime::Clearable }, ty(context, inner)),
        Type::Expandable(inner) => {
            generic(quote! { crate::runtime::Expandable }, ty(context, inner))
        }
        Type::Page(inner) => generic(quote! { crate::runtime::List }, ty(context, inner)),
        Type::Range(inner) => generic(quote! { crate::runtime::RangeFilter }, ty(context, inner)),
        Type::Expand { paths, .. } => generic(quote! { Vec }, named(context, *paths)),
        Type::Nullable(inner) => generic(quote! { Option }, ty(context, inner)),
        Type::Boxed(inner) => generic(quote! { Box }, ty(context, inner)),
    }
}

/// The path of a type of the crate; any JSON where the model lacks it.
pub fn named(context: &Context<'_>, id: TypeId) -> TokenStream {
    match context.get(id) {
        Some(def) => path(def),
        None => quote! { ::serde_json::Value },
    }
}

fn generic(outer: TokenStream, inner: TokenStream) -> TokenStream {
    quote! { #outer<#inner> }
}

/// The Rust type as the documentation shows it: no paths, no generator's spacing.
pub fn spelled(context: &Context<'_>, of: &Type) -> String {
    let text = ty(context, of).to_string().replace(' ', "");
    let mut name = String::new();
    for part in text.split_inclusive(['<', '>', ',']) {
        name.push_str(part.rsplit("::").next().unwrap_or(part));
    }
    name.replace(',', ", ")
}
