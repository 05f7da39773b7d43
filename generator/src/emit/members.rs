//! Fields and inputs as members of a struct.
//!
//! In: a [`Field`] and its presence. Out: a [`Member`]. What always holds: `Option` is decided by the presence alone.

use proc_macro2::TokenStream;
use quote::quote;

use crate::api::{Field, Given, Operation, Setters, Struct, TextFormat, Type, Wrapper};

use super::context::Context;
use super::types;

/// A field of a struct in Rust.
#[derive(Clone, Copy)]
pub(super) struct Member<'a> {
    pub(super) field: &'a Field,
    /// Whether it is an `Option`.
    pub(super) optional: bool,
    /// Whether making the struct takes it as an argument.
    pub(super) argument: bool,
    /// Whether `None` is written as `null`, because the member must be there.
    pub(super) null: bool,
}

/// The members of a struct.
pub(super) fn of_struct(shape: &Struct) -> Vec<Member<'_>> {
    shape.fields.iter().map(of_field).collect()
}

/// The members that the inputs of an operation are in its request.
pub(super) fn of_operation(operation: &Operation) -> Vec<Member<'_>> {
    let inputs = operation.inputs.iter();
    inputs.map(|input| of_field(&input.field)).collect()
}

fn of_field(field: &Field) -> Member<'_> {
    let presence = &field.presence;
    Member {
        field,
        optional: presence.optional,
        argument: presence.given == Given::Argument,
        null: presence.null,
    }
}

impl<'a> Member<'a> {
    /// The functions that change it, if it has some.
    pub(super) fn setters(&self) -> Option<&'a Setters> {
        match &self.field.presence.given {
            Given::Setter(setters) => Some(setters),
            Given::Argument | Given::Never => None,
        }
    }

    /// The field's type, `Option` included.
    pub(super) fn ty(&self, context: &Context<'_>) -> TokenStream {
        let ty = types::ty(context, &self.field.ty);
        if self.optional {
            quote! { Option<#ty> }
        } else {
            ty
        }
    }

    /// What the field holds when nobody set it; only for members that are no argument.
    pub(super) fn unset(&self) -> TokenStream {
        if self.optional {
            quote! { None }
        } else {
            quote! { Vec::new() }
        }
    }
}

/// Whether `Debug` must not show the value.
pub(super) fn is_secret(context: &Context<'_>, ty: &Type) -> bool {
    let through = |wrapper: Wrapper| wrapper.is_collection() || wrapper == Wrapper::Clearable;
    let mut ty = context.resolve(ty);
    while let Some((_, inner)) = ty.wrapped().filter(|(wrapper, _)| through(*wrapper)) {
        ty = context.resolve(inner);
    }
    *ty == Type::Text(TextFormat::Password)
}

/// `impl Debug` of a struct with a secret member.
pub(super) fn debug(
    context: &Context<'_>,
    name: &crate::api::Ident,
    members: &[Member<'_>],
    extra: Option<&crate::api::Ident>,
) -> TokenStream {
    let title = name.bare();
    let shown = members.iter().map(|member| {
        let ident = &member.field.name;
        let text = ident.bare();
        if is_secret(context, &member.field.ty) {
            quote! { .field(#text, &"[redacted]") }
        } else {
            quote! { .field(#text, &self.#ident) }
        }
    });
    let extra = extra.map(|ident| {
        let text = ident.bare();
        quote! { .field(#text, &self.#ident) }
    });
    let shown = shown.chain(extra);
    quote! {
        impl ::std::fmt::Debug for #name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.debug_struct(#title) #(#shown)* .finish()
            }
        }
    }
}
