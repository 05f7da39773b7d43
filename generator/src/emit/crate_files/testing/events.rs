//! `testing/webhooks.rs` and `testing/callbacks.rs`: an event of each kind.
//!
//! In: the events, and their bodies. Out: what gives the body of a kind of event, and the event. What always holds: what has no body that is
//! JSON is passed over.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use crate::api::{Told, Webhooks};
use crate::emit::base::context::Context;
use crate::emit::base::tokens::plain;
use crate::emit::base::types;
use crate::render::Module;

use super::examples::raw;

/// The modules, as far as there are events, each with its name.
pub fn emit(context: &Context<'_>) -> Vec<(Ident, Module)> {
    let data = &context.options.test_data;
    let all = [
        ("webhooks", &context.api.webhooks, &data.webhooks),
        ("callbacks", &context.api.callbacks, &data.callbacks),
    ];
    all.into_iter()
        .filter_map(|(name, events, bodies)| {
            let events = events.as_ref()?;
            let name = plain(name);
            let item = item(context, &name, events, bodies)?;
            let path = format!("src/testing/{name}.rs");
            let title = format!("Examples of what `{name}` reads.");
            Some((name, context.module(path, vec![title], vec![item])))
        })
        .collect()
}

fn item(
    context: &Context<'_>,
    module: &Ident,
    events: &Webhooks,
    bodies: &[Option<String>],
) -> Option<TokenStream> {
    let (name, kind) = (&events.name, types::named(context, events.kind));
    let arms = events.events.iter().zip(bodies);
    let arms = arms.filter_map(|(event, body)| {
        let (event, body) = (&event.name, raw(body.as_ref()?));
        Some(quote! { #kind::#event => Some(#body), })
    });
    let arms: Vec<TokenStream> = arms.collect();
    if arms.is_empty() {
        return None;
    }
    let naming = match &events.told {
        Told::Member(_) => TokenStream::new(),
        Told::Header { member: None, .. } => quote! { Some(kind.as_str()), },
        // The header has what stands before the full stop.
        Told::Header {
            member: Some(_), ..
        } => quote! { kind.as_str().split('.').next(), },
        Told::Caller => quote! { kind.clone(), },
    };
    Some(quote! {
        impl crate::runtime::ExampleEvent for crate::#module::#name {
            type Kind = #kind;

            fn example_body(kind: &Self::Kind) -> Option<&'static str> {
                match kind {
                    #(#arms)*
                    _ => None,
                }
            }

            fn example_of(kind: &Self::Kind) -> Option<Self> {
                let body = Self::example_body(kind)?;
                Self::from_slice(#naming body.as_bytes()).ok()
            }
        }
    })
}
