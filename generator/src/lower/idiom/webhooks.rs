//! The events that an API sends.
//!
//! In: `x-webhooks`, in the shape of OpenAPI 3.1 `webhooks`, and `x-client`, which names the header of their signatures.
//! Out: [`Webhooks`]. What always holds: all events are told apart by one member, which the `discriminator` of their
//! schemas names.

use std::collections::BTreeSet;

use openapiv3::{PathItem, ReferenceOr};
use serde_json::Value;

use crate::api::{Pointer, TypeId, Webhook, Webhooks};
use crate::lower::context::{Lowered, Lowering};
use crate::lower::operation::bodies::is_json;
use crate::lower::reference::references;
use crate::lower::schema::view::View;
use crate::names::{self, Scope};

const KEY: &str = "x-webhooks";
/// What no OpenAPI keyword says about clients.
const CLIENT: &str = "x-client";
const SIGNATURE_HEADER: &str = "signatureHeader";

impl<'d> Lowering<'d> {
    /// The events, if the document has any.
    pub fn webhooks(&mut self) -> Option<Webhooks> {
        let document = self.document;
        // Read also without events, so that a mistake in it is always found.
        let signature_header = self.signature_header().unwrap_or_default();
        let root = Pointer::root().child(KEY);
        let mut scope = Scope::variants();
        let wanted = document
            .webhooks
            .keys()
            .map(|wire| names::variant_ident(wire));
        let open = crate::lower::schema::enums::open_variant(&mut scope, wanted);
        let mut events = Vec::new();
        let mut tags = BTreeSet::new();
        for (wire, item) in &document.webhooks {
            let at = root.child(wire);
            let Ok((payload, tag, docs)) = self.event(item, &at) else {
                self.leave_out_event(wire, &at);
                continue;
            };
            tags.insert(tag);
            let name = scope.claim(&[names::variant_ident(wire)]).ident;
            events.push(Webhook {
                name,
                wire: wire.clone(),
                payload,
                docs,
                pointer: at,
            });
        }
        let mut tags = tags.into_iter();
        match (tags.next(), tags.next()) {
            (Some(tag), None) => {
                let name = self.type_names.claim(&[
                    names::type_ident("event"),
                    names::type_ident("webhook event"),
                ]);
                Some(Webhooks {
                    name: name.ident,
                    open,
                    tag,
                    signature_header,
                    common: Vec::new(),
                    events,
                })
            }
            (None, _) => None,
            (Some(_), Some(_)) => {
                let _: Lowered<()> = self.fail(
                    "webhook-discriminator",
                    &root,
                    "the events are told apart by different members",
                    "these events",
                    "give their schemas one `discriminator.propertyName`",
                );
                None
            }
        }
    }

    /// The header that `x-client` names, if it names one; null counts as nothing, as everywhere in OpenAPI.
    fn signature_header(&mut self) -> Lowered<Option<String>> {
        let at = Pointer::root().child(CLIENT);
        let Some(client) = self.document.value(&at).filter(|client| !client.is_null()) else {
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

    fn event(
        &mut self,
        item: &ReferenceOr<PathItem>,
        at: &Pointer,
    ) -> Lowered<(TypeId, String, crate::api::Docs)> {
        let operation = item.as_item().and_then(|item| item.post.as_ref());
        let body = operation
            .and_then(|operation| operation.request_body.as_ref())
            .and_then(ReferenceOr::as_item);
        let media = body.and_then(|body| body.content.iter().find(|(name, _)| is_json(name)));
        let Some((operation, ReferenceOr::Reference { reference })) =
            operation.zip(media.and_then(|(_, media)| media.schema.as_ref()))
        else {
            return self.fail(
                "webhook-payload",
                at,
                "an event needs `post.requestBody` with JSON content whose schema is a `$ref` to a component",
                "this event",
                "describe what the API sends, in an overlay",
            );
        };
        let pointer = references::pointer_of(reference);
        let Some(id) = self.component(&pointer) else {
            return self.fail_reference(reference, "schema", at);
        };
        let tag = self.discriminator_of(&pointer);
        let Some(tag) = tag else {
            return self.fail(
                "webhook-discriminator",
                &pointer,
                "the schema of an event has no `discriminator`",
                "this schema",
                "name the member that holds the event's name in `discriminator.propertyName`",
            );
        };
        let docs = self.docs(
            operation
                .description
                .as_deref()
                .or(operation.summary.as_deref()),
        );
        Ok((id, tag, docs))
    }

    fn discriminator_of(&self, pointer: &Pointer) -> Option<String> {
        let components = self.document.openapi.components.as_ref()?;
        let schema = components
            .schemas
            .get(&pointer.tokens().last()?)?
            .as_item()?;
        View::of(schema)
            .discriminator
            .map(|discriminator| discriminator.property_name.clone())
    }
}

/// Whether a text is a `token` of RFC 9110, section 5.6.2, no longer than HTTP libraries take.
pub(super) fn is_header_name(text: &str) -> bool {
    let is_token = |byte: u8| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte);
    (1..=256).contains(&text.len()) && text.bytes().all(is_token)
}
