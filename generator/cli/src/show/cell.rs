//! One value in one place of a table or a record.
//!
//! In: a value, its shape and what is said of it. Out: a text of one line. What always holds: a time is shown as a date, and one until which
//! something has to be done with how long that is.

use jiff::Timestamp;
use serde_json::Value;

use crate::cli::stop::harmless;
use crate::cli::words::MemberWords;
use crate::mock::model::{Model, Shape};

/// The most characters of a text.
const MOST: usize = 60;

/// The text of a value.
pub fn cell(
    model: &Model,
    shape: Option<&Shape>,
    words: Option<&MemberWords>,
    value: &Value,
    now: i64,
) -> String {
    let is_time = shape.is_some_and(|shape| matches!(model.value(shape), Shape::Timestamp));
    match value {
        Value::Null => String::new(),
        Value::String(text) => cut(&harmless(text)),
        Value::Number(number) if is_time => match number.as_i64() {
            Some(seconds) => time(seconds, words.is_some_and(|words| words.deadline), now),
            None => number.to_string(),
        },
        Value::Object(members) => match members.get(&model.names.id) {
            Some(Value::String(id)) => cut(&harmless(id)),
            _ => format!("{{{}}}", members.len()),
        },
        Value::Array(elements) => format!("[{}]", elements.len()),
        other => other.to_string(),
    }
}

fn cut(text: &str) -> String {
    if text.chars().count() <= MOST {
        return text.to_owned();
    }
    let head: String = text.chars().take(MOST - 1).collect();
    format!("{head}…")
}

/// A point in time, in UTC.
fn time(seconds: i64, is_deadline: bool, now: i64) -> String {
    let Ok(time) = Timestamp::from_second(seconds) else {
        return seconds.to_string();
    };
    let text = time.strftime("%Y-%m-%d %H:%M").to_string();
    match is_deadline && seconds > 0 {
        true => format!("{text} ({})", left(seconds.saturating_sub(now))),
        false => text,
    }
}

/// How long it is until then.
pub fn left(seconds: i64) -> String {
    let units = [(86_400, "day"), (3600, "hour"), (60, "minute")];
    let size = seconds.unsigned_abs();
    let found = units.iter().find(|(length, _)| size >= *length);
    let text = match found {
        Some((length, unit)) => {
            let count = size / length;
            let plural = if count == 1 { "" } else { "s" };
            format!("{count} {unit}{plural}")
        }
        None => "less than a minute".to_owned(),
    };
    match seconds < 0 {
        true => format!("{text} ago"),
        false => format!("in {text}"),
    }
}
