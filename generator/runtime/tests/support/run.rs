//! Runs a call against a script of outcomes, with a fake clock.

#![allow(dead_code)]

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use form_runtime::{
    Attempt, Call, CallError, Config, Moment, Operation, RequestOptions, Response, Step,
};
use serde_json::Value;

use super::api::builder;

/// What a call gave.
pub type Outcome = Result<Response<Value>, CallError<Value>>;

/// What happened: the time of each attempt, what was sent, and the end.
pub struct Run {
    pub at: Vec<Duration>,
    pub keys: Vec<Option<String>>,
    pub outcome: Outcome,
}

impl Run {
    pub fn of<O: Operation<Output = Value, Error = Value>>(
        config: Config,
        operation: &O,
        options: &RequestOptions,
        script: &mut dyn FnMut(u32) -> (Attempt, Duration),
        random: f64,
    ) -> Result<Self, CallError<Value>> {
        let config = Arc::new(config);
        let mut now = Moment {
            elapsed: Duration::from_secs(7),
            unix: Duration::from_secs(784_111_777),
        };
        let start = now.elapsed;
        let mut call = Call::new(&config, operation, options, now, [0xab; 16])?;
        let (mut at, mut keys, mut bodies) = (Vec::new(), Vec::new(), Vec::<Bytes>::new());
        loop {
            match call.step(now) {
                Step::Send(limits) => {
                    at.push(now.elapsed - start);
                    let request = call.request();
                    let key = request.headers().get("idempotency-key");
                    keys.push(key.map(|key| key.to_str().unwrap().to_owned()));
                    bodies.push(request.body().as_bytes().unwrap().clone());
                    let (attempt, took) = script(call.attempts());
                    now.elapsed += took.min(limits.total);
                    now.unix += took.min(limits.total);
                    call.finish_attempt(attempt, now, random);
                }
                Step::Wait(time) => {
                    now.elapsed += time;
                    now.unix += time;
                }
                _ => break,
            }
        }
        assert!(
            bodies.windows(2).all(|two| two[0] == two[1]),
            "another body was sent"
        );
        assert!(
            keys.windows(2).all(|two| two[0] == two[1]),
            "another key was sent"
        );
        Ok(Self {
            at,
            keys,
            outcome: call.into_result::<O>(),
        })
    }
}

/// The settings of most tests.
pub fn config() -> Config {
    builder().config().unwrap()
}

/// A response.
pub fn response(status: u16, headers: &[(&str, &str)], body: &str) -> Attempt {
    let mut response = http::Response::builder().status(status);
    for (name, value) in headers {
        response = response.header(*name, *value);
    }
    Ok(response
        .body(Bytes::copy_from_slice(body.as_bytes()))
        .unwrap())
}

/// Runs an operation against the same outcome for ever; each attempt takes no time.
pub fn always<O: Operation<Output = Value, Error = Value>>(
    operation: &O,
    outcome: impl Fn() -> Attempt,
) -> Run {
    let mut script = |_| (outcome(), Duration::ZERO);
    Run::of(
        config(),
        operation,
        &RequestOptions::new(),
        &mut script,
        1.0,
    )
    .unwrap()
}

/// Short for a duration.
pub const MILLIS: fn(u64) -> Duration = Duration::from_millis;
