//! `impl Debug`: what logs are shown of a value.
//!
//! In: the members of a struct, or the variants of an enum. Out: the impl, where a derived one would show too much. What
//! always holds: no more is shown than the model's [`Shown`] says, unless all is asked for.

use proc_macro2::TokenStream;
use quote::quote;

use crate::api::{Ident, Shown, Type};
use crate::emit::base::context::Context;
use crate::emit::base::members::Member;

/// Whether a struct with these members, and maybe one that keeps unnamed members, can derive `Debug`.
pub fn is_derived(context: &Context<'_>, members: &[Member<'_>], extra: Option<&Ident>) -> bool {
    extra.is_none()
        && members
            .iter()
            .all(|member| context.api.shown_of(member.field) == Shown::Itself)
}

/// `impl Debug` of a struct that can't derive it, by its path from the crate's root. `unnamed` is a field for what the document
/// does not name, which shows by itself how much there is of it, and `nulls` remembers which members are to be null.
pub fn of_struct(
    context: &Context<'_>,
    path: &TokenStream,
    name: &Ident,
    members: &[Member<'_>],
    extra: Option<&Ident>,
    [unnamed, nulls]: [Option<&Ident>; 2],
) -> Option<TokenStream> {
    if is_derived(context, members, extra) {
        return None;
    }
    let title = name.bare();
    let members = members.iter().map(|member| {
        let ident = &member.field.name;
        let text = ident.bare();
        let value = value(context.api.shown_of(member.field), &quote! { &self.#ident });
        quote! { (#text, #value) }
    });
    let extra = extra.map(|ident| {
        let text = ident.bare();
        let value = value(Shown::Extent, &quote! { &self.#ident });
        quote! { (#text, #value) }
    });
    let unnamed = unnamed.into_iter().chain(nulls).map(|ident| {
        let text = ident.bare();
        quote! { (#text, &self.#ident) }
    });
    let fields = members.chain(extra).chain(unnamed);
    Some(quote! {
        impl ::std::fmt::Debug for #path {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                crate::runtime::show_fields(f, #title, &[#(#fields),*])
            }
        }
    })
}

/// What is passed to a debug builder for a reference to a value.
pub fn value(shown: Shown, value: &TokenStream) -> TokenStream {
    match shown {
        Shown::Itself => value.clone(),
        Shown::Extent => quote! { &crate::runtime::Private(#value) },
        Shown::Nothing => quote! { &"[redacted]" },
    }
}

/// A variant of an enum, and what it holds, if it holds something.
pub type VariantPayload<'a> = (&'a Ident, Option<Type>);

/// `impl Debug` of an enum that can't derive it, by its path from the crate's root. What the variant `itself` holds shows no more
/// than it should.
pub fn of_variants(
    context: &Context<'_>,
    path: &TokenStream,
    variants: &[VariantPayload<'_>],
    itself: Option<&Ident>,
) -> Option<TokenStream> {
    let mut payloads = variants.iter().filter_map(|(_, payload)| payload.as_ref());
    if payloads.all(|ty| context.api.shown(ty) == Shown::Itself) {
        return None;
    }
    let arms = variants.iter().map(|(variant, payload)| {
        let title = variant.bare();
        match payload {
            None => quote! { Self::#variant => return f.write_str(#title), },
            Some(ty) => {
                let value = value(context.api.shown(ty), &quote! { value });
                quote! { Self::#variant(value) => (#title, #value), }
            }
        }
    });
    let itself = itself.map(|variant| {
        let title = variant.bare();
        quote! { Self::#variant(value) => (#title, value), }
    });
    Some(quote! {
        impl ::std::fmt::Debug for #path {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                let (name, value): (&str, &dyn ::std::fmt::Debug) = match self {
                    #(#arms)*
                    #itself
                };
                f.debug_tuple(name).field(value).finish()
            }
        }
    })
}
