//! What was read can be sent again: one conversion for each struct that is both, and nothing of it is lost.
//!
//! In: a dispute with all evidence there is, as the API gives it back. Out: requests, compared pair by pair with what was read.

use std::collections::BTreeMap;

use serde_json::{Value, json};
use stripe_disputes::{
    Address, Dispute, DisputeEvidenceParams, Disputes, EnhancedEvidenceParams, Operation,
    PriorUndisputedTransactionParams, ShippingAddressParams, VisaCompellingEvidence3Params,
};

/// The evidence of a dispute: a text for each text, an id for each file, and one file that is expanded.
fn evidence() -> Value {
    let body: Value = serde_json::from_str(include_str!("../../wire/dispute.json")).unwrap();
    let mut evidence = body["evidence"].clone();
    for (name, value) in evidence.as_object_mut().unwrap() {
        *value = json!(format!("the {name}"));
    }
    evidence["receipt"] = json!({
        "id": "file_receipt", "object": "file", "created": 1, "purpose": "dispute_evidence", "size": 1,
        "expires_at": null, "filename": null, "title": null, "type": null, "url": null,
    });
    let transaction = json!({
        "customer_account_id": "jane", "customer_device_fingerprint": null,
        "customer_device_id": "a long device id", "customer_email_address": null,
        "customer_purchase_ip": null, "product_description": "A hat",
        "shipping_address": {
            "city": "Bath", "country": "GB", "line1": null, "line2": null, "postal_code": null, "state": null,
        },
    });
    let mut disputed = transaction.clone();
    disputed["merchandise_or_services"] = json!("merchandise");
    let mut prior = transaction;
    prior["charge"] = json!("ch_1");
    evidence["enhanced_evidence"] = json!({
        "visa_compelling_evidence_3": {
            "disputed_transaction": disputed,
            "prior_undisputed_transactions": [prior.clone(), prior],
        },
        "visa_compliance": {"fee_acknowledged": false},
    });
    evidence["appeal"] = json!({"card": {"reason_for_filing": "A reason", "supporting_files": ["file_1", "file_2"]}});
    evidence
}

fn dispute(evidence: Value) -> Dispute {
    let mut body: Value = serde_json::from_str(include_str!("../../wire/dispute.json")).unwrap();
    body["evidence"] = evidence;
    serde_json::from_value(body).unwrap()
}

/// The pairs of a form that say a value: what is null is not sent, and an expanded file is its id.
fn pairs(key: &str, value: &Value, into: &mut BTreeMap<String, String>) {
    match value {
        Value::Null => {}
        Value::Object(file) if file.get("object") == Some(&json!("file")) => {
            into.insert(key.to_owned(), file["id"].as_str().unwrap().to_owned());
        }
        Value::Object(members) => {
            for (name, value) in members {
                pairs(&format!("{key}[{name}]"), value, into);
            }
        }
        Value::Array(elements) => {
            for (index, value) in elements.iter().enumerate() {
                pairs(&format!("{key}[{index}]"), value, into);
            }
        }
        Value::String(text) => {
            into.insert(key.to_owned(), text.clone());
        }
        other => {
            into.insert(key.to_owned(), other.to_string());
        }
    }
}

fn sent(evidence: DisputeEvidenceParams) -> BTreeMap<String, String> {
    let request = Disputes::update("dp_1").evidence(evidence).to_request();
    let request = request.unwrap();
    form_urlencoded::parse(request.body())
        .into_owned()
        .collect()
}

#[test]
fn all_evidence_that_was_read_is_sent_again() {
    let read = evidence();
    let mut expected = BTreeMap::new();
    pairs("evidence", &read, &mut expected);
    assert!(expected.len() > 40, "{}", expected.len());
    let params = DisputeEvidenceParams::from(&dispute(read).evidence);
    assert_eq!(sent(params), expected);
}

#[test]
fn what_was_not_given_is_not_sent() {
    let mut nothing = evidence();
    for value in nothing.as_object_mut().unwrap().values_mut() {
        *value = Value::Null;
    }
    nothing["enhanced_evidence"] = json!({
        "visa_compelling_evidence_3": {"disputed_transaction": null, "prior_undisputed_transactions": []},
    });
    let params = DisputeEvidenceParams::from(&dispute(nothing).evidence);
    assert_eq!(sent(params), BTreeMap::new());
}

#[test]
fn what_was_read_is_changed_and_sent() {
    let mut few = evidence();
    for value in few.as_object_mut().unwrap().values_mut() {
        *value = Value::Null;
    }
    few["customer_name"] = json!("Jane");
    few["receipt"] = json!("file_1");
    let params = DisputeEvidenceParams::from(&dispute(few).evidence)
        .customer_name("Jane Austen")
        .clear_receipt();
    let expected = [
        ("evidence[customer_name]", "Jane Austen"),
        ("evidence[receipt]", ""),
    ];
    let expected = expected.map(|(key, value)| (key.to_owned(), value.to_owned()));
    assert_eq!(sent(params), expected.into());
}

#[test]
fn an_address_is_where_goods_were_sent() {
    let address: Address = serde_json::from_value(json!({
        "city": "Bath", "country": "GB", "line1": "1 Gay Street", "line2": null, "postal_code": "BA1", "state": null,
    }))
    .unwrap();
    let prior = PriorUndisputedTransactionParams::new("ch_1")
        .shipping_address(ShippingAddressParams::from(&address));
    let enhanced =
        VisaCompellingEvidence3Params::new().prior_undisputed_transactions([prior.clone(), prior]);
    let enhanced = EnhancedEvidenceParams::new().visa_compelling_evidence_3(enhanced);
    let pairs = sent(DisputeEvidenceParams::new().enhanced_evidence(enhanced));
    let key = "evidence[enhanced_evidence][visa_compelling_evidence_3][prior_undisputed_transactions][1]\
               [shipping_address]";
    assert_eq!(pairs[&format!("{key}[city]")], "Bath");
    assert_eq!(pairs[&format!("{key}[postal_code]")], "BA1");
    assert!(!pairs.contains_key(&format!("{key}[line2]")));
}
