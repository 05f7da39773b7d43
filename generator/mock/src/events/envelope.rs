//! The bodies of events.

use bytes::Bytes;
use serde_json::{Map, Value};

use crate::mock::answer::{Maker, set};
use crate::mock::model::{Model, Shape};

/// An event, ready to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Event {
    /// Its name.
    pub name: String,
    /// Its id, if it has one.
    pub id: Option<String>,
    /// Its body.
    pub body: Bytes,
}

/// What caused an event.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cause {
    /// The id of the request.
    pub request: Option<String>,
    /// Its idempotency key.
    pub key: Option<String>,
    /// The version of the API that it asked for.
    pub version: Option<String>,
}

/// The shape of the object that an event is about; `None` if the API has no such event, or it holds none.
#[must_use]
pub fn object_shape<'m>(model: &'m Model, name: &str) -> Option<&'m Shape> {
    let events = model.events.as_ref()?;
    let (_, shape) = events.events.iter().find(|(known, _)| known == name)?;
    let [data, object, _] = &model.names.event;
    let (_, envelope) = model.object(shape)?;
    let (_, data) = model.object(&envelope.member(data)?.shape)?;
    Some(&data.member(object)?.shape)
}

/// The event of that name about an object.
///
/// # Errors
///
/// If the API has no such event.
pub fn envelope(
    maker: &mut Maker<'_>,
    name: &str,
    about: &Value,
    previous: Option<Map<String, Value>>,
    cause: &Cause,
) -> Result<Event, String> {
    let model = maker.model;
    let events = model.events.as_ref();
    let known = events.and_then(|events| events.events.iter().find(|(known, _)| known == name));
    let Some(((_, shape), events)) = known.zip(events) else {
        return Err(format!("the API has no event `{name}`"));
    };
    let Some((index, object)) = model.object(shape) else {
        let body = Bytes::from(about.to_string());
        return Ok(Event {
            name: name.to_owned(),
            id: None,
            body,
        });
    };
    let mut body = maker.object(object, 0);
    let put = |body: &mut Map<String, Value>, name: &str, value: Value| {
        if object.member(name).is_some() {
            set(body, name, value);
        }
    };
    if let (Some(member), Some((_, rest))) = (&events.second_tag, name.split_once('.')) {
        body.insert(member.clone(), Value::String(rest.to_owned()));
    }
    if let Some(tag) = &events.tag {
        body.insert(tag.clone(), Value::String(name.to_owned()));
    }
    let id = maker.id(index);
    put(&mut body, &model.names.id, Value::String(id.clone()));
    put(&mut body, "created", Value::from(maker.now));
    let version = cause.version.as_ref().unwrap_or(&model.version);
    put(&mut body, "api_version", Value::String(version.clone()));
    put(&mut body, "pending_webhooks", Value::from(1));
    if let Some(request) = &cause.request {
        let mut members = Map::new();
        members.insert("id".to_owned(), Value::String(request.clone()));
        let key = cause.key.clone().map_or(Value::Null, Value::String);
        members.insert("idempotency_key".to_owned(), key);
        put(&mut body, "request", Value::Object(members));
    }
    let [data, inner, before] = &model.names.event;
    let mut members = Map::new();
    members.insert(inner.clone(), about.clone());
    members.extend(previous.map(|previous| (before.clone(), Value::Object(previous))));
    put(&mut body, data, Value::Object(members));
    Ok(Event {
        name: name.to_owned(),
        id: Some(id),
        body: Bytes::from(Value::Object(body).to_string()),
    })
}

/// What members held before that now hold something else.
#[must_use]
pub fn changed(before: &Value, now: &Value) -> Map<String, Value> {
    let (Value::Object(before), Value::Object(now)) = (before, now) else {
        return Map::new();
    };
    let mut found = Map::new();
    for (name, value) in now {
        let known = before.get(name);
        if known == Some(value) {
            continue;
        }
        let known = known.cloned().unwrap_or_default();
        let inner = match known.is_object() && value.is_object() {
            true => Value::Object(changed(&known, value)),
            false => known,
        };
        found.insert(name.clone(), inner);
    }
    let gone = before.iter().filter(|(name, _)| !now.contains_key(*name));
    found.extend(gone.map(|(name, value)| (name.clone(), value.clone())));
    found
}
