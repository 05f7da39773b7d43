//! The body of a request.
//!
//! In: an operation, its media type and bytes. Out: what is given, or what is wrong with it as a whole. What always holds: a body of another media
//! type is not looked into.

use bytes::Bytes;
use http::header::CONTENT_TYPE;
use serde_json::Value;

use super::form::FormReader;
use super::given::{BodyFault, Given, Incoming, of_place, pairs_of, too_many};
use super::json;
use super::multipart::parts;
use super::pairs::{FilePart, Leaf, MOST_PAIRS, Node, pairs};
use crate::mock::model::{BodyKind, Operation, Place, Shape};

/// Reads the body of a request.
///
/// # Errors
///
/// What is wrong with it as a whole.
pub fn read<'m>(
    reader: &mut FormReader<'m>,
    operation: &'m Operation,
    incoming: &Incoming,
    given: &mut Given,
) -> Result<(), BodyFault> {
    let sent = incoming.headers.get(CONTENT_TYPE);
    let sent = sent.and_then(|value| value.to_str().ok()).unwrap_or("");
    let media_type = base_type(sent);
    let bytes = &incoming.body;
    check_media_type(&operation.body, bytes, &media_type)?;
    match &operation.body {
        BodyKind::None => Ok(()),
        BodyKind::Form => {
            let Ok(text) = std::str::from_utf8(bytes) else {
                return Err(BodyFault::Broken("The body is not UTF-8.".to_owned()));
            };
            let pairs = pairs(text).into_iter();
            let leaves = pairs.map(|(key, text)| (key, Leaf::Text(text))).collect();
            form(reader, operation, leaves, given);
            Ok(())
        }
        BodyKind::Multipart if bytes.is_empty() => {
            form(reader, operation, Vec::new(), given);
            Ok(())
        }
        BodyKind::Multipart => {
            let leaves = parts(bytes, sent).map_err(BodyFault::Broken)?;
            let files = leaves.iter().filter_map(|(key, leaf)| match leaf {
                Leaf::File(file) => Some((key.clone(), file.clone())),
                Leaf::Text(_) => None,
            });
            given.files = files.collect();
            form(reader, operation, leaves, given);
            Ok(())
        }
        BodyKind::Json(_) => json_body(reader, operation, bytes, given),
        BodyKind::Raw(_) => {
            raw_body(reader, operation, bytes, &media_type, given);
            Ok(())
        }
    }
}

/// Whether a body is of the media type that the operation takes.
fn check_media_type(body: &BodyKind, bytes: &Bytes, media_type: &str) -> Result<(), BodyFault> {
    let expected = match body {
        BodyKind::None if bytes.is_empty() => return Ok(()),
        BodyKind::None => {
            let message = "This request takes no body.".to_owned();
            return Err(BodyFault::Broken(message));
        }
        BodyKind::Form => "application/x-www-form-urlencoded",
        BodyKind::Multipart => "multipart/form-data",
        BodyKind::Json(media_type) | BodyKind::Raw(media_type) => media_type,
    };
    // A media type with a star is a document's way to say any.
    let fits = expected.contains('*') || media_type == base_type(expected);
    if !bytes.is_empty() && !fits {
        let message = format!(
            "The body must be {expected}, and is {}.",
            if media_type.is_empty() {
                "of no media type"
            } else {
                media_type
            }
        );
        return Err(BodyFault::MediaType(message));
    }
    Ok(())
}

fn base_type(media_type: &str) -> String {
    let base = media_type.split(';').next().unwrap_or(media_type);
    base.trim().to_lowercase()
}

fn form<'m>(
    reader: &mut FormReader<'m>,
    operation: &'m Operation,
    leaves: Vec<(String, Leaf)>,
    given: &mut Given,
) {
    if leaves.len() > MOST_PAIRS {
        return too_many(reader);
    }
    let mut root = Node::of(leaves);
    let inputs = || of_place(operation, Place::Body);
    given.body = pairs_of(reader, &mut root, inputs());
    // Of an input that is any members, the rest is what it holds.
    let rest = inputs().find(|input| matches!(input.member.shape, Shape::Map(_) | Shape::Any));
    for (key, _) in root.children {
        if rest.is_none() {
            reader.unknown(&key, inputs().map(|input| &input.member.name));
        }
    }
}

fn json_body(
    reader: &mut FormReader<'_>,
    operation: &Operation,
    bytes: &Bytes,
    given: &mut Given,
) -> Result<(), BodyFault> {
    let Some(input) = of_place(operation, Place::Body).next() else {
        return Ok(());
    };
    let member = &input.member;
    if bytes.is_empty() {
        if member.required {
            return Err(BodyFault::Broken("The body is missing.".to_owned()));
        }
        return Ok(());
    }
    let value: Value = serde_json::from_slice(bytes)
        .map_err(|error| BodyFault::Broken(format!("The body is not JSON: {error}.")))?;
    let read = json::value(
        reader.model,
        value,
        &member.shape,
        &member.bounds,
        "",
        &mut reader.faults,
    );
    match read {
        Some(Value::Object(members)) => given.body = members,
        Some(value) => {
            given.body.insert(member.name.clone(), value);
        }
        None => {}
    }
    Ok(())
}

fn raw_body(
    reader: &mut FormReader<'_>,
    operation: &Operation,
    bytes: &Bytes,
    media_type: &str,
    given: &mut Given,
) {
    let Some(input) = of_place(operation, Place::Body).next() else {
        return;
    };
    if bytes.is_empty() {
        if input.member.required {
            reader.missing(&input.member.name);
        }
        return;
    }
    let file = FilePart {
        filename: None,
        content_type: media_type.to_owned(),
        bytes: bytes.clone(),
    };
    given.body.insert(input.member.name.clone(), file.value());
    given.files.push((input.member.name.clone(), file));
}
