//! What is asked of an event, whichever it is.
//!
//! In: [`Webhooks::accessors`](crate::api::Webhooks::accessors). Out: a function for each. What
//! always holds: an event that the document does not describe is asked by the names of its members.

use proc_macro2::TokenStream;
use quote::quote;

use crate::api::{EventAccessor, EventField, EventValue, Webhooks};
use crate::emit::base::context::Context;
use crate::emit::base::{docs, types};

use super::reading;

/// The functions.
pub fn functions(context: &Context<'_>, webhooks: &Webhooks) -> TokenStream {
    let name = &webhooks.name;
    let functions = webhooks
        .accessors
        .iter()
        .map(|accessor| function(context, webhooks, accessor));
    let kind = kind_function(context, webhooks);
    quote! {
        impl #name {
            #kind
            #(#functions)*
        }
    }
}

fn function(context: &Context<'_>, webhooks: &Webhooks, accessor: &EventAccessor) -> TokenStream {
    let name = &accessor.name;
    let ty = match accessor.value {
        EventValue::Text => quote! { &str },
        EventValue::Integer => quote! { i64 },
        EventValue::Bool => quote! { bool },
        EventValue::Timestamp => quote! { crate::runtime::Timestamp },
        EventValue::Members => {
            quote! { ::std::collections::BTreeMap<&str, &::serde_json::Value> }
        }
        EventValue::Object(id) => {
            let object = types::named(context, id);
            quote! { &#object }
        }
    };
    let mut is_whole = true;
    let arms = webhooks.groups().into_iter().map(|(_, events)| {
        let names = events.iter().map(|event| &event.name);
        let mut fields = accessor.fields.iter();
        let object = events.first().and_then(|event| event.object());
        match fields.find(|(known, _)| Some(*known) == object) {
            Some((_, fields)) => {
                let value = known(accessor.value, fields);
                quote! { #(Self::#names(event))|* => #value, }
            }
            None => {
                is_whole = false;
                quote! { #(Self::#names(_))|* => None, }
            }
        }
    });
    let arms: Vec<TokenStream> = arms.collect();
    let unknown = match unknown(accessor) {
        Some(value) => {
            let pattern = reading::open_pattern(webhooks, &quote! { event });
            quote! { #pattern => #value, }
        }
        None => {
            let pattern = reading::open_pattern(webhooks, &quote! { _ });
            quote! { #pattern => None, }
        }
    };
    let docs = docs::line(&about(context, accessor, is_whole));
    quote! {
        #docs
        #[must_use]
        pub fn #name(&self) -> Option<#ty> {
            match self {
                #(#arms)*
                #unknown
            }
        }
    }
}

fn about(context: &Context<'_>, accessor: &EventAccessor, is_whole: bool) -> String {
    let wire = docs::code(&accessor.path.join("."));
    match accessor.value {
        EventValue::Object(id) => {
            let name = context.get(id).map_or("", |def| def.name.bare());
            let which = match is_whole {
                true => "",
                false => ", if it is about one",
            };
            format!(
                "The [`{name}`] that the event is about{which}; `None` for an event of another name."
            )
        }
        EventValue::Members => {
            format!("What the members that changed held before, by {wire}, if the event says so.")
        }
        EventValue::Text | EventValue::Integer | EventValue::Bool | EventValue::Timestamp => {
            format!("The event's {wire}; `None` only for an event of another name that lacks it.")
        }
    }
}

/// The value in an event that the document describes.
fn known(value: EventValue, fields: &[EventField]) -> TokenStream {
    let Some((last, before)) = fields.split_last() else {
        return quote! { None };
    };
    let steps = before.iter().map(|field| {
        let name = &field.name;
        let optional = field.optional.then(|| quote! { .as_ref()? });
        quote! { .#name #optional }
    });
    let name = &last.name;
    let place = quote! { event #(#steps)* .#name };
    match (value, last.optional) {
        (EventValue::Text, false) => quote! { Some(#place.as_str()) },
        (EventValue::Text, true) => quote! { #place.as_ref().map(|text| text.as_str()) },
        (EventValue::Object(_), true) if last.boxed => quote! { #place.as_deref() },
        (EventValue::Object(_), true) => quote! { #place.as_ref() },
        (EventValue::Object(_), false) => quote! { Some(&#place) },
        (EventValue::Members, true) => members(&quote! { #place.as_ref()? }),
        (EventValue::Members, false) => members(&place),
        (EventValue::Integer | EventValue::Bool | EventValue::Timestamp, true) => place,
        (EventValue::Integer | EventValue::Bool | EventValue::Timestamp, false) => {
            quote! { Some(#place) }
        }
    }
}

/// The value in an event that is kept as JSON.
fn unknown(accessor: &EventAccessor) -> Option<TokenStream> {
    let (first, others) = accessor.path.split_first()?;
    let place = quote! { event.get(#first)? #(.get(#others)?)* };
    match accessor.value {
        EventValue::Text => Some(quote! { #place.as_str() }),
        EventValue::Integer => Some(quote! { #place.as_i64() }),
        EventValue::Bool => Some(quote! { #place.as_bool() }),
        EventValue::Timestamp => {
            Some(quote! { #place.as_i64().map(crate::runtime::Timestamp::from_unix) })
        }
        EventValue::Members => Some(members(&quote! { #place.as_object()? })),
        EventValue::Object(_) => None,
    }
}

fn members(map: &TokenStream) -> TokenStream {
    quote! { Some(#map.iter().map(|(name, value)| (name.as_str(), value)).collect()) }
}

fn kind_function(context: &Context<'_>, webhooks: &Webhooks) -> TokenStream {
    let kind = types::named(context, webhooks.kind);
    let open = &webhooks.open;
    let events: Vec<_> = webhooks.events.iter().map(|event| &event.name).collect();
    let (text, unknown) = match webhooks.tag() {
        Some(tag) => (
            "What happened, to route an event by. As text, it is the event's name on the wire, which is empty if it has none.",
            quote! {
                Self::#open(event) => {
                    let name = event.get(#tag).and_then(::serde_json::Value::as_str);
                    #kind::from(name.unwrap_or_default())
                }
            },
        ),
        None => (
            "What happened, to route by. As text, it is the name on the wire.",
            quote! { Self::#open(kind, _) => kind.clone(), },
        ),
    };
    let docs = docs::line(text);
    quote! {
        #docs
        #[must_use]
        pub fn kind(&self) -> #kind {
            match self {
                #(Self::#events(_) => #kind::#events,)*
                #unknown
            }
        }
    }
}
