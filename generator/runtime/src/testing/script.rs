//! Answers by a script.
//!
//! In: what is to be answered to which operation. Out: a transport, asynchronous and blocking, and what was sent by it. What always holds: each
//! answer is given once, unless it is the one for ever; a request that nobody expected is an error that says where it differs from what
//! comes nearest, and it is not sent again.

use std::collections::VecDeque;
use std::fmt;
use std::marker::PhantomData;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use bytes::Bytes;
use http::{Request, Response};
use serde::Serialize;

use super::client;
use super::reply::Reply;
use super::sent::Sent;
use crate::runtime::body::Body;
use crate::runtime::client::{BlockingClient, Client};
use crate::runtime::config::{ConfigError, Vendor};
use crate::runtime::limits::InvalidRequest;
use crate::runtime::operation::Operation;
use crate::runtime::transport::{
    Attempt, AttemptLimits, BlockingTransport, Transport, TransportError, TransportErrorKind,
};

/// A transport that answers by a script, and keeps what was sent. A clone is the same script.
///
/// What is expected by [`on`](Self::on) is answered whenever it comes, in any order; what [`then`](Self::then) says is for requests that nothing
/// else expects, one after the other. Waiting takes no time: [`waits`](Self::waits) tells how long the client would have waited.
pub struct Script<V> {
    state: Arc<Mutex<Scripted>>,
    vendor: PhantomData<fn() -> V>,
}

#[derive(Default)]
struct Scripted {
    expected: Vec<Expected>,
    sent: Vec<Sent>,
    waits: Vec<Duration>,
    unexpected: Vec<String>,
}

struct Expected {
    /// Nothing, if any request will do.
    request: Option<Sent>,
    replies: VecDeque<Reply>,
    /// What is answered when the rest was.
    always: Option<Reply>,
    /// Why the operation can't be sent at all.
    invalid: Option<InvalidRequest>,
}

impl<V> Default for Script<V> {
    fn default() -> Self {
        Self {
            state: Arc::default(),
            vendor: PhantomData,
        }
    }
}

impl<V> Clone for Script<V> {
    fn clone(&self) -> Self {
        Self {
            state: Arc::clone(&self.state),
            vendor: PhantomData,
        }
    }
}

impl<V> fmt::Debug for Script<V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = self.state();
        f.debug_struct("Script")
            .field("sent", &state.sent)
            .field("unexpected", &state.unexpected)
            .finish_non_exhaustive()
    }
}

impl<V: Vendor> Script<V> {
    /// A script that expects nothing yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// A client that the script answers. For settings of one's own, give a clone of the script to `Client::with_transport`.
    ///
    /// # Errors
    /// If the API's own settings can't be used.
    pub fn client(&self) -> Result<Client<V, Self>, ConfigError>
    where
        V: 'static,
    {
        client::asynchronous(self.clone())
    }

    /// A blocking client that the script answers.
    ///
    /// # Errors
    /// As [`client`](Self::client).
    pub fn blocking_client(&self) -> Result<BlockingClient<V, Self>, ConfigError> {
        client::blocking(self.clone())
    }
}

impl<V> Script<V> {
    fn state(&self) -> MutexGuard<'_, Scripted> {
        // A test that failed in another thread leaves a whole state behind.
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Expects that this is sent, and answers as is then said. If it breaks a limit, [`verify`](Self::verify) says so.
    #[must_use = "nothing is answered yet"]
    pub fn on<O: Operation>(&self, operation: O) -> On<O> {
        let (request, invalid) = match Sent::of(&operation) {
            Ok(sent) => (Some(sent), None),
            Err(error) => (None, Some(error)),
        };
        let mut state = self.state();
        state.expected.push(Expected {
            request,
            replies: VecDeque::new(),
            always: None,
            invalid,
        });
        On {
            state: Arc::clone(&self.state),
            index: state.expected.len().saturating_sub(1),
            operation: PhantomData,
        }
    }

    /// Answers so whatever nothing else expects, once.
    pub fn then(&self, reply: impl Into<Reply>) -> &Self {
        let mut state = self.state();
        state.expected.push(Expected {
            request: None,
            replies: VecDeque::from([reply.into()]),
            always: None,
            invalid: None,
        });
        drop(state);
        self
    }

    /// What was sent so far, each attempt of a call by itself.
    #[must_use]
    pub fn sent(&self) -> Vec<Sent> {
        self.state().sent.clone()
    }

    /// How long the client would have waited before each further attempt.
    #[must_use]
    pub fn waits(&self) -> Vec<Duration> {
        self.state().waits.clone()
    }

    /// Whether all went as the script says: everything that it expects was sent as often as there are answers, and nothing else.
    ///
    /// # Errors
    /// If something else was sent, something was not, or the script expects what can't be sent. The error lists all of it, a line each.
    pub fn verify(&self) -> Result<(), ScriptError> {
        let state = self.state();
        let mut lines = state.unexpected.clone();
        for expected in &state.expected {
            if let Some(invalid) = &expected.invalid {
                lines.push(format!("the script expects what can't be sent: {invalid}"));
            } else if !expected.replies.is_empty() {
                lines.push(format!(
                    "not sent as often as the script has answers ({} left): {}",
                    expected.replies.len(),
                    expected.title()
                ));
            }
        }
        ScriptError::of(lines)
    }

    fn answer(&self, request: &Request<Body>) -> Attempt
    where
        V: Vendor,
    {
        let sent = Sent::read(request, &V::PROFILE);
        let mut state = self.state();
        state.sent.push(sent.clone());
        let reply = state.reply(&sent);
        match reply {
            Some(reply) => reply.attempt(),
            None => {
                let text = state.unexpected(&sent);
                state.unexpected.push(text.clone());
                Err(TransportError::new(TransportErrorKind::Other, text))
            }
        }
    }
}

impl Scripted {
    /// The next answer to a request, of what expects it by name first.
    fn reply(&mut self, sent: &Sent) -> Option<Reply> {
        let named = self
            .expected
            .iter_mut()
            .filter(|expected| expected.is(sent));
        let named = named.filter_map(Expected::take).next();
        named.or_else(|| {
            let open = self.expected.iter_mut().filter(|one| one.is_open());
            open.filter_map(Expected::take).next()
        })
    }

    /// What is said of a request that nothing expects.
    fn unexpected(&self, sent: &Sent) -> String {
        let title = format!("{} {} was not expected", sent.method, sent.path);
        let requests = self.expected.iter().filter_map(|one| one.request.as_ref());
        let nearest = requests
            .map(|request| sent.differences(request))
            .filter(|differences| differences.iter().all(|one| one.place != "method"))
            .min_by_key(Vec::len);
        match nearest {
            None => title,
            Some(differences) if differences.is_empty() => {
                format!("{title} once more: all its answers are given")
            }
            Some(differences) => {
                let lines: Vec<String> = differences.iter().map(ToString::to_string).collect();
                format!("{title}; {}", lines.join("; "))
            }
        }
    }
}

impl Expected {
    fn is(&self, sent: &Sent) -> bool {
        let request = self.request.as_ref();
        request.is_some_and(|request| sent.differences(request).is_empty())
    }

    fn is_open(&self) -> bool {
        self.request.is_none() && self.invalid.is_none()
    }

    fn take(&mut self) -> Option<Reply> {
        self.replies.pop_front().or_else(|| self.always.clone())
    }

    fn title(&self) -> String {
        match &self.request {
            Some(request) => format!("{} {}", request.method, request.path),
            None => "any request".to_owned(),
        }
    }
}

/// What is answered to an operation: the first answer to the first time that it is sent, and so on.
#[derive(Clone, Debug)]
pub struct On<O> {
    state: Arc<Mutex<Scripted>>,
    index: usize,
    operation: PhantomData<fn() -> O>,
}

impl<O: Operation> On<O> {
    /// Answers that value, as JSON (text as it is), with the status 200.
    pub fn reply(self, value: &O::Output) -> Self
    where
        O::Output: Serialize + 'static,
    {
        self.reply_with(Reply::value(value))
    }

    /// Answers that error, as JSON, with that status.
    pub fn refuse(self, status: u16, error: &O::Error) -> Self
    where
        O::Error: Serialize,
    {
        self.reply_with(Reply::json(status, error))
    }

    /// Gives no answer: the transport fails so.
    pub fn fail_with(self, kind: TransportErrorKind) -> Self {
        self.reply_with(Reply::failure(kind))
    }

    /// Answers anything.
    pub fn reply_with(self, reply: Reply) -> Self {
        self.change(|expected| expected.replies.push_back(reply))
    }

    /// Answers so for ever, once the other answers are given. It need not be asked for.
    pub fn always(self, reply: Reply) -> Self {
        self.change(|expected| expected.always = Some(reply))
    }

    fn change(self, change: impl FnOnce(&mut Expected)) -> Self {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(expected) = state.expected.get_mut(self.index) {
            change(expected);
        }
        drop(state);
        self
    }
}

impl fmt::Debug for Scripted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} expected", self.expected.len())
    }
}

impl<V: Vendor> Transport for Script<V> {
    async fn send(
        &self,
        request: Request<Body>,
        _: AttemptLimits,
    ) -> Result<Response<Bytes>, TransportError> {
        self.answer(&request)
    }

    async fn sleep(&self, time: Duration) {
        self.state().waits.push(time);
    }
}

impl<V: Vendor> BlockingTransport for Script<V> {
    fn send(
        &self,
        request: Request<Body>,
        _: AttemptLimits,
    ) -> Result<Response<Bytes>, TransportError> {
        self.answer(&request)
    }

    fn sleep(&self, time: Duration) {
        self.state().waits.push(time);
    }
}

/// What did not go as the script says. `Debug` is as readable as `Display`, as tests unwrap it.
pub struct ScriptError(Vec<String>);

impl ScriptError {
    /// An error, if there is something to say.
    pub(super) fn of(lines: Vec<String>) -> Result<(), Self> {
        match lines.is_empty() {
            true => Ok(()),
            false => Err(Self(lines)),
        }
    }
}

impl fmt::Display for ScriptError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join("\n"))
    }
}

impl fmt::Debug for ScriptError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\n{self}")
    }
}

impl std::error::Error for ScriptError {}
