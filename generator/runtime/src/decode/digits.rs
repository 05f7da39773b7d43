//! JSON in memory with all digits of its numbers.
//!
//! In: a text of JSON. Out: a [`Value`] in which a number that `serde_json` would write in another way stands as its text, in an
//! object that only this module makes and knows. What always holds: what is read out of it has the digits that came.

use serde_json::value::RawValue;
use serde_json::{Map, Number, Value};

use super::raw::RawMembers;
use crate::runtime::json::TEXT;

/// How many levels are looked into: as many as `serde_json` reads.
const LEVELS: u8 = 128;

/// A text of JSON.
pub(super) fn exact(text: &str) -> Result<Value, serde_json::Error> {
    level(text.trim_ascii(), LEVELS)
}

fn level(text: &str, levels: u8) -> Result<Value, serde_json::Error> {
    let below = levels.saturating_sub(1);
    match text.as_bytes().first() {
        Some(b'{') if levels > 0 => {
            let RawMembers(members) = serde_json::from_str(text)?;
            let mut object = Map::new();
            for (name, value) in members {
                object.insert(name.into_string(), level(value.get(), below)?);
            }
            Ok(Value::Object(object))
        }
        Some(b'[') if levels > 0 => {
            let elements: Vec<&RawValue> = serde_json::from_str(text)?;
            let elements = elements.iter().map(|value| level(value.get(), below));
            elements.collect::<Result<_, _>>().map(Value::Array)
        }
        _ => {
            let value: Value = serde_json::from_str(text)?;
            let number = value.as_number().map(ToString::to_string);
            Ok(match number.is_none_or(|number| number == text) {
                true => value,
                false => Value::Object(Map::from_iter([(TEXT.to_owned(), text.into())])),
            })
        }
    }
}

/// The text of a number that stands as its text. A body may have a member of that name, too, but then there is no number in it that
/// would be written in another way.
pub(super) fn digits(value: &Value) -> Option<&str> {
    let Value::Object(object) = value else {
        return None;
    };
    let text = object.get(TEXT).filter(|_| object.len() == 1)?.as_str()?;
    let number = serde_json::from_str::<Number>(text).ok()?;
    (number.to_string() != text).then_some(text)
}

/// The number that a value is, if it is whole, however it is written, and a program's integers can be it.
pub(super) fn whole(value: &Value) -> Option<i64> {
    /// Below this, an `f64` tells each whole number from the next.
    const MOST: f64 = 9_007_199_254_740_992.0;

    let number = match digits(value) {
        Some(digits) => digits.parse().ok()?,
        None => value.as_f64()?,
    };
    let is_whole = number.fract() == 0.0 && number.abs() < MOST;
    #[expect(
        clippy::cast_possible_truncation,
        reason = "it is whole and within 53 bits"
    )]
    is_whole.then_some(number as i64)
}

/// The text of a value, with the digits of its numbers.
pub(super) fn write(value: &Value, text: &mut String) {
    if let Some(digits) = digits(value) {
        return text.push_str(digits);
    }
    let mut between = "";
    match value {
        Value::Array(elements) => {
            text.push('[');
            for element in elements {
                text.push_str(std::mem::replace(&mut between, ","));
                write(element, text);
            }
            text.push(']');
        }
        Value::Object(members) => {
            text.push('{');
            for (name, member) in members {
                text.push_str(std::mem::replace(&mut between, ","));
                text.push_str(&Value::from(name.as_str()).to_string());
                text.push(':');
                write(member, text);
            }
            text.push('}');
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {
            text.push_str(&value.to_string());
        }
    }
}
