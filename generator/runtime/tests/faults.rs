//! A bad network: faults × methods × transports. After each scenario: how many requests arrived, whether they were the
//! same, what the caller got, and that it ended.

#[path = "support/api.rs"]
mod api;
#[path = "faults/table.rs"]
mod table;
#[path = "support/transports.rs"]
mod transports;

use std::time::{Duration, Instant};

use api::{Amend, Close, Read, Remove, Replace, Shop, Write, builder};
use form_runtime::{Cause, Client, ClientBuilder, Operation, Transport, TransportErrorKind};
use loopback::{Act, Arrived, Loopback, Nobody};
use serde_json::{Value, json};
use table::Case;
use transports::{ALL, By, Outcome, Scenario, all_at_once, block_on};

/// What the caller has to get.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Get {
    /// What the API answered.
    Value,
    /// An error of the API.
    Status(u16),
    /// A success that cannot be read.
    Unreadable,
    /// No answer.
    Failure(TransportErrorKind),
}

/// A client of that server, which waits for an answer as long as a busy machine needs, and asks once more.
fn client(server: &Loopback) -> ClientBuilder<Shop> {
    builder()
        .base_url(server.url())
        .attempt_timeout(Duration::from_millis(1500))
        .timeout(Duration::from_secs(15))
        .max_retries(1)
        .max_response_bytes(50_000)
}

/// How many requests were sent, and the key they had.
fn sent(outcome: &Outcome) -> (u32, Option<&str>) {
    match outcome {
        Ok(response) => (response.attempts, response.idempotency_key.as_deref()),
        Err(error) => (error.attempts(), error.idempotency_key()),
    }
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
    let (attempts, key) = sent(outcome);
    let unread = case
        .script
        .iter()
        .filter(|act| matches!(act, Act::ResetBefore));
    assert_eq!(attempts as usize, case.arrived + unread.count(), "attempts");
    for request in arrived {
        let has_key = matches!(&*request.method, "POST" | "PATCH");
        assert_eq!(key.is_some(), has_key, "{request:?}");
        assert_eq!(request.header("idempotency-key"), key);
        // What arrived is whole, and says how long it is only where something is expected (RFC 9110, section 8.6).
        let length = request.header("content-length").map(str::to_owned);
        let expects = has_key || request.method == "PUT";
        assert_eq!(length, expects.then(|| request.body.len().to_string()));
    }
}

/// The call that comes after: it meets no rest of the first one, and has a key of its own.
fn check_next(first: &Outcome, next: &Outcome, arrived: &Arrived) {
    let response = next
        .as_ref()
        .unwrap_or_else(|error| panic!("the next call: {error}"));
    assert_eq!(response.value, json!({"ok": true}), "the next call");
    // Its first request may have met a connection that was just closed, and has not arrived then.
    assert!(
        response.attempts <= 2,
        "the next call: {}",
        response.attempts
    );
    assert_eq!(arrived.header("idempotency-key"), sent(next).1);
    let keys = [sent(first).1, sent(next).1];
    assert!(keys[0].is_none() || keys[0] != keys[1], "{keys:?}");
}

fn scenario<O>(by: By, operation: O, case: Case) -> Scenario
where
    O: Operation<Output = Value, Error = Value> + Clone + Send + 'static,
{
    let name = format!(
        "{by:?}, {}, {}, {}",
        O::METHOD,
        std::any::type_name::<O>(),
        case.name
    );
    let run = move || {
        let server = Loopback::start(case.script.clone());
        let mut outcomes = by.call(client(&server), &[operation.clone(), operation]);
        let (next, first) = (outcomes.pop().unwrap(), outcomes.pop().unwrap());
        let mut arrived = server.arrived();
        check_next(&first, &next, &arrived.pop().unwrap());
        check(&case, &first, &arrived);
    };
    (name, Box::new(run))
}

#[test]
fn faults() {
    fn add<O>(all: &mut Vec<Scenario>, operation: O)
    where
        O: Operation<Output = Value, Error = Value> + Clone + Send + 'static,
    {
        for by in ALL {
            for case in table::cases() {
                all.push(scenario(by, operation.clone(), case));
            }
        }
    }
    let mut scenarios = Vec::new();
    add(&mut scenarios, Read);
    add(&mut scenarios, Write);
    add(&mut scenarios, Close);
    add(&mut scenarios, Replace);
    add(&mut scenarios, Amend);
    add(&mut scenarios, Remove);
    println!("{} scenarios", scenarios.len());
    all_at_once(scenarios);
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
        let error = by
            .call(client(&server), &[Write])
            .pop()
            .unwrap()
            .unwrap_err();
        let Cause::Transport(failure) = error.cause() else {
            panic!("{by:?}: {error:?}")
        };
        let kinds = [TransportErrorKind::Broken, TransportErrorKind::TooLarge];
        assert!(kinds.contains(&failure.kind()), "{by:?}: {error:?}");
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
            start.elapsed() < Duration::from_millis(1400),
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
        (response.attempts, &response.value),
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
