//! Events as nodes.
//!
//! In: the events of a model. Out: nodes. What always holds: see [`view`](super).

use super::{Aspect, FactValue, Node, ViewKind};
use crate::api::{
    Api, Common, CommonValue, EventAccessor, EventField, EventValue, OtherEvent, Told, TypeId,
    Webhook, Webhooks,
};

/// All events, or all callbacks: `label` says which.
pub(super) fn events<'a>(api: &'a Api, label: &'static str, webhooks: &'a Webhooks) -> Node<'a> {
    let Webhooks {
        name,
        open,
        told,
        signature_header,
        others,
        common,
        kind,
        accessors,
        events,
    } = webhooks;
    let mut node = Node::new(ViewKind::Events, label);
    node.text(Aspect::RustName, name.as_str());
    node.text(Aspect::Open, open.as_str());
    let (source, tag) = match told {
        Told::Member(member) => ("a field of the body", Some(member.as_str())),
        Told::Header { header, member } => (
            match member {
                None => "a header",
                Some(_) => "a header and a field of the body",
            },
            Some(header.as_str()),
        ),
        Told::Caller => ("whoever receives it", None),
    };
    node.text(Aspect::EventSource, source);
    node.maybe(Aspect::EventTag, tag);
    node.maybe(Aspect::EventSecondTag, webhooks.second_tag());
    node.maybe(Aspect::SignatureHeader, signature_header.as_deref());
    node.fact(Aspect::KindName, FactValue::Definition(Some(*kind)));
    node.parts.extend(others.iter().map(other));
    node.parts.extend(common.iter().map(self::common));
    let accessors = accessors.iter().map(|one| accessor(api, one));
    node.parts.extend(accessors);
    node.parts.extend(events.iter().map(event));
    node
}

fn event(event: &Webhook) -> Node<'_> {
    let Webhook {
        name,
        wire,
        payload,
        docs,
        pointer,
    } = event;
    let mut node = Node::new(ViewKind::Event, wire.as_str()).at(pointer);
    node.text(Aspect::RustName, name.as_str());
    node.payload(payload);
    node.docs(docs);
    node
}

fn other(other: &OtherEvent) -> Node<'_> {
    let OtherEvent {
        member,
        value,
        about,
        docs,
    } = other;
    let mut node = Node::new(ViewKind::OtherEvent, format!("{member} {value}"));
    node.text(Aspect::About, about);
    node.docs(docs);
    node
}

fn common(common: &Common) -> Node<'_> {
    let Common { wire, value } = common;
    let mut node = Node::new(ViewKind::Common, wire.as_str());
    let value = match value {
        CommonValue::Constant(value) => format!("always {value:?}"),
        CommonValue::Text => "text".to_owned(),
        CommonValue::Number => "a number".to_owned(),
        CommonValue::Bool => "true or false".to_owned(),
        CommonValue::Object => "anything with parts".to_owned(),
    };
    node.words(Aspect::Value, value);
    node
}

fn accessor<'a>(api: &'a Api, accessor: &'a EventAccessor) -> Node<'a> {
    let EventAccessor {
        name,
        path,
        value,
        fields,
    } = accessor;
    let mut node = Node::new(ViewKind::Accessor, path.join("."));
    node.text(Aspect::RustName, name.as_str());
    let (words, object) = match value {
        EventValue::Text => ("text", None),
        EventValue::Integer => ("integer", None),
        EventValue::Bool => ("bool", None),
        EventValue::Timestamp => ("timestamp", None),
        EventValue::Members => ("members", None),
        EventValue::Object(id) => ("object", Some(*id)),
    };
    node.text(Aspect::AccessorValue, words);
    node.fact(Aspect::Type, FactValue::Definition(object));
    let mut ways: Vec<String> = fields
        .iter()
        .map(|(id, way)| steps(api, *id, way))
        .collect();
    ways.sort_unstable();
    node.words(Aspect::AccessorFields, ways.join(", "));
    node
}

fn steps(api: &Api, id: TypeId, fields: &[EventField]) -> String {
    let mut text = match api.get(id) {
        Some(def) => def.name.to_string(),
        None => format!("type {}", id.index()),
    };
    for EventField {
        name,
        optional,
        boxed,
    } in fields
    {
        text.push('.');
        text.push_str(name.as_str());
        text.push_str(if *optional { "?" } else { "" });
        text.push_str(if *boxed { "*" } else { "" });
    }
    text
}
