//! Tokens that are fetched: kept until they expire or are refused, by one fetch at once, over each transport.

#[path = "../support/api.rs"]
mod api;
#[path = "../support/transports.rs"]
mod transports;

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use api::{Read, Shop};
use form_runtime::{Cause, ClientBuilder, ConfigError, OAuthGrant, Secret, Token};
use loopback::{Act, Arrived, Loopback};
use transports::{ALL, By};

/// A token endpoint that gives `t1`, `t2` and so on, each for a while and with a refresh token `r1`, `r2`.
fn endpoint(lifetime: u64, delay: Duration) -> Loopback {
    let given = AtomicUsize::new(0);
    Loopback::answering(move |_| {
        let number = given.fetch_add(1, Ordering::Relaxed) + 1;
        let body = format!(
            r#"{{"access_token":"t{number}","token_type":"Bearer","expires_in":{lifetime},"refresh_token":"r{number}"}}"#
        );
        Act::Delay(delay, Box::new(Act::answer(200, &body)))
    })
}

/// An API that refuses these tokens.
fn api(refused: &'static [&'static str]) -> Loopback {
    Loopback::answering(move |asked| {
        let token = token(asked).unwrap_or_default();
        match refused.contains(&token.as_str()) {
            true => Act::answer(401, r#"{"error": {"code": "expired"}}"#),
            false => Act::answer(200, r#"{"ok":true}"#),
        }
    })
}

fn token(asked: &Arrived) -> Option<String> {
    let value = asked.header("authorization")?;
    value.strip_prefix("Bearer ").map(str::to_owned)
}

fn tokens(api: &Loopback) -> Vec<String> {
    api.arrived().iter().filter_map(token).collect()
}

fn bodies(endpoint: &Loopback) -> Vec<String> {
    let text = |asked: &Arrived| String::from_utf8(asked.body.clone()).unwrap();
    endpoint.arrived().iter().map(text).collect()
}

fn builder(secret: impl Into<Secret>, api: &Loopback) -> ClientBuilder<Shop> {
    ClientBuilder::new(secret)
        .base_url(api.url())
        .only_loopback()
        .timeout(Duration::from_secs(10))
}

fn grant(endpoint: &Loopback) -> OAuthGrant {
    let url = format!("{}/token", endpoint.url());
    OAuthGrant::client_credentials(url, "my id", "secret:private")
        .scope("read")
        .scope("write")
        .param("audience", "a&b")
}

#[test]
fn a_token_is_fetched_once_for_many_calls() {
    for by in ALL {
        let (endpoint, api) = (endpoint(3600, Duration::ZERO), api(&[]));
        let outcomes = by.call(builder(grant(&endpoint), &api), &[Read, Read, Read]);
        assert!(outcomes.iter().all(Result::is_ok), "{by:?}: {outcomes:?}");
        assert_eq!(tokens(&api), ["t1", "t1", "t1"]);
        let asked = endpoint.arrived();
        assert_eq!(asked.len(), 1, "{by:?}");
        assert_eq!(
            (asked[0].method.as_str(), asked[0].target.as_str()),
            ("POST", "/token")
        );
        // `my+id:secret%3Aprivate`, as RFC 6749, section 2.3.1, has it.
        let header = asked[0].header("authorization");
        assert_eq!(header, Some("Basic bXkraWQ6c2VjcmV0JTNBcHJpdmF0ZQ=="));
        assert_eq!(
            bodies(&endpoint),
            ["grant_type=client_credentials&scope=read+write&audience=a%26b"]
        );
    }
}

#[test]
fn an_expired_token_is_fetched_anew_by_the_newest_refresh_token() {
    for by in ALL {
        let (endpoint, api) = (endpoint(1, Duration::ZERO), api(&[]));
        let url = format!("{}/token", endpoint.url());
        let grant = OAuthGrant::refresh_token(url, "r0")
            .client("id", "secret")
            .client_in_body();
        let client = by.client(builder(grant, &api));
        client.call(Read).unwrap();
        client.wait(Duration::from_millis(1_100));
        client.call(Read).unwrap();
        assert_eq!(tokens(&api), ["t1", "t2"], "{by:?}");
        let body = |token: &str| {
            format!(
                "grant_type=refresh_token&refresh_token={token}&client_id=id&client_secret=secret"
            )
        };
        assert_eq!(bodies(&endpoint), [body("r0"), body("r1")]);
    }
}

#[test]
fn a_refused_token_is_replaced_once() {
    for by in ALL {
        let (endpoint, api_server) = (endpoint(3600, Duration::ZERO), api(&["t1"]));
        let outcome = by
            .call(builder(grant(&endpoint), &api_server), &[Read])
            .remove(0);
        assert_eq!(outcome.unwrap().attempts(), 2, "{by:?}");
        assert_eq!(tokens(&api_server), ["t1", "t2"]);

        let none = api(&["t3", "t4", "t5"]);
        let outcome = by.call(builder(grant(&endpoint), &none), &[Read]).remove(0);
        let error = outcome.unwrap_err();
        assert_eq!(error.status().unwrap().as_u16(), 401);
        assert_eq!(tokens(&none), ["t3", "t4"], "{by:?}");
    }
}

#[test]
fn calls_at_once_wait_for_one_fetch() {
    let (endpoint, api) = (endpoint(3600, Duration::from_millis(300)), api(&[]));
    let secret: Secret = grant(&endpoint).into();
    let client = builder(secret.clone(), &api).build_blocking().unwrap();
    let other = builder(secret, &api);
    thread::scope(|scope| {
        for _ in 0..6 {
            let client = client.clone();
            scope.spawn(move || client.send(Read).unwrap());
        }
        // Another client of another kind shares the secret, and its tokens.
        scope.spawn(move || By::Hyper.client(other).call(Read).unwrap());
    });
    assert_eq!(endpoint.arrived().len(), 1);
    assert_eq!(tokens(&api), ["t1"; 7]);
}

#[test]
fn a_fetch_that_fails_sends_nothing_to_the_api() {
    for by in ALL {
        let body = r#"{"error":"invalid_client","error_description":"secret:private"}"#;
        let endpoint = Loopback::start([Act::answer(400, body), Act::answer(503, "busy")]);
        let api = api(&[]);
        let outcomes = by.call(builder(grant(&endpoint), &api), &[Read, Read]);
        let [refused, busy] = [&outcomes[0], &outcomes[1]].map(|one| one.as_ref().unwrap_err());
        assert_eq!(
            refused.to_string(),
            "there is no token for the call: the token endpoint answered 400 (invalid_client)"
        );
        assert!(matches!(refused.cause(), Cause::Token(_)), "{by:?}");
        assert_eq!([refused.is_retryable(), busy.is_retryable()], [false, true]);
        assert_eq!([refused.attempts(), busy.attempts()], [0, 0]);
        assert!(api.arrived().is_empty());
        assert!(!format!("{refused:?} {busy:?}").contains("private"));
    }
}

#[test]
fn a_fetch_has_no_more_time_than_its_call() {
    for by in ALL {
        let endpoint = Loopback::start([Act::Stall]);
        let api = api(&[]);
        let hasty = builder(grant(&endpoint), &api).timeout(Duration::from_millis(300));
        let error = by.call(hasty, &[Read]).remove(0).unwrap_err();
        assert!(
            matches!(error.cause(), Cause::Token(_)),
            "{by:?}: {error:?}"
        );
        assert!(error.is_retryable());
    }
}

#[test]
fn a_function_gives_tokens() {
    let calls = Arc::new(AtomicUsize::new(0));
    let give = {
        let calls = Arc::clone(&calls);
        move || Token::new(format!("f{}", calls.fetch_add(1, Ordering::Relaxed)))
    };
    let blocking = {
        let give = give.clone();
        Secret::fetched_blocking(move || Ok(give()))
    };
    let asynchronous = Secret::fetched(move || {
        let token = give();
        async move { Ok(token) }
    });
    let server = api(&[]);
    for by in ALL {
        by.client(builder(blocking.clone(), &server))
            .call(Read)
            .unwrap();
    }
    for by in [By::Hyper, By::Reqwest] {
        by.client(builder(asynchronous.clone(), &server))
            .call(Read)
            .unwrap();
    }
    assert_eq!(tokens(&server), ["f0", "f0", "f0", "f1", "f1"]);
    let error = By::Ureq.client(builder(asynchronous, &api(&[]))).call(Read);
    // It is held by now.
    assert!(error.is_ok());
    let unheld = Secret::fetched(|| async { Ok(Token::new("x")) });
    let error = By::Ureq
        .client(builder(unheld, &server))
        .call(Read)
        .unwrap_err();
    assert!(error.to_string().contains("fetched_blocking"), "{error}");
    let failing = Secret::fetched_blocking(|| Err("no vault".into()));
    let error = By::Hyper
        .client(builder(failing, &server))
        .call(Read)
        .unwrap_err();
    assert_eq!(
        error.to_string(),
        "there is no token for the call: no vault"
    );
}

#[test]
fn a_secret_goes_to_no_token_url_that_is_not_encrypted() {
    let config = |url: &str| {
        let grant = OAuthGrant::client_credentials(url, "id", "secret");
        ClientBuilder::<Shop>::new(grant).config().map(|_| ())
    };
    assert_eq!(config("https://auth.example/token"), Ok(()));
    assert_eq!(
        config("http://auth.example/token"),
        Err(ConfigError::PlainHttp("auth.example".to_owned()))
    );
    for none in ["/token", "auth", ""] {
        assert_eq!(
            config(none),
            Err(ConfigError::TokenUrl("bearerAuth")),
            "{none}"
        );
    }
}
