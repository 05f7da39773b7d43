//! What is told about calls: events of `tracing`, if that feature is on.
//!
//! In: an attempt and what it came to; the wait after it; a call and what it came to. Out: events without secrets, keys,
//! ids of objects, or anything of a body: the path is the document's template. They stand in whatever span the caller is in,
//! and none is longer than a screen.

use std::time::{Duration, Instant};

use crate::runtime::call::{Call, CallError, Response};
use crate::runtime::transport::Attempt;

/// The time that an attempt takes, if anybody may want to know.
pub(super) struct Observer(Option<Instant>);

impl Observer {
    /// Starts with an attempt.
    pub(super) fn start() -> Self {
        Self(is_on().then(Instant::now))
    }

    /// Ends with what the attempt came to.
    pub(super) fn finish(self, call: &Call, attempt: &Attempt) {
        if let Some(start) = self.0 {
            event(call, attempt, start.elapsed());
        }
    }
}

/// What a call came to that made all its attempts, told.
pub(super) fn told<T, E>(
    call: Call,
    start: Instant,
    result: impl FnOnce(Call) -> Result<Response<T>, CallError<E>>,
) -> Result<Response<T>, CallError<E>> {
    if !is_on() {
        return result(call);
    }
    let (method, path) = (call.method().clone(), call.path());
    let result = result(call);
    ended(&method, path, start.elapsed(), &result);
    result
}

/// Whether there may be a subscriber to such events.
#[cfg(feature = "tracing")]
fn is_on() -> bool {
    use tracing::level_filters::LevelFilter;
    LevelFilter::current() >= LevelFilter::DEBUG
}

#[cfg(not(feature = "tracing"))]
fn is_on() -> bool {
    false
}

#[cfg(feature = "tracing")]
fn event(call: &Call, attempt: &Attempt, time: Duration) {
    let (method, path, number) = (call.method().as_str(), call.path(), call.attempts());
    let duration_ms = millis(time);
    match attempt {
        Ok(response) => tracing::debug!(
            method,
            path,
            attempt = number,
            status = response.status().as_u16(),
            request_id = short(crate::runtime::operation::request_id_in(response.headers())),
            duration_ms,
            "response"
        ),
        Err(error) => tracing::debug!(
            method,
            path,
            attempt = number,
            failure = ?error.kind(),
            duration_ms,
            "no response"
        ),
    }
}

#[cfg(not(feature = "tracing"))]
fn event(_: &Call, _: &Attempt, _: Duration) {}

/// The last attempt failed, and the next one is made after that time.
#[cfg(feature = "tracing")]
pub(super) fn waits(call: &Call, time: Duration) {
    let (method, path, attempt) = (call.method().as_str(), call.path(), call.attempts());
    tracing::info!(method, path, attempt, wait_ms = millis(time), "retry");
}

#[cfg(not(feature = "tracing"))]
pub(super) fn waits(_: &Call, _: Duration) {}

#[cfg(feature = "tracing")]
fn ended<T, E>(
    method: &http::Method,
    path: &'static str,
    time: Duration,
    result: &Result<Response<T>, CallError<E>>,
) {
    use crate::runtime::call::Cause;
    let (outcome, status, request_id, attempts) = match result {
        Ok(response) => (
            "value",
            Some(response.status()),
            response.request_id(),
            response.attempts(),
        ),
        Err(error) => {
            let outcome = match error.cause() {
                Cause::Invalid(_) | Cause::Config(_) | Cause::File(_) => "not sent",
                Cause::Api(_) => "error of the API",
                Cause::Decode(_) => "unreadable",
                Cause::Transport(_) => "no response",
                Cause::Paging(_) => "no next page",
            };
            let (status, id) = (error.status(), error.request_id());
            (outcome, status, id, error.attempts())
        }
    };
    tracing::debug!(
        method = method.as_str(),
        path,
        outcome,
        attempts,
        status = status.map(|status| status.as_u16()),
        request_id = short(request_id),
        duration_ms = millis(time),
        "call"
    );
}

#[cfg(not(feature = "tracing"))]
fn ended<T, E>(_: &http::Method, _: &str, _: Duration, _: &Result<Response<T>, CallError<E>>) {}

#[cfg(feature = "tracing")]
fn short(request_id: Option<&str>) -> Option<String> {
    request_id.map(|id| crate::runtime::show::Shown(id).to_string())
}

#[cfg(feature = "tracing")]
fn millis(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}
