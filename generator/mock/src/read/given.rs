//! What a request is and gives, and how inputs are taken out of pairs.

use bytes::Bytes;
use http::HeaderMap;
use serde_json::{Map, Value};

use super::form::{FormReader, Written};
use super::pairs::{FilePart, MOST_PAIRS, Node};
use super::{Members, ViolationKind};
use crate::mock::model::{Encoding, Input, Kind, Model, Object, Operation, Place, Shape};

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

/// Says that there are more pairs than are looked at.
pub fn too_many(reader: &mut FormReader<'_>) {
    let message = format!("A request may have {MOST_PAIRS} pairs at most.");
    reader.faults.say(ViolationKind::Limit, "", message);
}

/// The inputs at a place.
pub fn of_place(operation: &Operation, place: Place) -> impl Iterator<Item = &Input> {
    operation
        .inputs
        .iter()
        .filter(move |input| input.place == place)
}

/// Takes what inputs are out of pairs; what is left is unknown.
pub fn pairs_of<'m>(
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
        // An empty value in a query is none, unless the document says that it means something.
        if node.text() == Some("") && input.place == Place::Query && !input.allow_empty {
            if member.required {
                let message = format!("{name} must not be empty.");
                reader.faults.say(ViolationKind::Empty, name, message);
            }
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
