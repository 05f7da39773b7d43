//! Setters of structs and requests.
//!
//! In: a member and the names of its setters. Out: the functions that set, clear or unset it. What always holds: only these
//! functions can clear anything.

use proc_macro2::TokenStream;
use quote::quote;

use crate::api::{Ident, Setters, Type};

use super::arguments::FnParameter;
use super::context::Context;
use super::docs;
use super::members::Member;

/// What the setters belong to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum SetterOwner {
    /// A struct whose fields are public, and have the documentation; its setters say that their result is to be used.
    Struct,
    /// A struct whose fields are private: its setters say what they are, and that their result is to be used.
    Params,
    /// A request, whose type says so itself.
    Request,
}

/// The functions that set, clear or unset a member.
pub fn emit(
    context: &Context<'_>,
    member: &Member<'_>,
    setters: &Setters,
    owner: SetterOwner,
) -> TokenStream {
    let field = member.field;
    let name = &field.name;
    let set = &setters.set;
    let mut lines = match owner {
        SetterOwner::Struct => vec![format!("Sets [`{0}`](#structfield.{0}).", name.bare())],
        SetterOwner::Params | SetterOwner::Request => docs::field(context, field),
    };
    if lines.is_empty() {
        lines.push(format!("Sets {}.", docs::code(name.bare())));
    }
    let adds = matches!(field.ty, Type::Expand { .. });
    if adds && owner == SetterOwner::Request {
        lines.push(String::new());
        lines.push("Paths are added to those that were given before.".to_owned());
    }
    if let Some(otherwise) = &setters.otherwise {
        return certain_or_not(member, (set, otherwise), lines, owner);
    }
    let docs = docs::attributes(lines);
    let deprecated = field.deprecated.then(|| quote! { #[deprecated] });
    let used = used(owner);
    let FnParameter { ty, value } = FnParameter::of(context, &field.ty, name);
    let assignment = if adds {
        quote! { self.#name.extend(#value); }
    } else if setters.unset.is_some() {
        quote! { self.#name.get_or_insert_default().extend(#name); }
    } else if member.optional {
        quote! { self.#name = Some(#value); }
    } else {
        quote! { self.#name = #value; }
    };
    let more = clearing(member, setters, &used, &deprecated);
    quote! {
        #docs
        #deprecated
        #used
        pub fn #set(mut self, #name: #ty) -> Self {
            #assignment
            self
        }

        #more
    }
}

/// That the result of a setter is to be used, where the type does not say so itself.
fn used(owner: SetterOwner) -> Option<TokenStream> {
    (owner != SetterOwner::Request).then(|| quote! { #[must_use] })
}

/// The two functions for a truth value of which `true` cannot be undone: none takes an argument, so that what is asked for can be
/// read where it is asked for.
fn certain_or_not(
    member: &Member<'_>,
    (certain, otherwise): (&Ident, &Ident),
    mut lines: Vec<String>,
    owner: SetterOwner,
) -> TokenStream {
    let field = member.field;
    let name = &field.name;
    let wire = |value: bool| docs::code(&format!("{}={value}", field.wire));
    docs::paragraph(
        &mut lines,
        format!("**This can't be undone.** Sends {}.", wire(true)),
    );
    let described = field.irreversible.iter().map(|it| &it.docs);
    let mut other: Vec<String> = described.flat_map(docs::description).collect();
    docs::paragraph(
        &mut other,
        format!(
            "Sends {}, unlike [`{1}`](Self::{1}).",
            wire(false),
            certain.bare()
        ),
    );
    let deprecated = field.deprecated.then(|| quote! { #[deprecated] });
    let used = used(owner);
    let functions = [(certain, lines, true), (otherwise, other, false)];
    let functions = functions.into_iter().map(|(function, lines, value)| {
        let docs = docs::attributes(lines);
        quote! {
            #docs
            #deprecated
            #used
            pub fn #function(mut self) -> Self {
                self.#name = Some(#value);
                self
            }
        }
    });
    quote! { #(#functions)* }
}

/// The function that calls a setter if there is a value for it; `setters` are those of the type `name`.
pub fn maybe(
    context: &Context<'_>,
    name: &Ident,
    setters: &[&Setters],
    owner: SetterOwner,
) -> Option<TokenStream> {
    let takes_one = setters.iter().find(|setters| setters.otherwise.is_none());
    let set = takes_one?.set.bare();
    let docs = docs::line(&format!(
        "Calls a setter if there is a value for it, as in {}.",
        docs::code(&format!(".maybe(value, {name}::{set})"))
    ));
    let used = (owner != SetterOwner::Request).then(|| quote! { #[must_use] });
    let ty = context.parameter('V');
    Some(quote! {
        #docs
        #used
        pub fn maybe<#ty>(self, value: Option<#ty>, set: impl FnOnce(Self, #ty) -> Self) -> Self {
            match value {
                Some(value) => set(self, value),
                None => self,
            }
        }
    })
}

/// The functions that clear a member, or unset a key of it.
fn clearing(
    member: &Member<'_>,
    setters: &Setters,
    used: &Option<TokenStream>,
    deprecated: &Option<TokenStream>,
) -> Option<TokenStream> {
    let name = &member.field.name;
    let wire = match member.field.wire.as_str() {
        "" => "the body".to_owned(),
        wire => docs::code(wire),
    };
    let clear = setters.clear.as_ref()?;
    let Some(unset) = &setters.unset else {
        let docs = docs::line(&format!("Clears {wire}: the API forgets the value it has."));
        return Some(quote! {
            #docs
            #deprecated
            #used
            pub fn #clear(mut self) -> Self {
                self.#name = Some(crate::runtime::Clearable::Clear);
                self
            }
        });
    };
    let unset_docs = docs::line(&format!("Unsets one key of {wire}."));
    let clear_docs = docs::line(&format!("Unsets all keys of {wire}."));
    Some(quote! {
        #unset_docs
        #deprecated
        #used
        pub fn #unset(mut self, key: impl Into<String>) -> Self {
            self.#name.get_or_insert_default().unset(key);
            self
        }

        #clear_docs
        #deprecated
        #used
        pub fn #clear(mut self) -> Self {
            self.#name.get_or_insert_default().clear();
            self
        }
    })
}
