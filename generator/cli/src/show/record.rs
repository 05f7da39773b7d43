//! One object, as people read it.
//!
//! In: a value and its shape. Out: a line for each member, inner ones further right. What always holds: what is null is left out.

use serde_json::Value;

use super::cell::cell;
use super::terms::Terms;
use crate::cli::stop::harmless;
use crate::cli::words::MemberWords;
use crate::mock::model::Shape;

/// How deep a record goes.
const DEEPEST: usize = 8;

/// The lines of a value.
pub fn record(terms: &Terms<'_>, shape: Option<&Shape>, value: &Value) -> String {
    let mut out = String::new();
    add(terms, shape, value, 0, &mut out);
    out
}

fn add(terms: &Terms<'_>, shape: Option<&Shape>, value: &Value, depth: usize, out: &mut String) {
    let indent = "  ".repeat(depth);
    let Value::Object(members) = value else {
        out.push_str(&format!(
            "{indent}{}\n",
            cell(terms.model, shape, None, value, terms.now)
        ));
        return;
    };
    let shown = members.iter().filter(|(_, value)| !is_nothing(value));
    let width = shown.clone().map(|(name, _)| name.chars().count()).max();
    let width = width.unwrap_or_default();
    for (name, value) in shown {
        let (shape, words) = member(terms, shape, name);
        let key = terms.bold(&format!("{:width$}", harmless(name)));
        match value {
            Value::Object(inner) if depth < DEEPEST && !inner.is_empty() => {
                out.push_str(&format!("{indent}{}\n", terms.bold(&harmless(name))));
                add(terms, shape, value, depth + 1, out);
            }
            Value::Array(elements) if depth < DEEPEST && elements.iter().any(Value::is_object) => {
                out.push_str(&format!("{indent}{}\n", terms.bold(&harmless(name))));
                let inner = shape.and_then(|shape| element(terms, shape));
                for (index, element) in elements.iter().enumerate() {
                    out.push_str(&format!(
                        "{indent}  {}\n",
                        terms.bold(&format!("{}.", index + 1))
                    ));
                    add(terms, inner, element, depth + 2, out);
                }
            }
            Value::Array(elements) => {
                let texts = elements.iter();
                let texts = texts.map(|one| cell(terms.model, None, None, one, terms.now));
                let texts: Vec<String> = texts.collect();
                out.push_str(&format!("{indent}{key}  {}\n", texts.join(", ")));
            }
            Value::String(text) => {
                out.push_str(&format!("{indent}{key}  {}\n", harmless(text)));
            }
            value => {
                let text = cell(terms.model, shape, words, value, terms.now);
                out.push_str(&format!("{indent}{key}  {text}\n"));
            }
        }
    }
}

fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Array(elements) => elements.is_empty(),
        Value::Object(members) => members.values().all(is_nothing),
        _ => false,
    }
}

fn member<'m>(
    terms: &Terms<'m>,
    shape: Option<&'m Shape>,
    name: &str,
) -> (Option<&'m Shape>, Option<&'m MemberWords>) {
    let found = shape.and_then(|shape| terms.model.object(shape));
    let found = found.and_then(|(of_type, object)| {
        let mut members = object.members.iter().enumerate();
        let (index, member) = members.find(|(_, member)| member.name == name)?;
        Some((&member.shape, terms.words.member(of_type, index)))
    });
    match found {
        Some((shape, words)) => (Some(shape), words),
        None => (None, None),
    }
}

fn element<'m>(terms: &Terms<'m>, shape: &'m Shape) -> Option<&'m Shape> {
    match terms.model.value(shape) {
        Shape::List(inner) | Shape::Page(inner) => Some(inner),
        _ => None,
    }
}
