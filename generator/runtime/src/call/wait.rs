//! Waiting until the API says something, by asking again and again.
//!
//! In: how long, and what each call came to. Out: whether to go on, and after which pause. What always holds: nothing here sends
//! or sleeps; what is not the same done twice is not asked for at all.

use std::error::Error;
use std::fmt;
use std::time::Duration;

use http::Method;

use super::{CallError, RequestOptions, Response};

/// How long to wait, and how often to ask.
///
/// Between two calls is a pause, which doubles from half a second to half a minute; a random part of it is left out, at most a half.
#[derive(Clone, Debug)]
#[must_use]
pub struct Wait {
    pub(super) deadline: Duration,
    pub(super) shortest: Duration,
    pub(super) longest: Duration,
    pub(super) options: RequestOptions,
}

impl Default for Wait {
    fn default() -> Self {
        Self {
            deadline: Duration::from_secs(60),
            shortest: Duration::from_millis(500),
            longest: Duration::from_secs(30),
            options: RequestOptions::new(),
        }
    }
}

impl Wait {
    /// A minute.
    pub fn new() -> Self {
        Self::default()
    }

    /// For how long to go on asking. A call that has begun is not cut off: it ends by its own
    /// [`timeout`](RequestOptions::timeout).
    pub fn deadline(mut self, deadline: Duration) -> Self {
        self.deadline = deadline;
        self
    }

    /// The first pause, and the longest.
    pub fn pauses(mut self, shortest: Duration, longest: Duration) -> Self {
        self.shortest = shortest;
        self.longest = longest;
        self
    }

    /// The settings of each call.
    pub fn options(mut self, options: RequestOptions) -> Self {
        self.options = options;
        self
    }

    /// The pause behind the call with this number, from 1; `random` is from 0 to 1.
    fn pause(&self, calls: u32, random: f64) -> Duration {
        let doubled = 2_u32.saturating_pow(calls.saturating_sub(1));
        let longest = self.shortest.saturating_mul(doubled).min(self.longest);
        longest.mul_f64(0.5 + random.clamp(0.0, 1.0) / 2.0)
    }
}

/// Why the wait ended without what was waited for.
#[derive(Debug)]
#[non_exhaustive]
pub enum WaitCause<E> {
    /// The time was up.
    Late,
    /// A call failed in a way that asking again does not mend, or the last one that there was time for failed.
    Call(CallError<E>),
    /// The operation is sent with this method, which must not be repeated. Nothing was sent.
    Unrepeatable(Method),
}

/// Why a wait ended without what was waited for, and what was seen.
pub struct WaitError<T, E> {
    cause: WaitCause<E>,
    last: Option<Box<Response<T>>>,
    calls: u32,
    waited: Duration,
}

impl<T, E> WaitError<T, E> {
    /// What ended the wait.
    #[must_use]
    pub fn cause(&self) -> &WaitCause<E> {
        &self.cause
    }

    /// What the API said last, if it said anything.
    #[must_use]
    pub fn last(&self) -> Option<&Response<T>> {
        self.last.as_deref()
    }

    /// How many calls were made.
    #[must_use]
    pub fn calls(&self) -> u32 {
        self.calls
    }

    /// How long the wait was.
    #[must_use]
    pub fn waited(&self) -> Duration {
        self.waited
    }
}

impl<T, E> fmt::Display for WaitError<T, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (calls, waited) = (self.calls, self.waited);
        match &self.cause {
            WaitCause::Late => write!(
                f,
                "what was waited for was not so in {waited:.1?}, in none of {calls} answers"
            ),
            WaitCause::Call(error) => {
                write!(
                    f,
                    "call {calls} of a wait failed, after {waited:.1?}: {error}"
                )
            }
            WaitCause::Unrepeatable(method) => write!(
                f,
                "a {method} does something each time: wait for what a GET returns"
            ),
        }
    }
}

impl<T: fmt::Debug + 'static, E: fmt::Debug> fmt::Debug for WaitError<T, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("WaitError")
            .field("cause", &self.cause)
            .field("last", &self.last)
            .field("calls", &self.calls)
            .field("waited", &self.waited)
            .finish()
    }
}

/// The text of a failed call is part of the error's own, so that there is no source.
impl<T: fmt::Debug + 'static, E: fmt::Debug> Error for WaitError<T, E> {}

/// A wait under way.
pub(crate) struct Waiting<T, E> {
    wait: Wait,
    calls: u32,
    last: Option<Box<Response<T>>>,
    /// The method, if it must not be repeated.
    refused: Option<Method>,
    error: std::marker::PhantomData<fn() -> E>,
}

/// What a wait came to, so far.
pub(crate) enum Next<T> {
    /// It is what was waited for.
    Done(Response<T>),
    /// To ask again after that time.
    Pause(Duration),
}

impl<T, E> Waiting<T, E> {
    /// Begins a wait.
    pub(crate) fn new(wait: &Wait, method: &Method) -> Self {
        Self {
            wait: wait.clone(),
            calls: 0,
            last: None,
            refused: (!method.is_idempotent()).then(|| method.clone()),
            error: std::marker::PhantomData,
        }
    }

    /// The settings of the next call.
    ///
    /// # Errors
    /// If the operation must not be repeated.
    pub(crate) fn begin(&mut self) -> Result<&RequestOptions, WaitError<T, E>> {
        if let Some(method) = self.refused.take() {
            return Err(self.end(WaitCause::Unrepeatable(method), Duration::ZERO));
        }
        self.calls = self.calls.saturating_add(1);
        Ok(&self.wait.options)
    }

    /// Goes on after a call; `waited` is the time since the wait began, `random` from 0 to 1.
    ///
    /// # Errors
    /// If the wait ends without what was waited for.
    pub(crate) fn finish_call(
        &mut self,
        answer: Result<Response<T>, CallError<E>>,
        until: impl FnOnce(&T) -> bool,
        waited: Duration,
        random: f64,
    ) -> Result<Next<T>, WaitError<T, E>> {
        let left = self.wait.deadline.saturating_sub(waited);
        let cause = match answer {
            Ok(response) if until(response.value()) => return Ok(Next::Done(response)),
            Ok(response) => {
                self.last = Some(Box::new(response));
                WaitCause::Late
            }
            Err(error) if !error.is_retryable() => {
                return Err(self.end(WaitCause::Call(error), waited));
            }
            Err(error) => WaitCause::Call(error),
        };
        match left.is_zero() {
            true => Err(self.end(cause, waited)),
            false => Ok(Next::Pause(self.wait.pause(self.calls, random).min(left))),
        }
    }

    fn end(&mut self, cause: WaitCause<E>, waited: Duration) -> WaitError<T, E> {
        WaitError {
            cause,
            last: self.last.take(),
            calls: self.calls,
            waited,
        }
    }
}
