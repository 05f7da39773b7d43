//! `webhooks.rs`: the events that the API sends.
//!
//! In: [`Webhooks`]. Out: an enum over the events, which reads itself from a body. What always holds: an event of another
//! name is kept as JSON; without events there is no module.

use proc_macro2::TokenStream;
use quote::quote;

use crate::api::Webhooks;

use super::context::Context;
use super::{Module, docs, types};

/// The module, if the API sends events.
pub(super) fn emit(context: &Context<'_>) -> Option<Module> {
    let webhooks = context.api.webhooks.as_ref()?;
    let items = vec![definition(context, webhooks), functions(webhooks)];
    let lines = vec!["The events that the API sends.".to_owned()];
    Some(context.module("src/webhooks.rs", lines, items))
}

fn definition(context: &Context<'_>, webhooks: &Webhooks) -> TokenStream {
    let (name, open) = (&webhooks.name, &webhooks.open);
    let variants = webhooks.events.iter().map(|event| {
        let wire = docs::code(&event.wire);
        let mut lines = docs::described(&event.docs, || format!("The event {wire}."));
        docs::source(&mut lines, &event.pointer);
        let docs = docs::attributes(lines);
        let name = &event.name;
        let payload = types::named(context, event.payload);
        quote! { #docs #name(Box<#payload>), }
    });
    let tag = docs::code(&webhooks.tag);
    let open_docs = docs::line(&format!("An event whose {tag} is another one, as it is."));
    let docs = docs::line(&format!("An event, told apart by its {tag}."));
    quote! {
        #docs
        #[derive(Clone, Debug, PartialEq)]
        #[non_exhaustive]
        pub enum #name {
            #(#variants)*
            #open_docs
            #open(::serde_json::Value),
        }
    }
}

fn functions(webhooks: &Webhooks) -> TokenStream {
    let (name, open, tag) = (&webhooks.name, &webhooks.open, &webhooks.tag);
    let events: Vec<_> = webhooks.events.iter().map(|event| &event.name).collect();
    let wires: Vec<_> = webhooks.events.iter().map(|event| &event.wire).collect();
    let from_slice = docs::attributes([
        "Reads an event from the body of a request that the API sent.",
        "",
        "# Errors",
        "",
        "When the body is no JSON, or a known event lacks something that it must have.",
    ]);
    let from_value = docs::attributes([
        "Reads an event from JSON.",
        "",
        "# Errors",
        "",
        "When a known event lacks something that it must have.",
    ]);
    let wire_docs = docs::line("The event's name on the wire; empty if it has none.");
    quote! {
        impl #name {
            #from_slice
            pub fn from_slice(body: &[u8]) -> Result<Self, crate::runtime::DecodeError> {
                Self::from_value(crate::runtime::decode_json(body)?)
            }

            #from_value
            pub fn from_value(
                event: ::serde_json::Value,
            ) -> Result<Self, crate::runtime::DecodeError> {
                let name = event.get(#tag).and_then(::serde_json::Value::as_str);
                let decoded = match name {
                    #(Some(#wires) => ::serde::Deserialize::deserialize(event).map(Self::#events),)*
                    _ => Ok(Self::#open(event)),
                };
                decoded.map_err(|error: ::serde_json::Error| {
                    crate::runtime::DecodeError::new(error.to_string())
                })
            }

            #wire_docs
            #[must_use]
            pub fn name(&self) -> &str {
                match self {
                    #(Self::#events(_) => #wires,)*
                    Self::#open(event) => event
                        .get(#tag)
                        .and_then(::serde_json::Value::as_str)
                        .unwrap_or_default(),
                }
            }
        }
    }
}
