//! Events as lines.
//!
//! In: the events of a model. Out: their lines of the outline. What always holds: see [`outline`](super).

use std::fmt::{self, Write};

use super::Outline;
use super::words::since;
use crate::api::{
    Common, CommonValue, EventAccessor, EventField, EventValue, OtherEvent, Told, Webhook, Webhooks,
};

impl Outline<'_> {
    pub(super) fn webhooks(&mut self, what: &str, webhooks: &Webhooks) -> fmt::Result {
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
        let told = self::told(told);
        write!(self.out, "{what} {name} by {told}, else {open}")?;
        if let Some(header) = signature_header {
            write!(self.out, ", signed in {header:?}")?;
        }
        for Common { wire, value } in common {
            let value = match value {
                CommonValue::Constant(value) => format!("{value:?}"),
                CommonValue::Text => "of text".to_owned(),
                CommonValue::Number => "of number".to_owned(),
                CommonValue::Bool => "of bool".to_owned(),
                CommonValue::Object => "of object".to_owned(),
            };
            write!(self.out, ", with {wire:?} {value}")?;
        }
        writeln!(self.out)?;
        for other in others {
            let OtherEvent {
                member,
                value,
                about,
                docs: _,
            } = other;
            writeln!(self.out, "  not if {member:?} is {value:?}: {about:?}")?;
        }
        writeln!(self.out, "  of kinds {}", self.named(*kind).to_owned())?;
        for accessor in accessors {
            self.accessor(accessor)?;
        }
        for event in events {
            let Webhook {
                name,
                wire,
                payload,
                docs,
                pointer: _,
            } = event;
            let since = since(docs);
            let payload = self.payload(payload);
            writeln!(self.out, "  {name} {wire:?}: {payload}{since}")?;
        }
        Ok(())
    }

    fn accessor(&mut self, accessor: &EventAccessor) -> fmt::Result {
        let EventAccessor {
            name,
            path,
            value,
            fields,
        } = accessor;
        let value = match value {
            EventValue::Text => "text".to_owned(),
            EventValue::Integer => "integer".to_owned(),
            EventValue::Bool => "bool".to_owned(),
            EventValue::Timestamp => "timestamp".to_owned(),
            EventValue::Members => "members".to_owned(),
            EventValue::Object(id) => self.named(*id).to_owned(),
        };
        let path = path.join(".");
        writeln!(
            self.out,
            "  asked {name} {path:?}: {value}, in {} types",
            fields.len()
        )?;
        for (id, fields) in fields {
            let steps = fields.iter().map(step).collect::<Vec<_>>().join(".");
            writeln!(self.out, "    {}: {steps}", self.named(*id).to_owned())?;
        }
        Ok(())
    }
}

/// What names an event.
fn told(told: &Told) -> String {
    match told {
        Told::Member(member) => format!("{member:?}"),
        Told::Header {
            header,
            member: None,
        } => format!("header {header:?}"),
        Told::Header {
            header,
            member: Some(member),
        } => format!("header {header:?} and {member:?}"),
        Told::Caller => "the caller".to_owned(),
    }
}

pub(super) fn step(field: &EventField) -> String {
    let EventField {
        name,
        optional,
        boxed,
    } = field;
    let mut text = name.to_string();
    if *optional {
        text.push('?');
    }
    if *boxed {
        text.insert(0, '*');
    }
    text
}
