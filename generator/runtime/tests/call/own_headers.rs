//! Headers that callers give, for all calls and for one; and which of name and value cannot be sent.

#[path = "../support/api.rs"]
mod api;

use std::sync::Arc;

use api::{Plain, Read, SECRET, Shop, builder};
use form_runtime::{Call, Cause, ClientBuilder, ConfigError, Moment, RequestOptions};
use http::HeaderMap;

fn headers(
    builder: ClientBuilder<Shop>,
    options: &RequestOptions,
) -> Result<HeaderMap, ConfigError> {
    let config = Arc::new(builder.config()?);
    match Call::new(&config, &Read, options, Moment::default(), [0; 16]) {
        Ok(call) => Ok(call.request().headers().clone()),
        Err(error) => match error.into_cause() {
            Cause::Config(error) => Err(error),
            other => panic!("{other:?}"),
        },
    }
}

fn values<'a>(headers: &'a HeaderMap, name: &str) -> Vec<&'a str> {
    let values = headers.get_all(name).iter();
    values.map(|value| value.to_str().unwrap()).collect()
}

#[test]
fn of_all_calls_and_of_one() {
    let client = || {
        builder()
            .header("X-Shop", "one")
            .header("x-shop", "two")
            .header("x-team", "a")
    };
    let all = headers(client(), &RequestOptions::new()).unwrap();
    assert_eq!(values(&all, "x-shop"), ["two"], "the later one counts");
    let options = RequestOptions::new()
        .header("X-SHOP", "three")
        .header("x-shop", "four");
    let one = headers(client(), &options).unwrap();
    assert_eq!(
        values(&one, "x-shop"),
        ["three", "four"],
        "a call's go before"
    );
    assert_eq!(values(&one, "x-team"), ["a"]);
    for name in [
        "authorization",
        "Shop-Version",
        "shop-context",
        "idempotency-key",
        "host",
    ] {
        let reserved = ConfigError::ReservedHeader(name.to_owned());
        let options = RequestOptions::new().header(name, "x");
        assert_eq!(headers(builder(), &options).unwrap_err(), reserved);
        let builder = builder().header(name, "x");
        assert_eq!(
            headers(builder, &RequestOptions::new()).unwrap_err(),
            reserved
        );
    }
}

#[test]
fn a_context() {
    let client = || builder().context("org_1");
    let all = headers(client(), &RequestOptions::new()).unwrap();
    assert_eq!(values(&all, "shop-context"), ["org_1"]);
    let one = headers(client(), &RequestOptions::new().context("org_1/acct_2")).unwrap();
    assert_eq!(values(&one, "shop-context"), ["org_1/acct_2"]);
    let error = ClientBuilder::<Plain>::new(SECRET)
        .context("x")
        .config()
        .unwrap_err();
    assert_eq!(error, ConfigError::NoHeader("context"));
}

#[test]
fn what_cannot_be_sent_is_named() {
    let of = |name: &str, value: &str| {
        let options = RequestOptions::new().header(name, value);
        headers(builder(), &options).unwrap_err().to_string()
    };
    for (message, expected) in [
        (of("", "secret"), "a header has an empty name"),
        (
            of("a b", "secret"),
            "the name of the header \"a b\" cannot be sent",
        ),
        (
            of("x-note", ""),
            "the value of the header \"x-note\" is empty",
        ),
        (
            of("x-note", "secret\n"),
            "the value of the header \"x-note\" cannot be sent",
        ),
        (
            headers(builder().account(""), &RequestOptions::new())
                .unwrap_err()
                .to_string(),
            "the value of the header \"Shop-Account\" is empty",
        ),
        (
            headers(ClientBuilder::new(""), &RequestOptions::new())
                .unwrap_err()
                .to_string(),
            "the secret is empty",
        ),
        (
            headers(ClientBuilder::new("sk\n"), &RequestOptions::new())
                .unwrap_err()
                .to_string(),
            "the secret has characters that cannot be sent",
        ),
    ] {
        assert!(message.starts_with(expected), "{message}");
        assert!(!message.contains("\"secret"), "{message}");
    }
}
