//! What all events have in common.
//!
//! In: [`Webhooks`]. Out: the constant by which an event of another name is told from what is none, and the body of such
//! an event. What always holds: the tag is no part of what is common.

use std::collections::BTreeMap;

use proc_macro2::TokenStream;
use quote::quote;
use serde_json::{Map, Value, json};

use crate::api::{Type, TypeKind, Webhook, Webhooks};
use crate::emit::context::Context;
use crate::emit::{docs, members};

/// A member that an event must have.
struct Member<'a> {
    /// Its value, if it has but one.
    constant: Option<&'a str>,
    /// A value, for an example.
    sample: Value,
}

/// The constant.
pub(super) fn emit(context: &Context<'_>, webhooks: &Webhooks) -> TokenStream {
    let tag = &webhooks.tag;
    let common = common(context, webhooks);
    let required = common
        .iter()
        .filter(|(_, member)| member.constant.is_none())
        .map(|(wire, _)| wire);
    let constants: Vec<_> = common
        .iter()
        .filter_map(|(wire, member)| member.constant.map(|value| quote! { (#wire, #value) }))
        .collect();
    let constants = match constants.is_empty() {
        true => TokenStream::new(),
        false => quote! { .with_constants(&[#(#constants),*]) },
    };
    let docs = docs::line("What every event has, whatever its name.");
    quote! {
        #docs
        const ENVELOPE: crate::runtime::Envelope =
            crate::runtime::Envelope::new(#tag, &[#(#required),*]) #constants;
    }
}

/// The name and the JSON of an event that the document does not describe.
pub(super) fn example(context: &Context<'_>, webhooks: &Webhooks) -> (String, String) {
    let mut name = "example".to_owned();
    while webhooks.events.iter().any(|event| event.wire == name) {
        name.push('0');
    }
    let mut event = Map::new();
    event.insert(webhooks.tag.clone(), json!(name));
    for (wire, member) in common(context, webhooks) {
        event.insert(wire.to_owned(), member.sample);
    }
    (name, Value::Object(event).to_string())
}

/// The members that all events must have.
fn common<'a>(context: &Context<'a>, webhooks: &Webhooks) -> BTreeMap<&'a str, Member<'a>> {
    let mut all = webhooks
        .events
        .iter()
        .map(|event| required(context, event, &webhooks.tag));
    let mut common = all.next().unwrap_or_default();
    for others in all {
        common.retain(|wire, member| {
            let other = others.get(wire);
            let constant = other.and_then(|other| other.constant);
            member.constant = member.constant.filter(|own| constant == Some(own));
            other.is_some()
        });
    }
    common
}

/// The members without which nothing is read as an event of that type.
fn required<'a>(
    context: &Context<'a>,
    event: &Webhook,
    tag: &str,
) -> BTreeMap<&'a str, Member<'a>> {
    let def = context.definition(&Type::Named(event.payload));
    let Some(TypeKind::Struct(shape)) = def.map(|def| &def.kind) else {
        return BTreeMap::new();
    };
    let members = members::of_struct(shape)
        .into_iter()
        .filter(|member| !member.optional && !member.field.presence.omittable)
        .map(|member| {
            let sample = sample(context, &member.field.ty);
            let constant = None;
            (member.field.wire.as_str(), Member { constant, sample })
        });
    let constants = shape.constants.iter().map(|constant| {
        let member = Member {
            constant: Some(&constant.value),
            sample: json!(constant.value),
        };
        (constant.wire.as_str(), member)
    });
    members
        .chain(constants)
        .filter(|(wire, _)| *wire != tag)
        .collect()
}

/// A value of about that type.
fn sample(context: &Context<'_>, ty: &Type) -> Value {
    let ty = context.resolve(ty);
    let def = context.definition(ty).map(|def| &def.kind);
    let is_text = matches!(ty, Type::Text(_) | Type::Id(_));
    let is_number = matches!(ty, Type::Integer(_) | Type::Number(_) | Type::Timestamp);
    if *ty == Type::Bool {
        json!(false)
    } else if is_text || matches!(def, Some(TypeKind::StringEnum(_))) {
        json!("example")
    } else if is_number || matches!(def, Some(TypeKind::IntegerEnum(_))) {
        json!(0)
    } else {
        json!({})
    }
}
