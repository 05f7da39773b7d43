//! Unions: one of several types.
//!
//! In: a [`Union`]. Out: the enum, conversions into it and its impls. What always holds: a value that is none of the
//! alternatives is kept as JSON.

use proc_macro2::TokenStream;
use quote::quote;

use crate::api::{Selector, StatusMatch, Type, TypeDef, Union, UnionVariant, Wrapper};
use crate::emit::base::context::Context;
use crate::emit::base::items::Items;
use crate::emit::base::tokens;
use crate::emit::base::{docs, types};
use crate::emit::wire::{debug, decode, encode, form, limits};

use super::enums;

/// Everything about a union.
pub fn emit(context: &Context<'_>, def: &TypeDef, shape: &Union) -> Items {
    let mut own = vec![definition(context, def, shape)];
    let mut wire = Vec::new();
    wire.extend(debug::of_variants(
        context,
        &tokens::path(def),
        &held(shape),
        None,
    ));
    own.extend(conversions(context, def, shape));
    if def.usage.role().is_read() {
        wire.push(decode::emit_union(context, def, shape));
    }
    if def.traits.json {
        wire.push(encode::emit_union(context, def, shape));
    }
    if def.traits.form {
        wire.push(form::emit_union(def, shape));
    }
    if def.usage.limited {
        wire.push(limits::emit_union(context, def, shape));
    }
    if def.usage.measured {
        wire.push(limits::measured_union(context, def, shape));
    }
    Items { own, wire }
}

fn definition(context: &Context<'_>, def: &TypeDef, shape: &Union) -> TokenStream {
    let (name, open) = (&def.name, &shape.open);
    let (otherwise, rest) = match shape.selector {
        Selector::Tag(_) | Selector::BestFit => {
            ("One of several types.", "Anything else, as it is.")
        }
        Selector::Status => (
            "What the body of an error says, by the status.",
            "The JSON of any other status, or what is not as the document has it.",
        ),
    };
    let type_docs = docs::of_type_with(def, otherwise, rule(context, def, shape));
    let variants = shape.variants.iter().map(|variant| {
        let docs = docs::line(&title(context, variant));
        let name = &variant.name;
        let ty = types::ty(context, &variant.ty);
        quote! { #docs #name(#ty), }
    });
    let open_docs = docs::line(rest);
    quote! {
        #type_docs
        #[derive(Clone, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
            #open_docs
            #open(::serde_json::Value),
        }
    }
}

/// How a reader tells the alternatives apart, where that has to be known.
fn rule(context: &Context<'_>, def: &TypeDef, shape: &Union) -> Option<String> {
    const RULE: &str = "Read as the alternative whose required members are all there and that names most of those that came; \
                        if several do, as the first.";
    let is_chosen = def.usage.role().is_read() && shape.selector == Selector::BestFit;
    let likenesses = context.api.likenesses(shape);
    let compared = likenesses.iter().filter(|one| one.is_compared()).count();
    (is_chosen && compared > 1).then(|| RULE.to_owned())
}

/// All variants, and what each holds.
fn held(shape: &Union) -> Vec<debug::VariantPayload<'_>> {
    let known = shape.variants.iter();
    known
        .map(|variant| (&variant.name, Some(variant.ty.clone())))
        .chain([(&shape.open, Some(Type::Json))])
        .collect()
}

fn title(context: &Context<'_>, variant: &UnionVariant) -> String {
    // What the variant names is in scope, and so the name alone is the link; what an alias stands for is not.
    let shown = variant.ty.behind(|wrapper| wrapper == Wrapper::Boxed);
    let what = match shown.as_named() {
        Some(id) => match context.get(id) {
            Some(def) => format!("[`{}`]", def.name),
            None => docs::code("Value"),
        },
        None => docs::code(&types::spelled(context, shown)),
    };
    let title = match (variant.status, variant.tags.as_slice()) {
        (Some(status), _) => format!("{}: {what}.", statuses(status)),
        (None, []) => format!("A value of type {what}."),
        (None, tags) => {
            let tags: Vec<String> = tags.iter().map(|tag| docs::code(tag)).collect();
            format!("A value of type {what}, for {}.", tags.join(", "))
        }
    };
    let also: Vec<String> = variant.also.iter().map(|name| docs::code(name)).collect();
    let also =
        (!also.is_empty()).then(|| format!("The document also calls it {}.", also.join(", ")));
    let limits = docs::limits(&variant.limits, docs::Parts::of(context, &variant.ty));
    [title]
        .into_iter()
        .chain(also)
        .chain(limits)
        .collect::<Vec<_>>()
        .join(" ")
}

/// Statuses, in words.
fn statuses(status: StatusMatch) -> String {
    match status {
        StatusMatch::Exact(code) => format!("Status {code}"),
        StatusMatch::Range(digit) => format!("A status from {digit}00 to {digit}99"),
        StatusMatch::Default => "Any other status".to_owned(),
    }
}

/// `From` each alternative that no other alternative could be taken for.
fn conversions(context: &Context<'_>, def: &TypeDef, shape: &Union) -> Vec<TokenStream> {
    let name = &def.name;
    let sources = shape.variants.iter().filter(|variant| variant.from);
    let items = sources.map(|variant| {
        let ty = types::ty(context, context.resolve(&variant.ty));
        let variant_name = &variant.name;
        let value = if matches!(variant.ty, Type::Boxed(_)) {
            quote! { Box::new(value) }
        } else {
            quote! { value }
        };
        let cleared = enums::cleared(def, &ty);
        quote! {
            impl From<#ty> for #name {
                fn from(value: #ty) -> Self {
                    Self::#variant_name(#value)
                }
            }

            #cleared
        }
    });
    items.collect()
}
