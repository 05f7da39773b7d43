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
    let items = vec![
        definition(context, webhooks),
        functions(webhooks),
        name(context, webhooks),
    ];
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
    let wire_docs = docs::line("The event's name on the wire; empty if it has none.");
    quote! {
        impl #name {
            #from_slice
            pub fn from_slice(body: &[u8]) -> Result<Self, crate::runtime::DecodeError> {
                let NameOnly(name) = crate::runtime::decode_json(body)?;
                match name.as_deref() {
                    #(Some(#wires) => crate::runtime::decode_json(body).map(Self::#events),)*
                    _ => crate::runtime::decode_json(body).map(Self::#open),
                }
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

/// What reads the event's name alone, so that the rest is read only once, as what it is.
fn name(context: &Context<'_>, webhooks: &Webhooks) -> TokenStream {
    let tag = &webhooks.tag;
    let (d, a) = (context.parameter("D"), context.parameter("A"));
    let docs = docs::line("The name of an event, if it has one.");
    quote! {
        #docs
        struct NameOnly(Option<String>);

        impl<'de> ::serde::Deserialize<'de> for NameOnly {
            fn deserialize<#d: ::serde::Deserializer<'de>>(deserializer: #d) -> Result<Self, #d::Error> {
                struct NameOnlyVisitor;

                impl<'de> ::serde::de::Visitor<'de> for NameOnlyVisitor {
                    type Value = NameOnly;

                    fn expecting(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                        f.write_str("an event")
                    }

                    fn visit_map<#a: ::serde::de::MapAccess<'de>>(
                        self,
                        mut access: #a,
                    ) -> Result<Self::Value, #a::Error> {
                        let mut name = None;
                        while let Some(member) = access.next_key::<crate::runtime::MemberName<'de>>()? {
                            match member.as_str() {
                                #tag => name = access.next_value()?,
                                _ => crate::runtime::ignore(&mut access)?,
                            }
                        }
                        Ok(NameOnly(name))
                    }
                }

                deserializer.deserialize_map(NameOnlyVisitor)
            }
        }
    }
}
