//! Errors about bodies that cannot be read repeat nothing of them.
//!
//! In: bodies with a secret as each text, number and key, broken in every place: another kind of value, a member that is missing, an
//! end, a character too many. Out: nothing, if no error shows a secret, and each that is about a value says where it is.

use serde_json::{Map, Value, json};
use stripe_disputes::models::{Error, File};
use stripe_disputes::runtime::{DecodeError, decode_json};
use stripe_disputes::{BalanceTransaction, Dispute, DisputeEvidence, DisputeList, Event};

const NUMBER: i64 = 76_543_210;

/// A way to read a body.
type Read = fn(&[u8]) -> Result<(), DecodeError>;

const READERS: [Read; 7] = [
    |body| decode_json::<Dispute>(body).map(drop),
    |body| decode_json::<DisputeEvidence>(body).map(drop),
    |body| decode_json::<DisputeList>(body).map(drop),
    |body| decode_json::<BalanceTransaction>(body).map(drop),
    |body| decode_json::<File>(body).map(drop),
    |body| decode_json::<Error>(body).map(drop),
    |body| Event::from_slice(body).map(drop),
];

fn charge() -> Value {
    json!({
        "object": "charge", "id": "ch", "amount": 1, "created": 1, "currency": "usd", "livemode": false,
        "metadata": {"order": "1"}, "status": "succeeded", "outcome": {"risk": [31]},
        "billing_details": {"address": {"city": "a"}, "email": "b"},
    })
}

fn dispute() -> Value {
    let mut dispute: Value = serde_json::from_str(include_str!("../../wire/dispute.json")).unwrap();
    let source = dispute.clone();
    let transaction = |source: Value| {
        json!({
            "object": "balance_transaction", "id": "txn", "amount": 1, "available_on": 2, "created": 1,
            "currency": "usd", "exchange_rate": 0.5, "fee": 1, "net": 1, "status": "pending",
            "fee_details": [{"amount": 1, "currency": "usd", "type": "stripe_fee"}],
            "reporting_category": "dispute", "type": "adjustment", "source": source,
        })
    };
    dispute["balance_transactions"] = json!([transaction(source), transaction(charge())]);
    dispute["charge"] = charge();
    dispute["metadata"] = json!({"order": "1", "customer": "2"});
    dispute["evidence"]["receipt"] = file();
    dispute["payment_method_details"] = json!({"type": "card", "card": {"brand": "visa"}});
    dispute
}

fn file() -> Value {
    json!({
        "object": "file", "id": "file", "created": 1, "purpose": "dispute_evidence", "size": 1,
        "links": {"object": "list", "has_more": false, "data": [], "url": "u"},
    })
}

fn bodies() -> Vec<Value> {
    let event = json!({
        "object": "event", "id": "evt", "api_version": "v", "created": 1, "livemode": false,
        "pending_webhooks": 1, "request": {"id": "req"}, "type": "charge.dispute.updated",
        "data": {"object": dispute(), "previous_attributes": {"status": "won"}},
    });
    vec![
        dispute(),
        dispute()["evidence"].clone(),
        json!({"object": "list", "url": "u", "has_more": true, "data": [dispute()]}),
        dispute()["balance_transactions"][0].clone(),
        file(),
        json!({"error": {"type": "card_error", "code": "c", "message": "m", "charge": "ch"}}),
        event,
    ]
}

/// Makes each text, number and key of a map a secret, but for what tells what an object is.
fn plant(value: &mut Value, name: &str) {
    match value {
        Value::String(text) if name != "object" && !text.starts_with("charge.dispute") => {
            *text = format!("secret_{text}");
        }
        Value::Number(number) if number.is_i64() => *value = NUMBER.into(),
        Value::Number(_) => *value = json!(7_654_321.5),
        Value::Array(values) => values.iter_mut().for_each(|value| plant(value, "")),
        Value::Object(members) => {
            for (name, value) in members.iter_mut() {
                plant(value, name);
            }
            if name == "metadata" || name == "previous_attributes" || name == "outcome" {
                let all = std::mem::take(members).into_iter();
                *members = all
                    .map(|(name, value)| (format!("secret_{name}"), value))
                    .collect();
            }
        }
        _ => {}
    }
}

/// Where each value in a value is.
fn pointers(value: &Value, at: &str, all: &mut Vec<String>) {
    all.push(at.to_owned());
    match value {
        Value::Array(values) => {
            for (index, value) in values.iter().enumerate() {
                pointers(value, &format!("{at}/{index}"), all);
            }
        }
        Value::Object(members) => {
            for (name, value) in members {
                pointers(value, &format!("{at}/{name}"), all);
            }
        }
        _ => {}
    }
}

#[track_caller]
fn check(read: Read, body: &str) -> Option<DecodeError> {
    let error = read(body.as_bytes()).err()?;
    let shown = format!("{error} {error:?} {:?}", error.path());
    let secrets = ["secret", "76543", "7_654"];
    let leaked = secrets.into_iter().any(|secret| shown.contains(secret));
    assert!(!leaked, "{shown}\n{body}");
    Some(error)
}

fn others() -> [Value; 8] {
    [
        Value::Null,
        true.into(),
        json!("secret, expected a secret"),
        NUMBER.into(),
        json!(-76_543.5),
        json!(u64::MAX),
        json!(["secret", NUMBER]),
        json!({"secret": {"secret": NUMBER}}),
    ]
}

#[test]
fn another_kind_of_value_or_none() {
    let (mut errors, mut unplaced) = (0, 0);
    for (read, mut body) in READERS.into_iter().zip(bodies()) {
        plant(&mut body, "");
        assert!(read(body.to_string().as_bytes()).is_ok(), "{body}");
        // Also with each reader that it is not meant for.
        for reader in READERS {
            check(reader, &body.to_string());
        }
        let mut places = Vec::new();
        pointers(&body, "", &mut places);
        for place in places {
            let mut tried: Vec<Value> = others()
                .into_iter()
                .map(|other| {
                    let mut body = body.clone();
                    *body.pointer_mut(&place).unwrap() = other;
                    body
                })
                .collect();
            let (holder, name) = place.rsplit_once('/').unwrap_or_default();
            if let Some(members) = body.pointer(holder).and_then(Value::as_object) {
                let mut members: Map<String, Value> = members.clone();
                members.remove(name);
                let mut body = body.clone();
                *body.pointer_mut(holder).unwrap() = members.into();
                tried.push(body);
            }
            for body in tried {
                if let Some(error) = check(read, &body.to_string()) {
                    errors += 1;
                    unplaced += usize::from(error.path().is_none() && !place.is_empty());
                    let words = ["expected ", " is missing", "no event"];
                    let is_said = words.into_iter().any(|words| error.message.contains(words));
                    assert!(is_said, "{error}");
                }
            }
        }
    }
    assert!(errors > 1_000, "{errors}");
    assert_eq!(unplaced, 0);
}

#[test]
fn cut_off_or_broken() {
    for (read, mut body) in READERS.into_iter().zip(bodies()) {
        plant(&mut body, "");
        let body = body.to_string();
        for end in (0..body.len()).step_by(11) {
            let cut = &body[..end];
            assert!(check(read, cut).is_some());
            for more in ["\"", "}", "\\", "\u{1}", "secret", ": 76543e999"] {
                check(read, &[cut, more, &body[end..]].concat());
            }
        }
    }
}

#[test]
fn the_way_goes_on_into_alternatives() {
    let mut body = dispute();
    body["balance_transactions"][0]["source"]["evidence_details"]["due_by"] = json!("secret");
    let error = decode_json::<Dispute>(body.to_string().as_bytes()).unwrap_err();
    let path = "balance_transactions[0].source.evidence_details.due_by";
    assert_eq!(error.path(), Some(path));
    let words =
        format!("`{path}`: expected whole seconds since the Unix epoch, found a text (line ");
    assert!(error.message.starts_with(&words), "{error}");
}
