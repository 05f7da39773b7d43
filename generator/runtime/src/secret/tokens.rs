//! Tokens that are fetched: each for a time, by one fetch at once.
//!
//! In: what fetches, by the caller or [`OAuthGrant`](super::OAuthGrant). Out: a token that is valid now, or whose turn it is to
//! fetch one. What always holds: nobody fetches while another does; whoever waited for a fetch that failed has its failure; a
//! fetch that is given up lets the next one in.

use std::error::Error;
use std::future::Future;
use std::pin::Pin;
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll, Waker};
use std::time::{Duration, Instant};

use super::grant::OAuthGrant;
use super::text::SecretText;
use super::token::{Token, TokenError};

/// How long before its end a token is no longer sent, at most: it has to last until the API reads it.
const MARGIN: Duration = Duration::from_secs(30);

/// What a function of the caller gives.
type Handed = Result<Token, Box<dyn Error + Send + Sync>>;

/// A fetch under way.
pub(crate) type Fetching = Pin<Box<dyn Future<Output = Handed> + Send>>;

/// What fetches tokens.
pub(crate) enum TokenSource {
    /// A function that blocks its thread.
    Blocking(Box<dyn Fn() -> Handed + Send + Sync>),
    /// A function whose future is driven by an asynchronous client.
    Asynchronous(Box<dyn Fn() -> Fetching + Send + Sync>),
    /// A request that the client sends.
    Grant(OAuthGrant),
}

/// The tokens of one source, for all who share it.
pub(crate) struct Tokens {
    pub(crate) source: TokenSource,
    state: Mutex<TokenState>,
    changed: Condvar,
}

#[derive(Default)]
struct TokenState {
    held: Option<(SecretText, Option<Instant>)>,
    refresh: Option<SecretText>,
    is_fetching: bool,
    /// How many fetches have begun, and which of them failed last.
    round: u64,
    failure: Option<(u64, TokenError)>,
    waiting: Vec<Waker>,
}

/// What there is for somebody who needs a token.
pub(crate) enum Turn {
    /// A token.
    Token(SecretText),
    /// The fetch that was waited for failed.
    Failed(TokenError),
    /// Nothing: it is to be fetched now.
    Fetch(FetchTurn),
}

/// The turn to fetch, until it is dropped.
pub(crate) struct FetchTurn {
    tokens: Arc<Tokens>,
    start: Instant,
}

impl Tokens {
    pub(super) fn new(source: TokenSource) -> Self {
        Self {
            source,
            state: Mutex::default(),
            changed: Condvar::new(),
        }
    }

    fn lock(&self) -> MutexGuard<'_, TokenState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What there is now, if nobody fetches; `seen` is the fetch that is waited for.
    fn turn(self: &Arc<Self>, state: &mut TokenState, seen: &mut Option<u64>) -> Option<Turn> {
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
                Some(Turn::Fetch(FetchTurn {
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
    pub(crate) fn refresh(&self) -> Option<SecretText> {
        self.lock().refresh.clone()
    }

    /// Forgets a token that the API refuses, if it is still the one that is held; whether there may be another one.
    pub(crate) fn forget(&self, refused: &SecretText) {
        let mut state = self.lock();
        if state.held.as_ref().is_some_and(|(held, _)| held == refused) {
            state.held = None;
        }
    }
}

impl FetchTurn {
    /// Ends the fetch, and gives what it came to.
    pub(crate) fn finish(
        self,
        fetched: Result<Token, TokenError>,
    ) -> Result<SecretText, TokenError> {
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

impl Drop for FetchTurn {
    fn drop(&mut self) {
        let mut state = self.tokens.lock();
        state.is_fetching = false;
        for waker in state.waiting.drain(..) {
            waker.wake();
        }
        self.tokens.changed.notify_all();
    }
}
