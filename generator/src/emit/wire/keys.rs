//! `impl TypedKeys`: what a type has functions or fields for.
//!
//! In: the members that forms write, and names that are taken besides. Out: the impl. What always holds: its tables are static,
//! and one type's is named by the others.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::api::{Field, Operation, Pairs, Struct, TypeDef};
use crate::emit::base::context::Context;
use crate::emit::base::tokens;
use crate::emit::base::types;

/// `impl TypedKeys` of a struct.
pub fn emit_struct(context: &Context<'_>, def: &TypeDef, shape: &Struct) -> TokenStream {
    let constants = shape.constants.iter().map(|constant| &constant.wire);
    let fields = shape.fields.iter().filter(|field| !field.read_only);
    of(context, &tokens::path(def), constants, fields)
}

/// `impl TypedKeys` of a request: what is in its path and its headers has a name as well.
pub fn emit_request(context: &Context<'_>, operation: &Operation) -> TokenStream {
    let inputs = operation.inputs.iter();
    let alone = inputs
        .clone()
        .filter(|input| !operation.has_as_pair(input) && !input.field.wire.is_empty())
        .map(|input| &input.field.wire);
    let pairs = inputs
        .filter(|input| operation.has_as_pair(input))
        .map(|input| &input.field);
    let fixed = operation.fixed_query.iter().map(|pair| &pair.name);
    let alone = fixed.chain(alone);
    of(context, &tokens::request_path(operation), alone, pairs)
}

fn of<'a>(
    context: &Context<'_>,
    name: &TokenStream,
    alone: impl Iterator<Item = &'a String>,
    fields: impl Iterator<Item = &'a Field>,
) -> TokenStream {
    let mut values: Vec<&String> = alone.collect();
    let mut objects = Vec::new();
    for field in fields {
        let below = context.api.key_objects(field);
        if below.is_empty() {
            values.push(&field.wire);
        }
        let is_spread = context.api.pairs(field) == Pairs::Spread;
        let wire = if is_spread { "" } else { field.wire.as_str() };
        objects.extend(below.into_iter().map(|(levels, id)| {
            let ty = types::named(context, id);
            let levels = Literal::usize_unsuffixed(levels);
            quote! { (#wire, #levels, <#ty as crate::runtime::TypedKeys>::typed_keys) }
        }));
    }
    quote! {
        impl crate::runtime::TypedKeys for #name {
            fn typed_keys() -> crate::runtime::KeyTable {
                crate::runtime::KeyTable::new(&[#(#values),*], &[#(#objects),*])
            }
        }
    }
}
