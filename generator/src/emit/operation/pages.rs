//! `impl Paged`: from a page to the request for the next one, by what its answer says.
//!
//! In: an operation with [`PageWay::Answer`](crate::api::PageWay). Out: the impl. What always holds: all else of the request stays
//! as it is.

use proc_macro2::{Literal, TokenStream};
use quote::quote;

use crate::api::{
    EndSays, EventField, Field, Operation, PageEnd, PageMember, PageNext, PageWay, Type,
};
use crate::emit::base::context::Context;
use crate::emit::base::{tokens, types};

/// `impl Paged`, if the operation is a list whose answers lead on.
pub fn emit(context: &Context<'_>, operation: &Operation) -> Option<TokenStream> {
    let paging = operation.paging.as_ref()?;
    let PageWay::Answer { items, next, last } = &paging.way else {
        return None;
    };
    let name = tokens::request_path(operation);
    let item = types::ty(context, &paging.item);
    let input = |index: usize| operation.inputs.get(index).map(|input| &input.field);
    let counted = matches!(next, PageNext::Offset(_) | PageNext::Number { .. });
    let counted = counted.then(|| quote! { const COUNTED: bool = true; });
    let position = position(next, input)?;
    let end = last.as_ref().map(|last| end(last, next, items, input));
    let is_text = is_text(context, operation, next);
    let after = after(next, items, is_text, input)?;
    // A link in a header is all there is to look for.
    let page = match (next, last) {
        (PageNext::Header, None) => quote! { _ },
        _ => quote! { page },
    };
    let headers = match next {
        PageNext::Header => quote! { headers },
        PageNext::Token { .. }
        | PageNext::Link(_)
        | PageNext::Offset(_)
        | PageNext::Number { .. } => {
            quote! { _ }
        }
    };
    let taken = taken(items);
    let rest = rest(next, input);
    Some(quote! {
        impl crate::runtime::Paged for #name {
            type Element = #item;
            #counted

            fn place_in_list(&self) -> Option<String> {
                #position
            }

            fn request_behind(
                &self,
                #page: &Self::Output,
                #headers: &::http::HeaderMap,
            ) -> crate::runtime::NextPage<Self> {
                #end
                #after
            }

            fn items_of(page: Self::Output) -> Vec<Self::Element> {
                #taken
            }

            #rest
        }
    })
}

/// The expression for a member that is there in every page; `None` for one that may be missing.
fn always(member: &PageMember) -> Option<TokenStream> {
    let names = member.fields.iter().map(|field| &field.name);
    let optional = member.fields.iter().any(|field| field.optional);
    (!optional).then(|| quote! { page #(.#names)* })
}

/// The expression for a member, as an `Option` of a reference.
fn member(member: &PageMember) -> TokenStream {
    if let Some(member) = always(member) {
        return quote! { Some(&#member) };
    }
    let mut found = TokenStream::new();
    let mut page = quote! { page };
    let mut optional = false;
    for EventField {
        name,
        optional: may_lack,
        ..
    } in &member.fields
    {
        found = match (optional, may_lack) {
            (false, false) => {
                page = quote! { #page.#name };
                continue;
            }
            (false, true) => quote! { #page.#name.as_ref() },
            (true, false) => quote! { #found.map(|it| &it.#name) },
            (true, true) => quote! { #found.and_then(|it| it.#name.as_ref()) },
        };
        optional = true;
    }
    found
}

/// The expression for how many items a page has.
fn count(items: &PageMember) -> TokenStream {
    match always(items) {
        Some(items) => quote! { #items.len() },
        None => {
            let items = member(items);
            quote! { #items.map_or(0, Vec::len) }
        }
    }
}

/// The expression for where the request is in the list.
fn position<'a>(
    next: &PageNext,
    input: impl Fn(usize) -> Option<&'a Field>,
) -> Option<TokenStream> {
    Some(match next {
        PageNext::Token {
            to,
            within: Some(member),
            ..
        } => {
            let (body, field) = (&input(*to)?.name, member.fields.first()?);
            let name = &field.name;
            quote! { self.#body.#name.clone() }
        }
        PageNext::Token { to, .. } | PageNext::Number { to, .. } => shown(input(*to)?),
        PageNext::Offset(to) => shown(input(*to)?),
        PageNext::Link(_) | PageNext::Header => {
            quote! { self.extra.link().map(str::to_owned) }
        }
    })
}

fn shown(field: &Field) -> TokenStream {
    let name = &field.name;
    if matches!(field.ty, Type::Text(_)) {
        quote! { self.#name.clone() }
    } else {
        quote! { self.#name.map(|place| place.to_string()) }
    }
}

/// The statement that ends the list where the body says so.
fn end<'a>(
    last: &PageEnd,
    next: &PageNext,
    items: &PageMember,
    input: impl Fn(usize) -> Option<&'a Field>,
) -> TokenStream {
    let found = member(&last.member);
    let condition = match (last.says, always(&last.member)) {
        (EndSays::More, Some(more)) => quote! { !#more },
        (EndSays::More, None) => quote! { #found == Some(&false) },
        (EndSays::Last, Some(last)) => last,
        (EndSays::Last, None) => quote! { #found == Some(&true) },
        (EndSays::Total, total) => {
            let reached = match next {
                PageNext::Offset(to) => input(*to).map(|field| {
                    let (name, count) = (&field.name, count(items));
                    quote! { crate::runtime::counted_on(self.#name, 0, #count) }
                }),
                PageNext::Number { to, first } => input(*to).map(|field| {
                    let name = &field.name;
                    // Where the first is none, the number of the last is one less than there are pages.
                    let more = Literal::usize_unsuffixed(usize::from(*first == 0));
                    let first = Literal::i64_unsuffixed(*first);
                    quote! { crate::runtime::counted_on(self.#name, #first, #more) }
                }),
                PageNext::Token { .. } | PageNext::Link(_) | PageNext::Header => None,
            };
            let Some(reached) = reached else {
                return TokenStream::new();
            };
            match total {
                Some(total) => quote! {
                    #reached.is_some_and(|reached| i128::from(reached) >= i128::from(#total))
                },
                None => quote! {
                    #found.is_some_and(|total| {
                        #reached.is_some_and(|reached| i128::from(reached) >= i128::from(*total))
                    })
                },
            }
        }
    };
    quote! {
        if #condition {
            return crate::runtime::NextPage::Last;
        }
    }
}

/// Whether what leads to the next page is a text, which may be empty.
fn is_text(context: &Context<'_>, operation: &Operation, next: &PageNext) -> bool {
    let PageNext::Token { to, within, .. } = next else {
        return false;
    };
    let taken = operation.inputs.get(*to).and_then(|input| {
        let Some(member) = within else {
            return Some(&input.field.ty);
        };
        let body = context.api.definition(&input.field.ty)?;
        let mut fields = body.kind.as_struct()?.fields.iter();
        let field = fields.find(|field| Some(&field.wire) == member.path.first())?;
        Some(&field.ty)
    });
    taken.is_some_and(|ty| matches!(context.api.resolve(ty), Type::Text(_)))
}

/// The expression for what is behind the page.
fn after<'a>(
    next: &PageNext,
    items: &PageMember,
    is_text: bool,
    input: impl Fn(usize) -> Option<&'a Field>,
) -> Option<TokenStream> {
    Some(match next {
        PageNext::Token { from, to, within } => {
            let field = input(*to)?;
            let (found, name) = (member(from), &field.name);
            let place = within.as_ref().and_then(|member| member.fields.first());
            let place = place.map(|EventField { name, .. }| quote! { .#name });
            let said = is_text.then(|| quote! { .filter(|token| !token.is_empty()) });
            quote! {
                match #found #said {
                    Some(token) => {
                        let mut next = self.clone();
                        next.#name #place = Some(token.clone());
                        crate::runtime::NextPage::Page(next)
                    }
                    None => crate::runtime::NextPage::Last,
                }
            }
        }
        PageNext::Link(from) => {
            let found = member(from);
            linked(
                &quote! { #found.filter(|link| !link.is_empty()) },
                &quote! { link.as_str() },
            )
        }
        PageNext::Header => linked(
            &quote! { crate::runtime::next_link(headers) },
            &quote! { link },
        ),
        PageNext::Offset(to) => {
            let name = &input(*to)?.name;
            let count = count(items);
            counted(
                items,
                &quote! { crate::runtime::counted_on(self.#name, 0, #count) },
                name,
            )
        }
        PageNext::Number { to, first } => {
            let name = &input(*to)?.name;
            let first = Literal::i64_unsuffixed(*first);
            counted(
                items,
                &quote! { crate::runtime::counted_on(self.#name, #first, 1) },
                name,
            )
        }
    })
}

fn linked(found: &TokenStream, link: &TokenStream) -> TokenStream {
    quote! {
        match #found {
            Some(link) => {
                let mut next = self.clone();
                next.extra.follow(#link);
                crate::runtime::NextPage::Page(next)
            }
            None => crate::runtime::NextPage::Last,
        }
    }
}

/// A page without items is behind the last one.
fn counted(items: &PageMember, place: &TokenStream, name: &crate::api::Ident) -> TokenStream {
    let is_filled = match always(items) {
        Some(items) => quote! { !#items.is_empty() },
        None => {
            let items = member(items);
            quote! { #items.is_some_and(|items| !items.is_empty()) }
        }
    };
    quote! {
        match #place {
            Some(place) if #is_filled => {
                let mut next = self.clone();
                next.#name = Some(place);
                crate::runtime::NextPage::Page(next)
            }
            _ => crate::runtime::NextPage::Last,
        }
    }
}

/// The expression that takes the items out of `page`.
fn taken(items: &PageMember) -> TokenStream {
    let mut expression = quote! { page };
    let mut optional = false;
    for field in &items.fields {
        let name = &field.name;
        expression = match (optional, field.optional) {
            (false, _) => quote! { #expression.#name },
            (true, true) => quote! { #expression.and_then(|it| it.#name) },
            (true, false) => quote! { #expression.map(|it| it.#name) },
        };
        optional |= field.optional;
    }
    match optional {
        true => quote! { #expression.unwrap_or_default() },
        false => expression,
    }
}

/// The function that goes on behind an item, where that can be asked for.
fn rest<'a>(next: &PageNext, input: impl Fn(usize) -> Option<&'a Field>) -> Option<TokenStream> {
    let PageNext::Offset(to) = next else {
        return None;
    };
    let name = &input(*to)?.name;
    Some(quote! {
        fn request_for_rest(&self, taken: usize, _: Option<&str>) -> Option<Self> {
            let mut next = self.clone();
            next.#name = Some(crate::runtime::counted_on(self.#name, 0, taken)?);
            Some(next)
        }
    })
}
