//! Media Type Objects and what hangs on them: encodings, examples, headers, links.
//!
//! In: their values. Out: media types and encodings. What always holds: see [`super`]. What responses say besides, and
//! examples, are checked, not kept.

use serde_json::Value;

use super::reader::{ObjectNode, SpecReader};
use super::schema::{member, samples, schema};
use super::shared::{EXAMPLE, server, word};
use crate::place::{At, Pointer};
use crate::source::convert::TAB_DELIMITED;
use crate::source::kind::ObjectKind;
use crate::source::version::Version;
use crate::spec::{Media, MemberEncoding, ParameterStyle, SchemaUse};

/// The styles of a query parameter or of a part of a form in OpenAPI 3.0, and what [`convert`](crate::source::convert) calls the one
/// that only Swagger 2.0 has.
const FORM_STYLES: [(&str, ParameterStyle); 5] = [
    ("form", ParameterStyle::Form),
    ("spaceDelimited", ParameterStyle::SpaceDelimited),
    ("pipeDelimited", ParameterStyle::PipeDelimited),
    ("deepObject", ParameterStyle::DeepObject),
    (TAB_DELIMITED, ParameterStyle::TabDelimited),
];

/// Those that a document may name.
pub(super) fn form_styles(version: Version) -> &'static [(&'static str, ParameterStyle)] {
    match &FORM_STYLES {
        all if version == Version::Swagger20 => all,
        [styles @ .., _] => styles,
    }
}

/// Reads `content`.
pub(super) fn content(reader: &mut SpecReader<'_>, object: ObjectNode<'_>) -> Vec<Media> {
    let content = reader.map(object, "content", media_type);
    let media = content.into_iter();
    media
        .map(|(media_type, media)| Media {
            media_type,
            ..media
        })
        .collect()
}

/// Reads a Media Type Object; which media type it is, whoever calls knows.
fn media_type(reader: &mut SpecReader<'_>, value: &Value, at: &At<'_>) -> Option<Media> {
    let object = reader.object(value, at, ObjectKind::MediaType)?;
    reader.map(object, "examples", example);
    let at = at.pointer();
    let schema = reader.member(object, "schema", schema);
    // An example of another format is a text, whatever the schema says.
    let of_json = at.tokens().last().is_some_and(|name| name.contains("json"));
    examples(reader, value, &at, schema.as_ref().filter(|_| of_json));
    Some(Media {
        at,
        media_type: String::new(),
        schema,
        encoding: reader.map(object, "encoding", encoding),
    })
}

fn encoding(reader: &mut SpecReader<'_>, value: &Value, at: &At<'_>) -> Option<MemberEncoding> {
    let object = reader.object(value, at, ObjectKind::Encoding)?;
    let headers = reader.map(object, "headers", part_header);
    reader.flag(object, "allowReserved");
    Some(MemberEncoding {
        headers,
        at: at.pointer(),
        content_type: reader.text(object, "contentType"),
        style: reader.choice(object, "style", form_styles(reader.published.version)),
        explode: reader.flag(object, "explode"),
    })
}

/// Remembers `example` and `examples` as values of the schema beside them.
pub(super) fn examples(
    reader: &mut SpecReader<'_>,
    object: &Value,
    at: &Pointer,
    schema: Option<&SchemaUse>,
) {
    let Some(schema) = schema else {
        return;
    };
    samples(reader, object, at, schema.schema, &["example", EXAMPLE]);
    let Some(Value::Object(examples)) = object.get("examples") else {
        return;
    };
    for (name, example) in examples {
        let referred = example.get("$ref").and_then(Value::as_str);
        let referred = referred.and_then(|text| Pointer::from_fragment(text.strip_prefix('#')?));
        let at = referred.unwrap_or_else(|| at.child("examples").child(name));
        if let Some(example) = reader.root.pointer(at.as_str()) {
            samples(reader, example, &at, schema.schema, &["value"]);
        }
    }
}

/// Checks an Example Object or a reference to one.
pub(super) fn example(reader: &mut SpecReader<'_>, value: &Value, at: &At<'_>) -> Option<()> {
    reader.reference_or(value, at, ObjectKind::Example, |reader, value, at| {
        let object = reader.object(value, at, ObjectKind::Example)?;
        for name in ["summary", "description", "externalValue"] {
            reader.text(object, name);
        }
        Some(())
    })
}

/// Checks a Header Object or a reference to one. One that does not say what it holds passes.
pub(super) fn header(reader: &mut SpecReader<'_>, value: &Value, at: &At<'_>) -> Option<()> {
    reader.reference_or(value, at, ObjectKind::Header, |reader, value, at| {
        let object = reader.object(value, at, ObjectKind::Header)?;
        let holds = schema_or_content(reader, object);
        let schema = holds.and_then(|(schema, _)| schema);
        examples(reader, value, &at.pointer(), schema.as_ref());
        reader.text(object, "description");
        reader.choice(object, "style", &[("simple", ())]);
        for name in ["required", "deprecated"] {
            reader.flag(object, name);
        }
        reader.map(object, "examples", example);
        Some(())
    })
}

/// The one value of a Header Object of a part, or of a reference to one: `None` where it may have several.
fn part_header(reader: &mut SpecReader<'_>, value: &Value, at: &At<'_>) -> Option<Option<String>> {
    header(reader, value, at)?;
    let schema = followed(reader.root, value)?.get("schema");
    let schema = schema.and_then(|schema| followed(reader.root, schema));
    let values = schema.and_then(|schema| schema.get("enum")?.as_array());
    let only = match values.map(Vec::as_slice) {
        Some([only]) => Some(only),
        _ => schema.and_then(|schema| schema.get("default")),
    };
    Some(only.and_then(word))
}

/// What a value refers to, over a few references.
fn followed<'v>(root: &'v Value, value: &'v Value) -> Option<&'v Value> {
    const MOST: usize = 8;
    let mut value = value;
    for _ in 0..MOST {
        let Some(reference) = value.get("$ref") else {
            return Some(value);
        };
        let pointer = Pointer::from_fragment(reference.as_str()?.strip_prefix('#')?)?;
        value = root.pointer(pointer.as_str())?;
    }
    None
}

/// Checks a Link Object or a reference to one.
pub(super) fn link(reader: &mut SpecReader<'_>, value: &Value, at: &At<'_>) -> Option<()> {
    reader.reference_or(value, at, ObjectKind::Link, |reader, value, at| {
        let object = reader.object(value, at, ObjectKind::Link)?;
        let operations = ["operationRef", "operationId"].map(|name| reader.text(object, name));
        if operations.iter().all(Option::is_none) {
            reader.missing(object, "`operationRef` or `operationId`");
        }
        reader.text(object, "description");
        reader.map(object, "parameters", |_, _, _| Some(()));
        reader.member(object, "server", server).map(drop)
    })
}

/// What a parameter or a header holds, and in which media type. `None` if neither member is there, or `schema` is wrong.
pub(super) fn schema_or_content(
    reader: &mut SpecReader<'_>,
    object: ObjectNode<'_>,
) -> Option<(Option<SchemaUse>, Option<String>)> {
    if object.get("schema").is_some() {
        let schema = reader.member(object, "schema", member)?;
        return Some((Some(schema), None));
    }
    object.get("content")?;
    let first = content(reader, object).into_iter().next();
    let first = first.map(|media| (media.schema, Some(media.media_type)));
    Some(first.unwrap_or_default())
}
