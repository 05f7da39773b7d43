//! The JSONPath of a node.
//!
//! In: a pointer into a document. Out: a path that selects what stands there. What always holds: parameters are selected by their
//! names, so that a path outlives another order of them.

use serde_json::Value;

use crate::place::Pointer;

/// The path of a node.
pub(crate) fn of(document: &Value, at: &Pointer) -> String {
    let mut path = String::from("$");
    let mut here = Some(document);
    let mut list = false;
    for token in at.tokens() {
        let is_index = here.is_some_and(Value::is_array);
        here = here.and_then(|value| child(value, &token));
        let step = here.filter(|_| is_index && list).and_then(by_name);
        path.push_str(&step.unwrap_or_else(|| match is_index {
            true => format!("[{token}]"),
            false => member(&token),
        }));
        list = token == "parameters";
    }
    path
}

fn child<'v>(value: &'v Value, token: &str) -> Option<&'v Value> {
    match value {
        Value::Array(elements) => elements.get(token.parse::<usize>().ok()?),
        other => other.get(token),
    }
}

/// The step to a member.
pub(crate) fn member(name: &str) -> String {
    let is_plain = name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '_')
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    match is_plain {
        true => format!(".{name}"),
        false => format!("[{}]", quoted(name)),
    }
}

/// The step to the elements of a list that are this text.
pub(crate) fn equal(text: &str) -> String {
    format!("[?@ == {}]", quoted(text))
}

/// The step to a parameter, if it says what it is called.
fn by_name(parameter: &Value) -> Option<String> {
    let text = |name| parameter.get(name)?.as_str().map(quoted);
    let (name, location) = text("name").zip(text("in"))?;
    Some(format!("[?@.name == {name} && @.in == {location}]"))
}

/// A text as RFC 9535 writes it.
pub(crate) fn quoted(text: &str) -> String {
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
