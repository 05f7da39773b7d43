//! Expressions and functions that make a struct.
//!
//! In: fields and their values. Out: what stands in a struct expression, and before a function that makes one. What always
//! holds: a field whose value has its name is written by its name alone.

use proc_macro2::TokenStream;
use quote::quote;

use crate::api::Ident;

/// Clippy's most arguments of a function.
const ARGUMENTS: usize = 7;

/// `name`, or `name: value`, in a struct expression.
pub fn initial(ident: &Ident, value: &TokenStream, optional: bool) -> TokenStream {
    let plain = value.to_string() == ident.as_str();
    match (plain, optional) {
        (true, false) => quote! { #ident },
        (false, false) => quote! { #ident: #value },
        (_, true) => quote! { #ident: Some(#value) },
    }
}

/// The exception for a function that has to take more arguments than clippy likes.
pub fn many_arguments(count: usize) -> Option<TokenStream> {
    let reason = "the document requires all of them";
    (count > ARGUMENTS).then(|| quote! { #[expect(clippy::too_many_arguments, reason = #reason)] })
}
