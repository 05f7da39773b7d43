//! Unions: one of several types.
//!
//! In: a [`Union`]. Out: the enum, conversions into it and its impls. What always holds: a value that is none of the
//! alternatives is kept as JSON.

use proc_macro2::TokenStream;
use quote::quote;

use crate::api::{Selector, StatusMatch, Type, TypeDef, TypeId, Union, UnionVariant, Wrapper};
use crate::emit::base::context::Context;
use crate::emit::base::items::Items;
use crate::emit::base::tokens;
use crate::emit::base::{docs, types};
use crate::emit::wire::{debug, decode, encode, form, limits};

use super::enums;

/// Everything about a union.
pub fn emit(context: &Context<'_>, id: TypeId, def: &TypeDef, shape: &Union) -> Items {
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
        wire.push(decode::emit_union(context, id, def, shape));
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
    Items::new(own, wire)
}

fn definition(context: &Context<'_>, def: &TypeDef, shape: &Union) -> TokenStream {
    let (name, open) = (&def.name, &shape.open);
    let (otherwise, rest) = match shape.selector {
        Selector::Tag(_) | Selector::BestFit => (None, "Anything else, as it is."),
        Selector::Status => (
            Some("What the body of an error says, by the status."),
            "The JSON of any other status, or what is not as the document has it.",
        ),
    };
    let type_docs = docs::of_type_with(def, otherwise, rule(context, def, shape));
    let lines: Vec<Vec<String>> = shape
        .variants
        .iter()
        .map(|variant| said(context, shape, variant))
        .collect();
    let undocumented = docs::undocumented(lines.iter().any(Vec::is_empty));
    let variants = shape.variants.iter().zip(lines).map(|(variant, lines)| {
        let docs = docs::attributes(lines);
        let name = &variant.name;
        let ty = types::ty(context, &variant.ty);
        quote! { #docs #name(#ty), }
    });
    let open_docs = docs::line(rest);
    quote! {
        #type_docs
        #undocumented
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

/// What is to be said of an alternative besides its type.
fn said(context: &Context<'_>, shape: &Union, variant: &UnionVariant) -> Vec<String> {
    let listed = |texts: &[String], word: &str| {
        let texts: Vec<String> = texts.iter().map(|text| docs::code(text)).collect();
        match texts.as_slice() {
            [before @ .., last] if !before.is_empty() => {
                format!("{} {word} {last}", before.join(", "))
            }
            _ => texts.concat(),
        }
    };
    let when = match (&shape.selector, variant.status, variant.tags.as_slice()) {
        (Selector::Tag(member), _, tags @ [_, ..]) => {
            let tags = listed(tags, "or");
            Some(format!("Where {} is {tags}.", docs::code(member)))
        }
        (_, Some(status), _) => {
            let shown = shown(context, &variant.ty);
            Some(format!("{}: {shown}.", statuses(status)))
        }
        (_, None, _) => None,
    };
    let also = &variant.also;
    let also =
        (!also.is_empty()).then(|| format!("The document also calls it {}.", listed(also, "and")));
    let limits = docs::limits(&variant.limits, docs::Parts::of(context.api, &variant.ty));
    let sentences: Vec<String> = when.into_iter().chain(also).chain(limits).collect();
    match sentences.is_empty() {
        true => Vec::new(),
        false => vec![sentences.join(" ")],
    }
}

/// A type in a sentence. What the variant names is in scope, and so the name alone is the link; what an alias stands for is not.
fn shown(context: &Context<'_>, ty: &Type) -> String {
    let shown = ty.behind(|wrapper| wrapper == Wrapper::Boxed);
    match shown.as_named() {
        Some(id) => match context.get(id) {
            Some(def) => format!("[`{}`]", def.name),
            None => docs::code("Value"),
        },
        None => docs::code(&types::spelled(context, shown)),
    }
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
