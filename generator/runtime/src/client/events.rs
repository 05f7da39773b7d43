//! What is told about calls: a span and events of `tracing`, if that feature is on.
//!
//! In: a call, its attempts and what they came to, the waits between them, and what the call came to. Out: a span for each
//! call, with a method and the document's template of the path, and in it events without secrets, keys, ids of objects, or
//! anything of a body. What always holds: all of it has the crate's name as target, and nothing is longer than a screen;
//! what a call came to is told at a level that says whether somebody has to act.

use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::time::{Duration, Instant};

use http::Method;

use crate::runtime::call::{Call, CallError, Response};
use crate::runtime::transport::Attempt;

/// The target of the span and of all events, so that a filter holds whatever file they stand in.
#[cfg(feature = "tracing")]
const TARGET: &str = env!("CARGO_CRATE_NAME");

/// What all events about a call stand in.
pub(super) struct Span {
    #[cfg(feature = "tracing")]
    span: tracing::Span,
}

impl Span {
    /// Starts with a call, in whatever span the caller is in.
    #[cfg(feature = "tracing")]
    pub(super) fn start(method: &Method, path: &'static str) -> Self {
        let method = method.as_str();
        // Of the highest level: a filter that lets an event through lets through what it is about.
        let span = tracing::error_span!(target: TARGET, "call", method, path);
        Self { span }
    }

    #[cfg(not(feature = "tracing"))]
    pub(super) fn start(_: &Method, _: &'static str) -> Self {
        Self {}
    }

    /// Does something in it.
    #[cfg(feature = "tracing")]
    pub(super) fn inside<R>(&self, act: impl FnOnce() -> R) -> R {
        self.span.in_scope(act)
    }

    #[cfg(not(feature = "tracing"))]
    pub(super) fn inside<R>(&self, act: impl FnOnce() -> R) -> R {
        let Self {} = self;
        act()
    }

    /// Drives a future in it.
    pub(super) fn around<F: Future>(
        &self,
        mut future: Pin<&mut F>,
    ) -> impl Future<Output = F::Output> {
        poll_fn(move |context| self.inside(|| future.as_mut().poll(context)))
    }
}

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

/// What a call came to that made all its attempts, or could not be sent, told.
pub(super) fn told<T, E>(
    call: Result<Call, CallError<E>>,
    start: Instant,
    result: impl FnOnce(Call) -> Result<Response<T>, CallError<E>>,
) -> Result<Response<T>, CallError<E>> {
    let result = call.and_then(result);
    if is_on() {
        ended(start.elapsed(), &result);
    }
    result
}

/// Whether there may be a subscriber to such events.
#[cfg(feature = "tracing")]
fn is_on() -> bool {
    use tracing::level_filters::LevelFilter;
    LevelFilter::current() >= LevelFilter::ERROR
}

#[cfg(not(feature = "tracing"))]
fn is_on() -> bool {
    false
}

#[cfg(feature = "tracing")]
fn event(call: &Call, attempt: &Attempt, time: Duration) {
    let (attempt_number, duration_ms) = (call.attempts(), millis(time));
    match attempt {
        Ok(response) => tracing::debug!(
            target: TARGET,
            attempt = attempt_number,
            status = response.status().as_u16(),
            request_id = short(crate::runtime::operation::request_id_in(response.headers())),
            duration_ms,
            "response"
        ),
        Err(error) => tracing::debug!(
            target: TARGET,
            attempt = attempt_number,
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
    let attempt = call.attempts();
    tracing::info!(target: TARGET, attempt, wait_ms = millis(time), "retry");
}

#[cfg(not(feature = "tracing"))]
pub(super) fn waits(_: &Call, _: Duration) {}

/// A value is for those who look for it; a request that the API refused may be what the program expects; anything else is
/// for somebody to look at.
#[cfg(feature = "tracing")]
fn ended<T, E>(time: Duration, result: &Result<Response<T>, CallError<E>>) {
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
                Cause::Invalid(_) | Cause::Config(_) | Cause::Token(_) | Cause::File(_) => {
                    "not sent"
                }
                Cause::Api(_) => "error of the API",
                Cause::Decode(_) => "unreadable",
                Cause::Transport(_) => "no response",
                Cause::Paging(_) => "no next page",
            };
            let (status, id) = (error.status(), error.request_id());
            (outcome, status, id, error.attempts())
        }
    };
    let refused = status.is_some_and(|status| status.is_client_error());
    let status = status.map(|status| status.as_u16());
    let (request_id, duration_ms) = (short(request_id), millis(time));
    macro_rules! tell {
        ($level:ident) => {
            tracing::$level!(
                target: TARGET,
                outcome,
                attempts,
                status,
                request_id,
                duration_ms,
                "end of call"
            )
        };
    }
    match result {
        Ok(_) => tell!(debug),
        Err(_) if refused => tell!(warn),
        Err(_) => tell!(error),
    }
}

#[cfg(not(feature = "tracing"))]
fn ended<T, E>(_: Duration, _: &Result<Response<T>, CallError<E>>) {}

#[cfg(feature = "tracing")]
fn short(request_id: Option<&str>) -> Option<String> {
    request_id.map(|id| crate::runtime::show::Shown(id).to_string())
}

#[cfg(feature = "tracing")]
fn millis(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}
