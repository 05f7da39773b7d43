//! Fields and inputs as members of a struct.
//!
//! In: a [`Field`] and its presence. Out: a [`Member`]. What always holds: `Option` is decided by the presence alone.

use proc_macro2::TokenStream;
use quote::quote;

use crate::api::{Field, Given, Ident, Operation, Setters, Struct, Type};

use super::context::Context;
use super::types;

/// A field of a struct in Rust.
#[derive(Clone, Copy)]
pub struct Member<'a> {
    pub field: &'a Field,
    /// Whether it is an `Option`.
    pub optional: bool,
    /// Whether making the struct takes it: as an argument, or by name in one.
    pub argument: bool,
    /// Whether it is given by name.
    pub named: bool,
    /// Whether `None` is written as `null`, because the member must be there.
    pub null: bool,
    /// The field of the struct that says whether `None` is written as `null`, if something does.
    pub nulls: Option<&'a Ident>,
}

/// The members of a struct.
pub fn of_struct(shape: &Struct) -> Vec<Member<'_>> {
    let nulls = shape.nulls.as_ref();
    let members = shape.fields.iter().map(|field| {
        let member = of_field(field);
        let cleared = |setters: &Setters| setters.clear.is_some() && setters.unset.is_none();
        let by_null = member.setters().is_some_and(cleared);
        let has_word = matches!(field.ty, Type::Clearable(_));
        Member {
            nulls: nulls.filter(|_| by_null && !has_word),
            ..member
        }
    });
    members.collect()
}

/// The members that the inputs of an operation are in its request.
pub fn of_operation(operation: &Operation) -> Vec<Member<'_>> {
    let inputs = operation.inputs.iter();
    inputs.map(|input| of_field(&input.field)).collect()
}

fn of_field(field: &Field) -> Member<'_> {
    let presence = &field.presence;
    Member {
        field,
        optional: presence.optional,
        argument: presence.given.is_demanded(),
        named: presence.given == Given::Named,
        null: presence.null,
        nulls: None,
    }
}

impl<'a> Member<'a> {
    /// The functions that change it, if it has some.
    pub fn setters(&self) -> Option<&'a Setters> {
        match &self.field.presence.given {
            Given::Setter(setters) => Some(setters),
            Given::Argument | Given::Named | Given::Never => None,
        }
    }

    /// The field's type, `Option` included.
    pub fn ty(&self, context: &Context<'_>) -> TokenStream {
        let ty = types::ty(context, &self.field.ty);
        if self.optional {
            quote! { Option<#ty> }
        } else {
            ty
        }
    }

    /// What the field holds when nobody set it; only for members that are no argument.
    pub fn unset(&self) -> TokenStream {
        if self.optional {
            quote! { None }
        } else {
            quote! { Vec::new() }
        }
    }
}
