//! Answers that are described, but not as JSON.
//!
//! In: the media types of a success. Out: whether its body is text, and one warning for each media type whose schema nothing
//! is made of. What always holds: what is text anyway, or bytes anyway, is no reason to warn.

use crate::lower::context::Lowering;
use crate::spec::{Media, SchemaType};

impl Lowering<'_> {
    /// Notes an answer that nothing is made of but its text or its bytes.
    pub fn note_other_media(&mut self, media: &Media) {
        if !is_xml(media) && !self.is_structured(media) {
            return;
        }
        let known = self.other_media.entry(essence(media));
        let (count, _) = known.or_insert_with(|| (0, media.at.clone()));
        *count += 1;
    }

    /// Whether a schema says more of a body than that it is text or bytes.
    fn is_structured(&self, media: &Media) -> bool {
        let schema = media.schema.as_ref().map(|used| self.schema(used));
        schema.is_some_and(|schema| {
            let is_plain = !matches!(schema.kind, Some(SchemaType::Object | SchemaType::Array));
            let has_parts = schema.parts().next().is_some();
            !is_plain || has_parts
        })
    }

    /// Tells of each media type once.
    pub fn warn_other_media(&mut self) {
        for (media_type, (count, first)) in std::mem::take(&mut self.other_media) {
            let (answers, they) = match count {
                1 => ("1 answer is".to_owned(), "its"),
                count => (format!("{count} answers are"), "their"),
            };
            let kept = if is_text(&media_type) {
                "text"
            } else {
                "bytes"
            };
            self.warn(
                "response-not-json",
                &first,
                format!("{answers} described as `{media_type}` and not as JSON: what is returned is {they} {kept}, of which no type is made"),
                "the first of them",
                format!("read the {kept} with what knows `{media_type}`; where the API can answer with JSON, add `application/json` beside it in an overlay"),
            );
        }
    }
}

/// Whether a body is text, by its media type: of XML as well (RFC 7303).
pub fn is_text(media_type: &str) -> bool {
    let essence = essence_of(media_type);
    essence.starts_with("text/") || essence.ends_with("/xml") || essence.ends_with("+xml")
}

/// The same, or a form, whose text is its pairs.
pub fn is_text_or_form(media_type: &str) -> bool {
    is_text(media_type) || essence_of(media_type) == "application/x-www-form-urlencoded"
}

fn is_xml(media: &Media) -> bool {
    let essence = essence(media);
    essence.ends_with("/xml") || essence.ends_with("+xml")
}

fn essence(media: &Media) -> String {
    essence_of(&media.media_type)
}

/// A media type without its parameters.
fn essence_of(media_type: &str) -> String {
    let essence = media_type.split(';').next().unwrap_or_default();
    essence.trim().to_ascii_lowercase()
}
