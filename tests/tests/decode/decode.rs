//! Objects of the API, read.
//!
//! In: responses as the vendor's pages show them, and variations. Out: nothing, if each is read as promised: what the
//! document does not know is kept or passed over, what it requires is asked for.

use acceptance::unnamed::with_unnamed;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Value, json};
use stripe_disputes::models::File;
use stripe_disputes::runtime::UnknownMembers;
use stripe_disputes::{
    BalanceTransaction, BalanceTransactionSource, Charge, Dispute, DisputeIntendedSubmissionMethod,
    DisputeList, DisputePaymentMethodDetailsType, DisputeReason, DisputeStatus, Expandable,
    FilePurpose, Timestamp,
};

/// The response on the vendor's page for "Update a dispute", which knows neither enhanced evidence nor eligibility.
fn reference() -> Value {
    serde_json::from_str(include_str!("../../wire/dispute.json")).unwrap()
}

/// The reference response with other members.
fn with(members: Value) -> Value {
    let mut dispute = reference();
    let Value::Object(members) = members else {
        panic!("no object: {members}")
    };
    for (name, value) in members {
        dispute[name] = value;
    }
    dispute
}

#[track_caller]
fn read<T: DeserializeOwned>(json: &Value) -> T {
    serde_json::from_str(&json.to_string()).unwrap()
}

/// The JSON without members that are null, which say the same as none.
fn without_nulls(json: &Value) -> Value {
    match json {
        Value::Object(members) => {
            let kept = members.iter().filter(|(_, value)| !value.is_null());
            let kept = kept.map(|(name, value)| (name.clone(), without_nulls(value)));
            Value::Object(kept.collect::<Map<_, _>>())
        }
        Value::Array(values) => values.iter().map(without_nulls).collect(),
        other => other.clone(),
    }
}

/// What is read is written again, and what is written is read as the same.
#[track_caller]
fn round_trip<T: DeserializeOwned + Serialize + PartialEq + std::fmt::Debug>(json: &Value) -> T {
    let value: T = read(json);
    let written = serde_json::to_value(&value).unwrap();
    assert_eq!(without_nulls(&written), without_nulls(json));
    assert_eq!(read::<T>(&written), value);
    let newer = with_unnamed(json);
    let written = serde_json::to_value(read::<T>(&newer)).unwrap();
    assert_eq!(without_nulls(&written), without_nulls(&newer));
    value
}

#[test]
fn the_reference_response() {
    let dispute: Dispute = round_trip(&reference());
    assert_eq!(dispute.id, "du_1MtJUT2eZvKYlo2CNaw2HvEv");
    assert_eq!(dispute.amount, 1000);
    assert!(dispute.balance_transactions.is_empty());
    assert_eq!(*dispute.charge.id(), "ch_1AZtxr2eZvKYlo2CJDX8whov");
    assert_eq!(dispute.created, Timestamp::from_unix(1_680_651_737));
    assert_eq!(dispute.currency, "usd");
    assert!(dispute.is_charge_refundable);
    assert!(!dispute.livemode);
    assert!(dispute.metadata.is_empty());
    assert_eq!(dispute.payment_intent, None);
    assert_eq!(dispute.reason, DisputeReason::General);
    assert_eq!(dispute.status, DisputeStatus::WarningNeedsResponse);
    assert_eq!(dispute.evidence.receipt, None);
    assert_eq!(dispute.evidence.enhanced_evidence, None);
    let details = &dispute.evidence_details;
    assert_eq!(details.due_by, Some(Timestamp::from_unix(1_682_294_399)));
    assert_eq!(details.submission_count, 0);
    assert_eq!(details.enhanced_eligibility, None);
    assert_eq!(dispute.enhanced_eligibility_types, None);
}

#[test]
fn everything_that_later_versions_added() {
    let address = json!({
        "city": "San Francisco", "country": "US", "line1": "510 Townsend St", "line2": null,
        "postal_code": "94103", "state": "CA",
    });
    let prior = json!({
        "charge": "ch_1", "customer_account_id": "acc_9", "customer_device_fingerprint": null,
        "customer_device_id": "dev_012345678901", "customer_email_address": "j@example.com",
        "customer_purchase_ip": "203.0.113.7", "product_description": "Widget",
        "shipping_address": address,
    });
    let mut dispute = with(json!({
        "enhanced_eligibility_types": ["visa_compelling_evidence_3", "visa_compliance", "later"],
        "intended_submission_method": "prefer_manual",
        "network_reason_code": "10.4",
        "payment_method_details": {
            "type": "card",
            "card": {
                "brand": "visa", "case_type": "chargeback", "network": "visa",
                "network_reason_code": "10.4",
            },
        },
    }));
    dispute["evidence"]["enhanced_evidence"] = json!({
        "visa_compelling_evidence_3": {
            "disputed_transaction": {
                "customer_account_id": "acc_9", "merchandise_or_services": "services",
                "product_description": null, "shipping_address": address,
            },
            "prior_undisputed_transactions": [prior, prior],
        },
        "visa_compliance": {"fee_acknowledged": true},
        "mastercard_compliance": {"fee_acknowledged": false},
    });
    dispute["evidence_details"]["submission_method"] = json!("not_submitted");
    dispute["evidence_details"]["enhanced_eligibility"] = json!({
        "visa_compelling_evidence_3": {
            "required_actions": ["missing_customer_identifiers", "later"],
            "status": "requires_action",
        },
        "visa_compliance": {"status": "requires_fee_acknowledgement"},
        "mastercard_compliance": {"status": "fee_acknowledged"},
    });
    let dispute: Dispute = round_trip(&dispute);
    let enhanced = dispute.evidence.enhanced_evidence.unwrap();
    let compelling = enhanced.visa_compelling_evidence_3.unwrap();
    assert_eq!(compelling.prior_undisputed_transactions.len(), 2);
    assert_eq!(compelling.prior_undisputed_transactions[1].charge, "ch_1");
    let details = dispute.payment_method_details.unwrap();
    assert_eq!(details.r#type, DisputePaymentMethodDetailsType::Card);
    assert_eq!(
        dispute.intended_submission_method,
        Some(DisputeIntendedSubmissionMethod::PreferManual)
    );
}

#[test]
fn every_kind_of_payment_method_details() {
    for details in [
        json!({"type": "amazon_pay", "amazon_pay": {"dispute_type": "claim"}}),
        json!({"type": "amazon_pay", "amazon_pay": {"dispute_type": null}}),
        json!({"type": "card", "card": {"brand": "mastercard", "network_reason_code": null}}),
        json!({"type": "klarna", "klarna": {"reason_code": "goods_not_received"}}),
        json!({"type": "klarna", "klarna": {"reason_code": null, "chargeback_loss_reason_code": "x"}}),
        json!({"type": "paypal", "paypal": {"case_id": "PP-1", "reason_code": null}}),
        json!({"type": "later"}),
    ] {
        let dispute = with(json!({"payment_method_details": details}));
        let dispute: Dispute = round_trip(&dispute);
        assert!(dispute.payment_method_details.is_some());
    }
}

#[test]
fn unknown_values_are_kept() {
    let dispute: Dispute = round_trip(&with(json!({
        "status": "won_on_a_technicality", "reason": "later", "intended_submission_method": "",
    })));
    assert_eq!(
        dispute.status,
        DisputeStatus::Unknown("won_on_a_technicality".to_owned())
    );
    assert_eq!(dispute.status.as_str(), "won_on_a_technicality");
    assert_eq!(dispute.reason.to_string(), "later");
}

#[test]
fn every_documented_value_is_known() {
    let statuses = [
        "lost",
        "needs_response",
        "prevented",
        "under_review",
        "warning_closed",
        "warning_needs_response",
        "warning_under_review",
        "won",
        "appeal_needs_response",
        "appeal_under_review",
    ];
    for status in statuses {
        let read = DisputeStatus::from(status);
        assert!(!matches!(read, DisputeStatus::Unknown(_)), "{status}");
        assert_eq!(read.as_str(), status);
    }
    let reasons = [
        "bank_cannot_process",
        "check_returned",
        "credit_not_processed",
        "customer_initiated",
        "debit_not_authorized",
        "duplicate",
        "fraudulent",
        "general",
        "incorrect_account_details",
        "insufficient_funds",
        "noncompliant",
        "product_not_received",
        "product_unacceptable",
        "subscription_canceled",
        "unrecognized",
    ];
    for reason in reasons {
        let read = DisputeReason::from(reason);
        assert!(!matches!(read, DisputeReason::Unknown(_)), "{reason}");
        assert_eq!(read.as_str(), reason);
    }
}

#[test]
fn unknown_members_change_nothing_else() {
    let dispute = with(json!({"later": {"a": [1, {"b": null}]}, "": 1, "constant_0": true}));
    let mut dispute: Dispute = read(&dispute);
    assert_ne!(dispute, read(&reference()));
    dispute.unknown = UnknownMembers::new();
    assert_eq!(dispute, read(&reference()));
}

fn charge() -> Value {
    json!({
        "id": "ch_1", "object": "charge", "amount": 1000, "created": 1_680_651_737,
        "currency": "usd", "customer": "cus_1", "description": null, "livemode": false,
        "metadata": {"order_id": "6735"}, "payment_intent": "pi_1", "receipt_email": null,
        "status": "succeeded",
        "billing_details": {
            "address": {"city": null, "country": "US", "line1": null, "line2": null,
                        "postal_code": "94103", "state": null},
            "email": "j@example.com", "name": "Jane Austen", "phone": null,
        },
        "outcome": {"risk_score": 31}, "refunded": false,
    })
}

#[test]
fn expanded_objects_keep_what_has_no_type() {
    let dispute: Dispute = round_trip(&with(json!({
        "charge": charge(),
        "payment_intent": {
            "id": "pi_1", "object": "payment_intent", "amount": 1000, "created": 1, "currency": "usd",
            "customer": null, "description": "Widgets", "livemode": true, "metadata": {},
            "latest_charge": charge(), "receipt_email": null, "status": "requires_action",
            "capture_method": "automatic",
        },
    })));
    assert_eq!(*dispute.charge.id(), "ch_1");
    let charge: &Charge = dispute.charge.object().unwrap();
    assert_eq!(charge.extra["outcome"]["risk_score"], 31);
    assert_eq!(charge.metadata["order_id"], "6735");
    let intent = dispute.payment_intent.unwrap();
    assert_eq!(*intent.id(), "pi_1");
    let intent = intent.into_object().unwrap();
    assert_eq!(intent.extra["capture_method"], "automatic");
    let latest = intent.latest_charge.unwrap();
    assert_eq!(latest.object(), Some(charge));
}

#[test]
fn expanded_files() {
    let file = json!({
        "id": "file_1", "object": "file", "created": 1, "expires_at": null, "filename": "r.pdf",
        "purpose": "dispute_evidence", "size": 9863, "title": null, "type": "pdf", "url": null,
    });
    let mut dispute = reference();
    dispute["evidence"]["receipt"] = file.clone();
    dispute["evidence"]["refund_policy"] = json!("file_2");
    let evidence = round_trip::<Dispute>(&dispute).evidence;
    let receipt: File = evidence.receipt.unwrap().into_object().unwrap();
    assert_eq!(receipt.purpose, FilePurpose::DisputeEvidence);
    assert_eq!(
        evidence.refund_policy,
        Some(Expandable::Id("file_2".into()))
    );
    round_trip::<File>(&file);
}

#[test]
fn balance_transactions() {
    let mut transaction = json!({
        "id": "txn_1", "object": "balance_transaction", "amount": -1000, "available_on": 2,
        "created": 1, "currency": "usd", "description": null, "exchange_rate": 0.97, "fee": 1500,
        "fee_details": [{"amount": 1500, "application": null, "currency": "usd",
                         "description": "Dispute fee", "type": "stripe_fee"}],
        "net": -2500, "reporting_category": "dispute", "source": "du_1", "status": "pending",
        "type": "adjustment",
    });
    let read: BalanceTransaction = round_trip(&transaction);
    assert_eq!(read.exchange_rate, Some(0.97));
    assert_eq!(read.fee_details[0].amount, 1500);
    transaction["source"] = reference();
    let read: BalanceTransaction = round_trip(&transaction);
    assert!(read.source.is_some());
    transaction["source"] = json!({"id": "x_1", "object": "later", "more": [1]});
    let read: BalanceTransaction = round_trip(&transaction);
    let source = read.source.unwrap().into_object().unwrap();
    assert!(matches!(source, BalanceTransactionSource::Unknown(_)));
    transaction["source"] = Value::Null;
    let read: BalanceTransaction = round_trip(&transaction);
    assert_eq!(read.source, None);
    round_trip::<Dispute>(&with(json!({"balance_transactions": [transaction]})));
}

#[test]
fn lists() {
    let list = json!({
        "object": "list", "url": "/v1/disputes", "has_more": true,
        "data": [reference(), with(json!({"id": "du_2"}))],
    });
    let page: DisputeList = round_trip(&list);
    assert!(page.has_more);
    let ids: Vec<_> = page.iter().map(|dispute| dispute.id.as_str()).collect();
    assert_eq!(ids, ["du_1MtJUT2eZvKYlo2CNaw2HvEv", "du_2"]);
    let empty = json!({"object": "list", "url": "/v1/disputes", "has_more": false, "data": []});
    assert_eq!(round_trip::<DisputeList>(&empty).data, []);
    let of_one = json!({"object": "list", "data": [{}], "has_more": false});
    let error = serde_json::from_value::<DisputeList>(of_one).unwrap_err();
    assert!(error.to_string().contains("missing field"), "{error}");
}

/// An older response may lack what is a list, a map, or an object without anything that has to be there; nothing else.
#[test]
fn missing_members() {
    for name in [
        "balance_transactions",
        "metadata",
        "payment_intent",
        "evidence",
    ] {
        let mut dispute = reference();
        dispute.as_object_mut().unwrap().remove(name);
        let read: Dispute = read(&dispute);
        assert_eq!(read, self::read(&reference()), "{name}");
    }
    let required = [
        "id",
        "amount",
        "charge",
        "created",
        "currency",
        "evidence_details",
        "is_charge_refundable",
        "livemode",
        "reason",
        "status",
    ];
    for name in required {
        let mut dispute = reference();
        dispute.as_object_mut().unwrap().remove(name);
        let error = serde_json::from_value::<Dispute>(dispute).unwrap_err();
        assert_eq!(error.to_string(), format!("missing field `{name}`"));
    }
}

/// What an object is called says nothing that its type does not say: a newer answer may call it something else.
#[test]
fn what_an_object_is_called_is_not_demanded() {
    let mut dispute = reference();
    for object in [json!("dispute.v2"), json!(null), json!({"a": [1]})] {
        dispute["object"] = object;
        assert_eq!(read::<Dispute>(&dispute), read::<Dispute>(&reference()));
    }
    dispute.as_object_mut().unwrap().remove("object");
    assert_eq!(read::<Dispute>(&dispute), read::<Dispute>(&reference()));
}
