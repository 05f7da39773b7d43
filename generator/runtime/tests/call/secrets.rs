//! What is private is in nothing that people print: settings, clients, requests, errors.

#[path = "../support/api.rs"]
mod api;
#[path = "../support/transports.rs"]
mod transports;

use std::collections::BTreeSet;
use std::error::Error;
use std::fmt::Debug;
use std::net::TcpListener;
use std::sync::Arc;
use std::time::Duration;

use api::{SECRET, Shop, Write, builder};
use form_runtime::{
    Auth, Call, CallError, Cause, Client, ClientBuilder, HyperTransport, Moment, RequestOptions,
    Secret, UreqTransport,
};
use loopback::{Act, Authority, Loopback, Passage, Validity};
use serde_json::Value;
use transports::{ALL, By};

/// The secret, as it is and as Basic authentication shows it; the proxy's user, likewise; what is sent.
const PRIVATE: [&str; 7] = [
    "0123456789",
    "c2tfdGVzdF8wMTIzNDU2Nzg5",
    "word_private",
    "dXNlcjp3b3JkX3ByaXZhdGU",
    "private text",
    "private+text",
    "token_private",
];

fn check(shown: &str) {
    for private in PRIVATE {
        assert!(!shown.contains(private), "{private} in {shown}");
    }
}

fn show(what: &impl Debug) {
    check(&format!("{what:?} {what:#?}"));
}

fn private() -> ClientBuilder<Shop> {
    builder().proxy("http://user:word_private@127.0.0.1:1")
}

#[test]
fn settings_and_requests() {
    for auth in [Auth::Bearer, Auth::Basic] {
        let builder = || private().auth(auth);
        let config = builder().config().unwrap();
        show(&Secret::new(SECRET));
        show(&builder());
        show(&config);
        show(&builder().build().unwrap());
        show(&builder().build_blocking().unwrap());
        show(&transports::reqwest(builder()));
        show(&HyperTransport::new(&config).unwrap());
        show(&UreqTransport::new(&config).unwrap());
        show(&config.proxy_for(&"https://shop.example".parse().unwrap()));

        let options = RequestOptions::new().header("x-token", "token_private");
        show(&options);
        let config = Arc::new(config);
        let call = Call::new(&config, &Write, &options, Moment::default(), [0; 16]).unwrap();
        show(&call);
        let request = call.request();
        let authorization = request.headers().get("authorization").unwrap();
        assert!(authorization.is_sensitive());
        assert!(authorization.to_str().unwrap().contains(' '));
        show(&authorization);
        let copy: Client<Shop, HyperTransport> = builder().build().unwrap().clone();
        show(&copy);
    }
    // That of what is there, only this is shown.
    assert!(format!("{:?}", private().config().unwrap()).contains("bearerAuth(…)"));
}

/// Everything that an error shows.
fn chain(error: &CallError<Value>) -> String {
    let mut shown = format!("{error} {error:?} {error:#?}");
    let mut cause = error.source();
    while let Some(error) = cause {
        shown.push_str(&format!(" {error} {error:?}"));
        cause = error.source();
    }
    shown
}

/// Addresses where calls fail, each in its own way; the first one answers with nothing.
fn addresses(silent: &TcpListener) -> Vec<String> {
    let identity = Authority::new().identity(&["127.0.0.1"], Validity::Now);
    let plain = |act: Act| Loopback::start([act]).url();
    vec![
        format!("https://{}", silent.local_addr().unwrap()),
        Loopback::encrypted(&identity, []).url(),
        plain(Act::Stall),
        plain(Act::ResetAfter),
        plain(Act::Partial),
        plain(Act::Bytes(b"garbage\r\n\r\n".to_vec())),
        plain(Act::answer(200, &"1".repeat(2_000))),
        plain(Act::answer(200, "<html>")),
        plain(Act::answer(401, r#"{"error": {"code": "x"}}"#)),
    ]
}

/// A client that does not wait long.
fn hasty(auth: Auth, url: &str) -> ClientBuilder<Shop> {
    builder()
        .auth(auth)
        .base_url(url)
        .connect_timeout(Duration::from_millis(200))
        .attempt_timeout(Duration::from_secs(1))
        .max_response_bytes(1_000)
        .max_retries(0)
}

/// Makes a call that fails, and says how.
fn fail(by: By, builder: ClientBuilder<Shop>) -> String {
    let error = by.client(builder).call(Write).unwrap_err();
    check(&chain(&error));
    match error.cause() {
        Cause::Transport(error) => format!("{:?}", error.kind()),
        Cause::Api(_) => "Api".to_owned(),
        Cause::Decode(_) => "Decode".to_owned(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn errors() {
    let silent = TcpListener::bind("127.0.0.1:0").unwrap();
    for (auth, by) in [Auth::Bearer, Auth::Basic]
        .into_iter()
        .flat_map(|auth| ALL.map(|by| (auth, by)))
    {
        let addresses = addresses(&silent);
        let failed: BTreeSet<String> = addresses
            .iter()
            .map(|url| fail(by, hasty(auth, url)))
            .collect();
        let mut expected =
            BTreeSet::from(["Api", "Broken", "Connect", "Decode", "Timeout", "TooLarge"]);
        if by != By::Reqwest {
            expected.insert("Certificate");
            let proxy = loopback::Proxy::start(Passage::Refused(407));
            let through =
                hasty(auth, "https://api.shop.example").proxy(proxy.url(Some("user:word_private")));
            assert_eq!(fail(by, through), "Connect");
            let sent = proxy.arrived().pop().unwrap();
            assert_eq!(
                sent.header("proxy-authorization"),
                Some("Basic dXNlcjp3b3JkX3ByaXZhdGU=")
            );
        }
        assert!(failed.iter().eq(expected), "{by:?}: {failed:?}");
    }
}
