//! `impl Check`, and the statements that check inputs.
//!
//! In: members with their limits. Out: one call a limit. What always holds: only limits that mean something for the type
//! are checked, all of them are, and a member that needs no check has no statement.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::api::{Field, Limits, Struct, Type, TypeDef, Union};

use super::context::Context;
use super::form::bracketed;
use super::members::Member;
use super::types::path;

/// What a limit can measure.
#[derive(Clone, Copy)]
enum Measure {
    Nothing,
    Length,
    Items,
    Number,
    Any,
}

/// Whether something is to be checked about the field's own value.
pub(super) fn has_limits(context: &Context<'_>, field: &Field) -> bool {
    !calls(context, &field.ty, &field.limits).is_empty()
        || element(context, &field.ty).is_some_and(|inner| {
            let each = field.limits.each.as_deref();
            each.is_some_and(|limits| !calls(context, inner, limits).is_empty())
        })
}

/// `impl Check` of a struct.
pub(super) fn emit_struct(
    context: &Context<'_>,
    def: &TypeDef,
    shape: &Struct,
    members: &[Member<'_>],
) -> TokenStream {
    let name = path(def);
    let sent = members.iter().filter(|member| !member.field.read_only);
    let mut checks: Vec<TokenStream> = sent
        .flat_map(|member| {
            let key = bracketed(&member.field.key);
            statements(context, member, &quote! { &key.member(#key) })
        })
        .collect();
    if let Some(max) = shape.max_total_length {
        let texts = members
            .iter()
            .filter(|member| is_text(context, &member.field.ty));
        let names = texts.map(|member| &member.field.name);
        let max = digits(max);
        checks.push(quote! {
            violations.max_total_length(
                key,
                #max,
                [#(&self.#names),*],
            );
        });
    }
    let (key, violations) = match checks.is_empty() {
        true => (quote! { _ }, quote! { _ }),
        false => (quote! { key }, quote! { violations }),
    };
    quote! {
        impl crate::runtime::Check for #name {
            fn check(
                &self,
                #key: &crate::runtime::Key<'_>,
                #violations: &mut crate::runtime::Violations,
            ) {
                #(#checks)*
            }
        }
    }
}

/// `impl Check` of a union: whatever it holds.
pub(super) fn emit_union(context: &Context<'_>, def: &TypeDef, shape: &Union) -> TokenStream {
    let name = path(def);
    let arms = shape
        .variants
        .iter()
        .filter(|variant| context.is_checked(&variant.ty));
    let checked: Vec<_> = arms.map(|variant| &variant.name).collect();
    let body = match checked.as_slice() {
        [only] => quote! {
            if let Self::#only(value) = self {
                value.check(key, violations);
            }
        },
        names => {
            let open = &shape.open;
            let rest = match names.len() == shape.variants.len() {
                true => quote! { Self::#open(_) => {} },
                false => quote! { _ => {} },
            };
            quote! {
                match self {
                    #(Self::#names(value) => value.check(key, violations),)*
                    #rest
                }
            }
        }
    };
    quote! {
        use crate::runtime::Check as _;

        impl crate::runtime::Check for #name {
            fn check(
                &self,
                key: &crate::runtime::Key<'_>,
                violations: &mut crate::runtime::Violations,
            ) {
                #body
            }
        }
    }
}

/// The statements that check a member of `self` under a key.
pub(super) fn statements(
    context: &Context<'_>,
    member: &Member<'_>,
    key: &TokenStream,
) -> Vec<TokenStream> {
    let field = member.field;
    let name = &field.name;
    let mut statements = Vec::new();
    let own = calls(context, &field.ty, &field.limits);
    if !own.is_empty() {
        let check = if member.optional {
            quote! { optional }
        } else {
            quote! { check }
        };
        statements.push(quote! {
            violations.#check(#key, &self.#name, crate::runtime::Limits::new() #(#own)*);
        });
    }
    if let (Some(inner), Some(each)) = (element(context, &field.ty), &field.limits.each) {
        let calls = calls(context, inner, each);
        if !calls.is_empty() {
            statements.push(quote! {
                violations.each(#key, &self.#name, crate::runtime::Limits::new() #(#calls)*);
            });
        }
    }
    if context.is_checked(&field.ty) {
        statements.push(quote! {
            use crate::runtime::Check as _;
            self.#name.check(#key, violations);
        });
    }
    statements
}

/// The type behind what can be absent or cleared.
fn value<'t>(context: &Context<'t>, ty: &'t Type) -> &'t Type {
    let mut ty = context.resolve(ty);
    while let Some((_, inner)) = ty.wrapped().filter(|(wrapper, _)| wrapper.is_transparent()) {
        ty = context.resolve(inner);
    }
    ty
}

fn is_text(context: &Context<'_>, ty: &Type) -> bool {
    matches!(value(context, ty), Type::Text(_))
}

fn element<'t>(context: &Context<'t>, ty: &'t Type) -> Option<&'t Type> {
    let (_, inner) = value(context, ty)
        .wrapped()
        .filter(|(wrapper, _)| wrapper.is_collection())?;
    Some(inner)
}

fn measure(context: &Context<'_>, ty: &Type) -> Measure {
    match value(context, ty) {
        Type::Text(_) | Type::Id(_) => Measure::Length,
        Type::Integer(_) | Type::Number(_) | Type::Timestamp => Measure::Number,
        Type::List(_)
        | Type::Map(_)
        | Type::Entries(_)
        | Type::ClearableEntries
        | Type::Expand { .. } => Measure::Items,
        Type::Json => Measure::Any,
        Type::Bool
        | Type::Bytes
        | Type::File
        | Type::Named(_)
        | Type::Clearable(_)
        | Type::Expandable(_)
        | Type::Page(_)
        | Type::Range(_)
        | Type::Nullable(_)
        | Type::Boxed(_) => Measure::Nothing,
    }
}

/// The calls that build the limits which mean something for the type.
fn calls(context: &Context<'_>, ty: &Type, limits: &Limits) -> Vec<TokenStream> {
    let measure = measure(context, ty);
    let length = matches!(measure, Measure::Length | Measure::Any);
    let items = matches!(measure, Measure::Items | Measure::Any);
    let number = matches!(measure, Measure::Number | Measure::Any);
    let counts = [
        (
            length,
            limits.min_length.filter(|min| *min > 0),
            quote! { min_length },
        ),
        (length, limits.max_length, quote! { max_length }),
        (
            items,
            limits.min_items.filter(|min| *min > 0),
            quote! { min_items },
        ),
        (items, limits.max_items, quote! { max_items }),
    ];
    let bounds = [
        (
            limits.minimum,
            quote! { minimum },
            quote! { exclusive_minimum },
        ),
        (
            limits.maximum,
            quote! { maximum },
            quote! { exclusive_maximum },
        ),
    ];
    let counts = counts.into_iter().filter_map(|(applies, limit, call)| {
        let limit = digits(limit.filter(|_| applies)?);
        Some(quote! { .#call(#limit) })
    });
    let bounds = bounds
        .into_iter()
        .filter_map(|(limit, inclusive, exclusive)| {
            let (bound, excluded) = limit.filter(|(bound, _)| number && bound.is_finite())?;
            let call = if excluded { exclusive } else { inclusive };
            let bound = float(bound);
            Some(quote! { .#call(#bound) })
        });
    counts.chain(bounds).collect()
}

/// A whole number with its digits in groups of three, from five digits on.
fn digits(number: u64) -> Literal {
    let plain = number.to_string();
    let mut grouped = String::new();
    for (index, digit) in plain.chars().enumerate() {
        if plain.len() > 4 && index > 0 && (plain.len() - index).is_multiple_of(3) {
            grouped.push('_');
        }
        grouped.push(digit);
    }
    grouped
        .parse()
        .unwrap_or_else(|_| Literal::u64_unsuffixed(number))
}

/// A number as Rust writes it: without an exponent up to a size that people read.
fn float(number: f64) -> TokenStream {
    let literal = Literal::f64_unsuffixed(number.abs());
    let sign = (number < 0.0).then(|| quote! { - });
    quote! { #sign #literal }
}
