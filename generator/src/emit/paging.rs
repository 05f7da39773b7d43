//! `impl CursorPaged`: the cursors of a list.
//!
//! In: an operation with [`Paging`]. Out: the impl, which says where the cursor stands in the request and in the items; the
//! way from page to page is the runtime's. What always holds: a request is given one cursor, never two.

use proc_macro2::TokenStream;
use quote::quote;

use crate::api::{Ident, Operation, Output, Paging, Payload, Type, TypeKind};

use super::context::{Context, Role};
use super::members::{self, Member};
use super::{requests, types};

/// `impl CursorPaged`, if the operation is a list whose items have a cursor.
pub(super) fn emit(
    context: &Context<'_>,
    operation: &Operation,
    inputs: &[Member<'_>],
) -> Option<TokenStream> {
    let paging = operation.paging.as_ref()?;
    let Output::One(Payload::Json(page)) = &operation.output else {
        return None;
    };
    let Type::Page(_) = context.resolve(page) else {
        return None;
    };
    let cursor = Cursor::of(context, paging)?;
    let name = requests::path(operation);
    let item = types::ty(context, &paging.item);
    let forward = inputs.get(paging.forward).filter(|input| input.optional)?;
    let backward = paging
        .backward
        .and_then(|index| inputs.get(index))
        .filter(|input| input.optional);
    let ways = ways(context, forward, backward);
    let cursor_of = cursor.read();
    Some(quote! {
        impl crate::runtime::CursorPaged for #name {
            type Item = #item;

            #ways

            fn cursor_of(item: &Self::Item) -> Option<&str> {
                #cursor_of
            }
        }
    })
}

/// `cursor` and `at`: the cursor of a request, in either direction.
fn ways(context: &Context<'_>, forward: &Member<'_>, backward: Option<&Member<'_>>) -> TokenStream {
    let way = |member: &Member<'_>| {
        let value = match context.resolve(&member.field.ty) {
            Type::Text(_) => quote! { id.to_owned() },
            Type::Id(_) => quote! { crate::runtime::Id::new(id) },
            // No other type can be made of a cursor.
            _ => return None,
        };
        Some((member.field.name.clone(), value))
    };
    let (forward, backward) = (way(forward), backward.and_then(way));
    let read = |way: &Option<_>, variant: TokenStream| {
        way.as_ref().map(|(name, _): &(Ident, TokenStream)| {
            quote! {
                if let Some(id) = &self.#name {
                    return Some(crate::runtime::Cursor::#variant(id.as_str()));
                }
            }
        })
    };
    let (after, before) = (quote! { After }, quote! { Before });
    let reads = [
        read(&backward, before.clone()),
        read(&forward, after.clone()),
    ];
    let write = |way: &Option<(Ident, TokenStream)>, variant: TokenStream| match way {
        Some((name, value)) => {
            quote! { crate::runtime::Cursor::#variant(id) => next.#name = Some(#value), }
        }
        None => quote! { crate::runtime::Cursor::#variant(_) => return None, },
    };
    let writes = [write(&forward, after), write(&backward, before)];
    let resets = [&forward, &backward].into_iter().flatten();
    let resets = resets.map(|(name, _)| quote! { next.#name = None; });
    quote! {
        fn cursor(&self) -> Option<crate::runtime::Cursor<'_>> {
            #(#reads)*
            None
        }

        fn at(&self, cursor: crate::runtime::Cursor<'_>) -> Option<Self> {
            let mut next = self.clone();
            #(#resets)*
            match cursor {
                #(#writes)*
            }
            Some(next)
        }
    }
}

/// The items' field that is the cursor.
struct Cursor<'a> {
    member: Member<'a>,
}

impl<'a> Cursor<'a> {
    fn of(context: &Context<'a>, paging: &Paging) -> Option<Self> {
        let def = context.definition(&paging.item)?;
        let TypeKind::Struct(shape) = &def.kind else {
            return None;
        };
        let member = members::of_struct(shape, Role::of(def))
            .into_iter()
            .find(|member| member.field.name == paging.cursor)?;
        Some(Self { member })
    }

    /// The item's cursor, as text.
    fn read(&self) -> TokenStream {
        let field = &self.member.field.name;
        match self.member.optional {
            true => quote! { item.#field.as_ref().map(|id| id.as_str()) },
            false => quote! { Some(item.#field.as_str()) },
        }
    }
}
