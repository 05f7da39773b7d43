//! Which of several media types a body is sent as.
//!
//! In: a `requestBody`. Out: the content that is sent. What always holds: `x-mediaType` decides where it is given; else the
//! exact one is taken: files, then a form of which each member is one text or says how it is written, then JSON, which
//! leaves nothing open, and other forms only where there is no JSON.

use super::bodies::{FORM, MULTIPART, MediaContent, essence, has_members, is_json};
use crate::diagnostic::did_you_mean;
use crate::lower::context::{Lowered, Lowering};
use crate::lower::schema::extent::Extent;
use crate::lower::schema::view::View;
use crate::spec::{AdditionalProperties, Body as SourceBody, Media, SchemaUse};

/// How deep parts of a form's schema are looked for.
const DEEPEST: usize = 16;

impl<'d> Lowering<'d> {
    /// The content that is sent; none where there is none.
    pub(super) fn preferred(&mut self, body: &'d SourceBody) -> Lowered<Option<MediaContent<'d>>> {
        let media = match &body.media_type {
            None => body.content.iter().min_by_key(|media| self.rank(media)),
            Some(stated) => {
                let mut all = body.content.iter();
                let Some(media) = all.find(|media| media.media_type == *stated) else {
                    let names = body.content.iter().map(|media| media.media_type.as_str());
                    let meant = did_you_mean(stated, names);
                    return self.fail(
                        "unknown-media-type",
                        &body.at.child("x-mediaType"),
                        format!("the body has no content of the media type `{stated}`"),
                        "this names none",
                        format!("{meant}name one of the keys of `content`, in an overlay"),
                    );
                };
                Some(media)
            }
        };
        Ok(media.map(|media| MediaContent {
            media,
            pointer: media.at.child("schema"),
            required: body.required,
        }))
    }

    fn rank(&self, media: &Media) -> u8 {
        let schema = media.schema.as_ref();
        match essence(&media.media_type).as_str() {
            MULTIPART if schema.is_some_and(|used| self.has_file(used)) => 0,
            FORM if self.is_exact(media) => 1,
            other if is_json(other) => 2,
            FORM => 3,
            MULTIPART => 4,
            _ => 5,
        }
    }

    /// Whether OpenAPI says how each member of a form is written: one text, or what `encoding` speaks of.
    fn is_exact(&self, media: &Media) -> bool {
        let Some(schema) = &media.schema else {
            return false;
        };
        let mut members = Vec::new();
        let is_object = self.form_members(schema, 0, &mut members);
        is_object
            && members.into_iter().all(|(name, member)| {
                media.encoding.contains_key(name) || self.schema_extent(member) == Extent::One
            })
    }

    /// Collects the members of a form; whether it is an object of nothing but these.
    fn form_members<'s>(
        &'s self,
        used: &'s SchemaUse,
        depth: usize,
        members: &mut Vec<(&'s str, &'s SchemaUse)>,
    ) -> bool {
        let view = View::of(self.schema(used));
        let is_open = matches!(
            view.schema.additional,
            Some(AdditionalProperties::Any | AdditionalProperties::Each(_))
        );
        let properties = view.schema.properties.iter();
        members.extend(properties.map(|(name, member)| (name.as_str(), member)));
        let mut parts = view.all_of.iter();
        depth < DEEPEST
            && has_members(view)
            && !is_open
            && parts.all(|part| self.form_members(part, depth + 1, members))
    }
}
