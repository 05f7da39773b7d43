//! Types -> what a caller passes for them.
//!
//! In: a [`Type`] and the name of a parameter. Out: the parameter's type, as convenient as the type allows, and the
//! expression that makes the field's value of it. What always holds: a value of the field's own type is always accepted.

use proc_macro2::TokenStream;
use quote::quote;

use crate::api::{Ident, Type};

use super::context::Context;
use super::types;

/// A parameter.
pub struct Argument {
    /// Its type.
    pub ty: TokenStream,
    /// The field's value, made of the parameter.
    pub value: TokenStream,
}

impl Argument {
    /// The parameter `name` for a field of type `ty`.
    pub fn of(context: &Context<'_>, ty: &Type, name: &Ident) -> Self {
        let ty = context.behind_aliases(ty);
        match ty {
            Type::Boxed(inner) => {
                let Self { ty, value } = Self::of(context, inner, name);
                Self {
                    ty,
                    value: quote! { Box::new(#value) },
                }
            }
            Type::Clearable(inner) => Self::clearable(context, inner, name),
            Type::List(inner) => Self::list(context, inner, name),
            Type::Expand { paths, .. } => Self::list(context, &Type::Named(*paths), name),
            Type::Map(inner) | Type::Entries(inner) => Self::map(context, inner, name),
            Type::ClearableEntries => Self {
                ty: quote! { impl IntoIterator<Item = (impl ::std::fmt::Display, impl ::std::fmt::Display)> },
                value: quote! { #name.into_iter().collect() },
            },
            Type::Bool
            | Type::Integer(_)
            | Type::Number(_)
            | Type::Text(_)
            | Type::Timestamp
            | Type::Bytes
            | Type::File
            | Type::Id(_)
            | Type::Json
            | Type::Named(_)
            | Type::Expandable(_)
            | Type::Page(_)
            | Type::Range(_)
            | Type::Nullable(_) => Self::whole(context, ty, name),
        }
    }

    fn whole(context: &Context<'_>, ty: &Type, name: &Ident) -> Self {
        let own = types::ty(context, ty);
        if converts(context, ty) {
            return Self {
                ty: quote! { impl Into<#own> },
                value: quote! { #name.into() },
            };
        }
        Self {
            ty: own,
            value: quote! { #name },
        }
    }

    /// What sets a value, or the choice between a value and none.
    fn clearable(context: &Context<'_>, inner: &Type, name: &Ident) -> Self {
        if is_single(context.behind_aliases(inner)) {
            let own = types::ty(context, inner);
            return Self {
                ty: quote! { impl Into<crate::runtime::Clearable<#own>> },
                value: quote! { #name.into() },
            };
        }
        let Self { ty, value } = Self::of(context, inner, name);
        Self {
            ty,
            value: quote! { crate::runtime::Clearable::Set(#value) },
        }
    }

    fn list(context: &Context<'_>, inner: &Type, name: &Ident) -> Self {
        let element = types::ty(context, inner);
        if converts(context, inner) {
            return Self {
                ty: quote! { impl IntoIterator<Item = impl Into<#element>> },
                value: quote! { #name.into_iter().map(Into::into).collect() },
            };
        }
        Self {
            ty: quote! { impl IntoIterator<Item = #element> },
            value: quote! { #name.into_iter().collect() },
        }
    }

    fn map(context: &Context<'_>, inner: &Type, name: &Ident) -> Self {
        let element = types::ty(context, inner);
        let (ty, value) = if matches!(context.behind_aliases(inner), Type::Text(_)) {
            // Whole numbers, ids and the like are written as they are shown.
            (
                quote! { impl ::std::fmt::Display },
                quote! { value.to_string() },
            )
        } else if converts(context, inner) {
            (quote! { impl Into<#element> }, quote! { value.into() })
        } else {
            (element, quote! { value })
        };
        Self {
            ty: quote! { impl IntoIterator<Item = (impl ::std::fmt::Display, #ty)> },
            value: quote! {
                #name.into_iter().map(|(key, value)| (key.to_string(), #value)).collect()
            },
        }
    }
}

/// Whether a value to set is made of what the type is made of, so that a setter can take a value and a [`Clearable`] alike.
///
/// [`Clearable`]: Type::Clearable
fn is_single(ty: &Type) -> bool {
    match ty {
        Type::Bool
        | Type::Integer(_)
        | Type::Number(_)
        | Type::Text(_)
        | Type::Timestamp
        | Type::File
        | Type::Id(_)
        | Type::Named(_) => true,
        Type::Bytes
        | Type::Json
        | Type::List(_)
        | Type::Map(_)
        | Type::Entries(_)
        | Type::ClearableEntries
        | Type::Clearable(_)
        | Type::Expandable(_)
        | Type::Page(_)
        | Type::Range(_)
        | Type::Expand { .. }
        | Type::Nullable(_)
        | Type::Boxed(_) => false,
    }
}

/// Whether there is something simpler than the type itself that turns into it.
pub fn converts(context: &Context<'_>, ty: &Type) -> bool {
    match ty {
        Type::Text(_)
        | Type::Timestamp
        | Type::Bytes
        | Type::Id(_)
        | Type::Json
        | Type::Range(_) => true,
        Type::Named(id) => context.get(*id).is_some_and(|def| def.traits.converts),
        Type::Bool
        | Type::Integer(_)
        | Type::Number(_)
        | Type::File
        | Type::List(_)
        | Type::Map(_)
        | Type::Entries(_)
        | Type::ClearableEntries
        | Type::Clearable(_)
        | Type::Expandable(_)
        | Type::Page(_)
        | Type::Expand { .. }
        | Type::Nullable(_)
        | Type::Boxed(_) => false,
    }
}
