//! A disputed charge on `stripe-stateful-mock`, an API that none of us wrote and that keeps what it is told.
//!
//! In: the server, as npm installs it. Out: nothing, if a client over each of the transports makes charges that are
//! disputed, reads the disputes, and does nothing twice. Without Node, or without a network the first time, a line says that
//! this was skipped.

use std::io::{self, Write as _};
use std::thread;
use std::time::{Duration, Instant};

use acceptance::node::{Mock, Node};
use acceptance::recorded::is_ahead;
use acceptance::transports::{By, Caller};
use acceptance::watch::within;
use http::{Method, StatusCode};
use serde_json::{Map, Value};
use stripe_disputes::client::{CallError, Client, RequestOptions, Response};
use stripe_disputes::{ApiErrorsType, Dispute, DisputeReason, DisputeStatus, Disputes};

/// No scenario takes longer.
const PATIENCE: Duration = Duration::from_secs(60);

const SECRET: &str = "sk_test_stateful";

/// What the server is called under `ahead` in `wire/decisions.json`, where the document has what it does not know.
const SERVER: &str = "stripe-stateful-mock";

/// A server, and how to reach it.
struct Stage {
    mock: Mock,
    by: By,
}

impl Stage {
    fn client(&self, secret: &str) -> Caller {
        let builder = Client::builder(secret).base_url(self.mock.url());
        Caller::new(self.by, builder.timeout(Duration::from_secs(20))).unwrap()
    }
}

/// Runs a scenario with a server of its own, or says why not.
fn scenario(test: &str, by: By, run: fn(&Stage)) {
    if is_ahead(SERVER).unwrap() {
        let line = format!("skipped: {test}, {by:?}: the document is ahead of {SERVER}\n");
        let _ = io::stderr().write_all(line.as_bytes());
        return;
    }
    let Some(node) = Node::find_or_skip(&format!("{test}, {by:?}")) else {
        return;
    };
    within(PATIENCE, test, move || {
        let mock = Mock::start(node).unwrap_or_else(|why| panic!("{why}"));
        run(&Stage { mock, by });
    });
}

fn charge(
    client: &Caller,
    amount: &str,
    token: &str,
    options: &RequestOptions,
) -> Result<Response<Value>, CallError> {
    let params = [("amount", amount), ("currency", "usd"), ("source", token)];
    client.raw(Method::POST, "/v1/charges", &params, options)
}

fn key(key: &str) -> RequestOptions {
    RequestOptions::new().idempotency_key(key)
}

fn get(client: &Caller, path: &str) -> Value {
    let response = client.raw(Method::GET, path, &[], &RequestOptions::new());
    response.unwrap().into_value()
}

/// How many charges the server has.
fn charges(client: &Caller) -> usize {
    get(client, "/v1/charges")["data"].as_array().unwrap().len()
}

fn text<'a>(value: &'a Value, member: &str) -> &'a str {
    value[member].as_str().unwrap_or_else(|| panic!("{value}"))
}

fn header<'a>(response: &'a Response<Value>, name: &str) -> Option<&'a str> {
    response.headers().get(name)?.to_str().ok()
}

/// The id of a charge's dispute, which comes a moment after the charge.
fn dispute_of(client: &Caller, charge: &str) -> String {
    let deadline = Instant::now() + Duration::from_secs(10);
    while Instant::now() < deadline {
        let charge = get(client, &format!("/v1/charges/{charge}"));
        if charge["disputed"] == true {
            return text(&charge, "dispute").to_owned();
        }
        thread::sleep(Duration::from_millis(10));
    }
    panic!("{charge} is not disputed");
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

/// Makes a disputed charge and reads its dispute, of which nothing may be lost.
fn disputed(client: &Caller, token: &str) -> Dispute {
    let charge = charge(client, "2000", token, &key(token)).unwrap();
    assert_eq!(charge.status(), StatusCode::OK);
    assert_eq!(charge.attempts(), 1);
    assert_eq!(charge.idempotency_key(), Some(token));
    assert!(charge.request_id().unwrap().starts_with("req_"));
    let charge = text(charge.value(), "id");
    let id = dispute_of(client, charge);

    let retrieve = Disputes::retrieve(id.as_str());
    let response = client.call(retrieve, &RequestOptions::new());
    let dispute = response.unwrap().into_value();
    let untyped = get(client, &format!("/v1/disputes/{id}"));
    let written = serde_json::to_value(&dispute).unwrap();
    assert_eq!(without_nulls(&written), without_nulls(&untyped));

    assert_eq!(dispute.id, id.as_str());
    assert_eq!(*dispute.charge.id(), charge);
    assert_eq!(dispute.amount, 2000);
    assert_eq!(dispute.currency, "usd");
    assert!(!dispute.livemode);
    let details = &dispute.evidence_details;
    assert!(!details.has_evidence && details.due_by.is_some());
    dispute
}

fn charges_are_disputed(stage: &Stage) {
    let client = &stage.client(SECRET);
    let fraud = disputed(client, "tok_createDispute");
    assert_eq!(fraud.reason, DisputeReason::Fraudulent);
    assert_eq!(fraud.status, DisputeStatus::NeedsResponse);
    assert!(!fraud.is_charge_refundable);
    let withdrawal = &fraud.balance_transactions[0];
    assert_eq!((withdrawal.amount, withdrawal.fee), (-2000, 1500));

    let lost = disputed(client, "tok_createDisputeProductNotReceived");
    assert_eq!(lost.reason, DisputeReason::ProductNotReceived);
    assert_eq!(lost.status, DisputeStatus::NeedsResponse);

    let inquiry = disputed(client, "tok_createDisputeInquiry");
    assert_eq!(inquiry.reason, DisputeReason::Fraudulent);
    assert_eq!(inquiry.status, DisputeStatus::WarningNeedsResponse);
    assert!(inquiry.is_charge_refundable && inquiry.balance_transactions.is_empty());
}

fn the_same_key_charges_once(stage: &Stage) {
    let client = &stage.client(SECRET);
    let charge = |amount, options| charge(client, amount, "tok_createDispute", &options);
    let first = charge("2000", key("order-1")).unwrap();
    assert_eq!(header(&first, "idempotent-replayed"), None);
    let again = charge("2000", key("order-1")).unwrap();
    assert_eq!(again.value(), first.value());
    assert_eq!(header(&again, "idempotent-replayed"), Some("true"));
    let original = first.request_id();
    assert_eq!(header(&again, "original-request"), original);
    assert_ne!(again.request_id(), original);
    assert_eq!(charges(client), 1);

    let other = charge("2000", key("order-2")).unwrap();
    assert_ne!(other.value()["id"], first.value()["id"]);
    assert_eq!(charges(client), 2);
    // Without one, each call has a key of its own.
    let third = charge("2000", RequestOptions::new()).unwrap();
    let fourth = charge("2000", RequestOptions::new()).unwrap();
    assert_ne!(third.idempotency_key(), fourth.idempotency_key());
    assert_eq!(charges(client), 4);

    let error = charge("2001", key("order-1")).unwrap_err();
    assert_eq!(error.status(), Some(StatusCode::BAD_REQUEST));
    assert_eq!(error.attempts(), 1);
    assert_eq!(error.idempotency_key(), Some("order-1"));
    assert_eq!(error.kind(), Some(ApiErrorsType::IdempotencyError));
    let shown = error.to_string();
    assert!(shown.contains("with the same parameters"), "{shown}");
    assert_eq!(charges(client), 4);
}

/// A source of several tokens behaves as each of them in turn.
fn retries_charge_once(stage: &Stage) {
    let client = &stage.client(SECRET);
    let limited = "tok_429|tok_visa|a";
    let response = charge(client, "2000", limited, &RequestOptions::new()).unwrap();
    assert_eq!(response.attempts(), 2);
    assert_eq!(response.value()["status"], "succeeded");
    assert_eq!(charges(client), 1);

    // As the API does, the server keeps a 500 under its key: to ask again for the same gives the same.
    let broken = "tok_500|tok_visa|b";
    let error = charge(client, "2000", broken, &key("broken")).unwrap_err();
    assert_eq!(error.status(), Some(StatusCode::INTERNAL_SERVER_ERROR));
    assert_eq!(error.attempts(), 3);
    assert_eq!(charges(client), 1);
    let response = charge(client, "2000", broken, &key("mended")).unwrap();
    assert_eq!(response.attempts(), 1);
    assert_eq!(charges(client), 2);
}

fn errors_say_what_happened(stage: &Stage) {
    let client = &stage.client(SECRET);
    let retrieve = Disputes::retrieve("dp_none");
    let error = client.call(retrieve, &RequestOptions::new()).unwrap_err();
    assert_eq!(error.attempts(), 1);
    let api = error.api().unwrap();
    assert_eq!(api.status, StatusCode::NOT_FOUND);
    let body = &api.error.as_ref().unwrap().error;
    assert_eq!(body.r#type, ApiErrorsType::InvalidRequestError);
    assert_eq!(body.code.as_deref(), Some("resource_missing"));
    assert_eq!(body.param.as_deref(), Some("dispute"));
    assert_eq!(body.message.as_deref(), Some("No such dispute: dp_none"));

    let declined = charge(client, "2000", "tok_chargeDeclined", &key("declined")).unwrap_err();
    assert_eq!(declined.status(), Some(StatusCode::PAYMENT_REQUIRED));
    assert_eq!(declined.attempts(), 1);
    assert!(declined.request_id().unwrap().starts_with("req_"));

    let stranger = stage.client("key_of_someone_else");
    let retrieve = Disputes::retrieve("dp_none");
    let error = stranger.call(retrieve, &RequestOptions::new()).unwrap_err();
    assert_eq!(error.status(), Some(StatusCode::UNAUTHORIZED));
    let shown = format!("{error} {error:?}");
    assert!(!shown.contains("key_of_someone_else"), "{shown}");
}

/// Each over each transport.
macro_rules! scenarios {
    ($($transport:ident $by:ident),*: $tests:tt) => {
        $(mod $transport { scenarios!(@ $by $tests); })*
    };
    (@ $by:ident [$($test:ident),*]) => {
        $(#[test]
        fn $test() {
            super::scenario(stringify!($test), super::By::$by, super::$test);
        })*
    };
}

scenarios!(hyper Hyper, ureq Ureq, reqwest Reqwest: [
    charges_are_disputed,
    the_same_key_charges_once,
    retries_charge_once,
    errors_say_what_happened
]);
