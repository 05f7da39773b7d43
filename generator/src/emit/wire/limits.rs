//! `impl Check`, and the statements that check inputs.
//!
//! In: members with their limits. Out: one call a limit. What always holds: every limit in the model is checked, at whatever
//! level it stands, and a member that needs no check has no statement.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::api::{Additional, Limits, Struct, Type, TypeDef, Union, UnionVariant};
use crate::emit::base::context::Context;
use crate::emit::base::members::Member;
use crate::emit::base::tokens::path;

use super::form::bracketed;

/// `impl Check` of a struct.
pub fn emit_struct(
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
            let place = CheckedMember {
                key: quote! { &key.member(#key) },
                optional: (quote! { member }, quote! { key, #key }),
            };
            statements(context, member, &place)
        })
        .collect();
    checks.extend(extra(context, shape));
    if let Some(max) = shape.max_total_length {
        let texts = members
            .iter()
            .filter(|member| is_text(context, &member.field.ty));
        let names = texts.map(|member| &member.field.name);
        let max = digits(max);
        checks.push(quote! {
            out.max_total_length(
                key,
                #max,
                [#(&self.#names),*],
            )
        });
    }
    let (key, out) = match checks.is_empty() {
        true => (quote! { _ }, quote! { _ }),
        false => (quote! { key }, quote! { out }),
    };
    quote! {
        impl crate::runtime::Check for #name {
            fn check(
                &self,
                #key: &crate::runtime::Key<'_>,
                #out: &mut crate::runtime::Violations,
            ) {
                #(#checks;)*
            }
        }
    }
}

/// What checks the members that the document does not name.
fn extra(context: &Context<'_>, shape: &Struct) -> Vec<TokenStream> {
    let Additional::Kept {
        name,
        value,
        limits,
    } = &shape.additional
    else {
        return Vec::new();
    };
    let (key, extra) = (quote! { key }, quote! { &self.#name });
    let mut statements = of_value(limits, &key, &extra);
    if context.is_checked(value) {
        statements.push(whole(&quote! { self.#name }, &key));
    }
    statements
}

/// `impl Check` of a union: whatever it holds.
pub fn emit_union(context: &Context<'_>, def: &TypeDef, shape: &Union) -> TokenStream {
    let name = path(def);
    let checked: Vec<_> = shape
        .variants
        .iter()
        .filter_map(|variant| Some((&variant.name, variant_check(context, variant)?)))
        .collect();
    let body = match checked.as_slice() {
        [(only, check)] => quote! {
            if let Self::#only(value) = self {
                #check;
            }
        },
        arms => {
            let open = &shape.open;
            let rest = match arms.len() == shape.variants.len() {
                true => quote! { Self::#open(_) => {} },
                false => quote! { _ => {} },
            };
            let arms = arms
                .iter()
                .map(|(name, check)| quote! { Self::#name(value) => #check, });
            quote! {
                match self {
                    #(#arms)*
                    #rest
                }
            }
        }
    };
    quote! {
        impl crate::runtime::Check for #name {
            fn check(
                &self,
                key: &crate::runtime::Key<'_>,
                out: &mut crate::runtime::Violations,
            ) {
                #body
            }
        }
    }
}

/// The expression that checks what an alternative holds.
fn variant_check(context: &Context<'_>, variant: &UnionVariant) -> Option<TokenStream> {
    let (key, value) = (quote! { key }, quote! { value });
    let mut statements = of_value(&variant.limits, &key, &value);
    if context.is_checked(&variant.ty) {
        statements.push(whole(&value, &key));
    }
    match statements.as_slice() {
        [] => None,
        [only] => Some(only.clone()),
        several => Some(quote! { { #(#several;)* } }),
    }
}

/// `impl Measured` of an enum of text.
pub fn measured_enum(def: &TypeDef) -> TokenStream {
    let body = quote! { crate::runtime::Measure::Text(self.as_str()) };
    measured(def, &body)
}

/// `impl Measured` of a union: what it holds, if that is measured.
pub fn measured_union(context: &Context<'_>, def: &TypeDef, shape: &Union) -> TokenStream {
    let names = shape
        .variants
        .iter()
        .filter(|variant| context.api.is_measured(&variant.ty))
        .map(|variant| &variant.name);
    let names: Vec<_> = names.chain([&shape.open]).collect();
    let rest = (names.len() <= shape.variants.len())
        .then(|| quote! { _ => crate::runtime::Measure::Nothing, });
    let body = quote! {
        use crate::runtime::Measured as _;
        match self {
            #(Self::#names(value) => value.measure(),)*
            #rest
        }
    };
    measured(def, &body)
}

fn measured(def: &TypeDef, body: &TokenStream) -> TokenStream {
    let name = path(def);
    quote! {
        impl crate::runtime::Measured for #name {
            fn measure(&self) -> crate::runtime::Measure<'_> {
                #body
            }
        }
    }
}

/// Where a member stands.
pub struct CheckedMember {
    /// A reference to its key.
    key: TokenStream,
    /// What checks one that may be missing: a function of `Violations`, and what it takes for the key.
    optional: (TokenStream, TokenStream),
}

impl CheckedMember {
    /// Under a key of its own, to which this is a reference.
    pub fn of_key(key: TokenStream) -> Self {
        let optional = (quote! { optional }, key.clone());
        Self { key, optional }
    }
}

/// What checks a member of `self` at its place: expressions, each a statement of its own.
pub fn statements(
    context: &Context<'_>,
    member: &Member<'_>,
    place: &CheckedMember,
) -> Vec<TokenStream> {
    let field = member.field;
    let name = &field.name;
    let value = quote! { &self.#name };
    let key = &place.key;
    let mut statements = if let Type::Expand { prefix, .. } = &field.ty {
        of_paths(&field.limits, key, &value, prefix)
    } else if member.optional {
        let (check, own_key) = &place.optional;
        let mut statements = of_itself(&field.limits, own_key, &value, check);
        statements.extend(of_inside(&field.limits, key, &value));
        statements
    } else {
        of_value(&field.limits, key, &value)
    };
    if context.is_checked(&field.ty) {
        statements.push(whole(&quote! { self.#name }, key));
    }
    statements
}

/// What checks all that is in a value, by its own `Check`.
fn whole(value: &TokenStream, key: &TokenStream) -> TokenStream {
    quote! {
        use crate::runtime::Check as _;
        #value.check(#key, out)
    }
}

/// What checks a value, and what is in it, by all of its limits.
fn of_value(limits: &Limits, key: &TokenStream, value: &TokenStream) -> Vec<TokenStream> {
    let mut statements = of_itself(limits, key, value, &quote! { check });
    statements.extend(of_inside(limits, key, value));
    statements
}

/// What checks a value itself, by a function of `Violations`.
fn of_itself(
    limits: &Limits,
    key: &TokenStream,
    value: &TokenStream,
    check: &TokenStream,
) -> Vec<TokenStream> {
    let own = own(limits);
    let own = (!own.is_empty()).then(|| {
        quote! { out.#check(#key, #value, crate::runtime::Limits::new() #(#own)*) }
    });
    own.into_iter().collect()
}

/// What checks the keys and the elements in a value.
fn of_inside(limits: &Limits, key: &TokenStream, value: &TokenStream) -> Vec<TokenStream> {
    let keys = limits.keys.as_deref().map(self::own).unwrap_or_default();
    let keys = (!keys.is_empty()).then(|| {
        quote! { out.keys(#key, #value, crate::runtime::Limits::new() #(#keys)*) }
    });
    let each = limits
        .each
        .as_ref()
        .and_then(|inner| each(inner, key, value));
    keys.into_iter().chain(each).collect()
}

/// What checks each element of a value.
fn each(limits: &Limits, key: &TokenStream, value: &TokenStream) -> Option<TokenStream> {
    if limits.each.is_none() && limits.keys.is_none() {
        let own = own(limits);
        return (!own.is_empty()).then(|| {
            quote! { out.each(#key, #value, crate::runtime::Limits::new() #(#own)*) }
        });
    }
    let (inner_key, element) = (quote! { key }, quote! { element });
    let inner = of_value(limits, &inner_key, &element);
    (!inner.is_empty()).then(|| {
        quote! {
            out.elements(#key, #value, |out, key, element| {
                #(#inner;)*
            })
        }
    })
}

/// What checks the paths of `expand`.
fn of_paths(
    limits: &Limits,
    key: &TokenStream,
    value: &TokenStream,
    prefix: &str,
) -> Vec<TokenStream> {
    let alone = Limits {
        each: None,
        ..limits.clone()
    };
    let mut statements = of_value(&alone, key, value);
    let each = limits.each.as_deref().map(own).unwrap_or_default();
    if !each.is_empty() {
        statements.push(quote! {
            out.expand(#key, #prefix, #value, crate::runtime::Limits::new() #(#each)*)
        });
    }
    statements
}

fn is_text(context: &Context<'_>, ty: &Type) -> bool {
    matches!(context.api.value(ty), Type::Text(_))
}

/// The calls that build the limits of a value itself.
fn own(limits: &Limits) -> Vec<TokenStream> {
    let counts = [
        (limits.min_length, quote! { min_length }),
        (limits.max_length, quote! { max_length }),
        (limits.min_items, quote! { min_items }),
        (limits.max_items, quote! { max_items }),
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
    let not_empty = limits.not_empty.then(|| quote! { .not_empty() });
    let counts = counts.into_iter().filter_map(|(limit, call)| {
        let limit = digits(limit?);
        Some(quote! { .#call(#limit) })
    });
    let bounds = bounds
        .into_iter()
        .filter_map(|(limit, inclusive, exclusive)| {
            let (bound, excluded) = limit?;
            let call = if excluded { exclusive } else { inclusive };
            let bound = float(bound);
            Some(quote! { .#call(#bound) })
        });
    not_empty.into_iter().chain(counts).chain(bounds).collect()
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
