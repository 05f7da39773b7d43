//! `impl CursorPaged`: the cursor of a request, and of an item.
//!
//! In: an operation with [`Paging`]. Out: the impl. What always holds: a request is given one cursor at a time.

use proc_macro2::TokenStream;
use quote::quote;

use crate::api::{Field, Ident, Operation, PageWay, Type};
use crate::emit::base::context::Context;
use crate::emit::base::tokens;
use crate::emit::base::types;

/// `impl CursorPaged`, if the operation is a list whose items have a cursor.
pub fn emit(context: &Context<'_>, operation: &Operation) -> Option<TokenStream> {
    let paging = operation.paging.as_ref()?;
    let name = tokens::request_path(operation);
    let item = types::ty(context, &paging.item);
    let input = |index: usize| operation.inputs.get(index).map(|input| &input.field);
    let PageWay::Item {
        cursor,
        forward,
        backward,
    } = &paging.way
    else {
        return None;
    };
    let forward = input(*forward)?;
    let backward = backward.and_then(input);
    let reads = [
        (backward, quote! { Before }),
        (Some(forward), quote! { After }),
    ];
    let reads = reads.iter().filter_map(|(field, variant)| {
        let name = &(*field)?.name;
        Some(quote! {
            if let Some(id) = &self.#name {
                return Some(crate::runtime::Cursor::#variant(id.as_str()));
            }
        })
    });
    let resets = [Some(forward), backward]
        .into_iter()
        .flatten()
        .map(|field| {
            let name = &field.name;
            quote! { next.#name = None; }
        });
    let after = write(context, forward);
    let before = match backward {
        Some(field) => {
            let write = write(context, field);
            quote! { crate::runtime::Cursor::Before(id) => #write, }
        }
        None => quote! { crate::runtime::Cursor::Before(_) => return None, },
    };
    let cursor_of = cursor_of(context, &paging.item, cursor)?;
    Some(quote! {
        impl crate::runtime::CursorPaged for #name {
            type Item = #item;

            fn cursor(&self) -> Option<crate::runtime::Cursor<'_>> {
                #(#reads)*
                None
            }

            fn at(&self, cursor: crate::runtime::Cursor<'_>) -> Option<Self> {
                let mut next = self.clone();
                #(#resets)*
                match cursor {
                    crate::runtime::Cursor::After(id) => #after,
                    #before
                }
                Some(next)
            }

            fn cursor_of(item: &Self::Item) -> Option<&str> {
                #cursor_of
            }
        }
    })
}

/// The expression that makes `id` the value of an input, which is an id or text.
fn write(context: &Context<'_>, field: &Field) -> TokenStream {
    let name = &field.name;
    let value = if matches!(context.resolve(&field.ty), Type::Id(_)) {
        quote! { crate::runtime::Id::new(id) }
    } else {
        quote! { id.to_owned() }
    };
    quote! { next.#name = Some(#value) }
}

/// The expression for the cursor of `item`, as text.
fn cursor_of(context: &Context<'_>, item: &Type, cursor: &Ident) -> Option<TokenStream> {
    let fields = &context.definition(item)?.kind.as_struct()?.fields;
    let field = fields.iter().find(|field| field.name == *cursor)?;
    let name = &field.name;
    Some(match field.presence.optional {
        true => quote! { item.#name.as_ref().map(|id| id.as_str()) },
        false => quote! { Some(item.#name.as_str()) },
    })
}
