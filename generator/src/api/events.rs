//! Events: what the API sends of its own accord.
//!
//! In: `x-webhooks` and callbacks, lowered. Out: data to match on exhaustively. What always holds: see [`crate::api`].

use super::{Docs, Ident, Payload, Pointer, Type, TypeId};

/// The events that the API sends: `x-webhooks`, in the shape of OpenAPI 3.1 `webhooks`, or the callbacks of all operations.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serialize", derive(serde::Serialize, serde::Deserialize))]
pub struct Webhooks {
    /// The enum over all events.
    pub name: Ident,
    /// The variant that keeps an event of another name, as JSON.
    pub open: Ident,
    /// What names an event.
    pub told: Told,
    /// The header with the signature of an event, as the document's `x-client` spells it; always a header's name. Without it,
    /// nothing proves that the API has sent an event.
    pub signature_header: Option<String>,
    /// Other kinds of events that the document tells of: `x-client.otherEvents`.
    pub others: Vec<OtherEvent>,
    /// What every event has, in alphabetical order: what is without it is none. [`decide`](crate::lower::decide) sets it.
    pub common: Vec<Common>,
    /// The enum of the names of events, of which the variants are called as those of `name`.
    pub kind: TypeId,
    /// What is asked of an event, whichever it is. [`decide`](crate::lower::decide) sets it.
    pub accessors: Vec<EventAccessor>,
    /// The events, in the document's order.
    pub events: Vec<Webhook>,
}

/// What names an event.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serialize", derive(serde::Serialize, serde::Deserialize))]
pub enum Told {
    /// A member of its body.
    Member(String),
    /// A header of the request that brings it.
    Header {
        /// The header.
        header: String,
        /// The member of its body that says more, where the header alone does not tell all events apart: an event with such a
        /// member is called by both, `issues.opened`.
        member: Option<String>,
    },
    /// Nothing that comes with it: whoever receives it knows by where.
    Caller,
}

/// A function that gives a member of an event, whichever it is.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serialize", derive(serde::Serialize, serde::Deserialize))]
pub struct EventAccessor {
    /// Its name.
    pub name: Ident,
    /// The members that lead there, from the event on.
    pub path: Vec<String>,
    /// What it gives.
    pub value: EventValue,
    /// For each type of events that has it, the fields that lead there.
    pub fields: Vec<(TypeId, Vec<EventField>)>,
}

/// A field on the way to a member of an event.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serialize", derive(serde::Serialize, serde::Deserialize))]
pub struct EventField {
    /// Its name.
    pub name: Ident,
    /// Whether it is an `Option`.
    pub optional: bool,
    /// Whether what it holds is in a box.
    pub boxed: bool,
}

/// What a member of an event is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serialize", derive(serde::Serialize, serde::Deserialize))]
pub enum EventValue {
    /// A text, an id, or a value of an enum of texts.
    Text,
    /// A whole number of 64 bits.
    Integer,
    /// True or false.
    Bool,
    /// A moment.
    Timestamp,
    /// Any members, by name.
    Members,
    /// An object of that type.
    Object(TypeId),
}

/// A kind of event that the document does not describe, but tells of.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serialize", derive(serde::Serialize, serde::Deserialize))]
pub struct OtherEvent {
    /// The member that tells it, on the wire.
    pub member: String,
    /// The text that the member then is.
    pub value: String,
    /// What such an event is and what reads it: a clause of one line.
    pub about: String,
    /// The same as documentation.
    pub docs: Docs,
}

/// A member that every event has.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serialize", derive(serde::Serialize, serde::Deserialize))]
pub struct Common {
    /// Its name on the wire.
    pub wire: String,
    /// What is known of its value.
    pub value: CommonValue,
}

/// What is known of the value of a member that every event has.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serialize", derive(serde::Serialize, serde::Deserialize))]
pub enum CommonValue {
    /// It is always this text.
    Constant(String),
    /// A text.
    Text,
    /// A number.
    Number,
    /// True or false.
    Bool,
    /// Anything with parts.
    Object,
}

/// One event.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serialize", derive(serde::Serialize, serde::Deserialize))]
pub struct Webhook {
    /// The Rust variant.
    pub name: Ident,
    /// Its name on the wire.
    pub wire: String,
    /// What its body holds.
    pub payload: Payload,
    /// Its documentation.
    pub docs: Docs,
    /// Where the document defines it.
    pub pointer: Pointer,
}

impl Webhook {
    /// The type of the whole event, where the crate has one for it.
    #[must_use]
    pub fn object(&self) -> Option<TypeId> {
        match self.payload {
            Payload::Json(Type::Named(id)) => Some(id),
            Payload::Json(_) | Payload::Empty | Payload::Text | Payload::Bytes => None,
        }
    }
}

impl Webhooks {
    /// The member of a body that names the event, if one does.
    #[must_use]
    pub fn tag(&self) -> Option<&str> {
        match &self.told {
            Told::Member(member) => Some(member),
            Told::Header { .. } | Told::Caller => None,
        }
    }

    /// The member of a body that names the event together with a header, if one does.
    #[must_use]
    pub fn second_tag(&self) -> Option<&str> {
        match &self.told {
            Told::Header { member, .. } => member.as_deref(),
            Told::Member(_) | Told::Caller => None,
        }
    }

    /// The events by what the whole event is, in the order of the first of each.
    #[must_use]
    pub fn groups(&self) -> Vec<(&Payload, Vec<&Webhook>)> {
        let mut groups: Vec<(&Payload, Vec<&Webhook>)> = Vec::new();
        for event in &self.events {
            let mut known = groups.iter_mut();
            match known.find(|(payload, _)| **payload == event.payload) {
                Some((_, events)) => events.push(event),
                None => groups.push((&event.payload, vec![event])),
            }
        }
        groups
    }
}
