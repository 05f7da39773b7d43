//! Media Type Objects and what hangs on them: encodings, examples, headers, links.
//!
//! In: their values. Out: openapiv3's types of them. What always holds: see [`super`].

use openapiv3::{
    Content, Encoding, Example, Header, HeaderStyle, Link, LinkOperation, MediaType,
    ParameterSchemaOrContent, ReferenceOr,
};
use serde_json::Value;

use super::document::server;
use super::kind::ObjectKind;
use super::operation::{QUERY_STYLES, schema_or_content};
use super::reader::{Reader, anything, extensions};
use super::schema::schema_or_reference;
use crate::place::At;

/// Reads a Media Type Object.
pub(super) fn media_type(reader: &mut Reader<'_>, value: &Value, at: &At<'_>) -> Option<MediaType> {
    let object = reader.object(value, at, ObjectKind::MediaType)?;
    Some(MediaType {
        schema: reader.member(object, "schema", schema_or_reference),
        example: reader.any(object, "example"),
        examples: reader.map(object, "examples", example_or_reference),
        encoding: reader.map(object, "encoding", encoding),
        extensions: extensions(object),
    })
}

fn encoding(reader: &mut Reader<'_>, value: &Value, at: &At<'_>) -> Option<Encoding> {
    let object = reader.object(value, at, ObjectKind::Encoding)?;
    Some(Encoding {
        content_type: reader.text(object, "contentType"),
        headers: reader.map(object, "headers", header_or_reference),
        style: reader.choice(object, "style", &QUERY_STYLES),
        explode: reader.flag(object, "explode").unwrap_or(false),
        allow_reserved: reader.flag(object, "allowReserved").unwrap_or(false),
        extensions: extensions(object),
    })
}

/// Reads an Example Object or a reference to one.
pub(super) fn example_or_reference(
    reader: &mut Reader<'_>,
    value: &Value,
    at: &At<'_>,
) -> Option<ReferenceOr<Example>> {
    reader.reference_or(value, at, ObjectKind::Example, |reader, value, at| {
        let object = reader.object(value, at, ObjectKind::Example)?;
        Some(Example {
            summary: reader.text(object, "summary"),
            description: reader.text(object, "description"),
            value: reader.any(object, "value"),
            external_value: reader.text(object, "externalValue"),
            extensions: extensions(object),
        })
    })
}

/// Reads a Header Object or a reference to one. One that does not say what it holds passes with empty content.
pub(super) fn header_or_reference(
    reader: &mut Reader<'_>,
    value: &Value,
    at: &At<'_>,
) -> Option<ReferenceOr<Header>> {
    reader.reference_or(value, at, ObjectKind::Header, |reader, value, at| {
        let object = reader.object(value, at, ObjectKind::Header)?;
        let styles = [("simple", HeaderStyle::Simple)];
        let format = schema_or_content(reader, object);
        Some(Header {
            description: reader.text(object, "description"),
            style: reader.choice(object, "style", &styles).unwrap_or_default(),
            required: reader.flag(object, "required").unwrap_or(false),
            deprecated: reader.flag(object, "deprecated"),
            format: format.unwrap_or_else(|| ParameterSchemaOrContent::Content(Content::new())),
            example: reader.any(object, "example"),
            examples: reader.map(object, "examples", example_or_reference),
            extensions: extensions(object),
        })
    })
}

/// Reads a Link Object or a reference to one.
pub(super) fn link_or_reference(
    reader: &mut Reader<'_>,
    value: &Value,
    at: &At<'_>,
) -> Option<ReferenceOr<Link>> {
    reader.reference_or(value, at, ObjectKind::Link, |reader, value, at| {
        let object = reader.object(value, at, ObjectKind::Link)?;
        let operation = match reader.text(object, "operationRef") {
            Some(reference) => Some(LinkOperation::OperationRef(reference)),
            None => reader
                .text(object, "operationId")
                .map(LinkOperation::OperationId),
        };
        if operation.is_none() {
            reader.missing(object, "`operationRef` or `operationId`");
        }
        Some(Link {
            description: reader.text(object, "description"),
            operation: operation?,
            request_body: reader.any(object, "requestBody"),
            parameters: reader.map(object, "parameters", anything),
            server: reader.member(object, "server", server),
            extensions: extensions(object),
        })
    })
}
