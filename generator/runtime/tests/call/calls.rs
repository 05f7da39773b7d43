//! What is sent with each request, and what counts as a success, without a network.

#[path = "../support/api.rs"]
mod api;
#[path = "../support/run.rs"]
mod run;

use std::sync::Arc;
use std::time::Duration;

use api::{Close, Plain, Read, SECRET, Shop, Write, builder};
use form_runtime::{
    Auth, Call, Cause, ClientBuilder, ConfigError, Moment, Operation, RequestOptions,
    TransportErrorKind,
};
use http::HeaderValue;
use run::{Run, always, config, response};

#[test]
fn keys() {
    let key = |options: &RequestOptions, write: bool| {
        let mut script = |_| (response(500, &[], ""), Duration::ZERO);
        let run = if write {
            Run::of(config(), &Write, options, &mut script, 0.0)
        } else {
            Run::of(config(), &Read, options, &mut script, 0.0)
        };
        let run = run.unwrap();
        assert_eq!(
            run.outcome.unwrap_err().idempotency_key(),
            run.keys[0].as_deref()
        );
        run.keys[0].clone()
    };
    let (none, given) = (
        RequestOptions::new(),
        RequestOptions::new().idempotency_key("mine"),
    );
    assert_eq!(
        key(&none, true).as_deref(),
        Some("abababab-abab-4bab-abab-abababababab")
    );
    assert_eq!(key(&none, false), None);
    assert_eq!(key(&given, true).as_deref(), Some("mine"));
    assert_eq!(key(&given, false).as_deref(), Some("mine"));
}

#[test]
fn what_is_a_success() {
    for (status, body, ok) in [
        (200, r#"{"id": "th_1"}"#, true),
        (201, "[]", true),
        (200, r#"{"error": null, "id": "th_1"}"#, true),
        (200, r#"{"error": "text", "id": "th_1"}"#, true),
        (200, r#"{"data": {"error": {}}}"#, true),
        (200, r#"{"last_error": {"message": "no"}}"#, true),
        (200, r#"{"note": "\"error\": {\n\u0065rror"}"#, true),
        (200, r#"{"id": "error", "error": {"message": "no"}}"#, false),
        (200, r#"{"error": {"message": "no"}}"#, false),
        (200, "\u{feff}{\"error\": {\"message\": \"no\"}}", false),
        (
            200,
            r#"{"id": "th_1", "err\u006fr": {"message": "no"}}"#,
            false,
        ),
        (200, "<html>", false),
        (200, "", false),
        (302, "", false),
        (400, r#"{"id": "th_1"}"#, false),
        (400, "bad gateway", false),
        (404, "", false),
    ] {
        let run = always(&Read, || response(status, &[("request-id", "req_1")], body));
        assert_eq!(run.outcome.is_ok(), ok, "{status} {body}");
        match run.outcome {
            Ok(response) => assert_eq!(response.request_id(), Some("req_1")),
            Err(error) => {
                assert_eq!(error.status().unwrap(), status);
                assert_eq!(error.request_id(), Some("req_1"));
                assert!(!error.to_string().contains("html"), "{error}");
            }
        }
    }
}

#[test]
fn large_responses_are_refused_whatever_the_transport_does() {
    let config = builder().max_response_bytes(4).config().unwrap();
    let mut script = |_| (response(200, &[], "12345"), Duration::ZERO);
    let run = Run::of(config, &Read, &RequestOptions::new(), &mut script, 0.0).unwrap();
    let error = run.outcome.unwrap_err();
    assert!(
        matches!(error.cause(), Cause::Transport(error) if error.kind() == TransportErrorKind::TooLarge)
    );
}

#[test]
fn headers() {
    let request = |builder: ClientBuilder<Shop>, options: &RequestOptions| {
        let config = Arc::new(builder.config().unwrap());
        Call::new(&config, &Read, options, Moment::default(), [0; 16]).map(|call| call.request())
    };
    let builder = || {
        builder()
            .app_info("Till", "2.1", "https://till.example")
            .account("acct_1")
    };
    let sent = request(builder().auth(Auth::Basic), &RequestOptions::new()).unwrap();
    let header = |name: &str| sent.headers().get(name).unwrap().to_str().unwrap();
    assert_eq!(
        header("authorization"),
        "Basic c2tfdGVzdF8wMTIzNDU2Nzg5Og=="
    );
    assert_eq!(
        header("user-agent"),
        "shop/1.0 Till/2.1 (https://till.example)"
    );
    assert_eq!(
        (header("shop-version"), header("shop-account")),
        ("2026-01-01", "acct_1")
    );

    let options = RequestOptions::new()
        .account("acct_2")
        .api_version("2027")
        .header("x-a", "b");
    let sent = request(builder(), &options).unwrap();
    let header = |name: &str| sent.headers().get(name).unwrap().to_str().unwrap();
    assert_eq!(header("authorization"), format!("Bearer {SECRET}"));
    assert_eq!(
        (header("shop-version"), header("shop-account")),
        ("2027", "acct_2")
    );
    assert_eq!(header("x-a"), "b");

    for name in [
        "Authorization",
        "host",
        "Idempotency-KEY",
        "content-length",
        "shop-account",
        "Content-Encoding",
        "Proxy-Authorization",
        "proxy-connection",
        "Keep-Alive",
        "TE",
        "trailer",
    ] {
        let error = request(builder(), &RequestOptions::new().header(name, "x")).unwrap_err();
        assert!(
            matches!(error.cause(), Cause::Config(ConfigError::ReservedHeader(_))),
            "{name}"
        );
    }
    for options in [
        RequestOptions::new().header("a b", "x"),
        RequestOptions::new().header("a", "x\r\ny: z"),
        RequestOptions::new().idempotency_key(""),
        RequestOptions::new().idempotency_key("a\nb"),
        // Sent, but not read back; taken away on the way; the same as another one.
        RequestOptions::new().idempotency_key("für-42"),
        RequestOptions::new().idempotency_key(" "),
        RequestOptions::new().idempotency_key(" a"),
    ] {
        let error = request(builder(), &options).unwrap_err();
        assert!(
            matches!(
                error.cause(),
                Cause::Config(ConfigError::HeaderName(_) | ConfigError::HeaderValue { .. })
            ),
            "{error}"
        );
    }
}

#[test]
fn a_body_has_a_length_and_an_empty_one_where_a_body_is_expected() {
    fn length<O: Operation>(operation: &O) -> Option<HeaderValue> {
        let config = Arc::new(config());
        let (options, now) = (RequestOptions::new(), Moment::default());
        let Ok(call) = Call::new(&config, operation, &options, now, [0; 16]) else {
            panic!("refused")
        };
        call.request().headers().get("content-length").cloned()
    }
    assert_eq!(length(&Close).unwrap(), "0");
    assert_eq!(length(&Write).unwrap(), "17");
    assert_eq!(length(&Read), None);
}

#[test]
fn addresses() {
    let check = |url: &str| builder().base_url(url).config().map(|_| ());
    for url in [
        "https://api.example.com",
        "https://api.example.com/below/",
        "http://localhost:12111",
        "http://LOCALHOST",
        "http://127.8.9.1:80",
        "http://[::1]:1",
    ] {
        assert_eq!(check(url), Ok(()), "{url}");
    }
    for url in [
        "http://api.example.com",
        "http://localhost.example.com",
        "http://10.0.0.1",
        "http://0.0.0.0",
    ] {
        assert!(
            matches!(check(url), Err(ConfigError::PlainHttp(_))),
            "{url}"
        );
        assert!(
            builder().base_url(url).allow_plain_http().config().is_ok(),
            "{url}"
        );
    }
    for url in [
        "",
        "/v1",
        "example.com",
        "ftp://example.com",
        "https://u:p@example.com",
        "https://a/?b",
        "https://a#b",
        "https://",
    ] {
        assert_eq!(check(url), Err(ConfigError::Server), "{url}");
    }
    let config = builder()
        .base_url("https://base.example/x/")
        .server("https://api.shop.example/", "https://one.example");
    let call = Call::new(
        &Arc::new(config.config().unwrap()),
        &Read,
        &RequestOptions::new(),
        Moment::default(),
        [0; 16],
    );
    assert_eq!(
        call.unwrap().request().uri(),
        "https://one.example/v1/things/th_1"
    );
    let config = builder()
        .base_url("https://base.example/x/")
        .config()
        .unwrap();
    let call = Call::new(
        &Arc::new(config),
        &Read,
        &RequestOptions::new(),
        Moment::default(),
        [0; 16],
    );
    assert_eq!(
        call.unwrap().request().uri(),
        "https://base.example/x/v1/things/th_1"
    );
}

#[test]
fn secrets_are_never_shown() {
    for secret in ["", "a b", "a\n", "ä"] {
        let error = ClientBuilder::<Shop>::new(secret).config().unwrap_err();
        assert!(matches!(error, ConfigError::Secret { .. }));
    }
    let config = config();
    let call = Call::new(
        &Arc::new(config.clone()),
        &Write,
        &RequestOptions::new(),
        Moment::default(),
        [0; 16],
    )
    .unwrap();
    let options = RequestOptions::new().header("x-token", "hidden");
    let shown = format!(
        "{:?} {config:?} {call:?} {:?} {options:?}",
        builder(),
        call.request().headers()
    );
    for private in [SECRET, "0123456789", "private", "hidden"] {
        assert!(!shown.contains(private), "{private} in {shown}");
    }
    assert_eq!(
        ClientBuilder::<Plain>::from_env().map(|_| ()),
        Err(ConfigError::NoSecretVariable)
    );
    assert_eq!(
        ClientBuilder::<Shop>::from_env().map(|_| ()),
        Err(ConfigError::SecretVariable("FORM_RUNTIME_TEST_SECRET"))
    );
}

#[test]
fn what_may_be_missing_is_set_if_it_is_there() {
    let headers = |account: Option<&str>, key: Option<String>| {
        let config = builder()
            .maybe(account, ClientBuilder::account)
            .config()
            .unwrap();
        let options = RequestOptions::new().maybe(key, RequestOptions::idempotency_key);
        let call = Call::new(
            &Arc::new(config),
            &Write,
            &options,
            Moment::default(),
            [0; 16],
        );
        let call = call.unwrap();
        let sent = |name: &str| call.request().headers().get(name).cloned();
        (sent("shop-account"), sent("idempotency-key"))
    };
    let (account, key) = headers(Some("acct_1"), Some("key_1".to_owned()));
    assert_eq!(
        (account.unwrap(), key.unwrap()),
        ("acct_1".parse().unwrap(), "key_1".parse().unwrap())
    );
    let (account, key) = headers(None, None);
    assert_eq!(account, None);
    assert!(key.is_some_and(|key| key != "key_1"), "a random one");
}
