//! What is told about calls: events of `tracing`, if that feature is on.
//!
//! In: an attempt and what it came to; the wait after it; a call and what it came to. Out: events without secrets, keys,
//! ids of objects, or anything of a body: the path is the document's template. They stand in whatever span the caller is in.

use std::time::{Duration, Instant};

use super::call::{Attempt, Call};
use super::fault::CallError;
use super::reply::Response;

/// The time that an attempt takes.
pub(super) struct Observer(Instant);

impl Observer {
    /// Starts with an attempt.
    pub(super) fn start() -> Self {
        Self(Instant::now())
    }

    /// Ends with what the attempt came to.
    pub(super) fn finish(self, call: &Call, attempt: &Attempt) {
        event(call, attempt, self.0.elapsed());
    }
}

/// A call that made all its attempts.
pub(super) struct Ended {
    #[cfg(feature = "tracing")]
    method: http::Method,
    #[cfg(feature = "tracing")]
    path: &'static str,
    #[cfg(feature = "tracing")]
    start: Instant,
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
            request_id = super::response::request_id(response.headers()),
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
impl Ended {
    pub(super) fn of(call: &Call, start: Instant) -> Self {
        Self {
            method: call.method().clone(),
            path: call.path(),
            start,
        }
    }

    /// Tells what the call came to.
    pub(super) fn with<T, E>(self, result: &Result<Response<T>, CallError<E>>) {
        use super::fault::Cause;
        let (outcome, status, request_id, attempts) = match result {
            Ok(response) => (
                "value",
                Some(response.status),
                response.request_id.as_deref(),
                response.attempts,
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
            method = self.method.as_str(),
            path = self.path,
            outcome,
            attempts,
            status = status.map(|status| status.as_u16()),
            request_id,
            duration_ms = millis(self.start.elapsed()),
            "call"
        );
    }
}

#[cfg(not(feature = "tracing"))]
impl Ended {
    pub(super) fn of(_: &Call, _: Instant) -> Self {
        Self {}
    }

    pub(super) fn with<T, E>(self, _: &Result<Response<T>, CallError<E>>) {}
}

#[cfg(feature = "tracing")]
fn millis(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}
