//! Reading the alternatives of unions.
//!
//! In: a value that a union stands for. Out: what one of the alternatives reads from it. What always holds: a number is read as
//! it is outside of unions: as an integer however it is written, and with all its digits where some alternative keeps them.

use serde::de::{self, DeserializeOwned, Deserializer};
use serde_json::{Number, Value};

use super::digits::{digits, exact};
use super::fault::Fault;
use super::raw::json_text_of;
use super::tree::Tree;

/// Reads a value in which numbers have all their digits: those that [`Value`] would write in another way stand in a form that only
/// [`alternative`], [`tried_exactly`] and [`plain_json`] know.
///
/// # Errors
/// If it is no valid JSON.
pub fn exact_value<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Value, D::Error> {
    let text = json_text_of(deserializer)?;
    exact(text.as_str()).map_err(de::Error::custom)
}

/// Reads the alternative of a union that its tag tells.
///
/// # Errors
/// If it is not as the document says.
pub fn alternative<T: DeserializeOwned, E: de::Error>(mut value: Value) -> Result<T, E> {
    T::deserialize(Tree::new(&mut value)).map_err(Fault::hand_over)
}

/// Reads an alternative, if the value is as the document says of it.
#[must_use]
pub fn tried<T: DeserializeOwned>(value: &Value) -> Option<T> {
    let read = T::deserialize(value).ok();
    // A reader of the tree takes `3.0` for an integer, but needs a copy.
    read.or_else(|| has_point(value).then(|| tried_exactly(value))?)
}

/// Reads an alternative from what [`exact_value`] gave, if it is as the document says.
#[must_use]
pub fn tried_exactly<T: DeserializeOwned>(value: &Value) -> Option<T> {
    T::deserialize(Tree::new(&mut value.clone())).ok()
}

/// What [`exact_value`] gave, with numbers as any reader knows them.
#[must_use]
pub fn plain_json(mut value: Value) -> Value {
    make_plain(&mut value);
    value
}

/// Whether some number stands there as an `f64`, which may be whole.
fn has_point(value: &Value) -> bool {
    match value {
        Value::Array(elements) => elements.iter().any(has_point),
        Value::Object(members) => members.values().any(has_point),
        Value::Number(number) => number.is_f64(),
        Value::Null | Value::Bool(_) | Value::String(_) => false,
    }
}

fn make_plain(value: &mut Value) {
    if let Some(digits) = digits(value) {
        let number = serde_json::from_str::<Number>(digits);
        *value = number.map_or(Value::Null, Value::Number);
        return;
    }
    match value {
        Value::Array(elements) => elements.iter_mut().for_each(make_plain),
        Value::Object(members) => members.values_mut().for_each(make_plain),
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
}
