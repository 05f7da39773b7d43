//! What a recording keeps of texts.
//!
//! In: a request or an answer as JSON. Out: the same without what may be private. What always holds: a text stays only if the document
//! has it itself, or under a name that it gives to ids, decimals and values of enums alone; a secret of the request stays nowhere.

use serde_json::{Map, Value, json};

use crate::runtime::config::Vendor;
use crate::runtime::conventions::{error, page};

/// An API of which it is known what is private.
pub trait Tested: Vendor {
    /// The names of members, on the wire, whose texts are never private, in alphabetical order.
    const KEPT: &'static [&'static str];
    /// Texts that the document has itself, values of enums and the like, in lists, each in alphabetical order.
    const WORDS: &'static [&'static [&'static str]];
    /// The names of members, on the wire, whose values have names that the document does not know, in alphabetical order: nothing in them
    /// is kept.
    const OPEN: &'static [&'static str];
}

/// What a removed text of a request leaves: an object with this member, which says how many characters it had.
pub(super) const REMOVED: &str = "$removed";

/// What is kept.
pub(super) struct Redaction<'a> {
    kept: &'static [&'static str],
    words: &'static [&'static [&'static str]],
    open: &'static [&'static str],
    /// What proves who the caller is.
    secrets: &'a [String],
}

/// Names by which errors and pages say what they are, to logs too.
const ALWAYS: &[&str] = &[
    error::KIND,
    error::CODE,
    error::PARAM,
    error::DECLINE_CODE,
    page::URL,
    page::TAG.0,
];

impl<'a> Redaction<'a> {
    pub(super) fn of<V: Tested>(secrets: &'a [String]) -> Self {
        Self {
            kept: V::KEPT,
            words: V::WORDS,
            open: V::OPEN,
            secrets,
        }
    }

    /// Whether a text under that name stays.
    fn keeps(&self, name: &str, text: &str) -> bool {
        let is_kept = ALWAYS.contains(&name)
            || self.kept.binary_search(&name).is_ok()
            || self
                .words
                .iter()
                .any(|words| words.binary_search(&text).is_ok());
        let has_secret = |secret: &String| text.contains(secret.as_str());
        is_kept && !self.secrets.iter().any(has_secret)
    }

    fn is_open(&self, name: &str) -> bool {
        self.open.binary_search(&name).is_ok()
    }

    /// A text of a request that was sent under that key, such as `evidence[receipt]`.
    pub(super) fn pair(&self, key: &str, value: &str) -> Value {
        let names = key.split('[').map(|name| name.trim_end_matches(']'));
        // An element of a list is called as the list is.
        let names = names.filter(|name| !name.is_empty() && name.parse::<u32>().is_err());
        let mut last = "";
        let mut in_open = false;
        for name in names {
            in_open |= self.is_open(name);
            last = name;
        }
        let is_plain = matches!(value, "" | "true" | "false");
        match is_plain || (!in_open && self.keeps(last, value)) {
            true => value.into(),
            false => removed(value),
        }
    }

    /// JSON of a request.
    pub(super) fn asked(&self, name: &str, value: &Value) -> Value {
        self.tree(Some(name), value, &removed)
    }

    /// JSON of an answer: texts that go are as long as they were, so that it can be read as before.
    pub(super) fn answered(&self, name: &str, value: &Value) -> Value {
        self.tree(Some(name), value, &|text| {
            "x".repeat(text.chars().count()).into()
        })
    }

    /// What is left of a value: of one below an open name, which is given none, no text.
    fn tree(&self, name: Option<&str>, value: &Value, instead: &dyn Fn(&str) -> Value) -> Value {
        let keeps = |text: &str| text.is_empty() || name.is_some_and(|name| self.keeps(name, text));
        match value {
            Value::Null | Value::Bool(_) | Value::Number(_) => value.clone(),
            Value::String(text) if keeps(text) => value.clone(),
            Value::String(text) => instead(text),
            Value::Array(elements) => {
                let elements = elements.iter();
                elements
                    .map(|element| self.tree(name, element, instead))
                    .collect()
            }
            Value::Object(members) => {
                let members = members.iter();
                let members = members.map(|(member, value)| {
                    let inside = name.and(Some(member.as_str()));
                    let inside = inside.filter(|member| !self.is_open(member));
                    (member.clone(), self.tree(inside, value, instead))
                });
                members.collect::<Map<_, _>>().into()
            }
        }
    }
}

/// What stands for a text of a request.
pub(super) fn removed(text: &str) -> Value {
    json!({ REMOVED: text.chars().count() })
}
