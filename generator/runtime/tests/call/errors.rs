//! What programs ask an error: one step to each answer, whatever the call was.

#[path = "../support/api.rs"]
mod api;
#[path = "../support/run.rs"]
mod run;

use std::convert::Infallible;

use api::{Read, Write, builder};
use form_runtime::{ApiError, CallError, ErrorBody, ResponseError, TransportErrorKind};
use http::{HeaderMap, StatusCode};
use run::{always, response};
use serde::{Deserialize, Deserializer};
use serde_json::Value;

const DECLINED: &str = r#"{"error": {"type": "card_error", "code": "card_declined", "param": "source",
    "message": "Your card\nwas declined.", "decline_code": "lost_card"}}"#;

/// A kind of error, as emitted enums are.
#[derive(Debug, PartialEq)]
enum Kind {
    Card,
    Unknown(String),
}

impl From<&str> for Kind {
    fn from(text: &str) -> Self {
        match text {
            "card_error" => Self::Card,
            other => Self::Unknown(other.to_owned()),
        }
    }
}

/// A body that never has the described form, and of which the kinds are listed.
#[derive(Debug)]
struct Listed;

impl<'de> Deserialize<'de> for Listed {
    fn deserialize<D: Deserializer<'de>>(_: D) -> Result<Self, D::Error> {
        Err(serde::de::Error::custom("another form"))
    }
}

impl ErrorBody for Listed {
    type Kind<'a> = Kind;
    type Code<'a> = &'a str;
}

fn read<E: serde::de::DeserializeOwned>(status: u16, body: &str) -> ApiError<E> {
    ApiError::read(
        StatusCode::from_u16(status).unwrap(),
        &HeaderMap::new(),
        body.as_bytes(),
    )
}

#[test]
fn answers_in_one_step() {
    let run = always(&Write, || {
        response(402, &[("request-id", "req_1")], DECLINED)
    });
    let error = run.outcome.unwrap_err();
    assert_eq!(error.kind(), Some("card_error"));
    assert_eq!(error.code(), Some("card_declined"));
    assert_eq!(error.message(), Some("Your card\nwas declined."));
    assert_eq!(error.param(), Some("source"));
    assert_eq!(error.decline_code(), Some("lost_card"));
    assert_eq!(error.status(), Some(StatusCode::PAYMENT_REQUIRED));
    assert_eq!(error.request_id(), Some("req_1"));
    assert!(!error.is_not_found() && !error.is_retryable());

    let error = ResponseError::from(read::<Value>(404, "{\"code\": 20404}"));
    assert_eq!(error.code(), Some("20404"), "a number is text");
    assert_eq!((error.kind(), error.message()), (None, None));
    assert!(error.is_not_found());

    for body in [
        "",
        "<html>",
        "[]",
        "null",
        "{\"error\": [1]}",
        "{\"error\": {\"code\": {}}}",
    ] {
        let error = read::<Value>(500, body);
        assert_eq!((error.code(), error.kind()), (None, None), "{body}");
        assert_eq!((error.message(), error.param()), (None, None), "{body}");
    }
}

#[test]
fn what_is_listed_is_an_enum_and_stays_open() {
    let error = read::<Listed>(402, DECLINED);
    assert!(error.error.is_none());
    assert_eq!(
        error.kind(),
        Some(Kind::Card),
        "though the body has another form"
    );
    assert_eq!(error.code(), Some("card_declined"));
    let error = read::<Box<Listed>>(402, "{\"type\": \"new_error\"}");
    assert_eq!(error.kind(), Some(Kind::Unknown("new_error".to_owned())));
}

#[test]
fn what_the_client_would_repeat_is_retryable() {
    use TransportErrorKind::{Broken, Certificate, Connect, Other, Timeout, TooLarge};
    for status in 300..600 {
        let expected = matches!(status, 409 | 429) || status >= 500;
        let error = always(&Write, || response(status, &[], "{}"))
            .outcome
            .unwrap_err();
        assert_eq!(error.is_retryable(), expected, "{status}");
    }
    let advised = || response(400, &[("shop-should-retry", "true")], "{}");
    assert!(always(&Write, advised).outcome.unwrap_err().is_retryable());
    for kind in [Connect, Broken, Timeout, Certificate, TooLarge, Other] {
        let error = always(&Read, || Err(kind.into())).outcome.unwrap_err();
        let expected = matches!(kind, Connect | Broken | Timeout);
        assert_eq!(error.is_retryable(), expected, "{kind:?}");
    }
    let unreadable = always(&Read, || response(200, &[], "{"))
        .outcome
        .unwrap_err();
    assert!(!unreadable.is_retryable(), "it was done");
}

/// A function that does all three, with one `?`.
fn mixed() -> Result<Infallible, CallError<Value>> {
    let client = builder()
        .base_url("http://127.0.0.1:1")
        .no_proxy()
        .build_blocking()?;
    client.raw(http::Method::GET, "/v1/things/1", &[])?;
    client.send(Read)?;
    unreachable!("there is no server")
}

#[test]
fn typed_and_raw_calls_fail_alike() {
    let error = mixed().unwrap_err();
    assert!(error.is_retryable(), "{error}");
    let other: CallError<Listed> = error.read_as();
    assert_eq!((other.attempts(), other.kind()), (3, None));

    let run = always(&Write, || response(402, &[], DECLINED));
    let other: CallError<Listed> = run.outcome.unwrap_err().read_as();
    assert_eq!(other.kind(), Some(Kind::Card));
    assert_eq!(other.attempts(), 1);
}
