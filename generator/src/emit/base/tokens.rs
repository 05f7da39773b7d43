//! Names, numbers and paths as tokens.
//!
//! In: identifiers of the model, and words that the generator spells out. Out: tokens. What always holds: nothing here needs more
//! of the model than it is given.

use proc_macro2::{Delimiter, Literal, TokenStream, TokenTree};
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

/// About how many lines tokens are: a line for each attribute, for each sign that ends one, and for each brace.
pub fn lines(tokens: &TokenStream) -> usize {
    let mut lines = 0;
    let mut left: Vec<TokenStream> = vec![tokens.clone()];
    while let Some(tokens) = left.pop() {
        for token in tokens {
            match token {
                TokenTree::Group(group) => {
                    lines += match group.delimiter() {
                        Delimiter::Brace => 2,
                        Delimiter::Parenthesis | Delimiter::Bracket | Delimiter::None => 0,
                    };
                    left.push(group.stream());
                }
                TokenTree::Punct(sign) => lines += usize::from(";,#".contains(sign.as_char())),
                TokenTree::Ident(_) | TokenTree::Literal(_) => {}
            }
        }
    }
    lines
}
