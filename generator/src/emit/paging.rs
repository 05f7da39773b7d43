//! `impl CursorPaged`: from a page of a list to its neighbours.
//!
//! In: an operation with [`Paging`]. Out: the impl. What always holds: only the cursor changes from page to page; a cursor
//! that the request has already is the end, so that no list is read for ever.

use proc_macro2::TokenStream;
use quote::quote;

use crate::api::{Ident, Operation, Output, Paging, Payload, Type, TypeKind};

use super::context::Context;
use super::members::{self, Member};
use super::types;

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
    let name = &operation.request;
    let item = types::ty(context, &paging.item);
    let forward = inputs.get(paging.forward).filter(|input| input.optional)?;
    let backward = paging
        .backward
        .and_then(|index| inputs.get(index))
        .filter(|input| input.optional);
    let next = step(context, &cursor, forward, backward, Direction::Forward);
    let previous = backward.map(|backward| {
        step(
            context,
            &cursor,
            backward,
            Some(forward),
            Direction::Backward,
        )
    });
    let ways = ways(context, forward, backward);
    let cursor_of = cursor.read();
    let (page, previous) = match previous {
        Some(previous) => (quote! { page }, previous),
        None => (quote! { _ }, quote! { None }),
    };
    Some(quote! {
        impl crate::runtime::CursorPaged for #name {
            type Item = #item;

            fn next_page(&self, page: &crate::runtime::List<Self::Item>) -> Option<Self> {
                #next
            }

            fn previous_page(&self, #page: &crate::runtime::List<Self::Item>) -> Option<Self> {
                #previous
            }

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
        let ty = context.resolve(&member.field.ty);
        let value = if matches!(ty, Type::Text(_)) {
            quote! { id.to_owned() }
        } else if matches!(ty, Type::Id(_)) {
            quote! { crate::runtime::Id::new(id) }
        } else {
            // No other type can be made of a cursor.
            return None;
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
            let mut next = Clone::clone(self);
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
        let member = members::of_struct(shape)
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

/// Where to go from a page.
#[derive(Clone, Copy)]
enum Direction {
    Forward,
    Backward,
}

/// The request for the page at one end of this one.
///
/// `has_more` speaks of the direction the request went; there is always a way back, except from the start of the list,
/// where a request without a cursor is.
fn step(
    context: &Context<'_>,
    cursor: &Cursor<'_>,
    input: &Member<'_>,
    opposite: Option<&Member<'_>>,
    direction: Direction,
) -> TokenStream {
    let name = &input.field.name;
    let field = &cursor.member.field.name;
    let opposite = opposite.map(|member| &member.field.name);
    let is_end = match (opposite, direction) {
        (Some(opposite), Direction::Forward) => {
            quote! { !page.has_more && self.#opposite.is_none() }
        }
        (Some(opposite), Direction::Backward) => {
            quote! { self.#opposite.is_none() && (self.#name.is_none() || !page.has_more) }
        }
        (None, _) => quote! { !page.has_more },
    };
    let end = match direction {
        Direction::Forward => quote! { last },
        Direction::Backward => quote! { first },
    };
    let value = if cursor.member.optional {
        quote! { page.data.#end()?.#field.as_ref()? }
    } else {
        quote! { &page.data.#end()?.#field }
    };
    let same = types::ty(context, &input.field.ty).to_string()
        == types::ty(context, &cursor.member.field.ty).to_string();
    let converted = match (same, context.resolve(&input.field.ty)) {
        (true, _) => quote! { Clone::clone(#value) },
        (false, Type::Text(_)) => quote! { ToString::to_string(#value) },
        (false, Type::Id(_)) => quote! { crate::runtime::Id::new(ToString::to_string(#value)) },
        // No other type can be made of a cursor.
        (false, _) => {
            return quote! {
                let _ = page;
                None
            };
        }
    };
    let reset = opposite.map(|opposite| quote! { next.#opposite = None; });
    quote! {
        if #is_end {
            return None;
        }
        let cursor = Some(#converted);
        if self.#name == cursor {
            return None;
        }
        let mut next = Clone::clone(self);
        next.#name = cursor;
        #reset
        Some(next)
    }
}
