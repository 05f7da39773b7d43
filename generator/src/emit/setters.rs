//! Setters of structs and requests.
//!
//! In: a member. Out: the functions that set, clear or unset it. What always holds: no two functions of a type have the
//! same name, none hides a function that users of every type rely on, and only these functions can clear anything.

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::TokenStream;
use quote::quote;

use crate::api::{Ident, Type};

use super::context::Context;
use super::docs;
use super::members::Member;
use super::types::plain;
use super::values::{self, Argument};

/// Functions that a setter must not hide: those of the traits, and those that clippy takes for an operator's.
const RESERVED: [&str; 19] = [
    "add",
    "bitand",
    "bitor",
    "bitxor",
    "build",
    "check",
    "clone",
    "decode",
    "div",
    "mul",
    "new",
    "next_page",
    "parse",
    "previous_page",
    "rem",
    "shl",
    "shr",
    "sub",
    "to_request",
];

/// The names of all setters of a type.
pub(super) struct Setters {
    names: BTreeMap<String, Names>,
}

struct Names {
    set: String,
    clear: String,
    unset: String,
}

impl Setters {
    /// Names for setters of these members.
    pub(super) fn new<'a>(members: impl Iterator<Item = &'a Ident>) -> Self {
        let members: Vec<&Ident> = members.collect();
        let mut taken: BTreeSet<String> = members
            .iter()
            .map(|name| name.as_str().to_owned())
            .collect();
        taken.extend(RESERVED.iter().map(|name| (*name).to_owned()));
        taken.insert("to_request_at".to_owned());
        let mut names = BTreeMap::new();
        for member in members {
            let mut free = |prefix: &str| {
                let mut name = format!("{prefix}_{}", member.bare());
                while !taken.insert(name.clone()) {
                    name.push('_');
                }
                name
            };
            let hides = RESERVED.contains(&member.as_str()) || member.as_str() == "to_request_at";
            let set = if hides {
                free("set")
            } else {
                member.as_str().to_owned()
            };
            let entry = Names {
                set,
                clear: free("clear"),
                unset: free("unset"),
            };
            names.insert(member.as_str().to_owned(), entry);
        }
        Self { names }
    }

    fn of(&self, member: &Ident) -> Option<&Names> {
        self.names.get(member.as_str())
    }

    /// The setter's name.
    pub(super) fn set(&self, member: &Ident) -> TokenStream {
        match self.of(member) {
            Some(names) if names.set != member.as_str() => {
                let name = plain(&names.set);
                quote! { #name }
            }
            _ => quote! { #member },
        }
    }
}

/// What the setters belong to.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Owner {
    /// A struct whose fields are public, and have the documentation; its setters say that their result is to be used.
    Struct,
    /// A struct whose fields are private: its setters say what they are, and that their result is to be used.
    Params,
    /// A request, whose type says so itself.
    Request,
}

/// The functions that set, clear or unset a member.
pub(super) fn emit(
    context: &Context<'_>,
    member: &Member<'_>,
    setters: &Setters,
    owner: Owner,
) -> TokenStream {
    let field = member.field;
    let name = &field.name;
    let set = setters.set(name);
    let docs = docs::attributes(match owner {
        Owner::Struct => vec![format!("Sets [`{0}`](#structfield.{0}).", name.bare())],
        Owner::Params | Owner::Request => docs::field(context, field),
    });
    let deprecated = field.deprecated.then(|| quote! { #[deprecated] });
    let used = (owner != Owner::Request).then(|| quote! { #[must_use] });
    let Argument { ty, value } = Argument::of(context, &field.ty, name);
    let assignment = if is_entries(context, &field.ty) && member.optional {
        quote! { self.#name.get_or_insert_default().extend(#name); }
    } else if member.optional {
        quote! { self.#name = Some(#value); }
    } else {
        quote! { self.#name = #value; }
    };
    let more = clearing(context, member, setters, &used, &deprecated);
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

fn is_entries(context: &Context<'_>, ty: &Type) -> bool {
    let unboxed = !matches!(ty, Type::Boxed(_));
    unboxed && matches!(context.resolve(ty), Type::ClearableEntries)
}

/// The functions that clear a member, or unset a key of it.
fn clearing(
    context: &Context<'_>,
    member: &Member<'_>,
    setters: &Setters,
    used: &Option<TokenStream>,
    deprecated: &Option<TokenStream>,
) -> Option<TokenStream> {
    let field = member.field;
    let name = &field.name;
    let names = setters.of(name)?;
    let (clear, unset) = (plain(&names.clear), plain(&names.unset));
    let wire = docs::code(&field.wire);
    if !member.optional {
        return None;
    }
    if is_entries(context, &field.ty) {
        let unset_docs = docs::line(&format!("Unsets one key of {wire}."));
        let clear_docs = docs::line(&format!("Unsets all keys of {wire}."));
        return Some(quote! {
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
        });
    }
    let ty = values::alias(context, &field.ty).unwrap_or(&field.ty);
    matches!(ty, Type::Clearable(_)).then(|| {
        let docs = docs::line(&format!("Clears {wire}: the API forgets the value it has."));
        quote! {
            #docs
            #deprecated
            #used
            pub fn #clear(mut self) -> Self {
                self.#name = Some(crate::runtime::Clearable::Clear);
                self
            }
        }
    })
}
