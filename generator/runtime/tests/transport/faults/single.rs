//! Faults that do not fit the table.

use std::time::{Duration, Instant};

use form_runtime::{CallError, Cause, Client, ClientBuilder, Transport, TransportErrorKind};
use loopback::{Act, Loopback, Nobody};
use serde_json::{Value, json};

use super::api::{Plain, Read, SECRET, Shop, Write};
use super::client;
use super::transports::{self, ALL, By, block_on};

/// The error of a call that is made with these settings.
fn failure(by: By, builder: ClientBuilder<Shop>) -> (TransportErrorKind, CallError<Value>) {
    let error = by.call(builder, &[Write]).pop().unwrap().unwrap_err();
    match error.cause() {
        Cause::Transport(failure) => (failure.kind(), error),
        _ => panic!("{by:?}: {error:?}"),
    }
}

/// The secret goes to nobody else, whoever says so.
#[test]
fn redirects_lead_nowhere() {
    let elsewhere = Loopback::start([]);
    for by in ALL {
        for status in [300, 301, 302, 303, 307, 308] {
            let location = format!("{}/v1/things/th_1", elsewhere.url());
            let script = [0; 2].map(|_| Act::with(status, "location", &location));
            let server = Loopback::start(script);
            let mut outcomes = by.call(client(&server), &[Read]);
            outcomes.extend(by.call(client(&server), &[Write]));
            for outcome in outcomes {
                let error = outcome.unwrap_err();
                assert_eq!(error.status().unwrap(), status, "{by:?}: {error}");
                assert_eq!(error.attempts(), 1, "{by:?}: {error}");
            }
            assert_eq!(server.requests(), 2, "{by:?}");
        }
    }
    assert_eq!((elsewhere.requests(), elsewhere.connections()), (0, 0));
}

/// Headers have no limit of the client's; the transports have their own, and none reads on for ever.
#[test]
fn headers_without_end() {
    for by in ALL {
        let flood = format!("HTTP/1.1 200 OK\r\n{}", "x: y\r\n".repeat(500_000));
        let script = [0; 2].map(|_| Act::Bytes(flood.clone().into_bytes()));
        let server = Loopback::start(script);
        let (kind, error) = failure(by, client(&server));
        let kinds = [TransportErrorKind::Broken, TransportErrorKind::TooLarge];
        assert!(kinds.contains(&kind), "{by:?}: {error:?}");
        let arrived = server.arrived();
        assert!(arrived.windows(2).all(|two| two[0] == two[1]), "{by:?}");
    }
}

#[test]
fn what_arrives() {
    for by in ALL {
        let server = Loopback::start([]);
        assert!(
            by.call(client(&server), &[Write, Write])
                .iter()
                .all(Result::is_ok)
        );
        assert!(by.call(client(&server), &[Read])[0].is_ok());
        let arrived = server.arrived();
        let [first, second, read] = arrived.as_slice() else {
            panic!("{arrived:?}")
        };
        assert_eq!(
            (&*first.method, &*first.target),
            ("POST", "/v1/things/th_1")
        );
        assert_eq!(first.body, b"note=private+text");
        assert_eq!(
            first.header("content-type"),
            Some("application/x-www-form-urlencoded")
        );
        assert_eq!(
            first.header("authorization"),
            Some("Bearer sk_test_0123456789")
        );
        assert_eq!(first.header("shop-version"), Some("2026-01-01"));
        assert_eq!(first.header("user-agent"), Some("shop/1.0"));
        // No body is packed, in neither direction, and nothing is sent in pieces.
        for name in ["accept-encoding", "te", "expect", "transfer-encoding"] {
            assert_eq!(first.header(name), None, "{by:?}");
        }
        assert_ne!(
            first.header("idempotency-key"),
            second.header("idempotency-key")
        );
        assert_eq!(
            (read.header("content-type"), read.header("content-length")),
            (None, None)
        );
        assert_eq!(
            server.connections(),
            2,
            "{by:?} does not use connections again"
        );
    }
}

#[test]
fn nothing_listens() {
    for by in ALL {
        let server = Loopback::start([]);
        let nobody = Nobody::new();
        let url = format!("http://{}", nobody.address());
        let (kind, error) = failure(by, client(&server).base_url(url));
        assert_eq!(
            (kind, error.attempts()),
            (TransportErrorKind::Connect, 2),
            "{by:?}: {error}"
        );
    }
}

/// A machine that does not answer at all, which is what a full queue of connections looks like.
#[cfg(target_os = "linux")]
#[test]
fn nobody_answers_the_knock() {
    for by in ALL {
        let server = Loopback::start([]);
        let nobody = Nobody::busy();
        let url = format!("http://{}", nobody.address());
        let start = Instant::now();
        let builder = client(&server)
            .connect_timeout(Duration::from_millis(200))
            .attempt_timeout(Duration::from_secs(30))
            .timeout(Duration::from_secs(60));
        let (kind, error) = failure(by, builder.base_url(url));
        assert_eq!(
            (kind, error.attempts()),
            (TransportErrorKind::Connect, 2),
            "{by:?}: {error}"
        );
        assert!(
            start.elapsed() < Duration::from_secs(20),
            "{by:?}: {:?}",
            start.elapsed()
        );
    }
}

#[test]
fn the_deadline_ends_a_call() {
    for by in ALL {
        let server = Loopback::start([Act::Stall, Act::Stall, Act::Stall]);
        let start = Instant::now();
        let builder = client(&server)
            .timeout(Duration::from_millis(300))
            .attempt_timeout(Duration::from_millis(300))
            .max_retries(9);
        let (kind, error) = failure(by, builder);
        assert!(
            start.elapsed() < Duration::from_secs(10),
            "{by:?}: {:?}",
            start.elapsed()
        );
        assert_eq!(
            (kind, error.attempts()),
            (TransportErrorKind::Timeout, 1),
            "{by:?}"
        );
    }
}

/// An API without keys: what may have been done is not done again, neither by the client nor by what is below it.
#[test]
fn without_a_key_nothing_is_sent_twice() {
    let garbage = Act::Bytes(b"?\r\n\r\n".to_vec());
    for by in ALL {
        for act in [Act::ResetAfter, Act::Close, Act::Partial, garbage.clone()] {
            for is_warm in [false, true] {
                let first = is_warm.then(|| Act::answer(200, "{}"));
                let server = Loopback::start(first.into_iter().chain([act.clone()]));
                let builder = ClientBuilder::<Plain>::new(SECRET)
                    .base_url(server.url())
                    .timeout(Duration::from_secs(15));
                let mut outcomes = by.call(builder, &vec![Write; 1 + usize::from(is_warm)]);
                let error = outcomes.pop().unwrap().unwrap_err();
                let what = format!("{by:?}, {act:?}, {is_warm}: {error}");
                assert!(
                    matches!(error.cause(), Cause::Transport(error) if error.kind() == TransportErrorKind::Broken),
                    "{what}"
                );
                assert_eq!(
                    (error.attempts(), error.idempotency_key()),
                    (1, None),
                    "{what}"
                );
                assert_eq!(server.requests(), 1 + usize::from(is_warm), "{what}");
                assert_eq!(server.connections(), 1, "{what}");
            }
        }
    }
}

#[test]
fn a_cancelled_call_leaves_nothing_behind() {
    for act in [
        Act::Stall,
        Act::StallInBody,
        Act::Drip(Duration::from_millis(20)),
    ] {
        let server = Loopback::start([act.clone()]);
        block_on(cancelled(&client(&server).build().unwrap(), &server));
        let server = Loopback::start([act]);
        block_on(cancelled(&transports::reqwest(client(&server)), &server));
    }
}

async fn cancelled<T: Transport + 'static>(client: &Client<Shop, T>, server: &Loopback) {
    let call = client.send(Write);
    let cancelled = tokio::time::timeout(Duration::from_millis(200), call).await;
    assert!(cancelled.is_err());
    let response = client.send(Write).await.unwrap();
    assert_eq!(
        (response.attempts(), response.value()),
        (1, &json!({"ok": true}))
    );
    // The connection of the cancelled call is closed, the other one kept.
    for _ in 0..100 {
        tokio::time::sleep(Duration::from_millis(10)).await;
        if server.open() == 1 {
            break;
        }
    }
    assert_eq!((server.connections(), server.open()), (2, 1));
    assert_eq!(
        server.requests(),
        2,
        "no attempt goes on behind a call that is gone"
    );
}
