//! Kinds of events that the document does not describe, but tells of.
//!
//! In: the root's `x-client.otherEvents`. Out: for each kind, the member and the text that tell it, and what reads it. What
//! always holds: all three are there; whatever else stands there is reported.

use serde_json::{Map, Value};

use super::super::extension::{CLIENT, CODE};
use crate::api::{OtherEvent, Pointer};
use crate::lower::context::Lowering;

/// The member of `x-client`.
pub const MEMBER: &str = "otherEvents";

/// What each kind has.
const PARTS: [&str; 3] = ["about", "member", "value"];

impl Lowering<'_> {
    /// The other kinds of events.
    pub fn other_events(&mut self) -> Vec<OtherEvent> {
        let at = Pointer::root().child(CLIENT).child(MEMBER);
        // Where `x-client` is no object, whoever reads the header of signatures says so.
        let client = self.spec.extensions.get(CLIENT).and_then(Value::as_object);
        match client.and_then(|client| client.get(MEMBER)) {
            None | Some(Value::Null) => Vec::new(),
            Some(Value::Array(kinds)) => {
                let places = (0..).map(|index: usize| at.child(index.to_string()));
                let kinds = kinds.iter().zip(places);
                kinds
                    .filter_map(|(kind, at)| self.other_event(kind, &at))
                    .collect()
            }
            Some(_) => {
                self.no_other_event(&at, format!("`{MEMBER}` has to be a list"));
                Vec::new()
            }
        }
    }

    fn other_event(&mut self, kind: &Value, at: &Pointer) -> Option<OtherEvent> {
        let Value::Object(parts) = kind else {
            self.no_other_event(at, format!("each of `{MEMBER}` has to be an object"));
            return None;
        };
        self.name_unknown(at, parts, &PARTS);
        let [about, member, value] = PARTS.map(|name| self.line(parts, name, at));
        let about = about?;
        Some(OtherEvent {
            member: member?,
            value: value?,
            docs: self.docs(Some(&format!("{about}."))),
            about,
        })
    }

    /// A part that is a text of one line.
    fn line(&mut self, parts: &Map<String, Value>, name: &str, at: &Pointer) -> Option<String> {
        let text = parts.get(name).and_then(Value::as_str);
        let is_line = |text: &&str| !text.trim().is_empty() && !text.contains(char::is_control);
        let found = text.filter(is_line);
        if found.is_none() {
            let at = match parts.contains_key(name) {
                true => at.child(name),
                false => at.clone(),
            };
            self.no_other_event(&at, format!("`{name}` has to be a text of one line"));
        }
        found.map(str::to_owned)
    }

    fn no_other_event(&mut self, at: &Pointer, message: String) {
        // The failure is reported; what comes behind is looked at without this kind.
        let _ = self.fail::<()>(
            CODE,
            at,
            message,
            "not as expected",
            "write `- {member: object, value: other.event, about: what it is, and what reads it}`",
        );
    }
}
