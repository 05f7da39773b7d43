//! Conversions: what was read, as what is sent.
//!
//! In: a struct that is only sent, with the structs of which it can be made. Out: an `impl From` for each. What always holds:
//! what was read stays, and what it lacks is not set.

use proc_macro2::TokenStream;
use quote::quote;

use crate::api::{FieldSentAgain, SentAgain, Struct, TypeDef, ValueSentAgain};
use crate::emit::base::context::Context;
use crate::emit::base::docs;
use crate::emit::base::members::Member;
use crate::emit::base::tokens::path;

/// The conversions of a struct.
pub fn emit(
    context: &Context<'_>,
    def: &TypeDef,
    shape: &Struct,
    members: &[Member<'_>],
    others: Option<&TokenStream>,
) -> Vec<TokenStream> {
    let conversions = shape.made_of.iter();
    let conversions =
        conversions.filter_map(|made| conversion(context, def, made, members, others));
    conversions.collect()
}

fn conversion(
    context: &Context<'_>,
    def: &TypeDef,
    made: &SentAgain,
    members: &[Member<'_>],
    others: Option<&TokenStream>,
) -> Option<TokenStream> {
    let name = &def.name;
    let read = path(context.api.get(made.read)?);
    let fields = members.iter().zip(&made.fields).map(|(member, field)| {
        let ident = &member.field.name;
        let value = match field {
            Some(field) => set(context, member, field),
            None => member.unset(),
        };
        quote! { #ident: #value }
    });
    let fields = fields.chain(others.cloned());
    let docs = docs::attributes(told(made, members));
    Some(quote! {
        #docs
        impl From<&#read> for #name {
            fn from(read: &#read) -> Self {
                Self { #(#fields),* }
            }
        }
    })
}

/// What a conversion does that is not to be seen from the types.
fn told(made: &SentAgain, members: &[Member<'_>]) -> Vec<String> {
    let fields = || members.iter().zip(made.fields.iter().flatten());
    let empty = fields().any(|(member, field)| field.list && member.optional);
    let unset = match empty {
        true => "What is null, missing or an empty list is not set.",
        false => "What is null or missing is not set.",
    };
    let mut lines = vec!["What was read, to be sent again, changed or not.".to_owned()];
    docs::paragraph(&mut lines, unset);
    if fields().any(|(_, field)| has_id(&field.value)) {
        lines.push("What was expanded is sent by its id.".to_owned());
    }
    lines.push("Members that the document does not name are not sent.".to_owned());
    lines
}

fn has_id(value: &ValueSentAgain) -> bool {
    match value {
        ValueSentAgain::Id => true,
        ValueSentAgain::Copied | ValueSentAgain::Cloned | ValueSentAgain::Made(_) => false,
        ValueSentAgain::Each(inner)
        | ValueSentAgain::Set(inner)
        | ValueSentAgain::Unboxed(inner)
        | ValueSentAgain::Boxed(inner) => has_id(inner),
    }
}

/// A value that was read, and how it can be named.
#[derive(Clone, Copy)]
struct ReadValue<'t> {
    tokens: &'t TokenStream,
    /// Whether the name is that of a reference to it.
    is_reference: bool,
}

/// The value of a field of what is sent.
fn set(context: &Context<'_>, member: &Member<'_>, field: &FieldSentAgain) -> TokenStream {
    let name = &field.name;
    let own = quote! { read.#name };
    let place = ReadValue {
        tokens: &own,
        is_reference: false,
    };
    let made = |place| value(context, &field.value, place);
    match (field.optional, member.optional) {
        (false, false) => made(place),
        (false, true) if field.list => {
            let value = made(place);
            quote! { (!#own.is_empty()).then(|| #value) }
        }
        (false, true) => {
            let value = made(place);
            quote! { Some(#value) }
        }
        (true, _) => mapped(context, &field.value, &own),
    }
}

/// An `Option` that was read, as one of what is made of its value.
fn mapped(context: &Context<'_>, value: &ValueSentAgain, own: &TokenStream) -> TokenStream {
    match value {
        ValueSentAgain::Copied => quote! { #own },
        ValueSentAgain::Cloned => quote! { #own.clone() },
        ValueSentAgain::Made(_)
        | ValueSentAgain::Id
        | ValueSentAgain::Each(_)
        | ValueSentAgain::Unboxed(_)
        | ValueSentAgain::Boxed(_) => {
            let function = function(context, value);
            quote! { #own.as_ref().map(#function) }
        }
        // An id to set is made of what may be expanded as an id is.
        ValueSentAgain::Set(inner) if **inner == ValueSentAgain::Id => mapped(context, inner, own),
        ValueSentAgain::Set(inner) => {
            let inner = mapped(context, inner, own);
            quote! { #inner.map(crate::runtime::Clearable::Set) }
        }
    }
}

/// What makes a value of a reference to what was read.
fn function(context: &Context<'_>, value: &ValueSentAgain) -> TokenStream {
    if let Some(made) = made(context, value) {
        return quote! { #made::from };
    }
    if *value == ValueSentAgain::Id {
        return quote! { Into::into };
    }
    let each = quote! { each };
    let place = ReadValue {
        tokens: &each,
        is_reference: true,
    };
    let value = self::value(context, value, place);
    quote! { |each| #value }
}

fn made(context: &Context<'_>, value: &ValueSentAgain) -> Option<TokenStream> {
    match value {
        ValueSentAgain::Made(sent) => context.api.get(*sent).map(path),
        ValueSentAgain::Copied
        | ValueSentAgain::Cloned
        | ValueSentAgain::Id
        | ValueSentAgain::Each(_)
        | ValueSentAgain::Set(_)
        | ValueSentAgain::Unboxed(_)
        | ValueSentAgain::Boxed(_) => None,
    }
}

/// What is made of a value.
fn value(context: &Context<'_>, made_of: &ValueSentAgain, place: ReadValue<'_>) -> TokenStream {
    let ReadValue {
        tokens,
        is_reference,
    } = place;
    match made_of {
        ValueSentAgain::Copied if is_reference => quote! { *#tokens },
        ValueSentAgain::Copied => quote! { #tokens },
        ValueSentAgain::Cloned => quote! { #tokens.clone() },
        ValueSentAgain::Id => quote! { #tokens.id().clone() },
        ValueSentAgain::Made(_) => {
            let made = made(context, made_of);
            match is_reference {
                true => quote! { #made::from(#tokens) },
                false => quote! { #made::from(&#tokens) },
            }
        }
        ValueSentAgain::Each(inner) => {
            let function = function(context, inner);
            quote! { #tokens.iter().map(#function).collect() }
        }
        ValueSentAgain::Unboxed(inner) => {
            let held = match is_reference {
                true => quote! { (**#tokens) },
                false => quote! { (*#tokens) },
            };
            let place = ReadValue {
                tokens: &held,
                is_reference: false,
            };
            value(context, inner, place)
        }
        ValueSentAgain::Boxed(inner) => {
            let inner = value(context, inner, place);
            quote! { Box::new(#inner) }
        }
        ValueSentAgain::Set(inner) => {
            let inner = value(context, inner, place);
            quote! { crate::runtime::Clearable::Set(#inner) }
        }
    }
}
