//! The events that an API sends.
//!
//! In: `x-webhooks`, in the shape of OpenAPI 3.1 `webhooks`, and `x-client`, which names the header of their signatures.
//! Out: [`Webhooks`]. What always holds: all events are told apart by one member, which the `discriminator` of their
//! schemas names.

use std::collections::BTreeSet;

use serde_json::Value;

use super::extension::CLIENT;
use crate::api::{Ident, Pointer, TypeId, Webhook, Webhooks};
use crate::lower::context::{Lowered, Lowering};
use crate::lower::operation::bodies::is_json;
use crate::lower::operation::headers::is_header_name;
use crate::names::{self, Scope};
use crate::spec::{self, Event, Method};

const KEY: &str = "x-webhooks";
const SIGNATURE_HEADER: &str = "signatureHeader";

impl<'d> Lowering<'d> {
    /// The events, if the document has any.
    pub fn webhooks(&mut self) -> Option<Webhooks> {
        let spec = self.spec;
        // Read also without events, so that a mistake in it is always found.
        let signature_header = self.signature_header().unwrap_or_default();
        let others = self.other_events();
        let root = Pointer::root().child(KEY);
        let mut scope = Scope::variants();
        let wanted = spec
            .events
            .iter()
            .map(|event| names::variant_ident(&event.name));
        let open = crate::lower::schema::enums::open_variant(&mut scope, wanted);
        let mut events = Vec::new();
        let mut tags = BTreeSet::new();
        for event in &spec.events {
            let (wire, at) = (&event.name, &event.at);
            let (payload, tag, docs) = match self.event(event) {
                Ok(found) => found,
                Err(failed) => {
                    self.leave_out_event(wire, at, Some(failed));
                    continue;
                }
            };
            tags.insert(tag);
            let name = scope.claim(&[names::variant_ident(wire)]).ident;
            events.push(Webhook {
                name,
                wire: wire.clone(),
                payload,
                docs,
                pointer: at.clone(),
            });
        }
        let tag = self.one_tag(tags, &root)?;
        let name = self.event_type("event");
        let kind = self.event_type("event kind");
        let kind = self.add_event_kinds(kind, &open, &events, &root);
        Some(Webhooks {
            name,
            kind,
            open,
            tag,
            signature_header,
            others,
            common: Vec::new(),
            accessors: Vec::new(),
            events,
        })
    }

    /// The member that tells all events apart.
    fn one_tag(&mut self, tags: BTreeSet<String>, root: &Pointer) -> Option<String> {
        let mut tags = tags.into_iter();
        let tag = tags.next()?;
        if tags.next().is_none() {
            return Some(tag);
        }
        let _: Lowered<()> = self.fail(
            "webhook-discriminator",
            root,
            "the events are told apart by different members",
            "these events",
            "give their schemas one `discriminator.propertyName`",
        );
        None
    }

    /// A name for a type about events.
    fn event_type(&mut self, name: &str) -> Ident {
        let names = [name.to_owned(), format!("webhook {name}")];
        let names = names.map(|name| names::type_ident(&name));
        self.type_names.claim(&names).ident
    }

    /// The header that `x-client` names, if it names one; null counts as nothing, as everywhere in OpenAPI.
    fn signature_header(&mut self) -> Lowered<Option<String>> {
        let at = Pointer::root().child(CLIENT);
        let Some(client) = self
            .spec
            .extensions
            .get(CLIENT)
            .filter(|client| !client.is_null())
        else {
            return Ok(None);
        };
        let Value::Object(members) = client else {
            return self.fail(
                "client-extension",
                &at,
                "`x-client` has to be an object",
                "not an object",
                "write its members below it, such as `signatureHeader: Example-Signature`",
            );
        };
        match members.get(SIGNATURE_HEADER) {
            None | Some(Value::Null) => Ok(None),
            Some(Value::String(name)) if is_header_name(name) => Ok(Some(name.clone())),
            Some(_) => self.fail(
                "client-extension",
                &at.child(SIGNATURE_HEADER),
                "`signatureHeader` has to be the name of a header",
                "not the name of a header",
                "write the name alone, such as `Example-Signature`",
            ),
        }
    }

    fn event(&mut self, event: &'d Event) -> Lowered<(TypeId, String, crate::api::Docs)> {
        self.intact(&event.at)?;
        let post = |operation: &&spec::Operation| operation.method == Method::Post;
        let operation = event.operations.iter().find(post);
        let body = operation.and_then(|operation| operation.body.as_ref());
        let media = body.and_then(|body| body.content.iter().find(|one| is_json(&one.media_type)));
        let schema = media.and_then(|media| media.schema.as_ref());
        let reference = schema.and_then(|schema| schema.reference.as_ref());
        let (Some(operation), Some(schema), Some(reference)) = (operation, schema, reference)
        else {
            return self.fail(
                "webhook-payload",
                &event.at,
                "an event needs `post.requestBody` with JSON content whose schema is a `$ref` to a component",
                "this event",
                "describe what the API sends, in an overlay",
            );
        };
        let Some(id) = self.component(&reference.direct) else {
            return self.fail(
                "unsupported-ref",
                &event.at,
                format!("`{}` leads to no schema in `components`", reference.text),
                "this reference",
                "move the schema to `components` in an overlay, and refer to it there",
            );
        };
        let Some(discriminator) = &self.schema(schema).discriminator else {
            return self.fail(
                "webhook-discriminator",
                &reference.direct,
                "the schema of an event has no `discriminator`",
                "this schema",
                "name the member that holds the event's name in `discriminator.propertyName`",
            );
        };
        let description = operation.description.as_ref();
        let docs = self.docs(
            description
                .or(operation.summary.as_ref())
                .map(String::as_str),
        );
        let docs = docs.since(operation.since.clone());
        Ok((id, discriminator.member.clone(), docs))
    }
}
