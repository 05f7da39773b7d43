//! Names, numbers and paths as tokens.
//!
//! In: identifiers of the model, and words that the generator spells out. Out: tokens. What always holds: nothing here needs more
//! of the model than it is given.

use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, quote};

use crate::api::{Ident, Operation, StatusMatch, TypeDef};

impl ToTokens for Ident {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let ident = match self.as_str().strip_prefix("r#") {
            Some(keyword) => proc_macro2::Ident::new_raw(keyword, proc_macro2::Span::call_site()),
            None => plain(self.as_str()),
        };
        ident.to_tokens(tokens);
    }
}

/// An identifier that the generator itself spells out.
pub fn plain(text: &str) -> proc_macro2::Ident {
    proc_macro2::Ident::new(text, proc_macro2::Span::call_site())
}

/// A number, with its sign as a token of its own, as Rust has no negative literals.
pub fn integer(number: i64) -> TokenStream {
    let literal = proc_macro2::Literal::u64_unsuffixed(number.unsigned_abs());
    let sign = (number < 0).then(|| quote! { - });
    quote! { #sign #literal }
}

/// The path of a definition, by which every file of the crate can name it.
pub fn path(def: &TypeDef) -> TokenStream {
    let name = &def.name;
    quote! { crate::models::#name }
}

/// The path of a request, by which every file of the crate can name it.
pub fn request_path(operation: &Operation) -> TokenStream {
    let name = &operation.request;
    quote! { crate::resources::#name }
}

/// What takes an item out unless a feature is on, if one has to be.
pub fn gate(feature: Option<&str>) -> Option<TokenStream> {
    feature.map(|feature| quote! { #[cfg(feature = #feature)] })
}

/// The pattern of the statuses that a response stands for.
pub fn statuses(status: StatusMatch) -> TokenStream {
    match status {
        StatusMatch::Exact(code) => {
            let code = Literal::u16_unsuffixed(code);
            quote! { #code }
        }
        StatusMatch::Range(digit) => {
            // Clippy takes a range beside one of its numbers for a mistake.
            let digit = Literal::u8_unsuffixed(digit);
            quote! { code if code / 100 == #digit }
        }
        StatusMatch::Default => quote! { _ },
    }
}
