//! The JSONPath of a node.
//!
//! In: a pointer into a document. Out: a path that selects what stands there. What always holds: parameters are selected by their
//! names, so that a path outlives another order of them.

use serde_json::Value;

use crate::api::Pointer;
use crate::source::Document;

/// The path of a node.
pub(super) fn of(document: &Document, at: &Pointer) -> String {
    let mut path = String::from("$");
    let mut here = Pointer::root();
    let mut list = false;
    for token in at.tokens() {
        let is_index = document.value(&here).is_some_and(Value::is_array);
        here = here.child(&token);
        let step = match document.value(&here) {
            Some(element) if is_index && list => by_name(element),
            _ => None,
        };
        path.push_str(&step.unwrap_or_else(|| match is_index {
            true => format!("[{token}]"),
            false => member(&token),
        }));
        list = token == "parameters";
    }
    path
}

/// The step to a member.
pub(super) fn member(name: &str) -> String {
    let is_plain = name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    match is_plain {
        true => format!(".{name}"),
        false => format!("[{}]", quoted(name)),
    }
}

/// The step to the elements of a list that are this text.
pub(super) fn equal(text: &str) -> String {
    format!("[?@ == {}]", quoted(text))
}

/// The step to a parameter, if it says what it is called.
fn by_name(parameter: &Value) -> Option<String> {
    let text = |name| parameter.get(name)?.as_str().map(quoted);
    let (name, location) = text("name").zip(text("in"))?;
    Some(format!("[?@.name == {name} && @.in == {location}]"))
}

/// A text as RFC 9535 writes it.
pub(super) fn quoted(text: &str) -> String {
    let mut quoted = String::from("'");
    for character in text.chars() {
        match character {
            '\'' | '\\' => quoted.extend(['\\', character]),
            control if control.is_control() => {
                quoted.push_str(&format!("\\u{:04x}", u32::from(control)));
            }
            other => quoted.push(other),
        }
    }
    quoted.push('\'');
    quoted
}
