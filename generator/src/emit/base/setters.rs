//! Setters of structs and requests.
//!
//! In: members and the names of their setters. Out: the functions that set them, and apart from these those that clear or unset
//! them. What always holds: only these functions can clear anything.

use proc_macro2::TokenStream;
use quote::{ToTokens, quote};

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

/// The function that sets a member.
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
        SetterOwner::Struct => {
            let sets = format!("Sets [`{0}`](#structfield.{0}).", name.bare());
            let sentences: Vec<String> = [sets].into_iter().chain(docs::sent_as(field)).collect();
            vec![sentences.join(" ")]
        }
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
    lines.extend(opposite(setters));
    let docs = docs::attributes(lines);
    let (deprecated, used) = attributes(member, owner);
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
    let wire = &field.wire;
    let has_value = member
        .nulls
        .map(|nulls| quote! { self.#nulls.remove(#wire); });
    quote! {
        #docs
        #deprecated
        #used
        pub fn #set(mut self, #name: #ty) -> Self {
            #assignment
            #has_value
            self
        }
    }
}

fn attributes(
    member: &Member<'_>,
    owner: SetterOwner,
) -> (Option<TokenStream>, Option<TokenStream>) {
    let deprecated = member.field.deprecated.then(|| quote! { #[deprecated] });
    let used = (owner != SetterOwner::Request).then(|| quote! { #[must_use] });
    (deprecated, used)
}

/// What undoes a setter, as its documentation says it.
fn opposite(setters: &Setters) -> Vec<String> {
    let link = |name: &Ident| format!("[`{0}`](Self::{0})", name.bare());
    let sentence = match (&setters.clear, &setters.unset) {
        (None, _) => return Vec::new(),
        (Some(clear), None) => format!("{} clears it.", link(clear)),
        (Some(clear), Some(unset)) => {
            format!("{} unsets one key, {} all.", link(unset), link(clear))
        }
    };
    vec![String::new(), sentence]
}

/// The functions that clear or unset members of the type `name`: in an `impl` of their own, behind the setters, which name
/// them, so that these stand close together.
pub fn clearing(
    name: &impl ToTokens,
    members: &[Member<'_>],
    owner: SetterOwner,
) -> Option<TokenStream> {
    let functions: Vec<TokenStream> = members
        .iter()
        .filter_map(|member| clears(member, member.setters()?, owner))
        .collect();
    let docs = docs::line("What the API is to forget.");
    (!functions.is_empty()).then(|| {
        quote! {
            #docs
            impl #name {
                #(#functions)*
            }
        }
    })
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
    let (deprecated, used) = attributes(member, owner);
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
fn clears(member: &Member<'_>, setters: &Setters, owner: SetterOwner) -> Option<TokenStream> {
    let name = &member.field.name;
    let wire = match member.field.wire.as_str() {
        "" => "the body".to_owned(),
        wire => docs::code(wire),
    };
    let (deprecated, used) = attributes(member, owner);
    let clear = setters.clear.as_ref()?;
    let nulls = member.nulls;
    let Some(unset) = &setters.unset else {
        let docs = docs::line(&format!("Clears {wire}: the API forgets the value it has."));
        let member = &member.field.wire;
        let cleared = match nulls {
            Some(nulls) => quote! {
                self.#name = None;
                self.#nulls.add(#member);
            },
            None => quote! { self.#name = Some(crate::runtime::Clearable::Clear); },
        };
        return Some(quote! {
            #docs
            #deprecated
            #used
            pub fn #clear(mut self) -> Self {
                #cleared
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
