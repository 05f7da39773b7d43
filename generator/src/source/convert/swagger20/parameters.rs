//! Parameters that are no bodies.
//!
//! In: a parameter's value. Out: its node, with a schema and a style. What always holds: a list is written as its
//! `collectionFormat` says, or an error says that OpenAPI 3.0 has no style for it.

use serde_json::{Map, Value};

use super::super::node::{ConvertedNode, NodeMembers};
use super::super::words::Words;
use super::schemas;
use crate::diagnostic::{Diagnostic, Place};
use crate::place::Pointer;
use crate::source::kind::ObjectKind;
use crate::source::shape::quoted;

/// What 3.0 says of a parameter alike.
const ALIKE: [&str; 5] = ["name", "in", "description", "required", "allowEmptyValue"];

/// A parameter as it was published, where a reference to it leads.
#[derive(Clone)]
pub(super) struct PublishedParameter<'d> {
    /// What stands in the list.
    pub(super) written: &'d Value,
    /// Where that is.
    pub(super) at: Pointer,
    /// The parameter itself.
    pub(super) value: &'d Value,
    /// Where that is.
    pub(super) from: Pointer,
}

impl<'d> PublishedParameter<'d> {
    /// What one element of a list is, over a few references.
    pub(super) fn of(root: &'d Value, written: &'d Value, at: Pointer) -> Self {
        const MOST: usize = 8;
        let (mut value, mut from) = (written, at.clone());
        for _ in 0..MOST {
            let text = value.get("$ref").and_then(Value::as_str);
            let pointer = text.and_then(|text| Pointer::from_fragment(text.strip_prefix('#')?));
            let target = pointer.map(Pointer::normalised);
            let Some((target, found)) =
                target.and_then(|at| root.pointer(at.as_str()).map(|found| (at, found)))
            else {
                break;
            };
            (value, from) = (found, target);
        }
        Self {
            written,
            at,
            value,
            from,
        }
    }

    /// A member that is a text.
    pub(super) fn text(&self, name: &str) -> &'d str {
        self.value
            .get(name)
            .and_then(Value::as_str)
            .unwrap_or_default()
    }

    /// Whether it is a body or a part of one.
    pub(super) fn is_sent_in_body(&self) -> bool {
        ["body", "formData"].contains(&self.text("in"))
    }
}

/// Converts a parameter that has a name of its own, unless it is a body or a part of one.
pub(super) fn shared(words: &mut Words<'_>, value: &Value, at: &Pointer) -> Option<ConvertedNode> {
    let is_sent_in_body = PublishedParameter::of(words.root, value, at.clone()).is_sent_in_body();
    (!is_sent_in_body).then(|| parameter(words, value, at))
}

/// Converts a parameter that is no body, or a reference to one.
pub(super) fn parameter(words: &mut Words<'_>, value: &Value, at: &Pointer) -> ConvertedNode {
    let Value::Object(own) = value else {
        return ConvertedNode::same(at.clone(), value.clone());
    };
    let mut members = NodeMembers::new();
    if let Some(reference) = own.get("$ref") {
        let node = schemas::reference(reference, at.child("$ref"));
        members.insert("$ref".to_owned(), node);
        return ConvertedNode::object(at.clone(), members);
    }
    words.check(ObjectKind::Parameter, own, at);
    for name in ALIKE {
        if let Some(value) = own.get(name) {
            let node = ConvertedNode::same(at.child(name), value.clone());
            members.insert(name.to_owned(), node);
        }
    }
    schemas::extensions(own, at, &mut members);
    let schema = schemas::inline(words, own, at);
    members.insert("schema".to_owned(), schema);
    let location = own.get("in").and_then(Value::as_str).unwrap_or_default();
    style(words, own, at, location, &mut members);
    ConvertedNode::object(at.clone(), members)
}

/// What a list with tabs between its elements is called on the way: no document may name such a style.
pub(crate) const TAB_DELIMITED: &str = "tabDelimited";

/// Whether the elements of a list are texts, numbers or booleans.
fn is_flat(list: &Map<String, Value>) -> bool {
    let items = list.get("items").and_then(|items| items.get("type"));
    let kind = items.and_then(Value::as_str).unwrap_or_default();
    ["string", "integer", "number", "boolean"].contains(&kind)
}

/// Says how a list is written, in the members of a parameter, a header or an Encoding Object.
pub(super) fn style(
    words: &mut Words<'_>,
    own: &Map<String, Value>,
    at: &Pointer,
    location: &str,
    members: &mut NodeMembers,
) {
    if let Some(inner) = own
        .get("items")
        .and_then(|items| items.get("collectionFormat"))
    {
        let at = at.child("items").child("collectionFormat");
        if inner != "csv" {
            words.unenforced(
                at,
                "write a list of texts, and join what is in each of them yourself",
            );
        }
    }
    if own.get("type").and_then(Value::as_str) != Some("array") {
        return;
    }
    let from = match own.contains_key("collectionFormat") {
        true => at.child("collectionFormat"),
        false => at.clone(),
    };
    let format = own
        .get("collectionFormat")
        .and_then(Value::as_str)
        .unwrap_or("csv");
    let is_pairs = ["query", "formData"].contains(&location);
    let (style, explode) = match (format, is_pairs) {
        // How lists in paths and headers are written.
        ("csv", false) => return,
        ("csv", true) => ("form", false),
        ("multi", true) => ("form", true),
        ("ssv", true) => ("spaceDelimited", false),
        ("pipes", true) => ("pipeDelimited", false),
        ("tsv", true) if is_flat(own) => (TAB_DELIMITED, false),
        _ => {
            let message = format!("a list can't be written as `{}` here", quoted(format));
            words.found.push(
                Diagnostic::error(
                    "unsupported-collection-format",
                    Place::Document(from),
                    message,
                )
                .label("OpenAPI 3.0 has no style for this")
                .help("make it a `type: string` with an overlay, which the caller joins"),
            );
            return;
        }
    };
    let node = ConvertedNode::same(from.clone(), style);
    members.insert("style".to_owned(), node);
    members.insert("explode".to_owned(), ConvertedNode::same(from, explode));
}
