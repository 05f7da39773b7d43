//! What whoever answers disputes asks again and again has an answer of one call.
//!
//! In: statuses, deadlines and requests. Out: what the functions say that the document declares by extensions.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde_json::{Value, json};
use stripe_disputes::{
    Dispute, DisputeEvidenceField, DisputeReason, DisputeStatus, Disputes, Operation, TimeLeft,
    Timestamp, UpdateDispute,
};

fn dispute() -> Value {
    serde_json::from_str(include_str!("../../wire/dispute.json")).unwrap()
}

fn read(dispute: Value) -> Dispute {
    serde_json::from_value(dispute).unwrap()
}

#[test]
fn each_status_is_in_one_group() {
    let groups = [
        (
            DisputeStatus::needs_response as fn(&DisputeStatus) -> bool,
            [
                "needs_response",
                "warning_needs_response",
                "appeal_needs_response",
            ]
            .as_slice(),
        ),
        (
            DisputeStatus::is_under_review,
            &[
                "under_review",
                "warning_under_review",
                "appeal_under_review",
            ],
        ),
        (
            DisputeStatus::is_closed,
            &["lost", "prevented", "warning_closed", "won"],
        ),
    ];
    let all = groups.iter().flat_map(|(_, statuses)| *statuses);
    for status in all.chain(&["a_later_status"]) {
        for (is_in, statuses) in &groups {
            let found = is_in(&DisputeStatus::from(*status));
            assert_eq!(found, statuses.contains(status), "{status}");
        }
    }
}

#[test]
fn a_deadline_tells_how_much_time_is_left() {
    let mut body = dispute();
    body["evidence_details"]["due_by"] = json!(1_000_000);
    let details = read(body.clone()).evidence_details;
    let hour = Duration::from_secs(3600);
    let due = UNIX_EPOCH + Duration::from_secs(1_000_000);
    assert_eq!(details.due_in(due - hour), Some(TimeLeft::Left(hour)));
    assert_eq!(details.due_in(due), Some(TimeLeft::Left(Duration::ZERO)));
    assert_eq!(details.due_in(due + hour), Some(TimeLeft::Passed(hour)));
    assert_eq!(details.due_in(1_003_600), Some(TimeLeft::Passed(hour)));
    assert!(details.due_in(SystemTime::now()).unwrap().has_passed());
    let last = Timestamp::from_unix(i64::MAX);
    assert!(details.due_in(last).unwrap().has_passed());

    for none in [json!(null), json!(0)] {
        body["evidence_details"]["due_by"] = none;
        let details = read(body.clone()).evidence_details;
        assert_eq!(details.due_in(due), None, "no response is taken");
    }
}

#[test]
fn what_cannot_be_undone_is_said_by_name() {
    let body = |update: UpdateDispute| {
        let request = update.to_request().unwrap();
        String::from_utf8(request.body().to_vec()).unwrap()
    };
    assert_eq!(body(Disputes::update("dp_1")), "");
    assert_eq!(body(Disputes::update("dp_1").stage()), "submit=false");
    assert_eq!(
        body(Disputes::update("dp_1").submit_irreversibly()),
        "submit=true"
    );
    let changed = Disputes::update("dp_1").submit_irreversibly().stage();
    assert_eq!(body(changed), "submit=false", "the last word counts");
    let close = Disputes::close_irreversibly("dp_1").to_request().unwrap();
    assert_eq!(close.uri().path(), "/v1/disputes/dp_1/close");
}

#[test]
fn evidence_fits_the_reason() {
    use DisputeEvidenceField::{DuplicateChargeId, ShippingTrackingNumber};
    let evidence = |reason: &str| DisputeReason::from(reason).recommended_evidence();
    assert!(evidence("duplicate").contains(&DuplicateChargeId));
    assert!(evidence("product_not_received").contains(&ShippingTrackingNumber));
    assert!(!evidence("subscription_canceled").contains(&ShippingTrackingNumber));
    assert!(
        evidence("general").is_empty(),
        "the guide has no table for it"
    );
    assert!(evidence("a_later_reason").is_empty());
    assert_eq!(
        ShippingTrackingNumber.to_string(),
        "shipping_tracking_number"
    );
}
