//! A bad network: faults × methods × transports. After each scenario: how many requests arrived, whether they were the
//! same, what the caller got, and that it ended.

#[path = "../support/api.rs"]
mod api;
#[path = "faults/single.rs"]
mod single;
#[path = "faults/table.rs"]
mod table;
#[path = "../support/transports.rs"]
mod transports;

use std::time::Duration;

use api::{Amend, Close, Read, Remove, Replace, Shop, Write, builder};
use form_runtime::{Cause, ClientBuilder, Operation, TransportErrorKind};
use loopback::{Act, Arrived, Loopback};
use serde_json::{Value, json};
use table::Case;
use transports::{ALL, By, Outcome, Scenario, all_at_once};

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
        Ok(response) => (response.attempts(), response.idempotency_key()),
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
    assert_eq!(*response.value(), json!({"ok": true}), "the next call");
    // Its first request may have met a connection that was just closed, and has not arrived then.
    assert!(
        response.attempts() <= 2,
        "the next call: {}",
        response.attempts()
    );
    assert_eq!(arrived.header("idempotency-key"), sent(next).1);
    let keys = [sent(first).1, sent(next).1];
    assert!(keys[0].is_none() || keys[0] != keys[1], "{keys:?}");
}

fn scenario<O>(by: By, operation: O, case: Case, is_warm: bool) -> Scenario
where
    O: Operation<Output = Value, Error = Value> + Clone + Send + 'static,
{
    let warmth = if is_warm {
        "on a connection used before"
    } else {
        "on a new connection"
    };
    let operation_name = std::any::type_name::<O>();
    let name = format!("{by:?}, {operation_name}, {}, {warmth}", case.name);
    let run = move || {
        let first = is_warm.then(|| Act::answer(200, "{}"));
        let server = Loopback::start(first.into_iter().chain(case.script.clone()));
        let operations = vec![operation; 2 + usize::from(is_warm)];
        let mut outcomes = by.call(client(&server), &operations);
        let mut arrived = server.arrived();
        if is_warm {
            assert!(outcomes.remove(0).is_ok());
            arrived.remove(0);
        }
        let (next, outcome) = (outcomes.pop().unwrap(), outcomes.pop().unwrap());
        check_next(&outcome, &next, &arrived.pop().unwrap());
        check(&case, &outcome, &arrived);
        if case.name == "nothing wrong" {
            assert_eq!(server.connections(), 1, "a connection was not used again");
        }
    };
    (name, Box::new(run))
}

fn add<O>(all: &mut Vec<Scenario>, operation: O)
where
    O: Operation<Output = Value, Error = Value> + Clone + Send + 'static,
{
    for by in ALL {
        for case in table::cases() {
            // By themselves, HTTP clients repeat requests on connections that were used before, if anywhere.
            all.push(scenario(by, operation.clone(), case.clone(), true));
            all.push(scenario(by, operation.clone(), case, false));
        }
    }
}

#[test]
fn faults() {
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
