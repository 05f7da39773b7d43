//! `impl Serialize`, written out.
//!
//! In: a struct, an enum or a union. Out: its impl. What always holds: absent optional members are not written; constants
//! are; a member that is required and nullable is written as `null`.

use proc_macro2::TokenStream;
use quote::quote;

use crate::api::{Additional, Struct, TypeDef, Union};
use crate::emit::base::context::Context;
use crate::emit::base::members::Member;
use crate::emit::base::tokens::path;

/// `impl Serialize` of a struct.
pub fn emit_struct(
    context: &Context<'_>,
    def: &TypeDef,
    shape: &Struct,
    members: &[Member<'_>],
) -> TokenStream {
    let name = path(def);
    let constants = shape.constants.iter().map(|constant| {
        let (wire, value) = (&constant.wire, &constant.value);
        quote! { map.serialize_entry(#wire, #value)?; }
    });
    // What is never sent is left out of a type that is sent as JSON.
    let written = members
        .iter()
        .filter(|member| !(def.usage.json && member.field.read_only));
    let entries = written.map(entry);
    let extra = match &shape.additional {
        Additional::Ignored | Additional::Forbidden => None,
        Additional::Kept { name, .. } => Some(quote! {
            for (name, value) in &self.#name {
                map.serialize_entry(name, value)?;
            }
        }),
    };
    let unknown = shape.unknown.iter();
    let unknown = unknown.map(|name| quote! { self.#name.write(&mut map)?; });
    let entries: Vec<TokenStream> = entries.chain(unknown).collect();
    let empty = shape.constants.is_empty() && entries.is_empty() && extra.is_none();
    let mutable = (!empty).then(|| quote! { mut });
    let s = context.parameter('S');
    quote! {
        use ::serde::ser::SerializeMap as _;

        impl ::serde::Serialize for #name {
            fn serialize<#s: ::serde::Serializer>(&self, serializer: #s) -> Result<#s::Ok, #s::Error> {
                let #mutable map = serializer.serialize_map(None)?;
                #(#constants)*
                #(#entries)*
                #extra
                map.end()
            }
        }
    }
}

/// The statement that writes a member.
fn entry(member: &Member<'_>) -> TokenStream {
    let wire = &member.field.wire;
    let ident = &member.field.name;
    if let Some(nulls) = member.nulls {
        quote! {
            match &self.#ident {
                Some(value) => map.serialize_entry(#wire, value)?,
                None if self.#nulls.has(#wire) => map.serialize_entry(#wire, &())?,
                None => {}
            }
        }
    } else if member.optional && !member.null {
        quote! {
            if let Some(value) = &self.#ident {
                map.serialize_entry(#wire, value)?;
            }
        }
    } else {
        quote! { map.serialize_entry(#wire, &self.#ident)?; }
    }
}

/// `impl Serialize` of a string enum.
pub fn emit_string_enum(context: &Context<'_>, def: &TypeDef) -> TokenStream {
    let name = path(def);
    let s = context.parameter('S');
    quote! {
        impl ::serde::Serialize for #name {
            fn serialize<#s: ::serde::Serializer>(&self, serializer: #s) -> Result<#s::Ok, #s::Error> {
                serializer.serialize_str(self.as_str())
            }
        }
    }
}

/// `impl Serialize` of an integer enum.
pub fn emit_integer_enum(context: &Context<'_>, def: &TypeDef) -> TokenStream {
    let name = path(def);
    let s = context.parameter('S');
    quote! {
        impl ::serde::Serialize for #name {
            fn serialize<#s: ::serde::Serializer>(&self, serializer: #s) -> Result<#s::Ok, #s::Error> {
                serializer.serialize_i64(self.as_i64())
            }
        }
    }
}

/// `impl Serialize` of a union.
pub fn emit_union(context: &Context<'_>, def: &TypeDef, shape: &Union) -> TokenStream {
    let name = path(def);
    let variants = shape
        .variants
        .iter()
        .map(|variant| &variant.name)
        .chain([&shape.open]);
    let s = context.parameter('S');
    quote! {
        use ::serde::Serialize as _;

        impl ::serde::Serialize for #name {
            fn serialize<#s: ::serde::Serializer>(&self, serializer: #s) -> Result<#s::Ok, #s::Error> {
                match self {
                    #(Self::#variants(value) => value.serialize(serializer),)*
                }
            }
        }
    }
}
