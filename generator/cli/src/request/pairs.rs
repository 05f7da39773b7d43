//! Values as the pairs that a form or a query has.
//!
//! In: a member, and a value for it; null is the wish to clear. Out: pairs, not percent-encoded. What always holds: a list or an object is
//! written as the document says for this member.

use serde_json::Value;

use crate::mock::model::{Encoding, Member};

/// The pairs that a value is.
#[must_use]
pub fn pairs(member: &Member, value: &Value) -> Vec<(String, String)> {
    let name = &member.name;
    let mut found = Vec::new();
    match (&member.encoding, value) {
        (Encoding::Json, value) => found.push((name.clone(), value.to_string())),
        (Encoding::Spread, Value::Object(members)) => {
            for (name, value) in members {
                flat(name, value, &mut found);
            }
        }
        (Encoding::Repeat | Encoding::Styled { explode: true, .. }, Value::Array(elements)) => {
            found.extend(elements.iter().map(|one| (name.clone(), text_of(one))));
        }
        (Encoding::Joined(between) | Encoding::Styled { between, .. }, Value::Array(elements)) => {
            let texts: Vec<String> = elements.iter().map(text_of).collect();
            found.push((name.clone(), texts.join(between)));
        }
        (
            Encoding::Styled {
                style,
                explode: true,
                ..
            },
            Value::Object(members),
        ) if style == "form" => {
            for (name, value) in members {
                flat(name, value, &mut found);
            }
        }
        (_, value) => flat(name, value, &mut found),
    }
    found
}

fn flat(key: &str, value: &Value, found: &mut Vec<(String, String)>) {
    match value {
        Value::Object(members) => {
            for (name, value) in members {
                flat(&format!("{key}[{name}]"), value, found);
            }
        }
        Value::Array(elements) => {
            for (index, value) in elements.iter().enumerate() {
                flat(&format!("{key}[{index}]"), value, found);
            }
        }
        value => found.push((key.to_owned(), text_of(value))),
    }
}

/// A single value as a form has it.
#[must_use]
pub fn text_of(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        value => value.to_string(),
    }
}
