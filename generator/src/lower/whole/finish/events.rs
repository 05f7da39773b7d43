//! What all events have in common, and what is asked of an event, whichever it is.
//!
//! In: a model with the presence of each field. Out: [`Webhooks::common`](crate::api::Webhooks::common) and
//! [`Webhooks::accessors`](crate::api::Webhooks::accessors). What always holds: the tag is no part of them, and what is
//! common is in every event that the document describes.

mod accessors;

use std::collections::BTreeMap;

use crate::api::{Api, Common, CommonValue, EventAccessor, Type, TypeKind, Webhook, Webhooks};

/// Decides what tells an event of another name from what is none.
pub fn set_common(api: &mut Api) {
    let found: Vec<_> = [&api.webhooks, &api.callbacks]
        .map(|events| of(api, events.as_ref()))
        .into();
    let events = [&mut api.webhooks, &mut api.callbacks];
    for (events, (common, accessors)) in events.into_iter().zip(found) {
        if let Some(events) = events {
            (events.common, events.accessors) = (common, accessors);
        }
    }
}

/// What all of these events have, and what is asked of them.
fn of(api: &Api, webhooks: Option<&Webhooks>) -> (Vec<Common>, Vec<EventAccessor>) {
    let Some(webhooks) = webhooks else {
        return (Vec::new(), Vec::new());
    };
    let mut all = webhooks
        .events
        .iter()
        .map(|event| required(api, event, webhooks.tag()));
    let mut common = all.next().unwrap_or_default();
    for others in all {
        common.retain(|wire, value| match others.get(wire) {
            Some(other) => {
                *value = both(value, other);
                true
            }
            None => false,
        });
    }
    let common = common.into_iter().map(|(wire, value)| Common {
        wire: wire.to_owned(),
        value,
    });
    let common: Vec<Common> = common.collect();
    let accessors = accessors::all(api, webhooks, &common);
    (common, accessors)
}

/// The members without which nothing is read as an event of that type.
fn required<'a>(
    api: &'a Api,
    event: &Webhook,
    tag: Option<&str>,
) -> BTreeMap<&'a str, CommonValue> {
    let id = event.object();
    let def = id.and_then(|id| api.definition(&Type::Named(id)));
    let Some(object) = def.and_then(|def| def.kind.as_struct()) else {
        return BTreeMap::new();
    };
    let fields = object.fields.iter();
    let members = fields
        .filter(|field| !field.presence.optional && !field.presence.omittable)
        .map(|field| (field.wire.as_str(), value(api, &field.ty)));
    let constants = object.constants.iter().map(|constant| {
        let value = CommonValue::Constant(constant.value.clone());
        (constant.wire.as_str(), value)
    });
    members
        .chain(constants)
        .filter(|(wire, _)| Some(*wire) != tag)
        .collect()
}

/// What is known of a value of two events: the one constant, or what the first has.
fn both(first: &CommonValue, second: &CommonValue) -> CommonValue {
    match (first, second) {
        (CommonValue::Constant(_), other) if first != other => CommonValue::Text,
        _ => first.clone(),
    }
}

/// A value of about that type.
fn value(api: &Api, ty: &Type) -> CommonValue {
    let ty = api.resolve(ty);
    let def = api.definition(ty).map(|def| &def.kind);
    let is_text = matches!(ty, Type::Text(_) | Type::Id(_));
    let is_number = matches!(ty, Type::Integer(_) | Type::Number(_) | Type::Timestamp);
    if *ty == Type::Bool {
        CommonValue::Bool
    } else if is_text || matches!(def, Some(TypeKind::StringEnum(_))) {
        CommonValue::Text
    } else if is_number || matches!(def, Some(TypeKind::IntegerEnum(_))) {
        CommonValue::Number
    } else {
        CommonValue::Object
    }
}
