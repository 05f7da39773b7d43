//! Fields and inputs -> what Rust makes of them: `Option` or not, argument or setter.
//!
//! In: a [`Field`] and what its struct is there for. Out: a [`Member`]. What always holds: a request-only struct has no
//! read-only members and a response-only one no write-only ones; a member that one direction leaves out is optional.

use proc_macro2::TokenStream;
use quote::quote;

use crate::api::{Field, Input, Location, Struct, Type};

use super::context::{Context, Role};
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
pub(super) fn of_struct(shape: &Struct, role: Role) -> Vec<Member<'_>> {
    let present = shape.fields.iter().filter(|field| match role {
        Role::Read => !field.write_only || field.read_only,
        Role::Write => !field.read_only || field.write_only,
        Role::Both => true,
    });
    present.map(|field| of_field(field, role)).collect()
}

fn of_field(field: &Field, role: Role) -> Member<'_> {
    let both = role == Role::Both;
    let one_way = both && (field.read_only || field.write_only);
    let list = is_expand(&field.ty);
    let needed = field.required && !field.nullable && !list;
    Member {
        field,
        optional: !list && (one_way || !needed),
        argument: needed && !(both && field.read_only),
        null: field.required && field.nullable && !one_way,
    }
}

/// The member that an input is in its request.
pub(super) fn of_input(input: &Input) -> Member<'_> {
    let field = &input.field;
    let in_path = input.location == Location::Path;
    let list = is_expand(&field.ty);
    let argument = in_path || (field.required && !field.nullable && !list);
    Member {
        field,
        optional: !argument && !list,
        argument,
        null: false,
    }
}

fn is_expand(ty: &Type) -> bool {
    matches!(ty, Type::Expand { .. })
}

impl Member<'_> {
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
