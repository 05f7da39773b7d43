//! Whether a request is one that was recorded.
//!
//! In: both as JSON. Out: where they differ, as [`Difference`]s. What always holds: what was removed from the recording fits any text.

use serde_json::Value;

use super::difference::Difference;
use super::redaction::REMOVED;

/// Where a request differs from the recorded one.
pub(super) fn differences(recorded: &Value, sent: &Value) -> Vec<Difference> {
    let mut found = Vec::new();
    compare("", recorded, sent, &mut found);
    found
}

fn compare(place: &str, recorded: &Value, sent: &Value, found: &mut Vec<Difference>) {
    match (recorded, sent) {
        (recorded, sent) if recorded == sent || is_removed(recorded) && sent.is_string() => {}
        (Value::Object(members), Value::Object(others)) => {
            for (name, value) in members {
                let sent = others.get(name).unwrap_or(&Value::Null);
                compare(&format!("{place}/{name}"), value, sent, found);
            }
            for (name, value) in others
                .iter()
                .filter(|(name, _)| !members.contains_key(*name))
            {
                compare(&format!("{place}/{name}"), &Value::Null, value, found);
            }
        }
        (Value::Array(elements), Value::Array(others)) if elements.len() == others.len() => {
            for (index, (value, sent)) in elements.iter().zip(others).enumerate() {
                // Of a pair, the name says more than its number.
                let name = value.get(0).and_then(Value::as_str);
                let place = match name {
                    Some(name) => format!("{place}/{name}"),
                    None => format!("{place}/{index}"),
                };
                compare(&place, value, sent, found);
            }
        }
        (recorded, sent) => {
            let shown = |value: &Value| (!value.is_null()).then(|| value.to_string());
            found.push(Difference {
                place: place.trim_start_matches('/').to_owned(),
                expected: shown(recorded),
                sent: shown(sent),
            });
        }
    }
}

fn is_removed(value: &Value) -> bool {
    let members = value.as_object();
    members.is_some_and(|members| members.len() == 1 && members.contains_key(REMOVED))
}
