//! What a merge brings into being.
//!
//! In: a value that a merge puts where nothing was. Out: the things of the API in it: schemas, properties, parameters, paths,
//! operations and whatever else a [kind](ObjectKind::is_thing) says is one. What always holds: of things within each other, the
//! outermost is named alone.

use serde_json::Value;

use crate::diagnostic::did_you_mean;
use crate::source::kind::ObjectKind;
use crate::source::shape::quoted;
use crate::source::version::Version;

/// Of how many things it is asked what may be meant.
const MOST_ASKED: usize = 100;

/// A thing that was not there before.
#[derive(Debug)]
pub(super) struct Created {
    /// Where in the update.
    pub(super) below: Vec<String>,
    /// Where in the document.
    pub(super) path: Vec<String>,
    kind: ObjectKind,
    /// What a parameter calls itself.
    name: Option<String>,
}

/// Finds what is new in a value that was put at `path` and stems from `below` in the update.
pub(super) fn find(
    version: Version,
    value: &Value,
    path: &[String],
    below: &[String],
    found: &mut Vec<Created>,
) {
    if let Some(kind) = ObjectKind::at(version, path.iter().cloned()) {
        within((version, kind), value, path, below, found);
    }
}

/// The recursion is as deep as a document may be.
fn within(
    (version, kind): (Version, ObjectKind),
    value: &Value,
    path: &[String],
    below: &[String],
    found: &mut Vec<Created>,
) {
    if kind.is_thing() && value.is_object() {
        let name = value.get("name").and_then(Value::as_str);
        found.push(Created {
            below: below.to_vec(),
            path: path.to_vec(),
            kind,
            name: name
                .filter(|_| kind == ObjectKind::Parameter)
                .map(str::to_owned),
        });
        return;
    }
    let mut child = |token: &str, value: &Value| {
        if let Some(kind) = kind.member_in(version, token) {
            let longer = |way: &[String]| [way, &[token.to_owned()]].concat();
            within((version, kind), value, &longer(path), &longer(below), found);
        }
    };
    match value {
        Value::Object(members) => members.iter().for_each(|(name, value)| child(name, value)),
        Value::Array(elements) => {
            let elements = elements.iter().enumerate();
            elements.for_each(|(index, value)| child(&index.to_string(), value));
        }
        _ => {}
    }
}

impl Created {
    /// What it is, for a sentence.
    pub(super) fn shown(&self) -> String {
        let token = |back: usize| {
            let at = self.path.len().checked_sub(back)?;
            self.path.get(at).map(String::as_str)
        };
        let last = token(1).unwrap_or_default();
        let word = match (self.kind, token(2)) {
            (ObjectKind::Schema, Some("properties")) => "the property",
            (ObjectKind::Schema, Some("schemas")) => "the schema",
            (ObjectKind::Schema, Some(list @ ("anyOf" | "oneOf" | "allOf"))) => {
                return format!("a schema in `{list}`");
            }
            (ObjectKind::Schema, _) => return format!("a schema at `{}`", quoted(last)),
            (ObjectKind::PathItem, _) => "the path",
            (ObjectKind::Operation, _) => "the operation",
            (ObjectKind::Parameter, _) => "the parameter",
            (ObjectKind::Response, _) => "the response",
            (ObjectKind::Header, _) => "the header",
            (kind, _) => return format!("{} at `{}`", kind.name(), quoted(last)),
        };
        format!("{word} `{}`", quoted(self.name.as_deref().unwrap_or(last)))
    }

    /// Which of the things beside it may be meant, as a question; not another of those that were created.
    pub(super) fn question(&self, document: &Value, created: &[Self]) -> String {
        if created.len() > MOST_ASKED {
            return String::new();
        }
        self.meant(document, created).unwrap_or_default()
    }

    fn meant(&self, document: &Value, created: &[Self]) -> Option<String> {
        let (last, parent) = self.path.split_last()?;
        let parent = parent
            .iter()
            .try_fold(document, |value, token| match value {
                Value::Array(elements) => elements.get(token.parse::<usize>().ok()?),
                other => other.get(token),
            })?;
        let is_new = |name: &str| {
            let mut new = created.iter().filter_map(|one| one.path.split_last());
            new.any(|(last, beside)| last == name && beside.len() + 1 == self.path.len())
        };
        let names: Vec<&str> = match parent {
            Value::Object(members) => members.keys().map(String::as_str).collect(),
            Value::Array(elements) => elements
                .iter()
                .filter_map(|element| element.get("name")?.as_str())
                .filter(|name| Some(*name) != self.name.as_deref())
                .collect(),
            _ => return None,
        };
        let names = names.into_iter().filter(|name| !is_new(name));
        Some(did_you_mean(self.name.as_deref().unwrap_or(last), names))
    }
}
