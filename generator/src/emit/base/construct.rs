//! Expressions and functions that make a struct.
//!
//! In: its members. Out: what a function takes that makes one, and what it sets. What always holds: a field whose value has its
//! name is written by its name alone; what is given by name comes last.

use proc_macro2::TokenStream;
use quote::quote;

use crate::api::{Ident, Wrapper};

use super::arguments::FnParameter;
use super::context::Context;
use super::docs;
use super::members::Member;
use super::tokens::plain;
use super::types;

/// A function that makes a struct.
pub struct Constructor {
    /// What it takes.
    pub parameters: Vec<TokenStream>,
    /// The fields with their values.
    pub values: Vec<TokenStream>,
}

impl Constructor {
    /// That of a struct with these members; `args` is the struct of those that are given by name.
    pub fn of(context: &Context<'_>, members: &[Member<'_>], args: Option<&Ident>) -> Self {
        let variable = variable(members);
        let mut parameters = Vec::new();
        let mut values = Vec::new();
        for member in members {
            let ident = &member.field.name;
            if !member.argument {
                let unset = member.unset();
                values.push(quote! { #ident: #unset });
                continue;
            }
            let value = match member.named {
                true => by_name(member, &variable),
                false => {
                    let FnParameter { ty, value } =
                        FnParameter::of(context, &member.field.ty, ident);
                    parameters.push(quote! { #ident: #ty });
                    value
                }
            };
            values.push(initial(ident, &value, member.optional));
        }
        parameters.extend(args.map(|args| quote! { #variable: #args }));
        Self { parameters, values }
    }
}

/// What the argument is called that has what is given by name: no other has that name.
fn variable(members: &[Member<'_>]) -> proc_macro2::Ident {
    let mut name = "args".to_owned();
    while in_a_row(members).any(|member| member.field.name.as_str() == name) {
        name.push('_');
    }
    plain(&name)
}

/// The members that are given one after the other.
fn in_a_row<'m>(members: &'m [Member<'m>]) -> impl Iterator<Item = &'m Member<'m>> {
    members
        .iter()
        .filter(|member| member.argument && !member.named)
}

fn by_name(member: &Member<'_>, variable: &proc_macro2::Ident) -> TokenStream {
    let ident = &member.field.name;
    let is_boxed = |wrapper| wrapper == Wrapper::Boxed;
    match *member.field.ty.behind(is_boxed) == member.field.ty {
        true => quote! { #variable.#ident },
        false => quote! { Box::new(#variable.#ident) },
    }
}

/// The type of a member that is given by name: a value of its own, without a box.
pub fn named_ty(context: &Context<'_>, member: &Member<'_>) -> TokenStream {
    let ty = &member.field.ty;
    types::ty(context, ty.behind(|wrapper| wrapper == Wrapper::Boxed))
}

/// Adds what the arguments of a function are; `args` is the struct of those that are given by name.
pub fn arguments(
    context: &Context<'_>,
    members: &[Member<'_>],
    args: Option<&Ident>,
    lines: &mut Vec<String>,
) {
    let mut in_a_row = in_a_row(members).peekable();
    if in_a_row.peek().is_none() && args.is_none() {
        return;
    }
    let has_others = in_a_row.peek().is_some();
    docs::arguments(context, in_a_row, lines);
    if let Some(args) = args {
        let title = docs::code(&variable(members).to_string());
        let what = if has_others { "all else" } else { "all" };
        lines.push(format!(
            "- {title}: {what} that must be given, see [`{args}`]."
        ));
    }
}

/// `name`, or `name: value`, in a struct expression.
pub fn initial(ident: &Ident, value: &TokenStream, optional: bool) -> TokenStream {
    let plain = value.to_string() == ident.as_str();
    match (plain, optional) {
        (true, false) => quote! { #ident },
        (false, false) => quote! { #ident: #value },
        (_, true) => quote! { #ident: Some(#value) },
    }
}
