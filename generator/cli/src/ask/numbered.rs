//! Elements of lists that were given by their number.
//!
//! In: a value as flags made it: an object with numbers as names, where the document says a list. Out: the list. What always holds: no element is left out.

use serde_json::{Map, Value};

use crate::mock::model::{Kind, Model, Shape};

/// Makes lists of what the document says is one.
///
/// # Errors
///
/// If an element is missing, as a sentence.
pub fn numbered(model: &Model, shape: &Shape, value: &mut Value, name: &str) -> Result<(), String> {
    match (model.value(shape), &mut *value) {
        (Shape::List(inner), Value::Object(elements)) if !elements.is_empty() => {
            let mut list = list(std::mem::take(elements), name)?;
            for element in &mut list {
                numbered(model, inner, element, name)?;
            }
            *value = Value::Array(list);
            Ok(())
        }
        (Shape::Named(index), Value::Object(members)) => {
            let Some(Kind::Object(object)) = model.definition(*index).map(|found| &found.kind)
            else {
                return Ok(());
            };
            for (name, value) in members {
                if let Some(member) = object.member(name) {
                    numbered(model, &member.shape, value, name)?;
                }
            }
            Ok(())
        }
        _ => Ok(()),
    }
}

/// The elements in the order of their numbers.
fn list(elements: Map<String, Value>, name: &str) -> Result<Vec<Value>, String> {
    let mut list = Vec::new();
    for (number, value) in elements {
        let number: usize = number
            .parse()
            .map_err(|_| format!("{name}: a list is expected, not an object with {number}"))?;
        list.push((number, value));
    }
    list.sort_by_key(|(number, _)| *number);
    match list
        .iter()
        .enumerate()
        .find(|(at, (number, _))| at != number)
    {
        Some((at, (number, _))) => Err(format!(
            "{name}: there is an element {number}, and none with the number {at}"
        )),
        None => Ok(list.into_iter().map(|(_, value)| value).collect()),
    }
}
