//! Unions: one of several types.
//!
//! In: a [`Union`]. Out: the enum, conversions into it and its impls. What always holds: a struct stands in a box, so that
//! variants have about the same size; a value that is none of the alternatives is kept as JSON.

use std::collections::BTreeSet;

use proc_macro2::TokenStream;
use quote::quote;

use crate::api::{Type, TypeDef, TypeId, TypeKind, Union, UnionVariant};

use super::context::{Context, Role};
use super::items::Items;
use super::{debug, decode, docs, encode, form, limits, structs, types};

/// Everything about a union.
pub(super) fn emit(context: &Context<'_>, id: TypeId, def: &TypeDef, shape: &Union) -> Items {
    let mut own = vec![definition(context, def, shape)];
    let mut wire = Vec::new();
    wire.extend(debug::of_variants(context, &types::path(def), &held(shape)));
    own.extend(conversions(context, def, shape));
    if def.usage.response || Role::of(def) == Role::Read {
        wire.push(decode::emit_union(context, def, shape));
    }
    if context.is_serialized(id, def) {
        wire.push(encode::emit_union(context, def, shape));
    }
    if context.is_formed(id, def) {
        wire.push(form::emit_union(def, shape));
    }
    if Role::of(def) != Role::Read && context.is_checked(&Type::Named(id)) {
        wire.push(limits::emit_union(context, def, shape));
    }
    Items { own, wire }
}

fn definition(context: &Context<'_>, def: &TypeDef, shape: &Union) -> TokenStream {
    let (name, open) = (&def.name, &shape.open);
    let type_docs = structs::type_docs(def, "One of several types.");
    let variants = shape.variants.iter().map(|variant| {
        let docs = docs::line(&title(context, variant));
        let name = &variant.name;
        let ty = payload(context, &variant.ty);
        quote! { #docs #name(#ty), }
    });
    let open_docs = docs::line("Anything else, as it is.");
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

/// All variants, and what each holds.
fn held(shape: &Union) -> Vec<debug::Variant<'_>> {
    let known = shape.variants.iter();
    known
        .map(|variant| (&variant.name, Some(variant.ty.clone())))
        .chain([(&shape.open, Some(Type::Json))])
        .collect()
}

fn title(context: &Context<'_>, variant: &UnionVariant) -> String {
    // What the variant names is in scope, and so the name alone is the link; what an alias stands for is not.
    let named = match &variant.ty {
        Type::Boxed(inner) => inner,
        other => other,
    };
    let what = match named {
        Type::Named(id) => match context.get(*id) {
            Some(def) => format!("[`{}`]", def.name),
            None => docs::code("Value"),
        },
        other => docs::code(&types::spelled(context, other)),
    };
    match variant.tags.as_slice() {
        [] => format!("A value of type {what}."),
        tags => {
            let tags: Vec<String> = tags.iter().map(|tag| docs::code(tag)).collect();
            format!("A value of type {what}, for {}.", tags.join(", "))
        }
    }
}

/// What a variant of an enum holds: structs, which may be large, in a box.
pub(super) fn payload(context: &Context<'_>, ty: &Type) -> TokenStream {
    let own = types::ty(context, ty);
    if is_boxed(context, ty) {
        quote! { Box<#own> }
    } else {
        own
    }
}

/// Whether the payload of a variant is put into a box that the type itself does not have.
pub(super) fn is_boxed(context: &Context<'_>, ty: &Type) -> bool {
    let mut ty = ty;
    if let Type::Boxed(_) = ty {
        return false;
    }
    while let Type::Clearable(inner) | Type::Range(inner) = context.resolve(ty) {
        ty = inner;
    }
    let shape = context.definition(ty).map(|def| &def.kind);
    !behind_box(context, ty) && matches!(shape, Some(TypeKind::Struct(_)))
}

/// Whether an alias of the type is a box already.
fn behind_box(context: &Context<'_>, ty: &Type) -> bool {
    matches!(super::values::alias(context, ty), Some(Type::Boxed(_)))
}

/// `From` each alternative that no other alternative could be taken for.
fn conversions(context: &Context<'_>, def: &TypeDef, shape: &Union) -> Vec<TokenStream> {
    let name = &def.name;
    let mut seen = BTreeSet::new();
    let mut twice = BTreeSet::new();
    let spelled = |variant: &UnionVariant| {
        let ty = context.resolve(&variant.ty);
        let plain = match ty {
            Type::Bool | Type::Integer(_) | Type::Number(_) | Type::Text(_) => true,
            Type::Timestamp | Type::Id(_) => true,
            Type::Named(id) => context.get(*id).is_some_and(|target| target.name != *name),
            _ => false,
        };
        let unboxed = !matches!(variant.ty, Type::Boxed(_)) && !behind_box(context, &variant.ty);
        (plain && unboxed).then(|| types::ty(context, ty))
    };
    for variant in &shape.variants {
        if let Some(ty) = spelled(variant) {
            let text = ty.to_string();
            if !seen.insert(text.clone()) {
                twice.insert(text);
            }
        }
    }
    let mut items = Vec::new();
    for variant in &shape.variants {
        let Some(ty) = spelled(variant).filter(|ty| !twice.contains(&ty.to_string())) else {
            continue;
        };
        let variant_name = &variant.name;
        let value = match is_boxed(context, &variant.ty) {
            true => quote! { Box::new(value) },
            false => quote! { value },
        };
        items.push(quote! {
            impl From<#ty> for #name {
                fn from(value: #ty) -> Self {
                    Self::#variant_name(#value)
                }
            }
        });
    }
    items
}
