//! Enums of text and of whole numbers.
//!
//! In: a [`StringEnum`] or an [`IntegerEnum`]. Out: the enum, its conversions and its impls. What always holds: an open enum
//! keeps every value it does not know and writes it back as it was.

use proc_macro2::TokenStream;
use quote::quote;

use crate::api::{IntegerEnum, StringEnum, TypeDef};
use crate::emit::base::context::Context;
use crate::emit::base::docs;
use crate::emit::base::items::Items;
use crate::emit::base::tokens;
use crate::emit::wire::{decode, encode, form, limits};

use super::questions;
use super::variants::Variants;

/// Everything about a string enum.
pub fn emit_string(context: &Context<'_>, def: &TypeDef, shape: &StringEnum) -> Items {
    let mut own = vec![string_definition(def, shape)];
    let mut wire = Vec::new();
    own.push(string_functions(def, shape));
    own.extend(string_conversions(def, shape));
    own.extend(questions::of_texts(context, def, shape));
    own.push(comparison(context, def));
    own.push(display(def));
    if def.usage.role().is_read() {
        wire.push(decode::emit_string_enum(context, def, shape));
    }
    if def.traits.json {
        wire.push(encode::emit_string_enum(context, def));
    }
    if def.traits.form {
        wire.push(form::emit_string_enum(def, shape));
    }
    if def.usage.measured {
        wire.push(limits::measured_enum(def));
    }
    Items::new(own, wire)
}

fn string_definition(def: &TypeDef, shape: &StringEnum) -> TokenStream {
    let name = &def.name;
    let variants = shape.variants.iter();
    let variants = Variants::of_texts(
        variants.map(|variant| (&variant.name, variant.wire.as_str(), Some(&variant.docs))),
    );
    let docs = docs::of_type_with(def, None, variants.rule());
    let undocumented = variants.undocumented();
    let variants = variants
        .documented()
        .map(|(name, docs)| quote! { #docs #name, });
    let open = shape.open.as_ref().map(|open| {
        let docs = docs::line("Any other value, as it is.");
        quote! { #docs #open(String), }
    });
    let copy = shape.open.is_none().then(|| quote! { Copy, });
    quote! {
        #docs
        #undocumented
        #[derive(Clone, #copy Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
            #open
        }
    }
}

fn string_functions(def: &TypeDef, shape: &StringEnum) -> TokenStream {
    let name = &def.name;
    let names: Vec<_> = shape.variants.iter().map(|variant| &variant.name).collect();
    let wires: Vec<_> = shape.variants.iter().map(|variant| &variant.wire).collect();
    let open = shape
        .open
        .as_ref()
        .map(|open| quote! { Self::#open(value) => value, });
    let text = if shape.open.is_some() {
        quote! { &str }
    } else {
        quote! { &'static str }
    };
    let as_str = if names.is_empty() && shape.open.is_none() {
        quote! { match *self {} }
    } else {
        quote! {
            match self {
                #(Self::#names => #wires,)*
                #open
            }
        }
    };
    let read = def.usage.role().is_read();
    let known = (shape.open.is_some() || read).then(|| {
        if names.is_empty() {
            quote! {
                fn known(_: &str) -> Option<Self> {
                    None
                }
            }
        } else {
            quote! {
                fn known(value: &str) -> Option<Self> {
                    match value {
                        #(#wires => Some(Self::#names),)*
                        _ => None,
                    }
                }
            }
        }
    });
    let docs = docs::line("The value on the wire.");
    quote! {
        impl #name {
            #docs
            #[must_use]
            pub fn as_str(&self) -> #text {
                #as_str
            }

            #known
        }
    }
}

fn string_conversions(def: &TypeDef, shape: &StringEnum) -> Vec<TokenStream> {
    let Some(open) = &shape.open else {
        return Vec::new();
    };
    let name = &def.name;
    vec![
        quote! {
            impl From<&str> for #name {
                fn from(value: &str) -> Self {
                    Self::known(value).unwrap_or_else(|| Self::#open(value.to_owned()))
                }
            }
        },
        quote! {
            impl From<String> for #name {
                fn from(value: String) -> Self {
                    Self::known(&value).unwrap_or(Self::#open(value))
                }
            }
        },
        // Not `Self::Err`, which may be a variant as well.
        quote! {
            impl ::std::str::FromStr for #name {
                type Err = ::std::convert::Infallible;

                fn from_str(value: &str) -> Result<Self, ::std::convert::Infallible> {
                    Ok(Self::from(value))
                }
            }
        },
    ]
    .into_iter()
    .chain(cleared(def, &quote! { &str }))
    .chain(cleared(def, &quote! { String }))
    .collect()
}

/// An enum is equal to its value on the wire, whatever text has it.
fn comparison(context: &Context<'_>, def: &TypeDef) -> TokenStream {
    let name = &def.name;
    let text = context.parameter('T');
    quote! {
        impl<#text: AsRef<str> + ?Sized> PartialEq<#text> for #name {
            fn eq(&self, other: &#text) -> bool {
                self.as_str() == other.as_ref()
            }
        }
    }
}

/// A value to set, of what the enum itself is made of.
pub fn cleared(def: &TypeDef, source: &TokenStream) -> Option<TokenStream> {
    let name = &def.name;
    def.traits.cleared.then(|| {
        quote! {
            impl From<#source> for crate::runtime::Clearable<#name> {
                fn from(value: #source) -> Self {
                    Self::Set(value.into())
                }
            }
        }
    })
}

fn display(def: &TypeDef) -> TokenStream {
    let name = &def.name;
    quote! {
        impl ::std::fmt::Display for #name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.pad(self.as_str())
            }
        }
    }
}

/// Everything about an integer enum.
pub fn emit_integer(context: &Context<'_>, def: &TypeDef, shape: &IntegerEnum) -> Items {
    let mut own = integer_definition(def, shape);
    own.extend(questions::of_groups(def, &shape.groups, Some(&shape.open)));
    own.extend(cleared(def, &quote! { i64 }));
    let mut wire = Vec::new();
    if def.usage.role().is_read() {
        wire.push(decode::emit_integer_enum(context, def));
    }
    if def.traits.json {
        wire.push(encode::emit_integer_enum(context, def));
    }
    if def.traits.form {
        wire.push(form::emit_integer_enum(def));
    }
    Items::new(own, wire)
}

fn integer_definition(def: &TypeDef, shape: &IntegerEnum) -> Vec<TokenStream> {
    let (name, open) = (&def.name, &shape.open);
    let numbers = shape.variants.iter();
    let numbers = numbers.map(|variant| (&variant.name, variant.wire, &variant.docs));
    let variants = Variants::of_numbers(numbers);
    let type_docs = docs::of_type_with(def, None, variants.rule());
    let undocumented = variants.undocumented();
    let variants = variants
        .documented()
        .map(|(name, docs)| quote! { #docs #name, });
    let open_docs = docs::line("Any other value, as it is.");
    let names: Vec<_> = shape.variants.iter().map(|variant| &variant.name).collect();
    let values: Vec<_> = shape
        .variants
        .iter()
        .map(|variant| tokens::integer(variant.wire))
        .collect();
    let value_docs = docs::line("The value on the wire.");
    let from = if names.is_empty() {
        quote! { Self::#open(value) }
    } else {
        quote! {
            match value {
                #(#values => Self::#names,)*
                _ => Self::#open(value),
            }
        }
    };
    vec![
        quote! {
            #type_docs
            #undocumented
            #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
            #[non_exhaustive]
            pub enum #name {
                #(#variants)*
                #open_docs
                #open(i64),
            }
        },
        quote! {
            impl #name {
                #value_docs
                #[must_use]
                pub fn as_i64(&self) -> i64 {
                    match self {
                        #(Self::#names => #values,)*
                        Self::#open(value) => *value,
                    }
                }
            }
        },
        quote! {
            impl From<i64> for #name {
                fn from(value: i64) -> Self {
                    #from
                }
            }
        },
    ]
}
