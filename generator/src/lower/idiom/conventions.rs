//! What the API calls the members, parameters, keys and headers that idioms are known by.
//!
//! In: the root's `x-client`. Out: [`Conventions`], the usual names where it states none. What always holds: names that
//! stand side by side differ; whatever is no name is reported.

use serde_json::{Map, Value};

use super::extension::{CLIENT, CODE};
use crate::api::{Conventions, ErrorNames, Pointer};
use crate::lower::context::Lowering;
use crate::lower::operation::headers::is_header_name;

/// The members of `x-client` that this module reads.
pub const MEMBERS: [&str; 9] = [
    "cursors",
    "error",
    "event",
    "expand",
    "idMember",
    "page",
    "range",
    "requestIdHeaders",
    "sampleId",
];

/// The most steps of a path to expand: their number grows with the power of it.
const MOST_LEVELS: u64 = 8;

/// A name and where it goes.
type NamedMember<'a> = (&'static str, &'a mut String);

impl Lowering<'_> {
    /// Reads the names that the document states.
    pub fn read_conventions(&mut self) {
        // Where it is no object, the lowering of events says so: it reads a member of it, too.
        let Some(Value::Object(client)) = self.spec.extensions.get(CLIENT) else {
            return;
        };
        let mut named = Conventions::default();
        let page = &mut named.page;
        let members = &mut [
            ("items", &mut page.items),
            ("more", &mut page.more),
            ("tag", &mut page.tag),
            ("tagValue", &mut page.tag_value),
            ("total", &mut page.total),
            ("url", &mut page.url),
        ];
        self.group(client, "page", members, &[]);
        let cursors = &mut named.cursors;
        let members = &mut [
            ("after", &mut cursors.after),
            ("before", &mut cursors.before),
        ];
        self.group(client, "cursors", members, &[]);
        let range = &mut named.range;
        let members = &mut [
            ("gt", &mut range.gt),
            ("gte", &mut range.gte),
            ("lt", &mut range.lt),
            ("lte", &mut range.lte),
        ];
        self.group(client, "range", members, &[]);
        self.error_names(client, &mut named.error);
        let event = &mut named.event;
        let members = &mut [
            ("data", &mut event.data),
            ("object", &mut event.object),
            ("previousAttributes", &mut event.previous),
        ];
        self.group(client, "event", members, &[]);
        let members = &mut [("parameter", &mut named.expand.parameter)];
        self.group(client, "expand", members, &["levels"]);
        self.levels(client, &mut named.expand.levels);
        let at = Pointer::root().child(CLIENT);
        self.name(client, &at, &mut ("idMember", &mut named.id));
        self.name(client, &at, &mut ("sampleId", &mut named.sample_id));
        self.request_id_headers(client, &mut named.request_id_headers);
        self.conventions = named;
    }

    /// Reads where errors tell what went wrong. The member that makes a body an error holds the others.
    fn error_names(&mut self, client: &Map<String, Value>, error: &mut ErrorNames) {
        let mut message = error.messages.first().cloned().unwrap_or_default();
        let members = &mut [
            ("code", &mut error.code),
            ("declineCode", &mut error.decline_code),
            ("message", &mut message),
            ("param", &mut error.param),
            ("type", &mut error.kind),
        ];
        self.group(client, "error", members, &[]);
        let stated = client.get("error").and_then(|error| error.get("message"));
        if stated.is_some_and(|stated| !stated.is_null()) {
            error.messages = vec![message];
        }
        // What is no name of a member is reported where clients are lowered.
        if let Some(Value::String(object)) = client.get("errorMember") {
            error.object.clone_from(object);
        }
    }

    /// Reads names that stand side by side. `others` are members that something else reads.
    fn group(
        &mut self,
        client: &Map<String, Value>,
        group: &str,
        named: &mut [NamedMember<'_>],
        others: &[&'static str],
    ) {
        let at = Pointer::root().child(CLIENT).child(group);
        let members = match client.get(group) {
            None | Some(Value::Null) => return,
            Some(Value::Object(members)) => members,
            Some(_) => {
                return self.complain(
                    &at,
                    format!("`{group}` has to be an object"),
                    "not an object",
                    "write its members below it, each with the name that the API has for it",
                );
            }
        };
        let known: Vec<_> = named
            .iter()
            .map(|(name, _)| *name)
            .chain(others.iter().copied())
            .collect();
        self.name_unknown(&at, members, &known);
        for name in &mut *named {
            self.name(members, &at, name);
        }
        for (index, (name, value)) in named.iter().enumerate() {
            let before = named.iter().take(index);
            // What a tag says is no name.
            let mut before = before.filter(|(other, _)| ![*other, name].contains(&"tagValue"));
            if let Some((other, _)) = before.find(|(_, earlier)| *earlier == *value) {
                self.complain(
                    &at,
                    format!("`{other}` and `{name}` are both `{}`", value.escape_debug()),
                    "these names",
                    "give each another name; what is not stated has the usual one",
                );
            }
        }
    }

    /// A member that is a name; null counts as nothing.
    fn name(&mut self, members: &Map<String, Value>, at: &Pointer, named: &mut NamedMember<'_>) {
        let (name, value) = (named.0, &mut *named.1);
        match members.get(name) {
            None | Some(Value::Null) => {}
            Some(Value::String(text)) if !text.is_empty() && !text.contains(char::is_control) => {
                *value = text.clone();
            }
            Some(_) => self.complain(
                &at.child(name),
                format!("`{name}` has to be a name"),
                "not a name",
                "write the name alone, as text",
            ),
        }
    }

    fn levels(&mut self, client: &Map<String, Value>, levels: &mut usize) {
        let found = client.get("expand").and_then(|expand| expand.get("levels"));
        let Some(found) = found.filter(|found| !found.is_null()) else {
            return;
        };
        let number = found
            .as_u64()
            .filter(|number| (1..=MOST_LEVELS).contains(number));
        match number.and_then(|number| usize::try_from(number).ok()) {
            Some(number) => *levels = number,
            None => self.complain(
                &Pointer::root()
                    .child(CLIENT)
                    .child("expand")
                    .child("levels"),
                format!("`levels` has to be a number from 1 to {MOST_LEVELS}"),
                "not such a number",
                "write how many steps the API expands at most",
            ),
        }
    }

    fn request_id_headers(&mut self, client: &Map<String, Value>, headers: &mut Vec<String>) {
        const NAME: &str = "requestIdHeaders";
        let names = match client.get(NAME) {
            None | Some(Value::Null) => return,
            Some(Value::Array(names)) => names.iter().map(header).collect::<Option<Vec<_>>>(),
            Some(_) => None,
        };
        match names {
            Some(names) => *headers = names,
            None => self.complain(
                &Pointer::root().child(CLIENT).child(NAME),
                format!("`{NAME}` has to be a list of the names of headers"),
                "not such a list",
                "write `[Request-Id]`, the most wanted first",
            ),
        }
    }

    fn complain(&mut self, at: &Pointer, message: String, label: &str, help: &str) {
        // The failure is reported; what comes behind is looked at with the usual name.
        let _ = self.fail::<()>(CODE, at, message, label, help);
    }
}

/// The name of a header, in lower case.
fn header(value: &Value) -> Option<String> {
    let name = value.as_str().filter(|name| is_header_name(name))?;
    Some(name.to_ascii_lowercase())
}
