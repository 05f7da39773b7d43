//! A bad network: faults × methods × transports. After each scenario: how many requests arrived, whether they were the
//! same, what the caller got, and that it ended.

#[path = "support/api.rs"]
mod api;
#[path = "support/transports.rs"]
mod transports;

use std::time::{Duration, Instant};

use api::{Read, Remove, Shop, Write, builder};
use form_runtime::{Cause, ClientBuilder, Operation, TransportErrorKind};
use loopback::{Act, Arrived, Loopback};
use serde_json::Value;
use transports::{ALL, By, Outcome, all_at_once, block_on};

/// What the caller has to get.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Get {
    Value,
    Status(u16),
    Unreadable,
    Failure(TransportErrorKind),
}

struct Case {
    name: &'static str,
    script: Vec<Act>,
    arrived: usize,
    get: Get,
}

fn case(name: &'static str, script: Vec<Act>, arrived: usize, get: Get) -> Case {
    Case {
        name,
        script,
        arrived,
        get,
    }
}

fn cases() -> Vec<Case> {
    use Get::{Failure, Status, Unreadable, Value};
    use TransportErrorKind::{Broken, Timeout, TooLarge};
    let bytes = |text: &str| Act::Bytes(text.as_bytes().to_vec());
    let late = |time, act| Act::Delay(Duration::from_millis(time), Box::new(act));
    let early = "HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}";
    let chunked = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n";
    let cut_chunks = "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\n{}\r\n";
    vec![
        case("nothing wrong", vec![], 1, Value),
        case("slow", vec![late(150, Act::answer(200, "{}"))], 1, Value),
        case("500 once", vec![Act::answer(500, "{}")], 2, Value),
        case("409 once", vec![Act::answer(409, "{}")], 2, Value),
        case(
            "429 once",
            vec![Act::with(429, "retry-after", "1")],
            2,
            Value,
        ),
        case(
            "503 for ever",
            vec![Act::answer(503, ""), Act::answer(503, "")],
            2,
            Status(503),
        ),
        case("400", vec![Act::answer(400, "{}")], 1, Status(400)),
        case(
            "404, no JSON",
            vec![Act::answer(404, "<html>")],
            1,
            Status(404),
        ),
        case(
            "advice against",
            vec![Act::with(500, "shop-should-retry", "false")],
            1,
            Status(500),
        ),
        case(
            "advice for",
            vec![Act::with(404, "shop-should-retry", "true")],
            2,
            Value,
        ),
        case(
            "redirect",
            vec![Act::with(302, "location", "/elsewhere")],
            1,
            Status(302),
        ),
        case(
            "lasting redirect",
            vec![Act::with(308, "location", "/elsewhere")],
            1,
            Status(308),
        ),
        case(
            "200 with an error",
            vec![Act::answer(200, r#"{"error":{}}"#)],
            1,
            Status(200),
        ),
        case(
            "200 without JSON",
            vec![Act::answer(200, "<html>")],
            1,
            Unreadable,
        ),
        case("reset before reading", vec![Act::ResetBefore], 1, Value),
        case("reset after reading", vec![Act::ResetAfter], 2, Value),
        case(
            "resets for ever",
            vec![Act::ResetAfter, Act::ResetAfter],
            2,
            Failure(Broken),
        ),
        case("closed after reading", vec![Act::Close], 2, Value),
        case("half a body", vec![Act::Partial], 2, Value),
        case(
            "half bodies for ever",
            vec![Act::Partial, Act::Partial],
            2,
            Failure(Broken),
        ),
        case("stall", vec![Act::Stall], 2, Value),
        case("stall in the body", vec![Act::StallInBody], 2, Value),
        case(
            "stalls for ever",
            vec![Act::Stall, Act::StallInBody],
            2,
            Failure(Timeout),
        ),
        case(
            "garbage",
            vec![bytes("\u{1}garbage, not HTTP\r\n\r\n")],
            2,
            Value,
        ),
        case(
            "garbage for ever",
            vec![bytes("?\r\n\r\n"), bytes("?\r\n\r\n")],
            2,
            Failure(Broken),
        ),
        case(
            "too short a length",
            vec![bytes(
                "HTTP/1.1 200 OK\r\ncontent-length: 3\r\n\r\n{\"ok\":1}",
            )],
            1,
            Unreadable,
        ),
        case("chunks", vec![bytes(chunked)], 1, Value),
        case("chunks without end", vec![bytes(cut_chunks)], 2, Value),
        case("early hints", vec![bytes(early)], 1, Value),
        case(
            "too large",
            vec![Act::answer(200, &"1".repeat(100_000))],
            1,
            Failure(TooLarge),
        ),
        case(
            "too large, in an error",
            vec![Act::answer(400, &"1".repeat(100_000))],
            1,
            Failure(TooLarge),
        ),
    ]
}

/// A client of that server, which waits 1.5 seconds for an answer and asks once more: enough for a busy machine.
fn client(server: &Loopback) -> ClientBuilder<Shop> {
    builder()
        .base_url(server.url())
        .attempt_timeout(Duration::from_millis(1500))
        .timeout(Duration::from_secs(15))
        .max_retries(1)
        .max_response_bytes(50_000)
}

fn check(case: &Case, outcome: &Outcome, arrived: &[Arrived]) {
    let get = match outcome {
        Ok(_) => Get::Value,
        Err(error) => match error.cause() {
            Cause::Api(error) => Get::Status(error.status.as_u16()),
            Cause::Decode(_) => Get::Unreadable,
            Cause::Transport(error) => Get::Failure(error.kind()),
            other => panic!("{other:?}"),
        },
    };
    assert_eq!(get, case.get, "{outcome:?}");
    assert_eq!(arrived.len(), case.arrived, "{arrived:?}");
    assert!(
        arrived.windows(2).all(|two| two[0] == two[1]),
        "requests differ: {arrived:?}"
    );
    let attempts = match outcome {
        Ok(response) => response.attempts,
        Err(error) => error.attempts(),
    };
    assert!(
        arrived.len() <= attempts as usize,
        "sent again uncounted: {arrived:?}"
    );
    for request in arrived {
        let key = request.header("idempotency-key");
        assert_eq!(key.is_some(), request.method == "POST", "{request:?}");
        let sent = match outcome {
            Ok(response) => response.idempotency_key.as_deref(),
            Err(error) => error.idempotency_key(),
        };
        assert_eq!(key, sent);
    }
}

fn scenario<O>(by: By, operation: O, case: Case) -> (String, Box<dyn FnOnce() + Send>)
where
    O: Operation<Output = Value, Error = Value> + Clone + Send + 'static,
{
    let name = format!("{by:?}, {}, {}", O::METHOD, case.name);
    let run = move || {
        let server = Loopback::start(case.script.clone());
        let mut outcomes = by.call(client(&server), &[operation.clone(), operation]);
        // Whatever became of the first call: the second one meets no rest of it.
        let second = outcomes.pop().unwrap();
        let mut arrived = server.arrived();
        assert!(second.is_ok(), "the next call: {second:?}");
        arrived.pop();
        check(&case, &outcomes.pop().unwrap(), &arrived);
    };
    (name, Box::new(run))
}

#[test]
fn faults() {
    let mut scenarios = Vec::new();
    for by in ALL {
        scenarios.extend(cases().into_iter().map(|case| scenario(by, Read, case)));
        scenarios.extend(cases().into_iter().map(|case| scenario(by, Write, case)));
        scenarios.extend(cases().into_iter().map(|case| scenario(by, Remove, case)));
    }
    all_at_once(scenarios);
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
        assert_eq!(first.header("transfer-encoding"), None);
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
        let closed = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", closed.local_addr().unwrap());
        drop(closed);
        let error = by
            .call(client(&server).base_url(url), &[Write])
            .pop()
            .unwrap()
            .unwrap_err();
        let Cause::Transport(failure) = error.cause() else {
            panic!("{error:?}")
        };
        assert_eq!(
            (failure.kind(), error.attempts()),
            (TransportErrorKind::Connect, 2),
            "{by:?}: {error}"
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
            .max_retries(9);
        let error = by.call(builder, &[Write]).pop().unwrap().unwrap_err();
        assert!(
            start.elapsed() < Duration::from_millis(900),
            "{by:?}: {:?}",
            start.elapsed()
        );
        let Cause::Transport(failure) = error.cause() else {
            panic!("{error:?}")
        };
        assert_eq!(
            (failure.kind(), error.attempts()),
            (TransportErrorKind::Timeout, 1),
            "{by:?}"
        );
    }
}

#[test]
fn a_cancelled_call_leaves_nothing_behind() {
    for act in [Act::Stall, Act::StallInBody] {
        let server = Loopback::start([act]);
        block_on(async {
            let client = client(&server).build().unwrap();
            let call = client.send(Write);
            let cancelled = tokio::time::timeout(Duration::from_millis(200), call).await;
            assert!(cancelled.is_err());
            let response = client.send(Write).await.unwrap();
            assert_eq!(response.attempts, 1);
            // The connection of the cancelled call is closed, the other one kept.
            for _ in 0..50 {
                tokio::time::sleep(Duration::from_millis(10)).await;
                if server.open() == 1 {
                    break;
                }
            }
            assert_eq!((server.connections(), server.open()), (2, 1));
        });
    }
}
