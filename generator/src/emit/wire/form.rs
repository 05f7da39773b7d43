//! `impl FormValue`, and the statements that write inputs into forms.
//!
//! In: members with their encoding. Out: one call a member. What always holds: the calls stand in the document's order;
//! keys are the model's, percent-encoded already.

use proc_macro2::TokenStream;
use quote::quote;

use crate::api::{Additional, Pairs, StringEnum, Struct, Style, StyleKind, TypeDef, Union};
use crate::emit::base::context::Context;
use crate::emit::base::members::Member;
use crate::emit::base::tokens::path;

/// `impl FormValue` of a struct.
pub fn emit_struct(
    context: &Context<'_>,
    def: &TypeDef,
    shape: &Struct,
    members: &[Member<'_>],
) -> TokenStream {
    let name = path(def);
    let constants = shape.constants.iter().map(|constant| {
        let (key, value) = (bracketed(&constant.key), &constant.value);
        quote! { form.text(&key.member(#key), #value); }
    });
    let sent = members.iter().filter(|member| !member.field.read_only);
    let pairs: Vec<TokenStream> = sent
        .map(|member| {
            let key = bracketed(&member.field.key);
            let (name, wire) = (&member.field.name, &member.field.wire);
            let pair = match (context.api.pairs(member.field), member.optional) {
                (Pairs::Value, true) => quote! { form.member(key, #key, &self.#name); },
                _ => pair(
                    context,
                    member,
                    &quote! { form },
                    &quote! { key.member(#key) },
                    &quote! { key },
                ),
            };
            let null = member.nulls.map(|nulls| {
                quote! {
                    if self.#name.is_none() && self.#nulls.has(#wire) {
                        form.empty(&key.member(#key));
                    }
                }
            });
            quote! { #pair #null }
        })
        .collect();
    let extra = match &shape.additional {
        Additional::Ignored | Additional::Forbidden => None,
        Additional::Kept { name, .. } => Some(quote! { form.field(key, &self.#name); }),
    };
    let empty = shape.constants.is_empty() && pairs.is_empty() && extra.is_none();
    let (key, form) = if empty {
        (quote! { _ }, quote! { _ })
    } else {
        (quote! { key }, quote! { form })
    };
    quote! {
        impl crate::runtime::FormValue for #name {
            fn write(&self, #key: &crate::runtime::Key<'_>, #form: &mut crate::runtime::Form) {
                #(#constants)*
                #(#pairs)*
                #extra
            }
        }
    }
}

/// A member's key between encoded brackets.
pub fn bracketed(key: &str) -> String {
    format!("%5B{key}%5D")
}

/// The statement that writes a member of `self`: `key` makes its key, `outer` is a reference to the key around it.
pub fn pair(
    context: &Context<'_>,
    member: &Member<'_>,
    form: &TokenStream,
    key: &TokenStream,
    outer: &TokenStream,
) -> TokenStream {
    let field = member.field;
    let name = &field.name;
    match context.api.pairs(field) {
        Pairs::Paths(prefix) => quote! { #form.expand(&#key, #prefix, &self.#name); },
        Pairs::Repeated => each(member, |value| quote! { #form.repeat(&#key, #value); }),
        Pairs::Joined(separator) => each(member, |value| {
            quote! { #form.joined(&#key, #separator, #value); }
        }),
        Pairs::Json => each(member, |value| quote! { #form.json(&#key, #value); }),
        Pairs::Styled(style) => {
            let style = self::style(style);
            each(
                member,
                |value| quote! { #form.styled(&#key, #style, #value); },
            )
        }
        Pairs::Spread => each(member, |value| quote! { #form.field(#outer, #value); }),
        Pairs::Value => match member.optional {
            true => quote! { #form.optional(&#key, &self.#name); },
            false => quote! { #form.field(&#key, &self.#name); },
        },
    }
}

/// A style, as the runtime takes it: what it is, and whether it is exploded.
pub fn style(Style { kind, explode }: Style) -> TokenStream {
    let kind = match kind {
        StyleKind::Form => quote! { Form },
        StyleKind::Spaces => quote! { SpaceDelimited },
        StyleKind::Pipes => quote! { PipeDelimited },
        StyleKind::Simple => quote! { Simple },
        StyleKind::Label => quote! { Label },
        StyleKind::Matrix => quote! { Matrix },
    };
    quote! { crate::runtime::Style::#kind, #explode }
}

/// A statement over a reference to the member's value, if it has one.
fn each(member: &Member<'_>, write: impl Fn(TokenStream) -> TokenStream) -> TokenStream {
    let name = &member.field.name;
    if member.optional {
        let statement = write(quote! { value });
        quote! {
            if let Some(value) = &self.#name {
                #statement
            }
        }
    } else {
        write(quote! { &self.#name })
    }
}

/// `impl FormValue` of a string enum.
pub fn emit_string_enum(def: &TypeDef, shape: &StringEnum) -> TokenStream {
    let name = path(def);
    let has_empty = shape.variants.iter().any(|variant| variant.wire.is_empty());
    let write = match has_empty {
        // The document gives the empty text a meaning.
        true => quote! {
            match self.as_str() {
                "" => form.empty(key),
                value => form.text(key, value),
            }
        },
        false => quote! { form.text(key, self.as_str()); },
    };
    quote! {
        impl crate::runtime::FormValue for #name {
            fn write(&self, key: &crate::runtime::Key<'_>, form: &mut crate::runtime::Form) {
                #write
            }
        }
    }
}

/// `impl FormValue` of an integer enum.
pub fn emit_integer_enum(def: &TypeDef) -> TokenStream {
    let name = path(def);
    quote! {
        impl crate::runtime::FormValue for #name {
            fn write(&self, key: &crate::runtime::Key<'_>, form: &mut crate::runtime::Form) {
                form.integer(key, self.as_i64());
            }
        }
    }
}

/// `impl FormValue` of a union: whatever it holds.
pub fn emit_union(def: &TypeDef, shape: &Union) -> TokenStream {
    let name = path(def);
    let variants = shape
        .variants
        .iter()
        .map(|variant| &variant.name)
        .chain([&shape.open]);
    quote! {
        impl crate::runtime::FormValue for #name {
            fn write(&self, key: &crate::runtime::Key<'_>, form: &mut crate::runtime::Form) {
                match self {
                    #(Self::#variants(value) => form.field(key, value),)*
                }
            }
        }
    }
}
