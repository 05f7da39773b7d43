//! Types -> what a caller passes for them, in Rust.
//!
//! In: a [`Type`] and the name of a parameter. Out: the parameter's type and the expression that makes the field's value of
//! it, as the model's [`Argument`] says. What always holds: a value of the field's own type is always accepted.

use proc_macro2::TokenStream;
use quote::quote;

use crate::api::{Argument, Ident, Passed, Type};

use super::context::Context;
use super::types;

/// A parameter.
pub struct FnParameter {
    /// Its type.
    pub ty: TokenStream,
    /// The field's value, made of the parameter.
    pub value: TokenStream,
}

impl FnParameter {
    /// The parameter `name` for a field of type `ty`.
    pub fn of(context: &Context<'_>, ty: &Type, name: &Ident) -> Self {
        Self::taking(context, &context.api.argument(ty), name)
    }

    fn taking(context: &Context<'_>, argument: &Argument, name: &Ident) -> Self {
        match argument {
            Argument::One(passed) => Self::one(context, passed, name),
            Argument::Boxed(inner) => {
                let Self { ty, value } = Self::taking(context, inner, name);
                Self {
                    ty,
                    value: quote! { Box::new(#value) },
                }
            }
            Argument::Choice(ty) => Self::choice(context, ty, name),
            Argument::Set(inner) => {
                let Self { ty, value } = Self::taking(context, inner, name);
                Self {
                    ty,
                    value: quote! { crate::runtime::Clearable::Set(#value) },
                }
            }
            Argument::Elements(element) => Self::elements(context, element, name),
            Argument::Paths(path) => Self::paths(context, path, name),
            Argument::Pairs(value) => Self::pairs(context, value, name),
            Argument::MapOfTexts => Self {
                ty: texts(),
                value: quote! {
                    #name.into_iter().map(|(key, value)| (key.to_string(), value.to_string())).collect()
                },
            },
            Argument::PairsOfTexts => Self {
                ty: texts(),
                value: quote! { #name.into_iter().collect() },
            },
        }
    }

    fn one(context: &Context<'_>, passed: &Passed, name: &Ident) -> Self {
        let value = match passed.converts {
            true => quote! { #name.into() },
            false => quote! { #name },
        };
        Self {
            ty: ty(context, passed),
            value,
        }
    }

    /// What sets a value, or the choice between a value and none.
    fn choice(context: &Context<'_>, own: &Type, name: &Ident) -> Self {
        let own = types::ty(context, own);
        Self {
            ty: quote! { impl crate::runtime::Argument<crate::runtime::Clearable<#own>> },
            value: quote! { #name.into() },
        }
    }

    fn elements(context: &Context<'_>, element: &Passed, name: &Ident) -> Self {
        let ty = ty(context, element);
        let value = match element.converts {
            true => quote! { #name.into_iter().map(Into::into).collect() },
            false => quote! { #name.into_iter().collect() },
        };
        Self {
            ty: quote! { impl IntoIterator<Item = #ty> },
            value,
        }
    }

    fn paths(context: &Context<'_>, path: &Type, name: &Ident) -> Self {
        let path = types::ty(context, path);
        let paths = quote! { crate::runtime::IntoPaths };
        Self {
            ty: quote! { impl #paths<#path> },
            value: quote! { #name.into_paths() },
        }
    }

    fn pairs(context: &Context<'_>, passed: &Passed, name: &Ident) -> Self {
        let ty = ty(context, passed);
        let value = match passed.converts {
            true => quote! { value.into() },
            false => quote! { value },
        };
        Self {
            ty: quote! { impl IntoIterator<Item = (impl ::std::fmt::Display, #ty)> },
            value: quote! {
                #name.into_iter().map(|(key, value)| (key.to_string(), #value)).collect()
            },
        }
    }
}

/// Pairs of whatever is shown as texts: numbers, ids and the like, too.
fn texts() -> TokenStream {
    quote! { impl IntoIterator<Item = (impl ::std::fmt::Display, impl ::std::fmt::Display)> }
}

/// The type of one value that is passed.
fn ty(context: &Context<'_>, passed: &Passed) -> TokenStream {
    let own = types::ty(context, &passed.ty);
    match passed.converts {
        true => quote! { impl crate::runtime::Argument<#own> },
        false => own,
    }
}
