//! A whole request.
//!
//! In: an operation, the texts of its path, the head and the body. Out: what is [`Given`], or what is wrong. What always holds: what is wrong
//! with the body as a whole is told before what is in it.

use http::HeaderMap;
use serde_json::Value;

use super::access::cookie;
use super::body;
use super::bounds::Faults;
use super::budget::Budget;
use super::form::{FormReader, Written};
use super::given::{BodyFault, Given, Incoming, of_place, pairs_of, too_many};
use super::pairs::{Leaf, MOST_PAIRS, Node};
use super::{Violation, scalar};
use crate::mock::model::{Model, Operation, Place, SchemeKind, Shape};

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
        budget: Budget::default(),
    };
    path(&mut reader, operation, texts, &mut given);
    self::query(&mut reader, operation, query, &mut given);
    heads(&mut reader, operation, &incoming.headers, &mut given);
    body::read(&mut reader, operation, incoming, &mut given)?;
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
