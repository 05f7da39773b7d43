//! What is told about attempts: events of `tracing`, if that feature is on.
//!
//! In: an attempt and what it came to. Out: an event without secrets, ids of objects, or anything of a body: the path is
//! the document's template.

use std::time::{Duration, Instant};

use super::call::{Attempt, Call};

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
    let duration_ms = u64::try_from(time.as_millis()).unwrap_or(u64::MAX);
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
