//! How many requests are taken in a second.
//!
//! In: requests, as they come. Out: a failure for those beyond the limit, and the headers that tell of it. What always holds: without a limit there
//! is neither; a second is one of the clock.

use super::{Engine, State};
use crate::mock::answer::{ErrorKind, Failure};

/// The second in which requests are counted.
#[derive(Clone, Copy, Debug, Default)]
pub struct Window {
    second: i64,
    requests: u32,
}

impl Engine {
    /// Counts a request; why it is refused, if it is one too many.
    pub(super) fn beyond_rate(&self) -> Option<Failure> {
        let limit = self.settings.rate_limit?;
        let now = self.now();
        let window = &mut self.lock().window;
        if window.second != now {
            *window = Window {
                second: now,
                requests: 0,
            };
        }
        window.requests = window.requests.saturating_add(1);
        if window.requests <= limit {
            return None;
        }
        let message = "Too many requests hit the API too quickly.";
        let failure = Failure::new(429, ErrorKind::Rate, message).code("rate_limit");
        Some(failure.header("retry-after", "1"))
    }

    /// The headers of every answer, by their names in draft-ietf-httpapi-ratelimit-headers: the limit, what is left of it, and the seconds until it is
    /// whole again.
    pub(super) fn rate_headers(&self, state: &State, now: i64) -> Vec<(String, String)> {
        let Some(limit) = self.settings.rate_limit else {
            return Vec::new();
        };
        let is_current = state.window.second == now;
        let used = state.window.requests;
        let left = limit.saturating_sub(if is_current { used } else { 0 });
        let header = |name: &str, value: u32| (format!("ratelimit-{name}"), value.to_string());
        vec![
            header("limit", limit),
            header("remaining", left),
            header("reset", 1),
        ]
    }
}
