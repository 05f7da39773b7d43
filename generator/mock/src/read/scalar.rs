//! Single values: one text of a form, or one value of JSON.
//!
//! In: a text or a JSON value, and a shape that is no list, map or object. Out: the value as JSON. What always holds: a text of a form and a
//! value of JSON are held to the same limits.

use serde_json::{Number, Value};

use super::ViolationKind;
use super::bounds::Faults;
use crate::mock::model::{Bounds, Kind, Model, Shape, TextKind};

/// Reads one text as a shape; `None` if it is none of that shape, which is said.
pub fn of_text(
    model: &Model,
    text: &str,
    shape: &Shape,
    bounds: &Bounds,
    param: &str,
    faults: &mut Faults,
) -> Option<Value> {
    let shape = model.value(shape);
    let value = match shape {
        Shape::Bool => match text {
            "true" => Value::Bool(true),
            "false" => Value::Bool(false),
            _ => return wrong(faults, param, "`true` or `false`"),
        },
        Shape::Integer { .. } | Shape::Timestamp => match whole(text) {
            Some(number) => Value::Number(number),
            None => return wrong(faults, param, in_words(shape)),
        },
        Shape::Number => match text.parse::<f64>().ok().and_then(Number::from_f64) {
            Some(number) => Value::Number(number),
            None => return wrong(faults, param, "a number"),
        },
        Shape::Named(index) => match model.definition(*index).map(|found| &found.kind) {
            Some(Kind::Integers(_)) => match whole(text) {
                Some(number) => Value::Number(number),
                None => return wrong(faults, param, "a whole number"),
            },
            Some(Kind::Texts { .. }) => Value::String(text.to_owned()),
            Some(Kind::Object(_)) => return wrong(faults, param, "an object"),
            Some(Kind::OneOf(_) | Kind::Alias(_)) | None => Value::String(text.to_owned()),
        },
        Shape::List(_) => return wrong(faults, param, "a list"),
        Shape::Map(_) | Shape::ClearableMap | Shape::Page(_) => {
            return wrong(faults, param, "an object");
        }
        Shape::File => return wrong(faults, param, "a file"),
        _ => Value::String(text.to_owned()),
    };
    of_json(model, value, shape, bounds, param, faults)
}

/// A whole number as clients write it: no plus, no blank, no leading zeros.
fn whole(text: &str) -> Option<Number> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    let is_plain = digits.bytes().all(|byte| byte.is_ascii_digit());
    let has_zero = digits.len() > 1 && digits.starts_with('0');
    if !is_plain || has_zero {
        return None;
    }
    let signed = text.parse::<i64>().ok().map(Number::from);
    signed.or_else(|| text.parse::<u64>().ok().map(Number::from))
}

/// Checks one value of JSON that is to be of a shape.
pub fn of_json(
    model: &Model,
    value: Value,
    shape: &Shape,
    bounds: &Bounds,
    param: &str,
    faults: &mut Faults,
) -> Option<Value> {
    match (model.value(shape), &value) {
        (Shape::Any, _) | (Shape::Bool, Value::Bool(_)) => {}
        (Shape::Integer { unsigned, short }, Value::Number(number)) => {
            if !fits(number, *unsigned, *short) {
                return wrong(faults, param, "a whole number of its size");
            }
            faults.number(number.as_f64().unwrap_or_default(), bounds, param);
        }
        (Shape::Timestamp, Value::Number(number)) if number.is_i64() => {
            faults.number(number.as_f64().unwrap_or_default(), bounds, param);
        }
        (Shape::Number, Value::Number(number)) => {
            faults.number(number.as_f64().unwrap_or_default(), bounds, param);
        }
        (Shape::Text(kind), Value::String(text)) => {
            faults.text(text, bounds, param);
            if !text.is_empty() && !has_format(kind, text) {
                return wrong(faults, param, format_name(kind));
            }
        }
        (Shape::Id(_), Value::String(text)) => {
            if text.is_empty() {
                let message = format!("{param} must not be empty: it is an id.");
                faults.say(ViolationKind::Empty, param, message);
                return None;
            }
            faults.text(text, bounds, param);
        }
        (Shape::Named(index), _) => return named(model, *index, value, param, faults),
        (shape, _) => return wrong(faults, param, in_words(shape)),
    }
    Some(value)
}

fn named(
    model: &Model,
    index: usize,
    value: Value,
    param: &str,
    faults: &mut Faults,
) -> Option<Value> {
    let kind = model.definition(index).map(|found| &found.kind);
    match (kind, &value) {
        (Some(Kind::Texts { values, open }), Value::String(text)) => {
            if !*open && !values.contains(text) {
                let message = format!("{param} must be one of {}.", values.join(", "));
                faults.say(ViolationKind::Choice, param, message);
                return None;
            }
        }
        (Some(Kind::Integers(values)), Value::Number(number)) => {
            if !number
                .as_i64()
                .is_some_and(|number| values.contains(&number))
            {
                let known: Vec<String> = values.iter().map(i64::to_string).collect();
                let message = format!("{param} must be one of {}.", known.join(", "));
                faults.say(ViolationKind::Choice, param, message);
                return None;
            }
        }
        (Some(Kind::Texts { .. }), _) => return wrong(faults, param, "a text"),
        (Some(Kind::Integers(_)), _) => return wrong(faults, param, "a whole number"),
        (Some(Kind::Object(_)), _) => return wrong(faults, param, "an object"),
        (Some(Kind::OneOf(_) | Kind::Alias(_)) | None, _) => {}
    }
    Some(value)
}

fn fits(number: &Number, unsigned: bool, short: bool) -> bool {
    let Some(signed) = number.as_i64() else {
        return unsigned && number.is_u64();
    };
    let is_signed = !unsigned || signed >= 0;
    is_signed && (!short || i32::try_from(signed).is_ok())
}

/// Says that a value is none of its kind.
pub fn wrong(faults: &mut Faults, param: &str, expected: &str) -> Option<Value> {
    let message = format!("{param} must be {expected}.");
    faults.say(ViolationKind::Type, param, message);
    None
}

/// What a shape is, as people say it.
pub fn in_words(shape: &Shape) -> &'static str {
    match shape {
        Shape::Bool => "`true` or `false`",
        Shape::Integer { .. } => "a whole number",
        Shape::Timestamp => "a time in seconds since 1970",
        Shape::Number => "a number",
        Shape::Text(_) | Shape::Id(_) => "a text",
        Shape::List(_) | Shape::Expand { .. } => "a list",
        Shape::File => "a file",
        _ => "an object",
    }
}

fn format_name(kind: &TextKind) -> &'static str {
    match kind {
        TextKind::Date => "a date such as 2026-01-31",
        TextKind::DateTime => "a date and time such as 2026-01-31T12:00:00Z",
        TextKind::Decimal => "a number",
        _ => "a text",
    }
}

/// Whether a text has the form that its format asks for.
fn has_format(kind: &TextKind, text: &str) -> bool {
    match kind {
        TextKind::Date => has_mask(text, "dddd-dd-dd"),
        TextKind::DateTime => {
            let head = text.get(..19);
            head.is_some_and(|head| has_mask(&head.replace(['t', ' '], "T"), "dddd-dd-ddTdd:dd:dd"))
        }
        TextKind::Decimal => text.parse::<f64>().is_ok_and(f64::is_finite),
        TextKind::Plain | TextKind::Base64 | TextKind::Other(_) => true,
    }
}

fn has_mask(text: &str, mask: &str) -> bool {
    let fits = |(letter, mask): (char, char)| match mask {
        'd' => letter.is_ascii_digit(),
        other => letter == other,
    };
    text.len() == mask.len() && text.chars().zip(mask.chars()).all(fits)
}
