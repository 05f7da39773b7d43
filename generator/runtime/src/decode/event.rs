//! What makes a body an event.
//!
//! In: the body of a request that the API sent, and what the document says that each of its events has. Out: the name of
//! the event, or the event as JSON. What always holds: an event has a name; no error repeats anything of the body.

use std::fmt;

use serde::Deserializer;
use serde::de::{DeserializeOwned, DeserializeSeed, MapAccess, Visitor};
use serde_json::{Map, Value};

use super::error::DecodeError;
use super::json::{decode_json, decode_seed, ignore};
use super::name::MemberName;

/// What every event of an API has, whatever its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Envelope {
    tag: &'static str,
    required: &'static [&'static str],
    constants: &'static [(&'static str, &'static str)],
    others: &'static [OtherEvent],
}

/// A kind of event that the document does not describe, but tells of: a member of it is always the same text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OtherEvent {
    /// The member.
    pub member: &'static str,
    /// What it holds.
    pub value: &'static str,
    /// What such an event is, and what reads it.
    pub about: &'static str,
}

impl fmt::Display for OtherEvent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            member,
            value,
            about,
        } = self;
        write!(
            f,
            "it is an event of another kind, as its `{member}` is `{value}`: {about}"
        )
    }
}

impl Envelope {
    /// Events that the member `tag` tells apart, and that have all `required` members.
    #[must_use]
    pub const fn new(tag: &'static str, required: &'static [&'static str]) -> Self {
        Self {
            tag,
            required,
            constants: &[],
            others: &[],
        }
    }

    /// Also members that are the same text in all events.
    #[must_use]
    pub const fn with_constants(self, constants: &'static [(&'static str, &'static str)]) -> Self {
        Self { constants, ..self }
    }

    /// Also which events are of another kind.
    #[must_use]
    pub const fn with_others(self, others: &'static [OtherEvent]) -> Self {
        Self { others, ..self }
    }

    /// The other kind of event that a body is, if it is one.
    #[must_use]
    pub fn other(&self, body: &[u8]) -> Option<OtherEvent> {
        let event: Map<String, Value> = decode_json(body).ok()?;
        let is_this = |other: &&OtherEvent| {
            event.get(other.member).and_then(Value::as_str) == Some(other.value)
        };
        self.others.iter().find(is_this).copied()
    }

    /// Why a body was not read as an event: because it is another kind of event, or as it was found.
    #[must_use]
    pub fn explained(&self, error: DecodeError, body: &[u8]) -> DecodeError {
        match self.other(body) {
            Some(other) => DecodeError::new(other.to_string()).of_event(),
            None => error,
        }
    }

    /// The name of an event. The rest is skipped.
    ///
    /// # Errors
    /// If the body is no JSON object, or names no event.
    pub fn name(&self, body: &[u8]) -> Result<String, DecodeError> {
        let name = decode_seed(body, Tag(self.tag), |tree| Tag(self.tag).deserialize(tree));
        let name = name.map_err(DecodeError::of_event)?;
        let name = name.unwrap_or_default();
        self.check_name(&name)?;
        Ok(name)
    }

    /// The text that a member of a body is, if the body is an object in which it is one. The rest is skipped.
    #[must_use]
    pub fn text(body: &[u8], member: &'static str) -> Option<String> {
        decode_seed(body, Tag(member), |tree| Tag(member).deserialize(tree)).ok()?
    }

    /// An event that the document describes.
    ///
    /// # Errors
    /// If the body is not what the document says.
    pub fn known<T: DeserializeOwned>(body: &[u8]) -> Result<T, DecodeError> {
        decode_json(body).map_err(DecodeError::of_event)
    }

    /// An event that the document does not describe, as it is.
    ///
    /// # Errors
    /// If the body is no JSON object, names no event, or lacks what every event has.
    pub fn unknown(&self, body: &[u8]) -> Result<Value, DecodeError> {
        let event = self.read(body)?;
        let constants = self.constants.iter().map(|(member, _)| member);
        for member in constants.chain(self.required) {
            if !event.contains_key(*member) {
                return Err(no_event(member, "is missing"));
            }
        }
        for (member, expected) in self.constants {
            if event.get(*member).and_then(Value::as_str) != Some(expected) {
                return Err(no_event(member, &format!("is not `{expected}`")));
            }
        }
        Ok(Value::Object(event))
    }

    /// Anything that names an event, as it is.
    ///
    /// # Errors
    /// If the body is no JSON object, or names no event.
    pub fn untyped(&self, body: &[u8]) -> Result<Value, DecodeError> {
        self.read(body).map(Value::Object)
    }

    fn read(&self, body: &[u8]) -> Result<Map<String, Value>, DecodeError> {
        let event: Map<String, Value> = decode_json(body).map_err(DecodeError::of_event)?;
        let name = event.get(self.tag).and_then(Value::as_str);
        self.check_name(name.unwrap_or_default())?;
        Ok(event)
    }

    fn check_name(&self, name: &str) -> Result<(), DecodeError> {
        match name.is_empty() {
            true => Err(no_event(self.tag, "is missing, or no text that names one")),
            false => Ok(()),
        }
    }
}

fn no_event(member: &str, why: &str) -> DecodeError {
    let error = DecodeError::new(format!("it is no event: `{member}` {why}"));
    error.at(member.to_owned()).of_event()
}

/// Reads the text that a member of an object is, if it is one.
struct Tag(&'static str);

impl<'de> DeserializeSeed<'de> for Tag {
    type Value = Option<String>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Tag {
    type Value = Option<String>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an event")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Self::Value, A::Error> {
        let mut name = None;
        while let Some(member) = access.next_key::<MemberName<'de>>()? {
            if member.as_str() == self.0 {
                name = match access.next_value()? {
                    Value::String(text) => Some(text),
                    _ => None,
                };
            } else {
                ignore(&mut access)?;
            }
        }
        Ok(name)
    }
}
