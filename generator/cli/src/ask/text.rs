//! A text of a command line as a value.
//!
//! In: a text, and the shape that it has to be. Out: JSON. What always holds: a text that is nothing of that shape stays as it is, so that whoever checks the
//! request says what is wrong.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use serde_json::{Number, Value};

use crate::mock::model::{Kind, Model, Shape};

/// The value that a text is.
#[must_use]
pub fn value(model: &Model, shape: &Shape, text: &str) -> Value {
    let kept = || Value::String(text.to_owned());
    match model.value(shape) {
        Shape::Bool => match text {
            "true" => Value::Bool(true),
            "false" => Value::Bool(false),
            _ => kept(),
        },
        // As it is written for an id, too.
        Shape::File => Value::String(text.strip_prefix('@').unwrap_or(text).to_owned()),
        Shape::Integer { .. } => whole(text).unwrap_or_else(kept),
        Shape::Timestamp => match whole(text) {
            Some(number) => number,
            None => seconds(text).map_or_else(kept, Value::from),
        },
        // As it was typed: a form has it digit by digit.
        Shape::Number => {
            serde_json::from_str::<Number>(text).map_or_else(|_| kept(), Value::Number)
        }
        Shape::Any | Shape::Map(_) | Shape::List(_) => json(text).unwrap_or_else(kept),
        Shape::Range(inner) => value(model, inner, text),
        Shape::Named(index) => match model.definition(*index).map(|found| &found.kind) {
            Some(Kind::Integers(_)) => whole(text).unwrap_or_else(kept),
            Some(Kind::Object(_)) => json(text).unwrap_or_else(kept),
            // What is an object in one case is written as JSON; anything else stands for itself.
            Some(Kind::OneOf(_)) if text.trim_start().starts_with(['{', '[']) => {
                json(text).unwrap_or_else(kept)
            }
            _ => kept(),
        },
        _ => kept(),
    }
}

fn json(text: &str) -> Option<Value> {
    serde_json::from_str(text).ok()
}

fn whole(text: &str) -> Option<Value> {
    let signed = text.parse::<i64>().ok().map(Value::from);
    signed.or_else(|| text.parse::<u64>().ok().map(Value::from))
}

/// The seconds since 1970 of a date or a time of RFC 3339; without an offset, in UTC.
#[must_use]
pub fn seconds(text: &str) -> Option<i64> {
    if let Ok(time) = text.parse::<Timestamp>() {
        return Some(time.as_second());
    }
    let time: DateTime = match text.parse::<Date>() {
        Ok(date) if text.len() == 10 => date.to_datetime(jiff::civil::Time::midnight()),
        _ => text.parse().ok()?,
    };
    let zoned = time.to_zoned(TimeZone::UTC).ok()?;
    Some(zoned.timestamp().as_second())
}
