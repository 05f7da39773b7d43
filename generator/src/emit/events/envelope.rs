//! What all events have in common.
//!
//! In: [`Webhooks`]. Out: the constant by which an event of another name is told from what is none, and the body of such
//! an event. What always holds: the tag is no part of what is common.

use proc_macro2::TokenStream;
use quote::quote;
use serde_json::{Map, Value, json};

use crate::api::{Common, CommonValue, OtherEvent, Webhooks};
use crate::emit::base::docs;

/// The constant.
pub fn emit(webhooks: &Webhooks) -> TokenStream {
    // Where no member names an event, any body may be one.
    let Some(tag) = webhooks.tag() else {
        return TokenStream::new();
    };
    let (mut required, mut constants) = (Vec::new(), Vec::new());
    for Common { wire, value } in &webhooks.common {
        match value {
            CommonValue::Constant(value) => constants.push(quote! { (#wire, #value) }),
            CommonValue::Text | CommonValue::Number | CommonValue::Bool | CommonValue::Object => {
                required.push(wire);
            }
        }
    }
    let constants = match constants.is_empty() {
        true => TokenStream::new(),
        false => quote! { .with_constants(&[#(#constants),*]) },
    };
    let others = others(webhooks);
    let docs = docs::line("What every event has, whatever its name.");
    quote! {
        #docs
        const ENVELOPE: crate::runtime::Envelope =
            crate::runtime::Envelope::new(#tag, &[#(#required),*]) #constants #others;
    }
}

/// The call that tells of other kinds of events, if there are any.
fn others(webhooks: &Webhooks) -> TokenStream {
    if webhooks.others.is_empty() {
        return TokenStream::new();
    }
    let others = webhooks.others.iter().map(|other| {
        let OtherEvent {
            member,
            value,
            about,
            ..
        } = other;
        quote! {
            super::runtime::OtherEvent { member: #member, value: #value, about: #about }
        }
    });
    quote! { .with_others(&[#(#others),*]) }
}

/// The name and the JSON of an event that the document does not describe.
pub fn example(webhooks: &Webhooks) -> (String, String) {
    let mut name = "example".to_owned();
    while webhooks.events.iter().any(|event| event.wire == name) {
        name.push('0');
    }
    let mut event = Map::new();
    if let Some(tag) = webhooks.tag() {
        event.insert(tag.to_owned(), json!(name));
    }
    for Common { wire, value } in &webhooks.common {
        let value = match value {
            CommonValue::Constant(value) => json!(value),
            CommonValue::Text => json!("example"),
            CommonValue::Number => json!(0),
            CommonValue::Bool => json!(false),
            CommonValue::Object => json!({}),
        };
        event.insert(wire.clone(), value);
    }
    (name, Value::Object(event).to_string())
}
