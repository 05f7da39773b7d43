//! A whole request.
//!
//! In: an operation, the texts of its path, the head and the body. Out: what is [`Given`], or what is wrong. What always holds: what is wrong
//! with the body as a whole is told before what is in it.

use bytes::Bytes;
use http::HeaderMap;
use http::header::CONTENT_TYPE;
use serde_json::{Map, Value};

use super::access::cookie;
use super::bounds::Faults;
use super::form::{FormReader, Written};
use super::multipart::{FilePart, parts};
use super::pairs::{Leaf, MOST_PAIRS, Node, pairs};
use super::{Members, Violation, ViolationKind, json, scalar};
use crate::model::{
    BodyKind, Encoding, Input, Kind, Model, Object, Operation, Place, SchemeKind, Shape,
};

/// A request as it came.
#[derive(Clone, Debug)]
pub struct Incoming {
    /// The method.
    pub method: String,
    /// The path, percent-encoded.
    pub path: String,
    /// The query, percent-encoded.
    pub query: String,
    /// The headers.
    pub headers: HeaderMap,
    /// The body.
    pub body: Bytes,
}

/// What a request gives.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Given {
    /// What stands in the path.
    pub path: Members,
    /// What stands in the query, in headers and in cookies.
    pub query: Members,
    /// What stands in the body: the members of a form or of a JSON object. Null is the wish to clear.
    pub body: Members,
    /// Files, by the name of their part.
    pub files: Vec<(String, FilePart)>,
    /// Paths to expand, each with its parameter.
    pub expand: Vec<(String, String)>,
}

impl Given {
    /// What is given under a name: in the body, the query or the path.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Value> {
        let places = [&self.body, &self.query, &self.path];
        places.into_iter().find_map(|place| place.get(name))
    }
}

/// What is wrong with the body as a whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum BodyFault {
    /// It is in another media type.
    MediaType(String),
    /// It is not what its media type says.
    Broken(String),
}

/// Reads a request.
///
/// # Errors
///
/// What is wrong with the body as a whole.
pub fn read(
    model: &Model,
    operation: &Operation,
    texts: &[(usize, String)],
    query: Vec<(String, String)>,
    incoming: &Incoming,
) -> Result<(Given, Vec<Violation>), BodyFault> {
    let mut given = Given::default();
    let mut reader = FormReader {
        model,
        faults: Faults::default(),
    };
    path(&mut reader, operation, texts, &mut given);
    self::query(&mut reader, operation, query, &mut given);
    heads(&mut reader, operation, &incoming.headers, &mut given);
    body(&mut reader, operation, incoming, &mut given)?;
    paths_to_expand(operation, &mut given);
    Ok((given, reader.faults.0))
}

fn path<'m>(
    reader: &mut FormReader<'m>,
    operation: &'m Operation,
    texts: &[(usize, String)],
    given: &mut Given,
) {
    for (index, text) in texts {
        let Some(input) = operation.inputs.get(*index) else {
            continue;
        };
        let member = &input.member;
        let model = reader.model;
        let shape = model.value(&member.shape);
        let value = match shape {
            // A list in a path is rare, and one text to whatever it leads to.
            Shape::List(_) | Shape::Map(_) | Shape::Any => Some(Value::String(text.clone())),
            shape => scalar::of_text(
                model,
                text,
                shape,
                &member.bounds,
                &member.name,
                &mut reader.faults,
            ),
        };
        given
            .path
            .extend(value.map(|value| (member.name.clone(), value)));
    }
}

fn query<'m>(
    reader: &mut FormReader<'m>,
    operation: &'m Operation,
    query: Vec<(String, String)>,
    given: &mut Given,
) {
    if query.len() > MOST_PAIRS {
        return too_many(reader);
    }
    let fixed = &operation.fixed_query;
    let free = query.into_iter().filter(|pair| !fixed.contains(pair));
    let mut root = Node::of(free.map(|(key, text)| (key, Leaf::Text(text))));
    let inputs = || of_place(operation, Place::Query);
    given.query = pairs_of(reader, &mut root, inputs());
    let is_key = |name: &str| {
        let mut schemes = reader.model.schemes.iter();
        schemes.any(|scheme| matches!(&scheme.kind, SchemeKind::Query(known) if known == name))
    };
    let unknown: Vec<String> = root
        .children
        .into_iter()
        .map(|(key, _)| key)
        .filter(|key| !is_key(key))
        .collect();
    for key in unknown {
        reader.unknown(&key, inputs().map(|input| &input.member.name));
    }
}

fn too_many(reader: &mut FormReader<'_>) {
    let message = format!("A request may have {MOST_PAIRS} pairs at most.");
    reader.faults.say(ViolationKind::Limit, "", message);
}

fn of_place(operation: &Operation, place: Place) -> impl Iterator<Item = &Input> {
    operation
        .inputs
        .iter()
        .filter(move |input| input.place == place)
}

/// Takes what inputs are out of pairs; what is left is unknown.
fn pairs_of<'m>(
    reader: &mut FormReader<'m>,
    root: &mut Node,
    inputs: impl Iterator<Item = &'m Input>,
) -> Members {
    let mut found = Map::new();
    for input in inputs {
        let member = &input.member;
        let name = &member.name;
        if let Some((object, names)) = spread(reader.model, input) {
            let mut node = Node::default();
            for name in names {
                if let Some(child) = root.take(&name) {
                    node.children.push((name, child));
                }
            }
            if !node.children.is_empty() {
                let members = reader.members(node, object, None);
                found.insert(name.clone(), Value::Object(members));
            }
            continue;
        }
        let node = match root.take(name) {
            Some(node) => node,
            // Some documents have the brackets in the name.
            None => match root.take(name.trim_end_matches("[]")) {
                Some(node) if name.ends_with("[]") => node,
                _ => {
                    if member.required && !member.read_only {
                        reader.missing(name);
                    }
                    continue;
                }
            },
        };
        if node.text() == Some("") && input.place == Place::Query && !input.allow_empty {
            let message = format!("{name} must not be empty.");
            reader.faults.say(ViolationKind::Empty, name, message);
            continue;
        }
        let value = reader.value(node, Written::of(member), name);
        found.extend(value.map(|value| (name.clone(), value)));
    }
    found
}

/// The object whose members are pairs of their own, with their names.
fn spread<'m>(model: &'m Model, input: &Input) -> Option<(&'m Object, Vec<String>)> {
    let is_spread = match &input.member.encoding {
        Encoding::Spread => true,
        Encoding::Styled { style, explode, .. } => style == "form" && *explode,
        _ => false,
    };
    let shape = is_spread.then(|| model.value(&input.member.shape))?;
    let Shape::Named(index) = shape else {
        return None;
    };
    match model.definition(*index).map(|found| &found.kind) {
        Some(Kind::Object(object)) => {
            let names = object.members.iter().map(|member| member.name.clone());
            Some((object, names.collect()))
        }
        _ => None,
    }
}

fn heads<'m>(
    reader: &mut FormReader<'m>,
    operation: &'m Operation,
    headers: &HeaderMap,
    given: &mut Given,
) {
    for input in &operation.inputs {
        let member = &input.member;
        let text = match input.place {
            Place::Header => {
                let value = headers.get(member.name.as_str());
                value.and_then(|value| value.to_str().ok().map(str::to_owned))
            }
            Place::Cookie => cookie(headers, &member.name),
            Place::Path | Place::Query | Place::Body => continue,
        };
        match text {
            Some(text) => {
                let node = Node {
                    leaves: vec![Leaf::Text(text)],
                    children: Vec::new(),
                };
                let value = reader.value(node, Written::of(member), &member.name);
                given
                    .query
                    .extend(value.map(|value| (member.name.clone(), value)));
            }
            None if member.required => reader.missing(&member.name),
            None => {}
        }
    }
}

fn body<'m>(
    reader: &mut FormReader<'m>,
    operation: &'m Operation,
    incoming: &Incoming,
    given: &mut Given,
) -> Result<(), BodyFault> {
    let sent = incoming.headers.get(CONTENT_TYPE);
    let sent = sent.and_then(|value| value.to_str().ok()).unwrap_or("");
    let media_type = sent.split(';').next().unwrap_or("").trim().to_lowercase();
    let bytes = &incoming.body;
    let expected = match &operation.body {
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
                &media_type
            }
        );
        return Err(BodyFault::MediaType(message));
    }
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

/// Collects what is to be expanded.
fn paths_to_expand(operation: &Operation, given: &mut Given) {
    for input in &operation.inputs {
        if !matches!(input.member.shape, Shape::Expand { .. }) {
            continue;
        }
        let name = &input.member.name;
        let place = match input.place {
            Place::Body => &mut given.body,
            _ => &mut given.query,
        };
        let Some(Value::Array(paths)) = place.remove(name) else {
            continue;
        };
        let paths = paths.iter().enumerate().filter_map(|(index, path)| {
            let path = path.as_str()?.to_owned();
            Some((format!("{name}[{index}]"), path))
        });
        given.expand.extend(paths);
    }
}
