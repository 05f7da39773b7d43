//! `impl Debug`: what logs are shown of a value.
//!
//! In: the members of a struct, or the variants of an enum. Out: the impl, where a derived one would show too much. What
//! always holds: a secret is not shown; of free text, bytes, JSON and the keys and values of maps, no more than how much
//! there is is shown unless all is asked for; everything else is shown.

use proc_macro2::TokenStream;
use quote::quote;

use crate::api::{Ident, TextFormat, Type, Wrapper};
use crate::emit::base::context::Context;
use crate::emit::base::members::Member;

/// What is shown of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shown {
    /// All that its own `Debug` shows.
    Itself,
    /// How much there is.
    Extent,
    /// Nothing.
    Nothing,
}

fn shown(context: &Context<'_>, ty: &Type) -> Shown {
    let mut shown = Shown::Itself;
    // Entries show themselves by their number.
    let mut in_entries = false;
    let mut ty = context.resolve(ty);
    while let Some((wrapper, inner)) = ty.wrapped() {
        if wrapper == Wrapper::Entries {
            in_entries = true;
        } else if wrapper == Wrapper::Map && !in_entries {
            // Keys are text.
            shown = Shown::Extent;
        }
        ty = context.resolve(inner);
    }
    if *ty == Type::Text(TextFormat::Password) {
        return Shown::Nothing;
    }
    // A decimal is a number that is kept digit by digit.
    let is_free = matches!(ty, Type::Text(_) | Type::Bytes | Type::Json)
        && *ty != Type::Text(TextFormat::Decimal);
    match is_free && !in_entries {
        true => Shown::Extent,
        false => shown,
    }
}

fn shown_of(context: &Context<'_>, member: &Member<'_>) -> Shown {
    let field = member.field;
    // What says which object it is is shown: a log without it is of no use.
    let is_id = field.wire == context.api.conventions.id
        && matches!(context.resolve(&field.ty), Type::Text(_));
    match shown(context, &field.ty) {
        Shown::Extent if is_id => Shown::Itself,
        shown @ (Shown::Itself | Shown::Extent | Shown::Nothing) => shown,
    }
}

/// Whether a struct with these members, and maybe one that keeps unnamed members, can derive `Debug`.
pub fn is_derived(context: &Context<'_>, members: &[Member<'_>], extra: Option<&Ident>) -> bool {
    extra.is_none()
        && members
            .iter()
            .all(|member| shown_of(context, member) == Shown::Itself)
}

/// `impl Debug` of a struct that can't derive it, by its path from the crate's root.
pub fn of_struct(
    context: &Context<'_>,
    path: &TokenStream,
    name: &Ident,
    members: &[Member<'_>],
    extra: Option<&Ident>,
) -> Option<TokenStream> {
    if is_derived(context, members, extra) {
        return None;
    }
    let title = name.bare();
    let members = members.iter().map(|member| {
        let ident = &member.field.name;
        let text = ident.bare();
        let value = value(shown_of(context, member), &quote! { &self.#ident });
        quote! { .field(#text, #value) }
    });
    let extra = extra.map(|ident| {
        let text = ident.bare();
        let value = value(Shown::Extent, &quote! { &self.#ident });
        quote! { .field(#text, #value) }
    });
    let fields = members.chain(extra);
    Some(quote! {
        impl ::std::fmt::Debug for #path {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.debug_struct(#title) #(#fields)* .finish()
            }
        }
    })
}

/// What is passed to a debug builder for a reference to a value.
fn value(shown: Shown, value: &TokenStream) -> TokenStream {
    match shown {
        Shown::Itself => value.clone(),
        Shown::Extent => quote! { &crate::runtime::Private(#value) },
        Shown::Nothing => quote! { &"[redacted]" },
    }
}

/// A variant of an enum, and what it holds, if it holds something.
pub type Variant<'a> = (&'a Ident, Option<Type>);

/// `impl Debug` of an enum that can't derive it, by its path from the crate's root.
pub fn of_variants(
    context: &Context<'_>,
    path: &TokenStream,
    variants: &[Variant<'_>],
) -> Option<TokenStream> {
    let mut payloads = variants.iter().filter_map(|(_, payload)| payload.as_ref());
    if payloads.all(|ty| shown(context, ty) == Shown::Itself) {
        return None;
    }
    let arms = variants.iter().map(|(variant, payload)| {
        let title = variant.bare();
        match payload {
            None => quote! { Self::#variant => return f.write_str(#title), },
            Some(ty) => {
                let value = value(shown(context, ty), &quote! { value });
                quote! { Self::#variant(value) => (#title, #value), }
            }
        }
    });
    Some(quote! {
        impl ::std::fmt::Debug for #path {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                let (name, value): (&str, &dyn ::std::fmt::Debug) = match self {
                    #(#arms)*
                };
                f.debug_tuple(name).field(value).finish()
            }
        }
    })
}
