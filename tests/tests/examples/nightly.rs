//! The job of the example does what it says.
//!
//! In: the example itself, on a night. Out: nothing, if its table and what is left to do are those of that night, and the API has
//! what was submitted, once.

#[path = "../../examples/nightly.rs"]
#[allow(dead_code)]
mod nightly;

use stripe_disputes::{Dispute, Timestamp};

#[test]
fn what_is_due_within_seven_days_is_submitted() {
    let now = Timestamp::from_unix(1_800_000_000);
    let api = nightly::api(now).unwrap();
    let client = api.blocking_client().unwrap();
    let night = nightly::answer_all(&client, now).unwrap();
    assert_eq!(
        night.table,
        "\
dispute  reason                       amount  answer by
dp_other general                    1000 usd  2027-01-16T08:00:00Z
dp_soon  general                    1000 usd  2027-01-21T08:00:00Z
"
    );
    let failures = ["dp_other: no order of this shop: answer it by hand"];
    assert_eq!(night.failures, failures);
    assert_eq!(api.violations(), Vec::<String>::new());
    for dispute in api.objects::<Dispute>().unwrap() {
        let is_answered = dispute.id == "dp_soon";
        let submitted = dispute.evidence_details.submission_count;
        assert_eq!(submitted, i64::from(is_answered), "{dispute:?}");
        let number = dispute.evidence.shipping_tracking_number.as_deref();
        let expected = is_answered.then_some("1Z999AA10123456784");
        assert_eq!(number, expected);
    }
}
