//! Pairs by their key, as the values that they are.
//!
//! In: what was given for an operation. Out: the same without pairs. What always holds: what is at no place that the document knows is not put anywhere.

use serde_json::{Map, Value};

use crate::cli::ask::value_of_text;
use crate::cli::request::Values;
use crate::mock::model::{Encoding, Extra, Kind, Model, Object, Operation, Place, Shape};

/// The most alternatives and steps of a key: who has met more is in a circle.
const DEEPEST: usize = 32;

/// The values of all inputs; none, if a pair has no place.
#[must_use]
pub fn folded(model: &Model, operation: &Operation, values: &Values) -> Option<Vec<Option<Value>>> {
    let mut inputs = values.inputs.clone();
    inputs.resize(operation.inputs.len(), None);
    for (key, text) in &values.pairs {
        put(model, operation, &mut inputs, key, text)?;
    }
    Some(inputs)
}

fn put(
    model: &Model,
    operation: &Operation,
    inputs: &mut [Option<Value>],
    key: &str,
    text: &str,
) -> Option<()> {
    let steps = steps(key);
    let steps: Vec<&str> = steps.iter().map(String::as_str).collect();
    let (first, rest) = steps.split_first()?;
    let all = operation.inputs.iter().zip(inputs);
    for (input, place) in all.filter(|(input, _)| input.place != Place::Path) {
        let member = &input.member;
        let is_spread = match &member.encoding {
            Encoding::Spread => true,
            Encoding::Styled { style, explode, .. } => style == "form" && *explode,
            _ => false,
        };
        let below = match member.name == key {
            true => &[],
            false if member.name == *first => rest,
            false if is_spread => steps.as_slice(),
            false => continue,
        };
        let mut value = place.clone().unwrap_or(Value::Null);
        if set(model, &member.shape, &mut value, below, text, 0).is_some() {
            *place = Some(value);
            return Some(());
        }
    }
    None
}

/// The steps of a key: `a[b][0]` is `a`, `b` and `0`.
fn steps(key: &str) -> Vec<String> {
    let (first, rest) = key.split_once('[').unwrap_or((key, ""));
    let inner = rest.strip_suffix(']').unwrap_or(rest);
    let inner = inner.split("][").filter(|_| !rest.is_empty());
    [first]
        .into_iter()
        .chain(inner)
        .map(str::to_owned)
        .collect()
}

fn set(
    model: &Model,
    shape: &Shape,
    place: &mut Value,
    steps: &[&str],
    text: &str,
    depth: usize,
) -> Option<()> {
    if depth > DEEPEST {
        return None;
    }
    let inner = model.value(shape);
    let Some((first, rest)) = steps.split_first() else {
        return leaf(model, shape, place, text);
    };
    let below = |shape: &Shape, place: &mut Value| set(model, shape, place, rest, text, depth + 1);
    match inner {
        Shape::List(inner) => below(inner, element(place, first)?),
        // Paths are numbered as elements are.
        Shape::Expand { .. } if rest.is_empty() => {
            *element(place, first)? = Value::String(text.to_owned());
            Some(())
        }
        Shape::Map(inner) => below(inner, entry(place, first)?),
        Shape::ClearableMap if rest.is_empty() => {
            *entry(place, first)? = Value::String(text.to_owned());
            Some(())
        }
        Shape::Range(inner) if model.names.range.iter().any(|bound| bound == first) => {
            below(inner, entry(place, first)?)
        }
        Shape::Named(index) => match &model.definition(*index)?.kind {
            Kind::Object(object) => match (object.member(first), &object.extra) {
                (Some(member), _) => below(&member.shape, entry(place, first)?),
                (None, _) if rest.is_empty() && is_constant(object, first) => {
                    *entry(place, first)? = Value::String(text.to_owned());
                    Some(())
                }
                (None, Extra::Each(shape, _)) => below(shape, entry(place, first)?),
                (None, Extra::None) => None,
            },
            Kind::OneOf(union) => union.variants.iter().find_map(|variant| {
                let mut tried = place.clone();
                set(model, &variant.shape, &mut tried, steps, text, depth + 1)?;
                *place = tried;
                Some(())
            }),
            _ => None,
        },
        _ => None,
    }
}

/// Whether a member says what the object is, so that Rust has no field for it.
fn is_constant(object: &Object, name: &str) -> bool {
    object.constants.iter().any(|(known, _)| known == name)
}

/// Sets a single value; one more, where a list is meant.
fn leaf(model: &Model, shape: &Shape, place: &mut Value, text: &str) -> Option<()> {
    let value = match model.value(shape) {
        _ if text.is_empty() && matches!(model.resolve(shape), Shape::Clearable(_)) => Value::Null,
        Shape::ClearableMap if text.is_empty() => Value::Null,
        Shape::List(inner) => {
            let value = value_of_text(model, inner, text);
            array(place)?.push(value);
            return Some(());
        }
        Shape::Expand { .. } => {
            array(place)?.push(Value::String(text.to_owned()));
            return Some(());
        }
        _ => value_of_text(model, shape, text),
    };
    *place = value;
    Some(())
}

/// The element of a place of that number, or one more; the place becomes a list.
fn element<'v>(place: &'v mut Value, number: &str) -> Option<&'v mut Value> {
    let elements = array(place)?;
    let at = match number.parse::<usize>() {
        Ok(at) => at,
        Err(_) if number.is_empty() => elements.len(),
        Err(_) => return None,
    };
    if at == elements.len() {
        elements.push(Value::Null);
    }
    elements.get_mut(at)
}

/// The elements of a place, which becomes a list.
fn array(place: &mut Value) -> Option<&mut Vec<Value>> {
    if !place.is_array() {
        *place = Value::Array(Vec::new());
    }
    place.as_array_mut()
}

/// A member of a place, which becomes an object.
fn entry<'v>(place: &'v mut Value, name: &str) -> Option<&'v mut Value> {
    if !place.is_object() {
        *place = Value::Object(Map::new());
    }
    let members = place.as_object_mut()?;
    Some(members.entry(name.to_owned()).or_insert(Value::Null))
}
