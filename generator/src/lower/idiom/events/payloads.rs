//! What the bodies of events hold.
//!
//! In: a source of events. Out: the [`Payload`] of one. What always holds: a body that is not described, or in a way that no type can
//! be made of, is kept as it comes, and the user is told.

use super::sources::Source;
use crate::api::{Payload, Pointer, Type};
use crate::lower::context::{Direction, Lowering, Site};
use crate::lower::operation::other_media;
use crate::names;
use crate::spec::SchemaUse;

const CODE: &str = "event-untyped";

impl<'d> Lowering<'d> {
    /// What the whole body of an event holds; what stands inline in it is called by these words.
    pub fn event_payload(&mut self, source: &Source<'d>, words: &str, word: &str) -> Payload {
        if source.is_broken {
            return Payload::Json(Type::Json);
        }
        if let Some(schema) = source.schema() {
            return self.part_of_event(source, &source.key, schema, words);
        }
        let key = &source.key;
        if let Some(media) = source.json() {
            self.warn(
                CODE,
                &media.at,
                format!("the {word} `{key}` is kept as JSON: its content has no schema"),
                "this content",
                "describe what the API sends, in an overlay",
            );
            return Payload::Json(Type::Json);
        }
        let body = source
            .operation
            .and_then(|operation| operation.body.as_ref());
        let media = body.and_then(|body| body.content.first());
        let Some(media) = media else {
            self.warn(
                CODE,
                source.at,
                format!("the {word} `{key}` is kept as bytes: no body of it is described"),
                "what is sent here",
                "describe what the API sends in `requestBody`, in an overlay",
            );
            return Payload::Bytes;
        };
        let is_text = other_media::is_text_or_form(&media.media_type);
        let (payload, kept) = match is_text {
            true => (Payload::Text, "text"),
            false => (Payload::Bytes, "bytes"),
        };
        let media_type = &media.media_type;
        self.warn(
            CODE,
            &media.at,
            format!("the {word} `{key}` is kept as {kept}: it is `{media_type}`, and not JSON"),
            "this content",
            format!("read the {kept} with what knows `{media_type}`"),
        );
        payload
    }

    /// What a schema in the body of an event comes to.
    pub fn part_of_event(
        &mut self,
        source: &Source<'d>,
        wire: &str,
        used: &'d SchemaUse,
        words: &str,
    ) -> Payload {
        let site = Site {
            pointer: used.at.clone(),
            name: words.to_owned(),
            module: names::module_ident("events"),
            direction: Direction::Response,
            depth: 0,
        };
        match self.use_of(used, &site) {
            Ok(found) if found.ty == Type::Bytes => Payload::Bytes,
            Ok(found) => Payload::Json(found.or_null()),
            Err(failed) => {
                self.leave_out_event(wire, source.at, Some(failed));
                Payload::Json(Type::Json)
            }
        }
    }

    /// What a component that a discriminator names comes to.
    pub fn component_of_event(&mut self, at: &Pointer) -> Payload {
        let id = self.component(at);
        Payload::Json(id.map_or(Type::Json, Type::Named))
    }
}
