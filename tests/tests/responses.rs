//! Errors, events, and bodies that nobody should send.
//!
//! In: status, headers and bodies. Out: nothing, if each gives an error or a value that says what can be said, shows
//! nothing of what it read, and never panics.

use acceptance::random::Random;
use acceptance::served;
use http::{HeaderMap, HeaderValue, StatusCode};
use serde_json::{Value, json};
use stripe_disputes::models::{Error, File};
use stripe_disputes::resources::{ListDisputes, RetrieveDispute};
use stripe_disputes::runtime::UnknownMembers;
use stripe_disputes::{
    ApiError, ApiErrorsType, BalanceTransaction, Charge, Dispute, Event, Operation, ResponseError,
};

const DISPUTE: &str = include_str!("../wire/dispute.json");

fn headers(name: &'static str) -> HeaderMap {
    let mut headers = HeaderMap::new();
    headers.insert(name, HeaderValue::from_static("req_123"));
    headers
}

fn parse(status: u16, body: impl AsRef<[u8]>) -> Result<Dispute, ResponseError<Error>> {
    let status = StatusCode::from_u16(status).unwrap();
    RetrieveDispute::parse(status, &headers("request-id"), body.as_ref())
}

#[track_caller]
fn api_error(status: u16, body: impl AsRef<[u8]>) -> Box<ApiError<Error>> {
    match parse(status, body) {
        Err(ResponseError::Api(error)) => error,
        other => panic!("no error of the API: {other:?}"),
    }
}

#[test]
fn a_success() {
    let dispute = parse(200, DISPUTE).unwrap();
    assert_eq!(dispute, parse(299, DISPUTE).unwrap());
    assert_eq!(dispute.amount, 1000);
}

#[test]
fn an_error_with_everything() {
    let body = json!({"error": {
        "advice_code": "try_again_later", "charge": "ch_1", "code": "card_declined",
        "decline_code": "generic_decline", "doc_url": "https://example.com/d",
        "message": "Your card was declined.", "network_advice_code": "02",
        "network_decline_code": "51", "param": "evidence[customer_name]",
        "payment_method_type": "card", "request_log_url": "https://example.com/l",
        "type": "card_error", "payment_intent": {"id": "pi_1"},
    }});
    let error = api_error(402, body.to_string());
    assert_eq!(error.status, 402);
    assert_eq!(error.request_id.as_deref(), Some("req_123"));
    assert_eq!(error.body, body.to_string());
    assert_eq!(
        error.to_string(),
        "the API answered 402 Payment Required (request req_123): Your card was declined. \
         (card_error, card_declined, evidence[customer_name])"
    );
    let details = &error.error.as_ref().unwrap().error;
    assert_eq!(details.advice_code.as_deref(), Some("try_again_later"));
    assert_eq!(*details.charge.as_ref().unwrap(), "ch_1");
    assert_eq!(details.code.as_deref(), Some("card_declined"));
    assert_eq!(details.decline_code.as_deref(), Some("generic_decline"));
    assert_eq!(details.doc_url.as_deref(), Some("https://example.com/d"));
    assert_eq!(details.message.as_deref(), Some("Your card was declined."));
    assert_eq!(details.network_advice_code.as_deref(), Some("02"));
    assert_eq!(details.network_decline_code.as_deref(), Some("51"));
    assert_eq!(details.param.as_deref(), Some("evidence[customer_name]"));
    assert_eq!(details.payment_method_type.as_deref(), Some("card"));
    assert_eq!(
        details.request_log_url.as_deref(),
        Some("https://example.com/l")
    );
    assert_eq!(details.r#type, ApiErrorsType::CardError);
    assert_eq!(details.extra["payment_intent"]["id"], "pi_1");
    assert_eq!(
        serde_json::to_value(error.error.as_ref().unwrap()).unwrap(),
        body
    );
}

#[test]
fn an_error_of_an_unknown_type() {
    let error = api_error(400, r#"{"error": {"type": "later_error", "later": 1}}"#);
    let details = &error.error.as_ref().unwrap().error;
    assert_eq!(
        details.r#type,
        ApiErrorsType::Unknown("later_error".to_owned())
    );
    assert_eq!(details.message, None);
}

/// The SDKs take a status of an error for a success where the body is not an error object.
#[test]
fn errors_without_the_documented_body_keep_the_rest() {
    let bodies: [&[u8]; 9] = [
        b"",
        b"<html><head><title>502 Bad Gateway</title></head></html>",
        b"{}",
        b"[]",
        b"null",
        br#"{"error": "a text"}"#,
        br#"{"error": {"message": "no type"}}"#,
        br#"{"error""#,
        b"\xff\xfe",
    ];
    for body in bodies {
        for status in [301, 400, 401, 404, 409, 429, 500, 502] {
            let error = api_error(status, body);
            assert_eq!(error.status.as_u16(), status);
            assert_eq!(error.request_id.as_deref(), Some("req_123"));
            assert_eq!(error.error, None);
            assert_eq!(error.body, body);
        }
    }
    // A status that is no success is none, whatever stands in the body.
    assert_eq!(api_error(500, DISPUTE).error, None);
}

/// The SDKs accept a success that carries an error.
#[test]
fn successes_that_cannot_be_read() {
    let error = r#"{"error": {"type": "api_error"}}"#;
    for body in ["", "{}", "null", "[]", "<html>", error, "\u{feff}{}"] {
        let error = parse(200, body).unwrap_err();
        assert!(matches!(error, ResponseError::Decode(_)), "{body}: {error}");
        assert_eq!(error.status(), Some(StatusCode::OK));
        assert_eq!(error.request_id(), Some("req_123"));
        let list = ListDisputes::parse(StatusCode::OK, &HeaderMap::new(), body.as_bytes());
        assert!(list.is_err(), "{body}");
    }
}

#[test]
fn request_ids() {
    let not_found = StatusCode::NOT_FOUND;
    for name in ["request-id", "x-request-id"] {
        let error = RetrieveDispute::parse(not_found, &headers(name), b"").unwrap_err();
        assert_eq!(error.request_id(), Some("req_123"), "{name}");
    }
    let mut both = headers("request-id");
    both.insert("x-request-id", HeaderValue::from_static("of a proxy"));
    let error = RetrieveDispute::parse(not_found, &both, b"").unwrap_err();
    assert_eq!(error.request_id(), Some("req_123"));
    let mut binary = HeaderMap::new();
    binary.insert("request-id", HeaderValue::from_bytes(b"\xff").unwrap());
    let error = RetrieveDispute::parse(not_found, &binary, b"").unwrap_err();
    assert_eq!(error.request_id(), None);
}

fn event(name: &str) -> Value {
    let dispute: Value = serde_json::from_str(DISPUTE).unwrap();
    json!({
        "id": "evt_1", "object": "event", "api_version": null, "created": 1_680_651_738,
        "data": {"object": dispute, "previous_attributes": {"status": "needs_response"}},
        "livemode": false, "pending_webhooks": 1, "request": {"id": null, "idempotency_key": null},
        "type": name, "account": "acct_1",
    })
}

#[test]
fn events() {
    let names = [
        "created",
        "updated",
        "closed",
        "funds_withdrawn",
        "funds_reinstated",
    ];
    for name in names.map(|name| format!("charge.dispute.{name}")) {
        let read = Event::from_slice(event(&name).to_string().as_bytes()).unwrap();
        assert_eq!(read.kind(), name);
        assert!(!matches!(read, Event::Unknown(_)));
    }
    let closed = Event::from_slice(event("charge.dispute.closed").to_string().as_bytes()).unwrap();
    let Event::ChargeDisputeClosed(closed) = closed else {
        panic!("{closed:?}")
    };
    assert_eq!(closed.data.object.amount, 1000);
    assert_eq!(closed.account.as_deref(), Some("acct_1"));
    let previous = closed.data.previous_attributes.unwrap();
    assert_eq!(previous["status"], "needs_response");
}

#[test]
fn unknown_events_are_kept() {
    let later = event("charge.dispute.later");
    let read = Event::from_slice(later.to_string().as_bytes()).unwrap();
    assert_eq!(read.kind(), "charge.dispute.later");
    assert_eq!(read, Event::Unknown(later));
}

#[test]
fn events_that_cannot_be_read() {
    let bodies = [
        "",
        "[]",
        "null",
        "1",
        r#"{"type": "charge.dispute.created"}"#,
    ];
    for body in bodies {
        assert!(Event::from_slice(body.as_bytes()).is_err(), "{body}");
    }
    let mut secret = event("charge.dispute.created");
    secret["created"] = json!("secret, expected a secret");
    let error = Event::from_slice(secret.to_string().as_bytes()).unwrap_err();
    assert!(!error.to_string().contains("secret"), "{error}");
}

/// What is wrong is named by its kind: the value may be private.
#[test]
fn errors_show_nothing_of_the_body() {
    let wrong = [
        json!("secret"),
        json!("secret, expected `secret\""),
        json!({"secret": "secret"}),
        json!(["secret"]),
        json!(7_654_321.5),
        json!(true),
        Value::Null,
    ];
    let dispute: Value = serde_json::from_str(DISPUTE).unwrap();
    for name in dispute.as_object().unwrap().keys() {
        for wrong in &wrong {
            let mut dispute = dispute.clone();
            dispute[name] = wrong.clone();
            if let Err(error) = parse(200, dispute.to_string()) {
                let shown = format!("{error} {error:?}");
                assert!(!shown.contains("secret"), "{name}: {shown}");
                assert!(!shown.contains("7654321"), "{name}: {shown}");
            }
        }
    }
    let error = parse(200, DISPUTE.replace("1000", "\"secret\"")).unwrap_err();
    assert_eq!(
        error.to_string(),
        "cannot read the response 200 OK (request req_123): \
         `amount`: expected an integer, found a text (line 4, column 20)"
    );
}

/// A union is read by way of a tree; its errors pass through.
#[test]
fn errors_of_unions_show_nothing_of_the_body() {
    let body = json!({
        "id": "txn_1", "object": "balance_transaction", "amount": 1, "available_on": 2, "created": 1,
        "currency": "usd", "description": null, "exchange_rate": null, "fee": 0, "fee_details": [],
        "net": 1, "reporting_category": "dispute", "status": "pending", "type": "adjustment",
        "source": {"object": "charge", "amount": "secret"},
    });
    let read =
        stripe_disputes::runtime::decode_json::<BalanceTransaction>(body.to_string().as_bytes());
    let error = read.unwrap_err();
    assert!(!error.to_string().contains("secret"), "{error}");
}

#[test]
fn numbers_out_of_range() {
    for number in [
        "9223372036854775808",
        "-9223372036854775809",
        "1e400",
        "1e20",
        "NaN",
        "1.5",
    ] {
        let body = DISPUTE.replace("1000", number);
        assert!(parse(200, body).is_err(), "{number}");
        let body = DISPUTE.replace("1680651737", number);
        assert!(parse(200, body).is_err(), "{number}");
    }
    let largest = DISPUTE.replace("1000", "9223372036854775807");
    assert_eq!(parse(200, largest).unwrap().amount, i64::MAX);
    // Some writers of JSON turn all numbers into floats.
    let float = DISPUTE.replace("1680651737", "1680651737.0");
    assert_eq!(parse(200, float).unwrap(), parse(200, DISPUTE).unwrap());
}

/// JSON leaves open which one counts (RFC 8259, section 4); here it is the last one, as in most readers.
#[test]
fn of_equal_members_the_last_one_counts() {
    let body = DISPUTE.replacen('{', r#"{"amount": 5, "object": "dispute", "#, 1);
    assert_eq!(parse(200, body).unwrap().amount, 1000);
}

#[test]
fn deep_nesting() {
    let charge = r#"{"object": "charge", "id": "ch_1", "amount": 1, "created": 1, "currency": "usd",
        "livemode": true, "status": "pending"}"#;
    assert!(serde_json::from_str::<Charge>(charge).is_ok());
    for (open, close) in [("[", "]"), ("{\"a\":", "}")] {
        let deep = format!("{}0{}", open.repeat(100_000), close.repeat(100_000));
        assert!(parse(200, &deep).is_err());
        assert_eq!(api_error(500, &deep).error, None);
        let member = DISPUTE.replacen('{', &format!("{{\"later\": {deep}, "), 1);
        // What has no name takes no stack, however deep it is, and is written as it came.
        let mut newer = parse(200, member).unwrap();
        let written = serde_json::to_string(&newer).unwrap();
        assert!(written.ends_with(&format!(",\"later\":{deep}}}")));
        newer.unknown = UnknownMembers::new();
        assert_eq!(newer, parse(200, DISPUTE).unwrap());
        let kept = charge.replacen('{', &format!("{{\"later\": {deep}, "), 1);
        assert!(serde_json::from_str::<Charge>(&kept).is_err());
        assert!(Event::from_slice(deep.as_bytes()).is_err());
    }
}

#[test]
fn invalid_utf_8() {
    let mut body = DISPUTE.as_bytes().to_vec();
    let at = DISPUTE.find("du_").unwrap();
    body[at] = 0xff;
    let error = parse(200, &body).unwrap_err();
    let expected = format!("the body is not UTF-8 from byte {at} on");
    assert!(error.to_string().ends_with(&expected), "{error}");
    // A surrogate without its pair can be written in JSON, but is no text.
    assert!(parse(200, DISPUTE.replace("du_", "\\ud800")).is_err());
}

/// Bytes of the reference response are changed at random; every result is fine but a panic.
#[test]
fn damaged_bodies() {
    let mut random = Random::new(7);
    for _ in 0..20_000 {
        let mut body = DISPUTE.as_bytes().to_vec();
        for _ in 0..=random.below(3) {
            let at = random.below(u32::try_from(body.len()).unwrap()) as usize;
            match random.below(3) {
                0 => body.truncate(at),
                1 => body[at] = u8::try_from(random.below(256)).unwrap(),
                _ => body[at] = b"{}[]\",:0-e\\"[random.below(11) as usize],
            }
            if body.is_empty() {
                break;
            }
        }
        let status = if random.below(2) == 0 { 200 } else { 500 };
        let _ = parse(status, &body).map_err(|error| error.to_string());
        let _ = Event::from_slice(&body);
    }
}

/// Evidence of an appeal, on each of its levels, and the links that an upload made.
#[test]
fn appeals_and_links() {
    let mut dispute = served::dispute("dp_1");
    for (appeal, files) in [
        (json!(null), None),
        (json!({}), None),
        (json!({"card": null}), None),
        (
            json!({"card": {"reason_for_filing": "why", "supporting_files": ["file_1"]}}),
            Some(1),
        ),
    ] {
        dispute["evidence"]["appeal"] = appeal;
        let read = parse(200, dispute.to_string()).unwrap();
        let card = read.evidence.appeal.and_then(|appeal| appeal.card);
        let found = card.and_then(|card| Some(card.supporting_files?.len()));
        assert_eq!(found, files, "{}", dispute["evidence"]["appeal"]);
    }
    let mut file = served::file("file_1");
    let link = json!({
        "id": "link_1", "object": "file_link", "created": 1, "expired": false, "expires_at": null, "file": "file_1",
        "livemode": false, "metadata": {"order": "1"}, "url": "https://files.stripe.com/links/1",
    });
    file["links"] =
        json!({"object": "list", "url": "/v1/file_links", "has_more": false, "data": [link]});
    let read: File = serde_json::from_value(file).unwrap();
    let links = read.links.unwrap();
    assert_eq!(links.data[0].file.id().as_str(), "file_1");
    assert_eq!(
        links.data[0].url.as_deref(),
        Some("https://files.stripe.com/links/1")
    );
}
