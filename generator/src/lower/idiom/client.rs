//! What clients have to know besides the operations.
//!
//! In: the root's `x-client`. Out: [`ClientProfile`]. What always holds: a header is a header's name; whatever else stands
//! there is reported, as a misspelt member would be as good as none.

use serde_json::{Map, Value};

use super::extension::{CLIENT, CODE};
use super::{conventions, events};
use crate::api::{Access, Api, ClientProfile, Pointer};
use crate::lower::context::Lowering;
use crate::lower::operation::headers::is_header_name;

/// The members of `x-client` that this module reads, and those that belong to events.
const MEMBERS: [&str; 11] = [
    "accountHeader",
    "baseUrlVariable",
    "contextHeader",
    "errorMember",
    "idempotencyHeader",
    events::EVENT_NAME,
    events::OTHER_KINDS,
    "retryHeader",
    "secretVariable",
    "signatureHeader",
    "versionHeader",
];

/// The base URLs that requests go to, each once: first the document's first, which stands for whatever it does not describe.
pub fn servers(api: &Api) -> Vec<String> {
    let first = api.servers.first().map(|server| server.url.as_str());
    let operations = api
        .resources
        .iter()
        .flat_map(|resource| &resource.operations)
        .map(|operation| operation.server.as_str());
    let mut servers: Vec<String> = Vec::new();
    for url in [first.unwrap_or_default()].into_iter().chain(operations) {
        if !servers.iter().any(|known| known == url) {
            servers.push(url.to_owned());
        }
    }
    servers
}

impl Lowering<'_> {
    /// The conventions that the document states.
    pub fn client(&mut self) -> ClientProfile {
        let at = Pointer::root().child(CLIENT);
        // Where it is no object, the lowering of events says so: it reads a member of it, too.
        let Some(Value::Object(members)) = self.spec.extensions.get(CLIENT) else {
            return ClientProfile::default();
        };
        let mut known = [&MEMBERS[..], &conventions::MEMBERS].concat();
        known.sort_unstable();
        self.name_unknown(&at, members, &known);
        let header = |text: &str| is_header_name(text);
        let variable = |text: &str| !text.is_empty() && !text.contains(['=', '\0']);
        let member = |text: &str| !text.is_empty();
        ClientProfile {
            // What the operations ask is known once they are all there.
            servers: Vec::new(),
            templates: Vec::new(),
            variables: Vec::new(),
            access: Access::Nothing,
            version_header: self.member(members, "versionHeader", "a header", header),
            account_header: self.member(members, "accountHeader", "a header", header),
            context_header: self.member(members, "contextHeader", "a header", header),
            idempotency_header: self.member(members, "idempotencyHeader", "a header", header),
            retry_header: self.member(members, "retryHeader", "a header", header),
            secret_variable: self.member(members, "secretVariable", "a variable", variable),
            base_url_variable: self.member(members, "baseUrlVariable", "a variable", variable),
            error_member: self.member(members, "errorMember", "a member", member),
        }
    }

    /// Reports members that have no meaning, as a misspelt one would be as good as none.
    pub fn name_unknown(&mut self, at: &Pointer, members: &Map<String, Value>, known: &[&str]) {
        // What stands in a list has no name of its own.
        let is_name = |token: &String| token.parse::<usize>().is_err();
        let owner = at.tokens().filter(is_name).last().unwrap_or_default();
        for name in members.keys() {
            if !known.contains(&name.as_str()) {
                self.warn(
                    CODE,
                    &at.child(name),
                    format!("`{owner}` has no member `{}`", name.escape_debug()),
                    "this member",
                    format!("use one of {}", known.join(", ")),
                );
            }
        }
    }

    /// A member that is the name of something; null counts as nothing, as everywhere in OpenAPI.
    fn member(
        &mut self,
        members: &Map<String, Value>,
        name: &str,
        what: &str,
        is_valid: impl Fn(&str) -> bool,
    ) -> Option<String> {
        match members.get(name) {
            None | Some(Value::Null) => None,
            Some(Value::String(text)) if is_valid(text) => Some(text.clone()),
            Some(_) => self
                .fail(
                    CODE,
                    &Pointer::root().child(CLIENT).child(name),
                    format!("`{name}` has to be the name of {what}"),
                    format!("not the name of {what}"),
                    "write the name alone, as text",
                )
                .unwrap_or_default(),
        }
    }
}
