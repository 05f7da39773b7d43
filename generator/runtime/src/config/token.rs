//! Tokens that are fetched: each for a time, by one fetch at once.
//!
//! In: what fetches, by the caller or [`OAuthGrant`](super::OAuthGrant). Out: a token that is valid now, or whose turn it is to
//! fetch one. What always holds: nobody fetches while another does; whoever waited for a fetch that failed has its failure; a
//! fetch that is given up lets the next one in.

use std::error::Error;
use std::fmt;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};
use std::time::{Duration, Instant};

use super::grant::OAuthGrant;
use super::secret::Secret;
use crate::runtime::show::Shown;

/// How long before its end a token is no longer sent, at most: it has to last until the API reads it.
const MARGIN: Duration = Duration::from_secs(30);

/// A token, and for how long it is valid.
#[derive(Clone, Debug)]
#[must_use]
pub struct Token {
    pub(super) secret: Secret,
    pub(super) lifetime: Option<Duration>,
    /// What gets the next one, if that is another one from now on.
    pub(super) refresh: Option<Secret>,
}

impl Token {
    /// A token that is valid until the API refuses it.
    pub fn new(token: impl Into<Secret>) -> Self {
        Self {
            secret: token.into(),
            lifetime: None,
            refresh: None,
        }
    }

    /// How long it is valid from the time on at which it was asked for.
    pub fn expires_in(mut self, lifetime: Duration) -> Self {
        self.lifetime = Some(lifetime);
        self
    }
}

/// Why there is no token. Nothing was sent to the API.
#[derive(Clone, PartialEq, Eq)]
pub struct TokenError {
    why: Arc<str>,
    is_retryable: bool,
}

impl TokenError {
    pub(crate) fn new(why: impl fmt::Display, is_retryable: bool) -> Self {
        let why = Shown(&why).to_string().into();
        Self { why, is_retryable }
    }

    /// Whether another fetch may come to something else.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        self.is_retryable
    }
}

impl fmt::Display for TokenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "there is no token for the call: {}", self.why)
    }
}

impl fmt::Debug for TokenError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "TokenError({:?})", self.why)
    }
}

impl Error for TokenError {}

/// What a function of the caller gives.
type Given = Result<Token, Box<dyn Error + Send + Sync>>;

/// A fetch under way.
pub(crate) type Fetching = Pin<Box<dyn Future<Output = Given> + Send>>;

/// What fetches tokens.
pub(crate) enum Source {
    /// A function that blocks its thread.
    Blocking(Box<dyn Fn() -> Given + Send + Sync>),
    /// A function whose future is driven by an asynchronous client.
    Asynchronous(Box<dyn Fn() -> Fetching + Send + Sync>),
    /// A request that the client sends.
    Grant(OAuthGrant),
}

/// The tokens of one source, for all who share it.
pub(crate) struct Tokens {
    pub(crate) source: Source,
    state: Mutex<State>,
    changed: Condvar,
}

#[derive(Default)]
struct State {
    held: Option<(Secret, Option<Instant>)>,
    refresh: Option<Secret>,
    is_fetching: bool,
    /// How many fetches have begun, and which of them failed last.
    round: u64,
    failure: Option<(u64, TokenError)>,
    waiting: Vec<Waker>,
}

/// What there is for somebody who needs a token.
pub(crate) enum Turn {
    /// A token.
    Token(Secret),
    /// The fetch that was waited for failed.
    Failed(TokenError),
    /// Nothing: it is to be fetched now.
    Fetch(Fetch),
}

/// The turn to fetch, until it is dropped.
pub(crate) struct Fetch {
    tokens: Arc<Tokens>,
    start: Instant,
}

impl Tokens {
    pub(super) fn new(source: Source) -> Self {
        Self {
            source,
            state: Mutex::default(),
            changed: Condvar::new(),
        }
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What there is now, if nobody fetches; `seen` is the fetch that is waited for.
    fn turn(self: &Arc<Self>, state: &mut State, seen: &mut Option<u64>) -> Option<Turn> {
        if let Some((secret, until)) = &state.held
            && until.is_none_or(|until| Instant::now() < until)
        {
            return Some(Turn::Token(secret.clone()));
        }
        if state.is_fetching {
            *seen = Some(state.round);
            return None;
        }
        match &state.failure {
            Some((round, error)) if *seen == Some(*round) => Some(Turn::Failed(error.clone())),
            _ => {
                state.is_fetching = true;
                state.round = state.round.wrapping_add(1);
                Some(Turn::Fetch(Fetch {
                    tokens: Arc::clone(self),
                    start: Instant::now(),
                }))
            }
        }
    }

    /// What there is for an asynchronous call.
    pub(crate) fn poll_turn(
        self: &Arc<Self>,
        seen: &mut Option<u64>,
        context: &Context<'_>,
    ) -> Poll<Turn> {
        let mut state = self.lock();
        match self.turn(&mut state, seen) {
            Some(turn) => Poll::Ready(turn),
            None => {
                state.waiting.push(context.waker().clone());
                Poll::Pending
            }
        }
    }

    /// What there is for a blocking call, within that time.
    pub(crate) fn wait_turn(self: &Arc<Self>, most: Duration) -> Option<Turn> {
        let start = Instant::now();
        let mut seen = None;
        let mut state = self.lock();
        loop {
            if let Some(turn) = self.turn(&mut state, &mut seen) {
                return Some(turn);
            }
            let left = most.checked_sub(start.elapsed())?;
            let waited = self.changed.wait_timeout(state, left);
            state = waited.unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    /// What gets the next token, where a response gave another one than the caller.
    pub(crate) fn refresh(&self) -> Option<Secret> {
        self.lock().refresh.clone()
    }

    /// Forgets a token that the API refuses, if it is still the one that is held; whether there may be another one.
    pub(crate) fn forget(&self, refused: &Secret) {
        let mut state = self.lock();
        if state
            .held
            .as_ref()
            .is_some_and(|(held, _)| held.text() == refused.text())
        {
            state.held = None;
        }
    }
}

impl Fetch {
    /// Ends the fetch, and gives what it came to.
    pub(crate) fn finish(self, fetched: Result<Token, TokenError>) -> Result<Secret, TokenError> {
        let mut state = self.tokens.lock();
        match fetched {
            Ok(Token {
                secret,
                lifetime,
                refresh,
            }) => {
                let until = lifetime.map(|time| {
                    let sent = time.saturating_sub(MARGIN.min(time / 10));
                    // A time that no clock reaches ends never.
                    self.start.checked_add(sent)
                });
                state.held = Some((secret.clone(), until.flatten()));
                state.refresh = refresh.or(state.refresh.take());
                Ok(secret)
            }
            Err(error) => {
                state.failure = Some((state.round, error.clone()));
                Err(error)
            }
        }
    }
}

impl Drop for Fetch {
    fn drop(&mut self) {
        let mut state = self.tokens.lock();
        state.is_fetching = false;
        for waker in state.waiting.drain(..) {
            waker.wake();
        }
        self.tokens.changed.notify_all();
    }
}
