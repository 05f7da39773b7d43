//! Signed events: what the vendor's SDKs make of them, and what the generated crate does.
//!
//! In: the recordings in `wire/webhooks.json`, and `wire/webhook_decisions.json`, which says what the crate makes of each,
//! and why where that is not what both SDKs do. Out: nothing, if it is so.

use std::collections::BTreeMap;
use std::time::Duration;

use http::{HeaderMap, HeaderValue};
use serde::Deserialize;
use serde_json::{Value, json};
use stripe_disputes::webhooks::{
    Event, EventError, SIGNATURE_HEADER, SignatureError, Verifier, sign,
};
use stripe_disputes::{DisputeStatus, EventKind, Timestamp};

const CASES: &str = include_str!("../../wire/webhooks.json");
const DECISIONS: &str = include_str!("../../wire/webhook_decisions.json");
const DISPUTE: &str = include_str!("../../wire/dispute.json");
const SECRET: &str = "whsec_test_secret";
const NOW: Timestamp = Timestamp::from_unix(1_700_000_000);

/// A recorded signature.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    case: String,
    payload: String,
    /// No case needs it.
    payload_base64: (),
    #[serde(rename = "payload_as_bytes")]
    _payload_as_bytes: bool,
    header: Option<String>,
    secret: Option<String>,
    now: i64,
    tolerance: Option<i64>,
    node: Verdict,
    python: Verdict,
}

/// What an SDK makes of a case.
#[derive(Deserialize)]
struct Verdict {
    ok: bool,
    #[serde(rename = "type")]
    event: Option<String>,
    class: Option<String>,
}

impl Verdict {
    /// Whether it is an error that the SDK or its JSON parser means to give.
    fn is_meant(&self) -> bool {
        const MEANT: [&str; 4] = [
            "JSONDecodeError",
            "SignatureVerificationError",
            "StripeSignatureVerificationError",
            "SyntaxError",
        ];
        self.class
            .as_deref()
            .is_none_or(|class| MEANT.contains(&class))
    }
}

/// What the generated crate makes of a case.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Decision {
    outcome: String,
    because: Option<String>,
}

fn cases() -> Vec<Case> {
    serde_json::from_str(CASES).unwrap()
}

fn decisions() -> BTreeMap<String, Decision> {
    serde_json::from_str(DECISIONS).unwrap()
}

fn verify(case: &Case, tolerance: Duration) -> Result<Timestamp, SignatureError> {
    let secret = case.secret.as_deref().unwrap_or_default();
    let verifier = Verifier::new(secret)?.tolerance(tolerance);
    let (body, header) = (case.payload.as_bytes(), case.header.as_deref());
    verifier.verify_at(body, header, case.now.into())
}

/// The outcome, as the decisions call it.
fn outcome(case: &Case) -> &'static str {
    let tolerance = match case.tolerance.map(u64::try_from) {
        Some(Ok(seconds)) => Duration::from_secs(seconds),
        Some(Err(_)) => return "inexpressible",
        None => Verifier::DEFAULT_TOLERANCE,
    };
    match verify(case, tolerance) {
        Ok(_) if Event::untyped(case.payload.as_bytes()).is_err() => "unreadable",
        Ok(_) => "accepted",
        Err(SignatureError::EmptySecret) => "empty_secret",
        Err(SignatureError::MissingHeader) => "missing_header",
        Err(SignatureError::Malformed(_)) => "malformed",
        Err(SignatureError::NoMatch { .. }) => "no_match",
        Err(SignatureError::TooOld { .. }) => "too_old",
        Err(other) => panic!("{}: {other}", case.case),
    }
}

#[test]
fn every_case_is_decided() {
    let (cases, decisions) = (cases(), decisions());
    assert_eq!(cases.len(), 31);
    assert_eq!(cases.len(), decisions.len());
    for case in &cases {
        let name = &case.case;
        let () = case.payload_base64;
        let decision = &decisions[name];
        assert_eq!(outcome(case), decision.outcome, "{name}");
        let accepted = decision.outcome == "accepted";
        let same = [&case.node, &case.python].into_iter();
        let same = same.clone().all(|sdk| sdk.ok == accepted && sdk.is_meant());
        let why = decision.because.as_deref().unwrap_or_default();
        assert_eq!(
            same,
            why.is_empty(),
            "{name}: a reason, exactly if an SDK does otherwise"
        );
    }
}

#[test]
fn a_negative_tolerance_is_said_otherwise() {
    let cases = cases();
    let case = cases
        .iter()
        .find(|case| case.tolerance == Some(-1))
        .unwrap();
    let secret = case.secret.as_deref().unwrap();
    let verifier = Verifier::new(secret).unwrap().any_age();
    let (body, header) = (case.payload.as_bytes(), case.header.as_deref());
    assert_eq!(verifier.verify_at(body, header, case.now.into()), Ok(NOW));
    let none = verify(case, Duration::ZERO);
    assert!(
        matches!(none, Err(SignatureError::TooOld { .. })),
        "{none:?}"
    );
}

/// The recorded events have a dispute without most of what a dispute must have. They are proved all the same, and can be
/// read as JSON; only the typed event can't be made.
#[test]
fn what_is_proved_is_never_lost() {
    for case in cases() {
        let name = &case.case;
        let (body, header) = (case.payload.as_bytes(), case.header.as_deref());
        let outcome = outcome(&case);
        let Ok(verifier) = Verifier::new(case.secret.as_deref().unwrap_or_default()) else {
            assert_eq!(outcome, "empty_secret", "{name}");
            continue;
        };
        let read = Event::from_signed_at(body, header, &verifier, case.now.into());
        match (outcome, read) {
            ("accepted", Err(EventError::Decode(error))) => {
                assert!(error.message.contains("` is missing"), "{name}: {error}");
                let event = Event::untyped(body).unwrap();
                assert_eq!(
                    Some(event.kind().as_str()),
                    case.node.event.as_deref(),
                    "{name}"
                );
                let Event::Unknown(event) = event else {
                    panic!("{name}: {event:?}")
                };
                assert_eq!(
                    event["data"]["object"]["evidence"]["customer_name"],
                    "José 😀"
                );
            }
            ("unreadable", Err(EventError::Decode(_))) => {}
            ("accepted" | "unreadable", other) => panic!("{name}: {other:?}"),
            (_, Err(EventError::Signature(_))) => {}
            (_, other) => panic!("{name}: {other:?}"),
        }
    }
}

fn event(name: &str) -> Value {
    let dispute: Value = serde_json::from_str(DISPUTE).unwrap();
    json!({
        "id": "evt_1", "object": "event", "api_version": null, "created": 1_680_651_738,
        "data": {"object": dispute, "previous_attributes": {"status": "needs_response", "metadata": {"a": null}}},
        "livemode": false, "pending_webhooks": 1, "request": null, "type": name,
    })
}

/// As an endpoint does it.
#[test]
fn events_are_typed() {
    let verifier = Verifier::new("whsec_new")
        .unwrap()
        .and_secret(SECRET)
        .unwrap();
    let now = Timestamp::now();
    let body = event("charge.dispute.updated").to_string();
    let mut headers = HeaderMap::new();
    let read = |headers: &HeaderMap| {
        Event::from_signed(body.as_bytes(), headers.get(SIGNATURE_HEADER), &verifier)
    };
    assert_eq!(read(&headers), Err(SignatureError::MissingHeader.into()));
    let header = HeaderValue::try_from(sign(body.as_bytes(), SECRET, now)).unwrap();
    headers.insert("stripe-signature", header);
    let Ok(Event::ChargeDisputeUpdated(event)) = read(&headers) else {
        panic!()
    };
    let status = &event.data.object.status;
    assert_eq!(*status, DisputeStatus::WarningNeedsResponse);
    let previous = event.data.previous_attributes.unwrap();
    assert_eq!(previous["status"], "needs_response");
    assert_eq!(previous["metadata"], json!({"a": null}));
}

#[test]
fn unknown_events_are_kept_whole() {
    let later = event("charge.dispute.later");
    let body = later.to_string();
    let header = sign(body.as_bytes(), SECRET, NOW);
    let verifier = Verifier::new(SECRET).unwrap();
    let read = Event::from_signed_at(body.as_bytes(), Some(header), &verifier, NOW);
    assert_eq!(read, Ok(Event::Unknown(later)));
}

/// Whatever happened to a dispute, and whether the document knows of it.
#[test]
fn every_event_is_asked_alike() {
    for (name, kind) in [
        ("charge.dispute.created", EventKind::ChargeDisputeCreated),
        ("charge.dispute.updated", EventKind::ChargeDisputeUpdated),
        ("charge.dispute.closed", EventKind::ChargeDisputeClosed),
        (
            "charge.dispute.funds_withdrawn",
            EventKind::ChargeDisputeFundsWithdrawn,
        ),
        (
            "charge.dispute.funds_reinstated",
            EventKind::ChargeDisputeFundsReinstated,
        ),
        ("charge.refunded", EventKind::from("charge.refunded")),
    ] {
        let event = Event::from_slice(event(name).to_string().as_bytes()).unwrap();
        assert_eq!(event.kind(), kind);
        assert_eq!(event.kind().to_string(), name);
        assert_eq!(event.id(), Some("evt_1"));
        assert_eq!(event.created(), Some(Timestamp::from_unix(1_680_651_738)));
        assert_eq!(event.livemode(), Some(false));
        let before = event.previous_attributes().unwrap();
        assert_eq!(before["status"], "needs_response");
        let known = name.starts_with("charge.dispute.");
        let status = known.then_some(&DisputeStatus::WarningNeedsResponse);
        assert_eq!(event.dispute().map(|dispute| &dispute.status), status);
    }
}

/// The vendor's thin events are signed like the others, and have no `data`: the error says what reads them.
#[test]
fn thin_events_are_told_apart() {
    let thin = json!({
        "object": "v2.core.event",
        "id": "evt_1",
        "type": "v1.charge.dispute.created",
        "created": "2026-10-28T08:00:00.000Z",
        "livemode": false,
        "context": null,
        "related_object": {"id": "dp_1", "type": "charge.dispute", "url": "/v1/disputes/dp_1"},
    });
    // Whatever else it has, and also under a name that is known.
    let mut full = event("charge.dispute.created");
    full["object"] = json!("v2.core.event");
    full["data"] = json!({});
    let verifier = Verifier::new(SECRET).unwrap();
    for thin in [thin, full] {
        let body = thin.to_string();
        let header = sign(body.as_bytes(), SECRET, NOW);
        let read = Event::from_signed_at(body.as_bytes(), Some(header), &verifier, NOW);
        let Err(EventError::OtherKind(other)) = read else {
            panic!("{read:?}")
        };
        assert_eq!((other.member, other.value), ("object", "v2.core.event"));
        let error = EventError::OtherKind(other).to_string();
        assert!(error.contains("`parseEventNotification`"), "{error}");
        assert!(error.contains("`untyped`"), "{error}");
        assert_eq!(
            Event::from_slice(body.as_bytes()).unwrap_err().message,
            other.to_string()
        );
        assert_eq!(Event::untyped(body.as_bytes()), Ok(Event::Unknown(thin)));
    }
    // What is read as the document describes it is that event, whatever else it says of itself.
    let mut known = event("charge.dispute.created");
    known["object"] = json!("v2.core.event");
    assert!(matches!(
        Event::from_slice(known.to_string().as_bytes()),
        Ok(Event::ChargeDisputeCreated(_))
    ));
}

/// A byte order mark belongs to what is signed, and not to the JSON.
#[test]
fn byte_order_marks_are_read_over() {
    let verifier = Verifier::new(SECRET).unwrap();
    for name in ["charge.dispute.created", "charge.dispute.later"] {
        let plain = event(name).to_string();
        let marked = format!("\u{feff}{plain}");
        let header = sign(marked.as_bytes(), SECRET, NOW);
        let read =
            |body: &str| Event::from_signed_at(body.as_bytes(), Some(&header), &verifier, NOW);
        assert_eq!(
            read(&marked),
            Ok(Event::from_slice(plain.as_bytes()).unwrap())
        );
        assert!(matches!(read(&plain), Err(EventError::Signature(_))));
        assert_eq!(
            Event::untyped(marked.as_bytes()),
            Event::untyped(plain.as_bytes())
        );
    }
}

/// Nothing of a body is looked at before it is proved.
#[test]
fn a_forged_body_is_no_matter_of_reading() {
    let verifier = Verifier::new(SECRET).unwrap();
    for body in ["", "null", "no JSON", "{}"] {
        let header = sign(body.as_bytes(), "whsec_other", NOW);
        let read = Event::from_signed_at(body.as_bytes(), Some(header), &verifier, NOW);
        let padded_secret = false;
        assert_eq!(
            read,
            Err(SignatureError::NoMatch { padded_secret }.into()),
            "{body}"
        );
    }
}

#[test]
fn untyped_events_are_objects() {
    for body in ["", "null", "[]", "1", "\"charge.dispute.created\"", "{"] {
        assert!(Event::untyped(body.as_bytes()).is_err(), "{body}");
    }
    let named = br#"{"type": "charge.dispute.created"}"#;
    let known = Event::Unknown(json!({"type": "charge.dispute.created"}));
    assert_eq!(Event::untyped(named), Ok(known));
}

/// Whoever signed it.
#[test]
fn what_names_no_event_is_none() {
    let verifier = Verifier::new(SECRET).unwrap();
    for body in [
        "{}",
        r#"{"object": "event", "id": "evt_1"}"#,
        r#"{"type": null}"#,
        r#"{"type": ""}"#,
        r#"{"type": 1}"#,
        r#"{"type": {"type": "charge.dispute.created"}}"#,
    ] {
        let body = body.as_bytes();
        let read = Event::from_slice(body).unwrap_err();
        assert!(read.message.contains("`type`"), "{read}");
        assert_eq!(Event::untyped(body), Err(read.clone()));
        let header = sign(body, SECRET, NOW);
        let signed = Event::from_signed_at(body, Some(header), &verifier, NOW);
        assert_eq!(signed, Err(EventError::Decode(read)));
    }
}

/// What every event of the document has, an event of another name has as well.
#[test]
fn unknown_events_have_the_envelope_of_all() {
    let later = event("charge.dispute.later");
    let read = |event: &Value| Event::from_slice(event.to_string().as_bytes());
    for member in [
        "created",
        "data",
        "id",
        "livemode",
        "object",
        "pending_webhooks",
    ] {
        let mut event = later.clone();
        event.as_object_mut().unwrap().remove(member);
        let error = read(&event).unwrap_err();
        let said = format!("it is no event: `{member}` is missing");
        assert_eq!(error.message, said);
        let untyped = Event::untyped(event.to_string().as_bytes());
        assert_eq!(untyped, Ok(Event::Unknown(event)), "nothing is lost");
    }
    for member in ["api_version", "request"] {
        let mut event = later.clone();
        event.as_object_mut().unwrap().remove(member);
        assert_eq!(read(&event), Ok(Event::Unknown(event)));
    }
}
