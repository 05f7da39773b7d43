//! What a document states of its events as a whole.
//!
//! In: `x-client.signatureHeader` and `x-client.eventName`. Out: the header of signatures, and what names an event. What always
//! holds: a header has a header's name; null counts as nothing, as everywhere in OpenAPI.

use serde_json::{Map, Value};

use super::super::extension::{CLIENT, CODE};
use crate::api::{Pointer, Told};
use crate::lower::context::{Lowered, Lowering};
use crate::lower::operation::headers::is_header_name;

const SIGNATURE_HEADER: &str = "signatureHeader";
/// The member of `x-client` that says what names an event.
pub const EVENT_NAME: &str = "eventName";

/// The header and the member that name an event, as far as they are stated; `None` if anything else is.
fn name_parts(stated: &Value) -> Option<(Option<&str>, Option<&str>)> {
    let (mut header, mut member) = (None, None);
    for (name, value) in stated.as_object()? {
        match (name.as_str(), value) {
            ("header", Value::String(name)) if is_header_name(name) => header = Some(name.as_str()),
            ("member", Value::String(name)) if !name.is_empty() => member = Some(name.as_str()),
            _ => return None,
        }
    }
    Some((header, member))
}

impl<'d> Lowering<'d> {
    /// The header of signatures, if `x-client` names one.
    pub fn signature_header(&mut self) -> Lowered<Option<String>> {
        let Some(members) = self.client_members()? else {
            return Ok(None);
        };
        match members.get(SIGNATURE_HEADER) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::String(name)) if is_header_name(name) => Ok(Some(name.clone())),
            Some(_) => self.fail(
                CODE,
                &Pointer::root().child(CLIENT).child(SIGNATURE_HEADER),
                "`signatureHeader` has to be the name of a header",
                "not the name of a header",
                "write the name alone, such as `Example-Signature`",
            ),
        }
    }

    /// What names an event, if `x-client` says it.
    pub fn stated_event_name(&mut self) -> Option<Told> {
        // Where `x-client` is no object, whoever reads the header of signatures has said so.
        let client = self.spec.extensions.get(CLIENT)?.as_object()?;
        let stated = client.get(EVENT_NAME).filter(|stated| !stated.is_null())?;
        match name_parts(stated) {
            Some((Some(header), member)) => Some(Told::Header {
                header: header.to_owned(),
                member: member.map(str::to_owned),
            }),
            Some((None, Some(member))) => Some(Told::Member(member.to_owned())),
            _ => {
                self.no_event_name("`eventName` has to name a header, a member or both".to_owned());
                None
            }
        }
    }

    /// Reports what is wrong with the name of events.
    pub fn no_event_name(&mut self, message: String) {
        let at = Pointer::root().child(CLIENT).child(EVENT_NAME);
        // The failure is reported; events are told apart as if nothing was stated.
        let _ = self.fail::<()>(
            CODE,
            &at,
            message,
            "not as expected",
            "write `{header: X-Event}`, with a value of its own for each event, `{member: type}`, which each body has, or both, if events are told apart by the two together",
        );
    }

    fn client_members(&mut self) -> Lowered<Option<&'d Map<String, Value>>> {
        let client = self.spec.extensions.get(CLIENT);
        match client.filter(|client| !client.is_null()) {
            None => Ok(None),
            Some(Value::Object(members)) => Ok(Some(members)),
            Some(_) => self.fail(
                CODE,
                &Pointer::root().child(CLIENT),
                "`x-client` has to be an object",
                "not an object",
                "write its members below it, such as `signatureHeader: Example-Signature`",
            ),
        }
    }
}
