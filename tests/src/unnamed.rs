//! Responses of an API that is newer than its document.
//!
//! In: a response. Out: the same, with members in each of its objects that no document names. What always holds: a map of texts
//! gets texts.

use serde_json::{Value, json};

/// Members whose values are texts, whatever they are called.
const MAPS: [&str; 1] = ["metadata"];

/// The response with more members in each object, at any depth.
#[must_use]
pub fn with_unnamed(json: &Value) -> Value {
    with_members(json, false)
}

fn with_members(json: &Value, is_map: bool) -> Value {
    match json {
        Value::Array(values) => values.iter().map(with_unnamed).collect(),
        Value::Object(members) => {
            let more = match is_map {
                true => json!({"zz": "text", "a \"b\"": ""}),
                false => json!({
                    "zz": {"list": [1, -0.5, "text", true, [], {}], "": "x"},
                    "a \"b\"": 18_446_744_073_709_551_615_u64,
                    "member": "text",
                    "unknown": [{"amount": "text"}],
                }),
            };
            let inner = members.iter().map(|(name, value)| {
                let is_map = MAPS.contains(&name.as_str());
                (name.clone(), with_members(value, is_map))
            });
            let more = more.as_object().cloned().unwrap_or_default();
            Value::Object(inner.chain(more).collect())
        }
        other => other.clone(),
    }
}
