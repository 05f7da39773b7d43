//! Answers out of a recording.
//!
//! In: a [`Recording`]. Out: a transport that gives the recorded answer to each request that says the same. What always holds: each answer is given
//! once, and a request that was not recorded is an error that says where it differs.

use std::fmt;
use std::marker::PhantomData;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use http::{Request, Response};
use serde_json::Value;

use super::client;
use super::matching;
use super::recording::{self, Recording};
use super::script::ScriptError;
use super::sent::Sent;
use crate::runtime::body::Body;
use crate::runtime::client::{BlockingClient, Client};
use crate::runtime::config::{ConfigError, Vendor};
use crate::runtime::transport::{
    Attempt, AttemptLimits, BlockingTransport, Transport, TransportError, TransportErrorKind,
};

/// A transport that answers as was recorded. A clone is the same.
///
/// A request is found by what it means: pairs count by their keys, in any order, and what was removed from the recording fits any text. Of
/// several that fit, the first that was not yet asked for counts.
pub struct Replay<V> {
    state: Arc<Mutex<Played>>,
    vendor: PhantomData<fn() -> V>,
}

struct Played {
    recording: Recording,
    /// Which of the exchanges were asked for.
    given: Vec<bool>,
    unexpected: Vec<String>,
}

impl<V> Clone for Replay<V> {
    fn clone(&self) -> Self {
        Self {
            state: Arc::clone(&self.state),
            vendor: PhantomData,
        }
    }
}

impl<V> fmt::Debug for Replay<V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Replay")
            .field(&self.state().recording)
            .finish()
    }
}

impl<V: Vendor> Replay<V> {
    /// Answers as was recorded.
    #[must_use]
    pub fn new(recording: Recording) -> Self {
        let state = Played {
            given: vec![false; recording.len()],
            recording,
            unexpected: Vec::new(),
        };
        Self {
            state: Arc::new(Mutex::new(state)),
            vendor: PhantomData,
        }
    }

    /// A client that is answered so.
    ///
    /// # Errors
    /// If the API's own settings can't be used.
    pub fn client(&self) -> Result<Client<V, Self>, ConfigError>
    where
        V: 'static,
    {
        client::asynchronous(self.clone())
    }

    /// A blocking client that is answered so.
    ///
    /// # Errors
    /// As [`client`](Self::client).
    pub fn blocking_client(&self) -> Result<BlockingClient<V, Self>, ConfigError> {
        client::blocking(self.clone())
    }

    fn answer(&self, request: &Request<Body>) -> Attempt {
        let sent = Sent::read(request, &V::PROFILE);
        let asked = recording::asked(&sent, None);
        let mut state = self.state();
        match state.find(&asked) {
            Ok(answer) => match recording::reply(&answer) {
                Some(reply) => reply.attempt(),
                None => Err(TransportErrorKind::Other.into()),
            },
            Err(differences) => {
                let text = format!(
                    "{} {} was not recorded{differences}",
                    sent.method(),
                    sent.path()
                );
                state.unexpected.push(text.clone());
                Err(TransportError::new(TransportErrorKind::Other, text))
            }
        }
    }
}

impl<V> Replay<V> {
    fn state(&self) -> MutexGuard<'_, Played> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether all that was recorded was asked for, and nothing else.
    ///
    /// # Errors
    /// If not. The error lists what differs, a line each.
    pub fn verify(&self) -> Result<(), ScriptError> {
        let state = self.state();
        let mut lines = state.unexpected.clone();
        let exchanges = state.recording.exchanges.iter().zip(&state.given);
        for (index, (exchange, _)) in exchanges.enumerate().filter(|(_, (_, given))| !**given) {
            let method = exchange.request.get("method").and_then(Value::as_str);
            let path = exchange.request.get("path").and_then(Value::as_array);
            let segments = path.into_iter().flatten();
            let segments: Vec<&str> = segments.map(|one| one.as_str().unwrap_or("…")).collect();
            lines.push(format!(
                "recorded and not sent: exchange {index}, {} /{}",
                method.unwrap_or_default(),
                segments.join("/")
            ));
        }
        ScriptError::of(lines)
    }
}

impl Played {
    /// The answer to a request, or what to say of it.
    fn find(&mut self, asked: &Value) -> Result<Value, String> {
        let mut nearest = None;
        let exchanges = self.recording.exchanges.iter().zip(&mut self.given);
        for (exchange, given) in exchanges.filter(|(_, given)| !**given) {
            let differences = matching::differences(&exchange.request, asked);
            if differences.is_empty() {
                *given = true;
                return Ok(exchange.answer.clone());
            }
            let is_nearer = |known: &Vec<_>| differences.len() < known.len();
            if nearest.as_ref().is_none_or(is_nearer) {
                nearest = Some(differences);
            }
        }
        let lines = nearest.unwrap_or_default();
        let lines: Vec<String> = lines.iter().map(|one| format!("; {one}")).collect();
        Err(lines.concat())
    }
}

impl<V: Vendor> Transport for Replay<V> {
    async fn send(
        &self,
        request: Request<Body>,
        _: AttemptLimits,
    ) -> Result<Response<Bytes>, TransportError> {
        self.answer(&request)
    }

    async fn sleep(&self, _: Duration) {}
}

impl<V: Vendor> BlockingTransport for Replay<V> {
    fn send(
        &self,
        request: Request<Body>,
        _: AttemptLimits,
    ) -> Result<Response<Bytes>, TransportError> {
        self.answer(&request)
    }

    fn sleep(&self, _: Duration) {}
}
