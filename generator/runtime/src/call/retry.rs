//! Whether to send a request again, and when.
//!
//! In: what an attempt came to. Out: a decision. What always holds: a request that may have been carried out is sent again
//! only if that cannot do it twice, or if the API says so itself.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use http::header::{DATE, RETRY_AFTER};
use http::{HeaderMap, Method, StatusCode};

use crate::runtime::transport::{TransportError, TransportErrorKind};

/// The least time between two attempts, and the base that doubles with each of them.
const SHORTEST_MS: u64 = 500;
/// What the doubling ends at.
const LONGEST_MS: u64 = 5_000;

/// Whether doing a request twice is the same as doing it once: by its method (RFC 9110, section 9.2.2), or by a key.
pub(super) fn is_repeatable(method: &Method, has_key: bool) -> bool {
    has_key || method.is_idempotent()
}

/// Whether to repeat a request that the API answered with this status.
///
/// `advice` is the response header in which the API says so itself, which is only looked for where it counts. Without advice, conflicts,
/// too many requests and failures of the server are repeated, but for a request that is not repeatable only those that were turned away.
pub(super) fn after_response(
    status: StatusCode,
    advice: impl FnOnce() -> Option<bool>,
    repeatable: bool,
) -> bool {
    if status.is_success() {
        return false;
    }
    if let Some(advice) = advice() {
        return advice;
    }
    match status {
        StatusCode::TOO_MANY_REQUESTS => true,
        StatusCode::CONFLICT => repeatable,
        status => repeatable && status.is_server_error(),
    }
}

/// Whether to repeat a request that got no whole response.
pub(super) fn after_failure(error: &TransportError, repeatable: bool) -> bool {
    match error.kind() {
        TransportErrorKind::Connect => true,
        TransportErrorKind::Timeout | TransportErrorKind::Broken => repeatable,
        TransportErrorKind::Certificate
        | TransportErrorKind::TooLarge
        | TransportErrorKind::Other => false,
    }
}

/// The advice in a response header: `true`, `false`, or none.
pub(super) fn advice(headers: &HeaderMap, name: Option<&str>) -> Option<bool> {
    let text = headers.get(name?)?.to_str().ok()?.trim();
    if text.eq_ignore_ascii_case("true") {
        return Some(true);
    }
    text.eq_ignore_ascii_case("false").then_some(false)
}

/// How long to wait before the retry with this number, from 0: half a second, doubled each time up to five, times a random
/// factor of 0.5 to 1, but never less than half a second. `random` is from 0 to 1.
pub(super) fn backoff(retry: u32, random: f64) -> Duration {
    let random = if random.is_finite() {
        random.clamp(0.0, 1.0)
    } else {
        1.0
    };
    let longest = SHORTEST_MS
        .saturating_mul(1 << retry.min(8))
        .min(LONGEST_MS);
    let factor = 0.5 + random / 2.0;
    Duration::from_millis(longest)
        .mul_f64(factor)
        .max(Duration::from_millis(SHORTEST_MS))
}

/// The time that the API asks to wait for (RFC 9110, section 10.2.3): seconds, or a date, which is measured from the
/// response's own date if it has one, as clocks differ.
pub(super) fn retry_after(
    status: StatusCode,
    headers: &HeaderMap,
    unix: Duration,
) -> Option<Duration> {
    if !matches!(
        status,
        StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE
    ) {
        return None;
    }
    let text = headers.get(RETRY_AFTER)?.to_str().ok()?.trim();
    if !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(Duration::from_secs(text.parse().unwrap_or(u64::MAX)));
    }
    let until = date(text)?;
    let sent = headers
        .get(DATE)
        .and_then(|value| date(value.to_str().ok()?));
    Some(until.saturating_sub(sent.unwrap_or(unix)))
}

/// An HTTP date (RFC 9110, section 5.6.7) as time since 1970.
fn date(text: &str) -> Option<Duration> {
    let time: SystemTime = httpdate::parse_http_date(text).ok()?;
    time.duration_since(UNIX_EPOCH).ok()
}
