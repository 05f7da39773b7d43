//! Random numbers from the system.
//!
//! In: nothing. Out: what idempotency keys and waits are made of.

use http::Method;

use crate::runtime::call::{CallError, Cause};
use crate::runtime::transport::{Attempt, TransportError, TransportErrorKind};

/// What an idempotency key is made of.
///
/// # Errors
/// If the system has no random numbers: a key that is not unique would make another request not count.
pub(super) fn for_key<E>(method: &Method) -> Result<[u8; 16], CallError<E>> {
    let mut bytes = [0; 16];
    if matches!(*method, Method::POST | Method::PATCH) {
        getrandom::fill(&mut bytes).map_err(|error| {
            let error = TransportError::new(TransportErrorKind::Other, error.to_string());
            CallError::from(Cause::Transport(error))
        })?;
    }
    Ok(bytes)
}

/// A number from 0 to 1, for the pause between two calls; 1 if the system has no random numbers.
pub(super) fn for_pause() -> f64 {
    getrandom::u32().map_or(1.0, |bits| f64::from(bits) / f64::from(u32::MAX))
}

/// A number from 0 to 1, for the wait after an attempt; 1, which makes waits longest, if there will be none or the system
/// has no random numbers.
pub(super) fn for_wait_after(attempt: &Attempt) -> f64 {
    match attempt {
        Ok(response) if response.status().is_success() => 1.0,
        _ => for_pause(),
    }
}
