//! What people and files are told of an exchange.
//!
//! In: a request and its answer. Out: lines, or a value. What always holds: neither has a header that proves who asks, or such a pair of the query.

use std::time::Duration;

use serde_json::{Map, Value, json};

use super::Exchange;
use crate::mock::engine::Reply;
use crate::mock::model::{Model, SchemeKind};
use crate::mock::read::Incoming;

/// What stands for a secret.
const HIDDEN: &str = "…";

/// The lines about an exchange: what was asked and answered, then what was wrong.
pub fn lines(
    model: &Model,
    incoming: &Incoming,
    reply: &Reply,
    took: Duration,
    fault: Option<&str>,
) -> String {
    let query = shown_query(model, &incoming.query);
    let mark = if query.is_empty() { "" } else { "?" };
    let Incoming { method, path, .. } = incoming;
    let took = took.as_micros();
    let Reply {
        status, request_id, ..
    } = reply;
    let mut text = format!("{method} {path}{mark}{query} -> {status} ({took} us, {request_id})");
    if let Some(fault) = fault {
        text.push_str(&format!(" [fault: {fault}]"));
    }
    for note in &reply.notes {
        text.push_str("\n    ");
        text.push_str(&plain(note));
    }
    text
}

/// A note repeats names that others made up: without what controls a terminal.
fn plain(note: &str) -> String {
    let letters = note.chars();
    letters
        .map(|letter| if letter.is_control() { ' ' } else { letter })
        .collect()
}

/// An exchange, for whoever asks the server about it.
pub fn answered(
    model: &Model,
    incoming: &Incoming,
    reply: &Reply,
    fault: Option<&str>,
) -> Exchange {
    // What a fault answers says nothing of the request.
    let is_refused = reply.status < 500 && reply.status >= 400 && fault.is_none();
    let violations = reply.notes.iter().filter(|_| is_refused);
    Exchange {
        status: Some(reply.status),
        request_id: Some(reply.request_id.clone()),
        violations: violations.map(|note| plain(note)).collect(),
        ..unanswered(model, incoming, fault.unwrap_or_default())
    }
}

/// A request that was not answered, on purpose.
pub fn unanswered(model: &Model, incoming: &Incoming, fault: &str) -> Exchange {
    Exchange {
        method: incoming.method.clone(),
        path: incoming.path.clone(),
        query: shown_query(model, &incoming.query),
        status: None,
        request_id: None,
        violations: Vec::new(),
        fault: Some(fault.to_owned()).filter(|fault| !fault.is_empty()),
    }
}

fn shown_query(model: &Model, query: &str) -> String {
    let is_secret = |name: &str| {
        let mut schemes = model.schemes.iter();
        schemes.any(|scheme| matches!(&scheme.kind, SchemeKind::Query(known) if known == name))
    };
    let pairs = query.split('&').map(|pair| match pair.split_once('=') {
        Some((name, _)) if is_secret(name) => format!("{name}={HIDDEN}"),
        _ => pair.to_owned(),
    });
    pairs.collect::<Vec<_>>().join("&")
}

/// An exchange as a value.
pub fn exchange(model: &Model, incoming: &Incoming, reply: &Reply) -> Value {
    let is_shown = |name: &str| {
        let mut schemes = model.schemes.iter();
        let is_key = schemes.any(
            |scheme| matches!(&scheme.kind, SchemeKind::Header(known) if known.eq_ignore_ascii_case(name)),
        );
        !is_key && !["authorization", "cookie", "proxy-authorization"].contains(&name)
    };
    let mut headers = Map::new();
    for (name, value) in &incoming.headers {
        let shown = match is_shown(name.as_str()) {
            true => String::from_utf8_lossy(value.as_bytes()).into_owned(),
            false => HIDDEN.to_owned(),
        };
        headers.insert(name.as_str().to_owned(), Value::String(shown));
    }
    let body = |bytes: &[u8]| match std::str::from_utf8(bytes) {
        Ok(text) => serde_json::from_str(text).unwrap_or_else(|_| Value::String(text.to_owned())),
        Err(_) => Value::String(format!("({} bytes)", bytes.len())),
    };
    let replied = reply.headers.iter();
    let replied: Map<String, Value> = replied
        .map(|(name, value)| (name.clone(), Value::String(value.clone())))
        .collect();
    json!({
        "request": {
            "method": incoming.method,
            "path": incoming.path,
            "query": shown_query(model, &incoming.query),
            "headers": headers,
            "body": body(&incoming.body),
        },
        "response": {"status": reply.status, "headers": replied, "body": body(&reply.body)},
    })
}
