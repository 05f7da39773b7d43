//! What was read, stored, and read again; and what was sent though no type has it.
//!
//! In: recorded responses and events, with members that the document does not name. Out: nothing, if none is lost on the way, and
//! requests carry what is asked of them.

use acceptance::unnamed::with_unnamed;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value, json};
use stripe_disputes::models::{DisputeEvent, Error};
use stripe_disputes::runtime::List;
use stripe_disputes::{
    BalanceTransaction, Dispute, DisputeEvidence, DisputeEvidenceParams, DisputeList, Disputes,
    FileUploadPurpose, Files, InvalidRequest, ListDisputes, Operation, Upload,
};

const REFERENCE: &str = include_str!("../../wire/dispute.json");
const FULL: &str = include_str!("../../benches/data/dispute-full.json");

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

/// The JSON without members that are null, which say the same as none.
fn without_nulls(json: Value) -> Value {
    match json {
        Value::Object(members) => {
            let kept = members.into_iter().filter(|(_, value)| !value.is_null());
            let kept = kept.map(|(name, value)| (name, without_nulls(value)));
            Value::Object(kept.collect::<Map<_, _>>())
        }
        Value::Array(values) => values.into_iter().map(without_nulls).collect(),
        other => other,
    }
}

#[track_caller]
fn survives<T: DeserializeOwned + Serialize + PartialEq + std::fmt::Debug>(response: &Value) {
    for json in [response.clone(), with_unnamed(response)] {
        let read: T = serde_json::from_str(&json.to_string()).unwrap();
        let stored = serde_json::to_string(&read).unwrap();
        let written: Value = serde_json::from_str(&stored).unwrap();
        assert_eq!(without_nulls(written), without_nulls(json.clone()));
        assert_eq!(serde_json::from_str::<T>(&stored).unwrap(), read);
        assert_eq!(serde_json::from_value::<T>(json).unwrap(), read);
        // All members are shown by their names and lengths.
        assert!(!format!("{read:?}").contains("\"text\""), "{read:?}");
    }
}

#[test]
fn recorded_responses() {
    survives::<Dispute>(&json(REFERENCE));
    survives::<Dispute>(&json(FULL));
    let list = json!({
        "object": "list", "url": "/v1/disputes", "has_more": true,
        "data": [json(REFERENCE), json(FULL)],
    });
    survives::<DisputeList>(&list);
}

#[test]
fn unions_and_errors() {
    let transaction = |source: Value| {
        json!({
            "id": "txn_1", "object": "balance_transaction", "amount": -1000, "available_on": 2,
            "created": 1, "currency": "usd", "fee": 1500, "fee_details": [], "net": -2500,
            "reporting_category": "dispute", "source": source, "status": "pending",
            "type": "adjustment",
        })
    };
    for source in [
        json!("du_1"),
        json(FULL),
        json!({"id": "x", "object": "later"}),
    ] {
        survives::<BalanceTransaction>(&transaction(source));
    }
    let error = json!({"error": {"type": "card_error", "payment_intent": {"id": "pi_1"}}});
    survives::<Error>(&error);
}

#[test]
fn events() {
    survives::<DisputeEvent>(&json!({
        "id": "evt_1", "object": "event", "api_version": "2026-10-28.endive", "created": 1,
        "livemode": false, "pending_webhooks": 1, "type": "charge.dispute.updated",
        "request": {"id": "req_1", "idempotency_key": "k"},
        "data": {"object": json(FULL), "previous_attributes": {"status": "needs_response"}},
    }));
}

/// No digit is lost, whatever Rust's numbers can hold, and the order is that of the response.
#[test]
fn text_for_text() {
    let later = r#","z":123456789012345678901234567890,"a":[1.10,1e5,{"y":0.30000000000000000000001,"b":-0}]}"#;
    let text = format!("{}{later}", REFERENCE.trim_end().strip_suffix('}').unwrap());
    let dispute: Dispute = serde_json::from_str(&text).unwrap();
    let stored = serde_json::to_string(&dispute).unwrap();
    assert!(stored.ends_with(later), "{stored}");
    let list = format!(r#"{{"data":[{text}],"has_more":false,"next":1.0e400}}"#);
    let list: List<Dispute> = serde_json::from_str(&list).unwrap();
    let stored = serde_json::to_string(&list).unwrap();
    assert!(stored.contains(later) && stored.ends_with(r#","next":1.0e400}"#));
}

/// What serde holds back before it knows a type gives no texts.
#[test]
fn within_types_of_the_program() {
    #[derive(Debug, Deserialize, Serialize, PartialEq)]
    #[serde(untagged)]
    enum Row {
        Number(i64),
        Stored(Box<Stored>),
    }
    #[derive(Debug, Deserialize, Serialize, PartialEq)]
    struct Stored {
        stored_at: u64,
        #[serde(flatten)]
        dispute: Dispute,
    }
    let mut response = with_unnamed(&without_nulls(json(FULL)));
    response["stored_at"] = json!(7);
    survives::<Row>(&response);
}

#[test]
fn a_new_member_needs_no_new_crate() {
    let mut response = json(REFERENCE);
    response["evidence"]["later"] = json!({"name": "Jane Austen"});
    response["reopened_by"] = json!("du_2");
    let dispute: Dispute = serde_json::from_value(response).unwrap();
    let by: Option<String> = dispute.unknown.get("reopened_by").transpose().unwrap();
    assert_eq!(by.as_deref(), Some("du_2"));
    assert_eq!(
        dispute.evidence.unknown.as_json(),
        r#"{"later":{"name":"Jane Austen"}}"#
    );
    assert_eq!(DisputeEvidence::default().unknown.as_json(), "{}");
    let shown = format!("{dispute:?}");
    assert!(shown.contains(r#"unknown: {"later": <22 bytes>}"#) && !shown.contains("Jane"));
}

fn update(key: &str) -> Result<String, InvalidRequest> {
    let evidence = DisputeEvidenceParams::new().customer_name("Jane");
    let update = Disputes::update("dp_1")
        .evidence(evidence)
        .extra(key, "v w");
    let body = update.to_request()?.into_body();
    Ok(String::from_utf8(body.to_vec()).unwrap())
}

#[test]
fn a_new_parameter_needs_no_new_crate() {
    assert_eq!(
        update("evidence[new][key]").unwrap(),
        "evidence%5Bcustomer_name%5D=Jane&evidence%5Bnew%5D%5Bkey%5D=v+w"
    );
    assert!(update("evidence[enhanced_evidence][later][0]").is_ok());
    for typed in [
        "dispute",
        "submit",
        "submit[a]",
        "evidence",
        "evidence[customer_name]",
        "evidence[receipt]",
        "evidence[customer_name][a]",
        "evidence[appeal][card]",
        "metadata",
        "metadata[a]",
        "expand[0]",
    ] {
        let error = update(typed).unwrap_err();
        let [violation] = error.violations.as_slice() else {
            panic!("{error}")
        };
        assert_eq!(violation.key, typed);
    }
    let list: ListDisputes = Disputes::list()
        .limit(3)
        .extra("not_yet_there", "lost")
        .extra("a[gt]", 7);
    let request = list.to_request().unwrap();
    assert_eq!(
        request.uri().query(),
        Some("limit=3&not_yet_there=lost&a%5Bgt%5D=7")
    );
    let file = Upload::new("a.txt", "text");
    let create = Files::create(file, FileUploadPurpose::DisputeEvidence);
    let request = create
        .clone()
        .extra("file_link_data[new]", "v")
        .to_request()
        .unwrap();
    let body = String::from_utf8_lossy(request.body()).into_owned();
    assert!(
        body.contains("name=\"file_link_data[new]\"\r\n\r\nv\r\n"),
        "{body}"
    );
    assert!(
        create
            .extra("file_link_data[create]", true)
            .to_request()
            .is_err()
    );
}

/// All that is wrong is said at once, and no value is.
#[test]
fn what_is_wrong_with_parameters_is_said_with_the_rest() {
    let update = Disputes::update("..")
        .extra("a[", "Jane")
        .extra("submit", "Jane");
    let error = update.clone().to_request().unwrap_err();
    assert_eq!(error.violations.len(), 3, "{error}");
    assert!(!error.to_string().contains("Jane") && !format!("{update:?}").contains("Jane"));
}
