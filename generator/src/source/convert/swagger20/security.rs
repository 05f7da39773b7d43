//! Security Scheme Objects.
//!
//! In: a scheme's value. Out: its node. What always holds: see [`super`].

use serde_json::Value;

use super::super::node::{ConvertedNode, NodeMembers};
use super::super::words::Words;
use super::schemas;
use crate::diagnostic::Place;
use crate::place::Pointer;
use crate::source::kind::ObjectKind;
use crate::source::shape;

/// The flows of OAuth 2, and what they are called since.
const FLOWS: [(&str, &str); 4] = [
    ("implicit", "implicit"),
    ("password", "password"),
    ("application", "clientCredentials"),
    ("accessCode", "authorizationCode"),
];

/// Converts a security scheme.
pub(super) fn scheme(words: &mut Words<'_>, value: &Value, at: &Pointer) -> ConvertedNode {
    let Value::Object(own) = value else {
        return ConvertedNode::same(at.clone(), value.clone());
    };
    words.check(ObjectKind::SecurityScheme, own, at);
    let mut members = NodeMembers::new();
    for name in ["type", "description", "name", "in"] {
        if let Some(value) = own.get(name) {
            let node = ConvertedNode::same(at.child(name), value.clone());
            members.insert(name.to_owned(), node);
        }
    }
    schemas::extensions(own, at, &mut members);
    match own.get("type").and_then(Value::as_str) {
        Some("basic") => {
            for (name, value) in [("type", "http"), ("scheme", "basic")] {
                let node = ConvertedNode::same(at.child("type"), value);
                members.insert(name.to_owned(), node);
            }
        }
        Some("oauth2") => {
            let flows = flows(words, own, at);
            members.insert("flows".to_owned(), flows);
        }
        _ => {}
    }
    ConvertedNode::object(at.clone(), members)
}

fn flows(
    words: &mut Words<'_>,
    own: &serde_json::Map<String, Value>,
    at: &Pointer,
) -> ConvertedNode {
    let place = at.child("flow");
    let mut flows = NodeMembers::new();
    let said = own.get("flow").and_then(Value::as_str);
    let flow = said.and_then(|said| FLOWS.iter().find(|(known, _)| *known == said));
    match (flow, said) {
        (Some((_, now)), _) => {
            let mut members = NodeMembers::new();
            for name in ["authorizationUrl", "tokenUrl", "scopes"] {
                if let Some(value) = own.get(name) {
                    let node = ConvertedNode::same(at.child(name), value.clone());
                    members.insert(name.to_owned(), node);
                }
            }
            let flow = ConvertedNode::object(at.clone(), members);
            flows.insert((*now).to_owned(), flow);
        }
        (None, Some(said)) => {
            let known = FLOWS.map(|(known, _)| known);
            let what = "`flow` of a Security Scheme Object";
            words.found.push(shape::wrong_value(
                Place::Document(place.clone()),
                what,
                said,
                &known,
            ));
        }
        (None, None) => {
            let what = "a Security Scheme Object";
            words
                .found
                .push(shape::missing(Place::Document(at.clone()), what, "`flow`"));
        }
    }
    ConvertedNode::object(place, flows)
}
