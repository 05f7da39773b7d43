//! One call, from its first attempt to its end.
//!
//! In: a request; then, for each attempt, what it came to, the time and a random number. Out: what to do next. What always
//! holds: no I/O and no clock here; every attempt sends the same bytes under the same idempotency key; all attempts and
//! waits together end before the deadline.

use std::fmt;
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use bytes::Bytes;
use http::{Method, Request, StatusCode};

use super::error::{CallError, Cause, Known};
use super::fetched::Fetched;
use super::request_options::RequestOptions;
use super::response::{Meta, Response};
use super::{headers, outcome, retry};
use crate::runtime::body::Body;
use crate::runtime::config::{Config, ConfigError, more_than_zero};
use crate::runtime::decode::DecodeError;
use crate::runtime::operation::{self, Alternatives, FromErrorBody, Operation};
use crate::runtime::secret::{SecretText, TokenError, Tokens};
use crate::runtime::transport::{Attempt, AttemptLimits, LONGEST, TransportErrorKind};

/// What the clocks show.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Moment {
    /// Time since some moment, the same for the whole call; never goes back.
    pub elapsed: Duration,
    /// Time since 1970, to compare with dates that the API sends.
    pub unix: Duration,
}

impl Moment {
    /// Now, seen from the start of a call.
    #[must_use]
    pub fn since(start: Instant) -> Self {
        Self {
            elapsed: start.elapsed(),
            unix: SystemTime::now()
                .duration_since(UNIX_EPOCH)
                .unwrap_or_default(),
        }
    }

    /// The same, where nothing is compared with dates.
    pub(crate) fn without_date(start: Instant) -> Self {
        Self {
            elapsed: start.elapsed(),
            unix: Duration::ZERO,
        }
    }
}

/// What to do next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Step {
    /// Get the tokens that the call needs, within these limits. Clients do; there is no such step where nothing is fetched.
    Authorize(AttemptLimits),
    /// Send [`Call::request`] within these limits, then call [`Call::finish_attempt`].
    Send(AttemptLimits),
    /// Ask again after that time.
    Wait(Duration),
    /// Nothing: the result is there.
    Done,
}

enum CallState {
    Ready,
    /// Tokens are to be got; what the last attempt came to, if there was one.
    Authorizing(Option<Attempt>),
    Sending,
    /// There is no token.
    Refused(TokenError),
    /// For the next attempt, until then; the last one came to that.
    Waiting(Duration, Attempt),
    Done(Attempt),
}

/// One call, with its retries.
pub struct Call {
    config: Arc<Config>,
    path: &'static str,
    request: Request<Body>,
    idempotency_key: Option<String>,
    deadline: Duration,
    max_retries: u32,
    attempts: u32,
    request_id: Option<String>,
    fetched: Fetched,
    state: CallState,
}

/// Leaves out what is sent and what came back, which may be private.
impl fmt::Debug for Call {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Call")
            .field("method", self.request.method())
            .field("path", &self.path)
            .field("idempotency_key", &self.idempotency_key)
            .field("attempts", &self.attempts)
            .finish_non_exhaustive()
    }
}

impl Call {
    /// A call of an operation. `random` becomes its idempotency key, if it needs one and has none.
    ///
    /// # Errors
    /// If the operation breaks limits of the document, or an option cannot be used.
    pub fn new<O: Operation>(
        config: &Arc<Config>,
        operation: &O,
        options: &RequestOptions,
        now: Moment,
        random: [u8; 16],
    ) -> Result<Self, CallError<O::Error>> {
        let server = config.server(O::SERVER);
        let request = operation.to_body_request_at(server)?;
        Ok(Self::of_request(
            config,
            (O::PATH, O::SECURITY),
            request,
            options,
            now,
            random,
        )?)
    }

    /// A call of a request that is complete but for what the client adds, with what it needs to prove who the caller is.
    pub(crate) fn of_request(
        config: &Arc<Config>,
        (path, security): (&'static str, Option<Alternatives>),
        mut request: Request<Body>,
        options: &RequestOptions,
        now: Moment,
        random: [u8; 16],
    ) -> Result<Self, ConfigError> {
        config.check_address(request.uri())?;
        let idempotency_key = headers::complete(config, &mut request, options, random)?;
        let fetched = Fetched::new(config.sign_given(security, &mut request)?);
        let timeout = options.timeout.unwrap_or(config.timeout);
        more_than_zero("timeout", timeout)?;
        Ok(Self {
            config: Arc::clone(config),
            path,
            request,
            idempotency_key,
            deadline: now.elapsed.saturating_add(timeout),
            max_retries: options.max_retries.unwrap_or(config.max_retries),
            attempts: 0,
            request_id: None,
            fetched,
            state: CallState::Ready,
        })
    }

    /// What to do next.
    pub fn step(&mut self, now: Moment) -> Step {
        match &self.state {
            CallState::Waiting(until, _) if now.elapsed < *until => {
                return Step::Wait(*until - now.elapsed);
            }
            CallState::Ready | CallState::Waiting(..) => {}
            CallState::Authorizing(_) | CallState::Sending => {
                // The driver lost the attempt: nobody knows what it came to.
                self.state = CallState::Done(Err(TransportErrorKind::Other.into()));
                return Step::Done;
            }
            CallState::Refused(_) | CallState::Done(_) => return Step::Done,
        }
        let left = self.deadline.saturating_sub(now.elapsed);
        if left.is_zero() {
            // A wait may take longer than it should: what the last attempt came to still counts.
            self.state = match std::mem::replace(&mut self.state, CallState::Sending) {
                CallState::Waiting(_, last) => CallState::Done(last),
                _ => CallState::Done(Err(TransportErrorKind::Timeout.into())),
            };
            return Step::Done;
        }
        let total = left.min(self.config.attempt_timeout).min(LONGEST);
        let limits = AttemptLimits {
            connect: self.config.connect_timeout.min(total),
            total,
            max_response_bytes: self.config.max_response_bytes,
        };
        if self.fetched.is_due() {
            self.state = match std::mem::replace(&mut self.state, CallState::Sending) {
                CallState::Waiting(_, last) => CallState::Authorizing(Some(last)),
                _ => CallState::Authorizing(None),
            };
            return Step::Authorize(limits);
        }
        self.attempts = self.attempts.saturating_add(1);
        self.state = CallState::Sending;
        Step::Send(limits)
    }

    /// What the call needs that is fetched.
    pub(crate) fn tokens(&self) -> Vec<Arc<Tokens>> {
        self.fetched.tokens()
    }

    /// The name and the version of this crate, for servers that give tokens.
    pub(crate) fn product(&self) -> &'static str {
        self.config.profile.product
    }

    /// Says what it came to to get the tokens.
    pub(crate) fn authorize(&mut self, tokens: Result<Vec<SecretText>, TokenError>) {
        let last = match std::mem::replace(&mut self.state, CallState::Ready) {
            CallState::Authorizing(last) => last,
            other => {
                self.state = other;
                return;
            }
        };
        let signed = tokens.and_then(|tokens| self.fetched.sign(&self.request, tokens));
        if let Err(error) = signed {
            // What the API answered says more than that there is no other token.
            self.state = match last {
                Some(last) => CallState::Done(last),
                None => CallState::Refused(error),
            };
        }
    }

    /// The request of each attempt. Its body is shared, not copied.
    #[must_use]
    pub fn request(&self) -> Request<Body> {
        let signed = self.fetched.signed();
        signed.unwrap_or(&self.request).clone()
    }

    /// Says what an attempt came to; `random` is from 0 to 1.
    pub fn finish_attempt(&mut self, attempt: Attempt, now: Moment, random: f64) {
        let attempt = attempt
            .and_then(|response| self.bounded(response))
            .map_err(|error| error.toward(self.request.uri()));
        if self.fetched.is_refused(&attempt) {
            self.state = CallState::Waiting(now.elapsed, attempt);
            return;
        }
        let wait = self.wait_after(&attempt, now, random);
        let until = wait.map(|wait| now.elapsed.saturating_add(wait));
        self.state = match until {
            Some(until) if until < self.deadline => {
                if let Ok(response) = &attempt {
                    let id = operation::request_id(response.headers());
                    self.request_id = id.or(self.request_id.take());
                }
                CallState::Waiting(until, attempt)
            }
            _ => CallState::Done(attempt),
        };
    }

    /// How long to wait for the next attempt, if there is to be one.
    fn wait_after(&self, attempt: &Attempt, now: Moment, random: f64) -> Option<Duration> {
        let retries = self.attempts.saturating_sub(1);
        if retries >= self.max_retries || !self.may_repeat(attempt) {
            return None;
        }
        let backoff = retry::backoff(retries, random);
        let asked = match attempt {
            Ok(response) => retry::retry_after(response.status(), response.headers(), now.unix),
            Err(_) => None,
        };
        Some(backoff.max(asked.unwrap_or_default().min(self.config.max_retry_after)))
    }

    /// Whether an attempt that came to that may be followed by another one.
    fn may_repeat(&self, attempt: &Attempt) -> bool {
        let repeatable =
            retry::is_repeatable(self.request.method(), self.idempotency_key.is_some());
        match attempt {
            Ok(response) => {
                let name = self.config.profile.retry_header;
                let advice = || retry::advice(response.headers(), name);
                retry::after_response(response.status(), advice, repeatable)
            }
            Err(error) => retry::after_failure(error, repeatable),
        }
    }

    /// A response that the transport should not have let through is none.
    fn bounded(&self, response: http::Response<Bytes>) -> Attempt {
        if response.body().len() > self.config.max_response_bytes {
            return Err(TransportErrorKind::TooLarge.into());
        }
        Ok(response)
    }

    /// How many attempts were made so far.
    #[must_use]
    pub fn attempts(&self) -> u32 {
        self.attempts
    }

    /// The method.
    #[must_use]
    pub fn method(&self) -> &Method {
        self.request.method()
    }

    /// The path as the document writes it, without ids; for logs.
    #[must_use]
    pub fn path(&self) -> &'static str {
        self.path
    }

    /// The key that is sent with each attempt.
    #[must_use]
    pub fn idempotency_key(&self) -> Option<&str> {
        self.idempotency_key.as_deref()
    }

    /// The value, or why there is none.
    ///
    /// # Errors
    /// Whatever the last attempt came to, if not to a success that can be read.
    pub fn into_result<O: Operation>(self) -> Result<Response<O::Output>, CallError<O::Error>> {
        self.finish(O::decode)
    }

    /// The same, by what reads the body of a success. The value is moved once, from there to where it is kept: one of several
    /// kilobytes costs more to move than all else that is done here.
    pub(crate) fn finish<T, E: FromErrorBody>(
        self,
        decode: impl FnOnce(StatusCode, &[u8]) -> Result<T, DecodeError>,
    ) -> Result<Response<T>, CallError<E>> {
        let retryable = match &self.state {
            CallState::Done(outcome) => self.may_repeat(outcome),
            CallState::Refused(error) => error.is_retryable(),
            CallState::Ready
            | CallState::Authorizing(_)
            | CallState::Sending
            | CallState::Waiting(..) => false,
        };
        let Self {
            config,
            attempts,
            idempotency_key,
            mut request_id,
            ..
        } = self;
        let outcome = match self.state {
            CallState::Done(outcome) => Ok(outcome),
            CallState::Refused(error) => Err(error),
            _ => Ok(Err(TransportErrorKind::Other.into())),
        };
        let cause = match outcome {
            Err(error) => Cause::Token(error),
            Ok(Err(error)) => Cause::Transport(error),
            Ok(Ok(response)) => {
                let cause = match outcome::refused(config.error_member.as_ref(), &response) {
                    Some(cause) => cause,
                    None => match decode(response.status(), response.body()) {
                        Ok(value) => {
                            let (parts, body) = response.into_parts();
                            let meta = Meta {
                                status: parts.status,
                                headers: parts.headers,
                                body,
                                idempotency_key,
                                attempts,
                            };
                            return Ok(Response { value, meta });
                        }
                        Err(error) => outcome::unreadable(&response, error),
                    },
                };
                request_id = operation::request_id(response.headers()).or(request_id);
                cause
            }
        };
        let known = Known {
            attempts,
            idempotency_key,
            request_id,
            retryable,
        };
        Err(CallError::of_call(cause, known))
    }
}
