//! Parameters that are a body, or its parts.
//!
//! In: the parameters of an operation, and the media types that it takes. Out: a Request Body Object. What always holds: a file makes
//! a form a multipart form.

use serde_json::{Map, Value};

use super::super::node::{ConvertedNode, NodeMembers};
use super::super::words::Words;
use super::parameters::{PublishedParameter, style};
use super::schemas;
use crate::diagnostic::{Diagnostic, Place};
use crate::place::Pointer;
use crate::source::kind::ObjectKind;

const FORM: &str = "application/x-www-form-urlencoded";
const MULTIPART: &str = "multipart/form-data";

/// The media types that hold for an operation.
pub(super) struct MediaTypes {
    names: Vec<String>,
    /// Whether the operation says so itself.
    pub(super) is_own: bool,
}

impl MediaTypes {
    /// What an operation says, else what holds for all.
    pub(super) fn of(root: &Value, operation: Option<&Map<String, Value>>, name: &str) -> Self {
        let own = operation.and_then(|own| own.get(name));
        let all = own.or_else(|| root.get(name)).and_then(Value::as_array);
        let names = all.into_iter().flatten().filter_map(Value::as_str);
        Self {
            names: names.map(str::to_owned).collect(),
            is_own: own.is_some(),
        }
    }

    /// The media types, or what holds where there are none.
    pub(super) fn or(&self, usual: &str) -> Vec<String> {
        match self.names.is_empty() {
            true => vec![usual.to_owned()],
            false => self.names.clone(),
        }
    }

    /// Those of forms.
    fn of_forms(&self, has_file: bool) -> Vec<String> {
        let is_form = |name: &&String| {
            let name = name.to_ascii_lowercase();
            name.starts_with(MULTIPART) || !has_file && name.starts_with(FORM)
        };
        let names: Vec<String> = self.names.iter().filter(is_form).cloned().collect();
        match (names.is_empty(), has_file) {
            (true, true) => vec![MULTIPART.to_owned()],
            (true, false) => vec![FORM.to_owned()],
            (false, _) => names,
        }
    }
}

/// The body of an operation, if one of its parameters is one.
pub(super) fn body(
    words: &mut Words<'_>,
    all: &[PublishedParameter<'_>],
    consumes: &MediaTypes,
) -> Option<ConvertedNode> {
    let (bodies, parts): (Vec<&PublishedParameter<'_>>, Vec<&PublishedParameter<'_>>) = all
        .iter()
        .filter(|one| one.is_sent_in_body())
        .partition(|one| one.text("in") == "body");
    let second = match bodies.is_empty() {
        true => None,
        false => bodies.get(1).or_else(|| parts.first()),
    };
    if let Some(second) = second {
        let message = "an operation has more than one body";
        words.found.push(
            Diagnostic::error(
                "several-bodies",
                Place::Document(second.at.clone()),
                message,
            )
            .label("there is another parameter `in: body`")
            .help("make one schema of them with an overlay"),
        );
    }
    match bodies.first() {
        Some(body) => whole(words, body, consumes),
        // The first part says where the body was published.
        None => Some(form(words, &parts, consumes, &parts.first()?.from)),
    }
}

/// A body that is one parameter.
fn whole(
    words: &mut Words<'_>,
    body: &PublishedParameter<'_>,
    consumes: &MediaTypes,
) -> Option<ConvertedNode> {
    let (own, at) = (body.value.as_object()?, &body.from);
    words.check(ObjectKind::Parameter, own, at);
    let mut members = NodeMembers::new();
    for name in ["description", "required"] {
        if let Some(value) = own.get(name) {
            let node = ConvertedNode::same(at.child(name), value.clone());
            members.insert(name.to_owned(), node);
        }
    }
    schemas::extensions(own, at, &mut members);
    let mut content = NodeMembers::new();
    for media_type in consumes.or("application/json") {
        let mut media = NodeMembers::new();
        if let Some(schema) = own.get("schema") {
            let node = words.schema(schema, &at.child("schema"));
            media.insert("schema".to_owned(), node);
        }
        content.insert(media_type, ConvertedNode::object(at.clone(), media));
    }
    let content = ConvertedNode::object(at.clone(), content);
    members.insert("content".to_owned(), content);
    Some(ConvertedNode::object(at.clone(), members))
}

/// A body whose members are parameters.
fn form(
    words: &mut Words<'_>,
    parts: &[&PublishedParameter<'_>],
    consumes: &MediaTypes,
    at: &Pointer,
) -> ConvertedNode {
    let (mut properties, mut encoding) = (NodeMembers::new(), NodeMembers::new());
    let mut required = Vec::new();
    for part in parts {
        let Some(own) = part.value.as_object() else {
            continue;
        };
        let (name, from) = (part.text("name"), &part.from);
        if let Some(Value::Bool(true)) = own.get("required") {
            required.push(ConvertedNode::same(from.child("required"), name));
        }
        properties.insert(name.to_owned(), property(words, own, from));
        let mut members = NodeMembers::new();
        style(words, own, from, "formData", &mut members);
        if !members.is_empty() {
            let node = ConvertedNode::object(from.clone(), members);
            encoding.insert(name.to_owned(), node);
        }
    }
    let is_required = !required.is_empty();
    let object = |members: NodeMembers| ConvertedNode::object(at.clone(), members);
    let mut schema = NodeMembers::new();
    schema.insert("type".to_owned(), ConvertedNode::same(at.clone(), "object"));
    schema.insert("properties".to_owned(), object(properties));
    if is_required {
        let required = ConvertedNode::array(at.clone(), required);
        schema.insert("required".to_owned(), required);
    }
    let mut media = NodeMembers::from_iter([("schema".to_owned(), object(schema))]);
    if !encoding.is_empty() {
        media.insert("encoding".to_owned(), object(encoding));
    }
    let has_file = parts.iter().any(|part| part.text("type") == "file");
    let content = consumes.of_forms(has_file).into_iter();
    let content = content.map(|name| (name, object(media.clone())));
    let content = object(content.collect());
    let mut members = NodeMembers::from_iter([("content".to_owned(), content)]);
    if is_required {
        let node = ConvertedNode::same(at.clone(), true);
        members.insert("required".to_owned(), node);
    }
    object(members)
}

/// A member of a form.
fn property(words: &mut Words<'_>, own: &Map<String, Value>, from: &Pointer) -> ConvertedNode {
    words.check(ObjectKind::Parameter, own, from);
    if own.get("allowEmptyValue") == Some(&Value::Bool(true)) {
        let help = "an empty text is not sent: say `x-clearable: true` if it clears";
        words.unenforced(from.child("allowEmptyValue"), help);
    }
    let mut schema = schemas::inline(words, own, from);
    if let Some(members) = schema.members() {
        if let Some(description) = own.get("description") {
            let node = ConvertedNode::same(from.child("description"), description.clone());
            members.insert("description".to_owned(), node);
        }
        schemas::extensions(own, from, members);
    }
    schema
}
