//! Proxies: which requests go through which, and what they are shown.

#[path = "../support/api.rs"]
mod api;
#[path = "../support/child.rs"]
mod child;
#[path = "../support/transports.rs"]
mod transports;

use std::time::{Duration, Instant};

use api::{SECRET, Shop, Write, builder};
use child::child;
use form_runtime::{ClientBuilder, TransportErrorKind};
use loopback::{Act, Authority, Loopback, Passage, Proxy, Validity};
use transports::{By, failure};

/// The transports that look for proxies themselves.
const BOTH: [By; 2] = [By::Hyper, By::Ureq];

const NAME: &str = "api.shop.example";

/// `user name:p@ss:word`, and the header that shows it.
const USER: &str = "user%20name:p%40ss:word";
const AUTHORIZATION: &str = "Basic dXNlciBuYW1lOnBAc3M6d29yZA==";

/// Waits 5 seconds for an answer and asks once more.
fn patient() -> ClientBuilder<Shop> {
    builder().timeout(Duration::from_secs(5)).max_retries(1)
}

/// A server that is called as no server here is, to be reached through a proxy alone.
fn server() -> (Authority, Loopback) {
    let authority = Authority::new();
    let identity = authority.identity(&[NAME], Validity::Now);
    let server = Loopback::encrypted(&identity, []);
    (authority, server)
}

#[test]
fn a_tunnel_for_what_is_encrypted() {
    let (authority, server) = server();
    for by in BOTH {
        for (user, authorization) in [(None, None), (Some(USER), Some(AUTHORIZATION))] {
            let before = server.connections();
            let proxy = Proxy::start(Passage::To(server.address()));
            let builder = patient().proxy(proxy.url(user));
            let caller = by.client_trusting(builder, Some(&authority.root()));
            for _ in 0..2 {
                assert_eq!(caller.call(Write).unwrap().attempts(), 1, "{by:?}");
            }
            let asked = proxy.arrived();
            assert_eq!(asked.len(), 1, "{by:?}: connections are kept: {asked:?}");
            assert_eq!(asked[0].method, "CONNECT");
            assert_eq!(asked[0].target, format!("{NAME}:443"));
            assert_eq!(asked[0].header("host"), Some(&*format!("{NAME}:443")));
            assert_eq!(
                asked[0].header("proxy-authorization"),
                authorization,
                "{by:?}"
            );
            // What is for the API is not shown to the proxy, and the other way round.
            assert_eq!(asked[0].header("authorization"), None);
            assert_eq!(server.connections(), before + 1);
            let arrived = server.arrived().pop().unwrap();
            assert_eq!(arrived.target, "/v1/things/th_1");
            assert_eq!(arrived.header("proxy-authorization"), None);
        }
    }
}

#[test]
fn whoever_ends_the_tunnel_has_to_be_the_api() {
    let (_, server) = server();
    for by in BOTH {
        let proxy = Proxy::start(Passage::To(server.address()));
        let outcome = by.client(patient().proxy(proxy.url(None))).call(Write);
        assert_eq!(
            failure(&outcome),
            (TransportErrorKind::Certificate, 1),
            "{by:?}"
        );
    }
    assert_eq!(server.arrived(), []);
}

#[test]
fn what_is_not_encrypted_is_passed_on() {
    let url = format!("http://{NAME}/below");
    let proxy = Loopback::start([Act::answer(500, "{}")]);
    let with_user = proxy.url().replace("http://", &format!("http://{USER}@"));
    let plain = patient().base_url(&url).allow_plain_http();
    let response = By::Hyper
        .client(plain.proxy(with_user))
        .call(Write)
        .unwrap();
    assert_eq!(response.attempts(), 2);
    for arrived in proxy.arrived() {
        assert_eq!(arrived.target, format!("{url}/v1/things/th_1"));
        assert_eq!(arrived.header("host"), Some(NAME));
        assert_eq!(arrived.header("proxy-authorization"), Some(AUTHORIZATION));
        let shown = arrived.header("authorization").unwrap();
        assert_eq!(shown, format!("Bearer {SECRET}"));
    }

    // ureq opens tunnels for everything.
    let server = Loopback::start([]);
    let proxy = Proxy::start(Passage::To(server.address()));
    let plain = patient().base_url(&url).allow_plain_http();
    let caller = By::Ureq.client(plain.proxy(proxy.url(None)));
    assert!(caller.call(Write).is_ok());
    assert_eq!(proxy.arrived()[0].target, format!("{NAME}:80"));
    assert_eq!(server.arrived()[0].target, "/below/v1/things/th_1");
}

#[test]
fn proxies_that_are_spoken_to_by_tls() {
    let authority = Authority::new();
    let identity = authority.identity(&["127.0.0.1"], Validity::Now);
    let proxy = Loopback::encrypted(&identity, []);
    let url = format!("http://{NAME}");
    let plain = || {
        let plain = patient().base_url(&url).allow_plain_http();
        plain.proxy(proxy.url())
    };
    let caller = By::Hyper.client_trusting(plain(), Some(&authority.root()));
    assert!(caller.call(Write).is_ok());
    assert_eq!(proxy.arrived()[0].target, format!("{url}/v1/things/th_1"));
    let outcome = By::Hyper.client(plain()).call(Write);
    assert_eq!(failure(&outcome), (TransportErrorKind::Certificate, 1));
}

#[test]
fn proxies_that_refuse_or_stall() {
    for by in BOTH {
        for passage in [
            Passage::Refused(407),
            Passage::Refused(503),
            Passage::Stalled,
            Passage::Dripping(Duration::from_millis(20)),
        ] {
            let proxy = Proxy::start(passage);
            let whole = Duration::from_secs(60);
            let part = Duration::from_millis(300);
            let builder = patient().timeout(whole).connect_timeout(part);
            let start = Instant::now();
            let outcome = by.client(builder.proxy(proxy.url(Some(USER)))).call(Write);
            assert_eq!(
                failure(&outcome),
                (TransportErrorKind::Connect, 2),
                "{by:?}, {passage:?}"
            );
            assert!(
                start.elapsed() < Duration::from_secs(20),
                "{by:?}, {passage:?}"
            );
            let shown = format!("{:?} {}", outcome, outcome.as_ref().unwrap_err());
            for private in ["p@ss", "p%40ss", "dXNlc", SECRET] {
                assert!(!shown.contains(private), "{shown}");
            }
        }
    }
}

#[test]
fn this_machine_is_asked_without_one() {
    for by in BOTH {
        let server = Loopback::start([]);
        let proxy = Proxy::start(Passage::Refused(500));
        for url in [server.url(), server.url().replace("127.0.0.1", "localhost")] {
            let builder = patient().base_url(url).proxy(proxy.url(None));
            assert!(by.client(builder).call(Write).is_ok(), "{by:?}");
        }
        assert_eq!(proxy.arrived(), []);
        assert_eq!(server.arrived()[0].header("proxy-authorization"), None);
    }
}

#[test]
#[ignore = "a part of `the_environment`, which runs it with one"]
fn call_through_proxies() {
    let Ok(root) = std::env::var("TEST_ROOT") else {
        return;
    };
    for by in BOTH {
        let builder = patient().root_certificate(root.clone()).max_retries(0);
        let builder = match std::env::var("TEST_NO_PROXY") {
            // Nothing is looked up then: there is no such address.
            Ok(_) => builder.no_proxy().base_url("https://0.0.0.0:1"),
            Err(_) => builder,
        };
        let outcome = by.client(builder).call(Write);
        match outcome {
            Ok(response) => println!("=> {by:?} {}", response.status()),
            Err(error) => println!("=> {by:?} {error}"),
        }
    }
}

#[test]
fn the_environment() {
    let (authority, server) = server();
    let proxy = Proxy::start(Passage::To(server.address()));
    let (root, url) = (authority.pem(), proxy.url(Some(USER)));
    let root = ("TEST_ROOT", root.as_str());
    let lines = child("call_through_proxies", &[root, ("HTTPS_PROXY", &url)]);
    assert_eq!(lines, ["Hyper 200 OK", "Ureq 200 OK"]);
    assert_eq!(proxy.arrived().len(), 2);
    assert_eq!(
        proxy.arrived()[0].header("proxy-authorization"),
        Some(AUTHORIZATION)
    );
    assert_eq!(server.arrived().len(), 2);

    let lines = child(
        "call_through_proxies",
        &[root, ("HTTPS_PROXY", &url), ("TEST_NO_PROXY", "")],
    );
    assert!(
        lines.iter().all(|line| line.contains("no connection")),
        "{lines:?}"
    );
    let lines = child(
        "call_through_proxies",
        &[root, ("ALL_PROXY", "socks5://x:hidden@s")],
    );
    assert_eq!(lines.len(), 2);
    for line in lines {
        assert!(line.contains("ALL_PROXY names cannot be used"), "{line}");
        assert!(!line.contains("hidden"), "{line}");
    }
    assert_eq!(proxy.arrived().len(), 2);
}
