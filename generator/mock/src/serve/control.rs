//! What a person asks of the server itself: paths below `/_mock/`.
//!
//! In: a request. Out: JSON. What always holds: no API has such paths, as far as is known; where one has, its own are not reached.

use bytes::Bytes;
use serde_json::{Value, json};

use super::shared::Shared;
use crate::mock::engine::Trigger;
use crate::mock::read::Incoming;

/// What all such paths begin with.
pub const BELOW: &str = "/_mock/";

/// Answers: the status and the body.
pub fn answer(shared: &Shared, incoming: &Incoming) -> (u16, Bytes) {
    let answered = match (incoming.method.as_str(), incoming.path.as_str()) {
        ("POST", "/_mock/trigger") => body(incoming)
            .and_then(|value| Trigger::read(&value))
            .and_then(|trigger| shared.engine.trigger(&trigger)),
        ("GET", "/_mock/state") => Ok(shared.engine.dump()),
        ("PUT", "/_mock/state") => body(incoming)
            .and_then(|value| shared.engine.seed(&value))
            .map(|count| json!({ "objects": count })),
        ("GET", "/_mock/events") => {
            let events = shared.events();
            let bodies = events
                .iter()
                .map(|event| serde_json::from_slice::<Value>(&event.body).unwrap_or_default());
            Ok(Value::Array(bodies.collect()))
        }
        _ => {
            let message =
                "there are POST /_mock/trigger, GET and PUT /_mock/state, and GET /_mock/events";
            return (404, failed(message));
        }
    };
    match answered {
        Ok(value) => (200, Bytes::from(value.to_string())),
        Err(message) => (400, failed(&message)),
    }
}

fn body(incoming: &Incoming) -> Result<Value, String> {
    serde_json::from_slice(&incoming.body).map_err(|error| format!("the body is not JSON: {error}"))
}

fn failed(message: &str) -> Bytes {
    Bytes::from(json!({ "error": message }).to_string())
}
