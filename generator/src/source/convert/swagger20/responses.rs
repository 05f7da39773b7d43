//! Responses and their headers.
//!
//! In: a response's value, and the media types that hold for it. Out: its node. What always holds: a response with a schema has a
//! media type.

use serde_json::{Map, Value, json};

use super::super::node::{ConvertedNode, NodeMembers};
use super::super::words::Words;
use super::bodies::MediaTypes;
use super::parameters::style;
use super::schemas;
use crate::place::Pointer;
use crate::source::kind::ObjectKind;

/// Converts the responses of an operation.
pub(super) fn responses(
    words: &mut Words<'_>,
    value: &Value,
    at: &Pointer,
    produces: &MediaTypes,
) -> ConvertedNode {
    let Value::Object(own) = value else {
        return ConvertedNode::same(at.clone(), value.clone());
    };
    let members = own.iter().map(|(name, value)| {
        let at = at.child(name);
        let node = match name.starts_with("x-") {
            true => schemas::extension(value, &at),
            false => written_out(words, value, &at, produces),
        };
        (name.clone(), node)
    });
    ConvertedNode::object(at.clone(), members.collect())
}

/// A response, or a reference to one. What an operation produces itself, a shared response is written out for.
fn written_out(
    words: &mut Words<'_>,
    value: &Value,
    at: &Pointer,
    produces: &MediaTypes,
) -> ConvertedNode {
    let target = value.get("$ref").and_then(Value::as_str);
    let target = target.filter(|_| produces.is_own).and_then(|text| {
        let pointer = Pointer::from_fragment(text.strip_prefix('#')?)?.normalised();
        let value = words.root.pointer(pointer.as_str())?;
        (value.is_object() && value.get("$ref").is_none()).then_some((value, pointer))
    });
    match target {
        Some((value, at)) => response(words, value, &at, produces),
        None => response(words, value, at, produces),
    }
}

/// Converts a response.
pub(super) fn response(
    words: &mut Words<'_>,
    value: &Value,
    at: &Pointer,
    produces: &MediaTypes,
) -> ConvertedNode {
    let Value::Object(own) = value else {
        return ConvertedNode::same(at.clone(), value.clone());
    };
    let mut members = NodeMembers::new();
    if let Some(reference) = own.get("$ref") {
        let node = schemas::reference(reference, at.child("$ref"));
        members.insert("$ref".to_owned(), node);
        return ConvertedNode::object(at.clone(), members);
    }
    words.check(ObjectKind::Response, own, at);
    if let Some(description) = own.get("description") {
        let node = ConvertedNode::same(at.child("description"), description.clone());
        members.insert("description".to_owned(), node);
    }
    schemas::extensions(own, at, &mut members);
    if let Some(headers) = own.get("headers") {
        let node = self::headers(words, headers, &at.child("headers"));
        members.insert("headers".to_owned(), node);
    }
    if let Some(content) = content(words, own, at, produces) {
        members.insert("content".to_owned(), content);
    }
    ConvertedNode::object(at.clone(), members)
}

/// What a response holds, in each media type.
fn content(
    words: &mut Words<'_>,
    own: &Map<String, Value>,
    at: &Pointer,
    produces: &MediaTypes,
) -> Option<ConvertedNode> {
    let schema = own.get("schema").filter(|schema| !schema.is_null())?;
    let is_file = schema.get("type") == Some(&json!("file"));
    let usual = match is_file {
        true => "application/octet-stream",
        false => "application/json",
    };
    let examples = own.get("examples").and_then(Value::as_object);
    let mut content = NodeMembers::new();
    for media_type in produces.or(usual) {
        let schema = words.schema(schema, &at.child("schema"));
        let mut media = NodeMembers::from_iter([("schema".to_owned(), schema)]);
        if let Some(example) = examples.and_then(|examples| examples.get(&media_type)) {
            let from = at.child("examples").child(&media_type);
            let node = ConvertedNode::same(from, example.clone());
            media.insert("example".to_owned(), node);
        }
        content.insert(media_type, ConvertedNode::object(at.clone(), media));
    }
    Some(ConvertedNode::object(at.clone(), content))
}

fn headers(words: &mut Words<'_>, value: &Value, at: &Pointer) -> ConvertedNode {
    let Value::Object(all) = value else {
        return ConvertedNode::same(at.clone(), value.clone());
    };
    let headers = all.iter().map(|(name, value)| {
        let at = at.child(name);
        let Value::Object(own) = value else {
            return (name.clone(), ConvertedNode::same(at, value.clone()));
        };
        words.check(ObjectKind::Header, own, &at);
        let mut members = NodeMembers::new();
        if let Some(description) = own.get("description") {
            let node = ConvertedNode::same(at.child("description"), description.clone());
            members.insert("description".to_owned(), node);
        }
        schemas::extensions(own, &at, &mut members);
        let schema = schemas::inline(words, own, &at);
        members.insert("schema".to_owned(), schema);
        style(words, own, &at, "header", &mut members);
        (name.clone(), ConvertedNode::object(at, members))
    });
    ConvertedNode::object(at.clone(), headers.collect())
}
