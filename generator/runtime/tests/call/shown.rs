//! What people read of text that others wrote: one line without control characters, never longer than a screen.

use std::error::Error;
use std::fmt::{Debug, Display};
use std::io;

use form_runtime::{
    Actual, ApiError, CallError, Cause, ConfigError, DecodeError, EventError, Key, Limit,
    ResponseError, TransportError, TransportErrorKind, Violations,
};
use http::{HeaderMap, HeaderValue, StatusCode};
use serde_json::{Value, json};

/// A sequence that clears a terminal, line ends, and characters that turn the direction of what follows.
const HOSTILE: &str = "\u{1b}[2J\r\n\u{9b}\u{0}\u{202e}\u{2066}\u{200f}\u{61c}\u{2028}";
const HOSTILE_ESCAPED: &str = r"\u{1b}[2J\r\n\u{9b}\u{0}\u{202e}\u{2066}\u{200f}\u{61c}\u{2028}";

/// Far above what any error has to say.
const SCREEN: usize = 12_000;

fn long() -> String {
    format!("{HOSTILE}{}", "é".repeat(100_000))
}

fn is_hostile(c: char) -> bool {
    c.is_control() || HOSTILE.contains(c) && !"[2J".contains(c)
}

fn check_text(what: &str, text: &str, line_ends: bool) {
    check_long_text(what, text, line_ends, SCREEN);
}

fn check_long_text(what: &str, text: &str, line_ends: bool, most: usize) {
    assert!(text.len() < most, "{what}: {} bytes", text.len());
    let hostile = text
        .chars()
        .find(|c| is_hostile(*c) && !(line_ends && *c == '\n'));
    assert_eq!(hostile, None, "{what}: {text}");
}

/// Whatever it shows.
fn check_debug(what: &str, shown: &impl Debug) {
    check_text(what, &format!("{shown:?}"), false);
    check_text(what, &format!("{shown:#?}"), true);
}

fn check(what: &str, shown: &(impl Debug + Display)) {
    check_text(what, &shown.to_string(), false);
    check_debug(what, shown);
}

fn api_error(body: &Value) -> ApiError<Value> {
    let mut headers = HeaderMap::new();
    let id = HeaderValue::from_str(&"r".repeat(100_000)).unwrap();
    headers.insert("request-id", id);
    ApiError::read(
        StatusCode::PAYMENT_REQUIRED,
        &headers,
        body.to_string().as_bytes(),
    )
}

#[test]
fn errors_of_the_api() {
    let long = long();
    let bodies = [
        json!({"error": {"message": long, "type": long, "code": long, "param": long}}),
        json!({"error": long}),
        json!({"detail": long}),
        json!({"type": long}),
        json!([long]),
        json!({ long.as_str(): long }),
    ];
    for body in &bodies {
        let error = api_error(body);
        check("ApiError", &error);
        check_text(
            "explanation",
            &error.explanation().unwrap_or_default(),
            false,
        );
        assert_eq!(error.error.as_ref(), Some(body), "a program gets all of it");
        check("ResponseError", &ResponseError::from(error.clone()));
        check("CallError", &CallError::from(Cause::Api(Box::new(error))));
    }
}

#[test]
fn what_was_cut_is_said() {
    let error = api_error(&json!({"message": "é".repeat(100_000), "code": "c"}));
    let shown = error.to_string();
    let expected = format!("{}… (1000 of 100000 characters) (c)", "é".repeat(1_000));
    assert!(shown.ends_with(&expected), "{shown}");
    assert!(
        shown.contains("r… (1000 of 100000 characters)):"),
        "{shown}"
    );
    let whole = "é".repeat(1_000);
    let error = api_error(&json!({ "message": whole }));
    assert_eq!(error.explanation(), Some(whole), "nothing is cut off");
}

#[test]
fn what_is_harmless_stays() {
    let text = r#"1 000 €, "naïve" C:\x 日本語 👩‍👩‍👧 שלום"#;
    let error = api_error(&json!({ "message": text }));
    assert_eq!(error.explanation().as_deref(), Some(text));
    let error = api_error(&json!({ "message": HOSTILE }));
    assert_eq!(error.explanation().as_deref(), Some(HOSTILE_ESCAPED));
}

#[test]
fn unreadable_bodies() {
    let read = |name: &str| {
        let error = DecodeError::new(format!("`{name}` is missing"));
        error.of_response(StatusCode::OK, Some(name.to_owned()))
    };
    let error = read(&long());
    check("DecodeError", &error);
    check("EventError", &EventError::from(error.clone()));
    check(
        "ResponseError",
        &ResponseError::<Value>::from(error.clone()),
    );
    check("CallError", &CallError::<Value>::from(Cause::Decode(error)));
    assert!(
        read("a")
            .to_string()
            .ends_with("(request a): `a` is missing")
    );
}

#[test]
fn failed_transports() {
    let source = || io::Error::other(long());
    let error = TransportError::new(TransportErrorKind::Other, source());
    check("TransportError", &error);
    assert!(error.source().is_some());
    check(
        "CallError",
        &CallError::<Value>::from(Cause::Transport(error)),
    );
    check(
        "CallError",
        &CallError::<Value>::from(Cause::File(source())),
    );
}

#[test]
fn settings() {
    for error in [
        ConfigError::HeaderName(long()),
        ConfigError::HeaderValue {
            name: long(),
            is_empty: false,
        },
        ConfigError::NotLoopback(long()),
        ConfigError::ReservedHeader(long()),
        ConfigError::PlainHttp(long()),
        ConfigError::Transport(long()),
    ] {
        check("ConfigError", &error);
        check("CallError", &CallError::<Value>::from(error));
    }
    let shown = ConfigError::HeaderName("a\"\n".to_owned()).to_string();
    assert!(
        shown.starts_with(r#"the name of the header "a\"\n" cannot"#),
        "{shown}"
    );
}

/// The keys of a map are the caller's, and so are their number.
#[test]
fn violations() {
    let long = long();
    let mut violations = Violations::new();
    for _ in 0..200 {
        let key = Key::new("metadata");
        violations.add(&key.entry(&long), Limit::EntryValue, Actual::Unmeasured);
    }
    let error = violations.clone().into_result().unwrap_err();
    check("Violation", &error.violations[0]);
    let lines = error.to_string();
    assert!(lines.ends_with("\n… (100 of 200 violations)"));
    let error: CallError<Value> = error.into();
    for shown in [
        format!("{violations:?}"),
        format!("{error:?}"),
        error.to_string(),
        lines,
    ] {
        check_long_text("violations", &shown, true, 100 * 2_300);
    }
}
