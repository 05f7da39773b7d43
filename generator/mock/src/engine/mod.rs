//! Requests to answers: everything but the network.
//!
//! In: a model, and requests one after the other. Out: answers, and events to be sent. What always holds: an answer of success has the shape that
//! the document says; what is refused has changed nothing.

mod act;
mod answers;
mod control;
mod fixtures;
mod keys;
mod objects;
mod rates;
mod references;
mod rules;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{SystemTime, UNIX_EPOCH};

use bytes::Bytes;
use serde_json::Value;

use crate::mock::answer::{ErrorKind, Failure, Ids, Maker, error_body};
use crate::mock::events::{Cause, Event};
use crate::mock::faults::Twist;
use crate::mock::model::{Model, Operation, Shape};
use crate::mock::read::{
    BodyFault, Denied, Found, Incoming, Router, Violation, admitted, pairs, read,
};
use crate::mock::store::{ON, Roles, Store};

pub use control::Trigger;
use keys::Keys;
pub use keys::{Opened, Ticket};
use rates::Window;
pub use rules::{apply, holding};

/// What the server is told besides the model.
#[derive(Clone, Debug, Default)]
pub struct Settings {
    /// The one secret that is right; without one, any is that is not empty.
    pub secret: Option<String>,
    /// What ids and chance are made of.
    pub seed: u64,
    /// The time, in seconds since 1970; without one, that of the machine.
    pub now: Option<i64>,
    /// Whether it begins without the examples of what no operation makes.
    pub is_empty: bool,
    /// How many requests it takes in a second; as many as come, if it is none.
    pub rate_limit: Option<u32>,
}

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// The status.
    pub status: u16,
    /// The headers, without those that every answer has.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Bytes,
    /// What a person should know: what is wrong with the request, each with its parameter.
    pub notes: Vec<String>,
    /// What the request is called.
    pub request_id: String,
}

/// What the API is made of, and what is in it now.
#[derive(Debug)]
pub struct Engine {
    model: Model,
    router: Router,
    roles: Roles,
    settings: Settings,
    state: Mutex<State>,
}

#[derive(Debug)]
struct State {
    store: Store,
    ids: Ids,
    keys: Keys,
    events: Vec<Event>,
    requests: u64,
    window: Window,
}

/// An answer of success before it is bytes.
#[derive(Debug, Default)]
struct Done {
    status: u16,
    value: Option<Value>,
    text: Option<Bytes>,
    headers: Vec<(String, String)>,
}

impl Engine {
    /// A server of a model.
    #[must_use]
    pub fn new(model: Model, settings: Settings) -> Self {
        let state = State {
            store: Store::default(),
            ids: Ids::new(settings.seed),
            keys: Keys::default(),
            events: Vec::new(),
            requests: 0,
            window: Window::default(),
        };
        let engine = Self {
            router: Router::new(&model),
            roles: Roles::of(&model),
            model,
            settings,
            state: Mutex::new(state),
        };
        if !engine.settings.is_empty {
            engine.begin_with_examples();
        }
        engine
    }

    /// The model.
    #[must_use]
    pub fn model(&self) -> &Model {
        &self.model
    }

    /// What its operations do.
    #[must_use]
    pub fn roles(&self) -> &Roles {
        &self.roles
    }

    /// The events that wait to be sent, oldest first; they wait no more.
    pub fn take_events(&self) -> Vec<Event> {
        std::mem::take(&mut self.lock().events)
    }

    // What a panic left behind is as good as before: nothing is changed in two steps.
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn now(&self) -> i64 {
        self.settings.now.unwrap_or_else(|| {
            let since = SystemTime::now().duration_since(UNIX_EPOCH);
            since.map_or(0, |since| {
                i64::try_from(since.as_secs()).unwrap_or_default()
            })
        })
    }

    /// Answers a request that was [opened](Self::open).
    #[must_use]
    pub fn answer(self: &Arc<Self>, incoming: &Incoming, ticket: Ticket, twist: &Twist) -> Reply {
        let mut state = self.lock();
        let mut run = Run {
            engine: self,
            now: self.now(),
            notes: Vec::new(),
            cause: self.cause(&mut state, incoming),
            state: &mut state,
        };
        let (operation, done) = run.run(incoming, twist);
        let was_done = done.is_ok();
        let reply = run.reply(operation, done, incoming);
        ticket.close(&mut state.keys, was_done.then_some(&reply));
        reply
    }

    /// An answer that says that something went wrong, without anything being done.
    #[must_use]
    pub fn fail(&self, incoming: &Incoming, failure: Failure) -> Reply {
        let mut state = self.lock();
        let mut run = Run {
            engine: self,
            now: self.now(),
            notes: Vec::new(),
            cause: self.cause(&mut state, incoming),
            state: &mut state,
        };
        let query = pairs(&incoming.query);
        let found = self.router.find(&incoming.method, &incoming.path, &query);
        let operation = match found {
            Found::Operation(index, _) => self.model.operations.get(index),
            Found::OtherMethods(_) | Found::Nothing => None,
        };
        run.reply(operation, Err(failure), incoming)
    }

    fn cause(&self, state: &mut State, incoming: &Incoming) -> Cause {
        state.requests += 1;
        let header = |name: &Option<String>| {
            let value = incoming.headers.get(name.as_deref()?)?;
            value.to_str().ok().map(str::to_owned)
        };
        Cause {
            request: Some(format!("req_{}", state.ids.letters(14))),
            key: header(&self.model.names.idempotency_header),
            version: header(&self.model.names.version_header),
        }
    }
}

/// One request.
struct Run<'e, 's> {
    engine: &'e Engine,
    state: &'s mut State,
    now: i64,
    notes: Vec<String>,
    cause: Cause,
}

impl<'e> Run<'e, '_> {
    fn maker(&mut self) -> Maker<'_> {
        Maker {
            model: &self.engine.model,
            now: self.now,
            ids: &mut self.state.ids,
            full: true,
        }
    }

    fn run(
        &mut self,
        incoming: &Incoming,
        twist: &Twist,
    ) -> (Option<&'e Operation>, Result<Done, Failure>) {
        let engine = self.engine;
        let mut query = pairs(&incoming.query);
        let on = query.iter().position(|(name, _)| name == ON);
        let found = engine.router.find(&incoming.method, &incoming.path, &query);
        let (index, texts) = match found {
            Found::Operation(index, texts) => (index, texts),
            other => return (None, Err(unrecognised(incoming, &other))),
        };
        let Some(operation) = engine.model.operations.get(index) else {
            return (None, Err(unrecognised(incoming, &Found::Nothing)));
        };
        let on = on.filter(|_| operation.goes_on_by_address());
        let on = on.map(|place| query.remove(place).1);
        let done = self.let_in(operation, incoming, &query).and_then(|()| {
            let given = self.given(operation, &texts, query, incoming)?;
            let act = engine.roles.acts.get(index);
            let act = act.ok_or_else(|| Failure::new(500, ErrorKind::Server, "No such act."))?;
            self.act(operation, act, &given, on.as_deref(), twist, incoming)
        });
        (Some(operation), done)
    }

    fn let_in(
        &self,
        operation: &Operation,
        incoming: &Incoming,
        query: &[(String, String)],
    ) -> Result<(), Failure> {
        let engine = self.engine;
        let secret = engine.settings.secret.as_deref();
        let headers = &incoming.headers;
        let admitted = admitted(&engine.model, &operation.security, headers, query, secret);
        admitted.map_err(|denied| {
            let message = match denied {
                Denied::Missing => "You did not provide an API key.",
                Denied::Wrong => "Invalid API key provided.",
            };
            Failure::new(401, ErrorKind::Access, message)
        })
    }

    fn given(
        &mut self,
        operation: &Operation,
        texts: &[(usize, String)],
        query: Vec<(String, String)>,
        incoming: &Incoming,
    ) -> Result<crate::mock::read::Given, Failure> {
        let model = &self.engine.model;
        let read = read(model, operation, texts, query, incoming);
        let (given, mut violations) = read.map_err(|fault| match fault {
            BodyFault::MediaType(message) => Failure::new(415, ErrorKind::Invalid, message),
            BodyFault::Broken(message) => Failure::new(400, ErrorKind::Invalid, message),
        })?;
        if violations.is_empty() {
            violations = self.missing_references(operation, &given);
        }
        if violations.is_empty()
            && let Some(shape) = operation.outcome.payload.shape()
            && let Err((param, message)) =
                crate::mock::answer::check_paths(model, shape, &given.expand)
        {
            violations.push(Violation {
                param,
                kind: crate::mock::read::ViolationKind::Choice,
                message,
            });
        }
        let Some(first) = violations.first() else {
            return Ok(given);
        };
        let failure = Failure::new(400, ErrorKind::Invalid, first.message.clone())
            .code(first.kind.code())
            .param(first.param.clone());
        let notes = violations
            .iter()
            .map(|violation| format!("{}: {}", violation.param, violation.message));
        self.notes.extend(notes);
        Err(failure)
    }
}

fn unrecognised(incoming: &Incoming, found: &Found) -> Failure {
    let Incoming { method, path, .. } = incoming;
    match found {
        Found::OtherMethods(methods) => {
            let methods = methods.join(", ");
            let message = format!("{path} takes {methods}, not {method}.");
            Failure::new(405, ErrorKind::Invalid, message).header("allow", methods)
        }
        Found::Operation(..) | Found::Nothing => {
            let message = format!("Unrecognized request URL ({method}: {path}).");
            Failure::new(404, ErrorKind::Invalid, message)
        }
    }
}

impl Run<'_, '_> {
    fn reply(
        &mut self,
        operation: Option<&Operation>,
        done: Result<Done, Failure>,
        incoming: &Incoming,
    ) -> Reply {
        let names = &self.engine.model.names;
        let request_id = self.cause.request.clone().unwrap_or_default();
        let mut headers = vec![(names.request_id.clone(), request_id.clone())];
        if let Some(header) = &names.version_header {
            let version = self.cause.version.as_ref();
            let version = version.unwrap_or(&self.engine.model.version);
            headers.push((header.to_lowercase(), version.clone()));
        }
        headers.extend(self.engine.rate_headers(self.state, self.now));
        let (status, body) = match done {
            Ok(done) => {
                headers.extend(done.headers);
                let (kind, body) = match (done.value, done.text) {
                    (Some(value), _) => (Some("application/json"), Bytes::from(value.to_string())),
                    (None, Some(text)) => (Some("application/octet-stream"), text),
                    (None, None) => (None, Bytes::new()),
                };
                headers.extend(kind.map(|kind| ("content-type".to_owned(), kind.to_owned())));
                (done.status, body)
            }
            Err(failure) => {
                let common = self.engine.model.operations.first();
                let shape = operation.or(common).map(|operation| &operation.error);
                let body = error_body(&mut self.maker(), shape.unwrap_or(&Shape::Any), &failure);
                headers.push(("content-type".to_owned(), "application/json".to_owned()));
                headers.extend(failure.headers.iter().cloned());
                if let Some(header) = names.retry_header.as_ref().filter(|_| failure.may_pass()) {
                    headers.push((header.to_lowercase(), "true".to_owned()));
                }
                if self.notes.is_empty() {
                    self.notes.push(failure.message.clone());
                }
                (failure.status, Bytes::from(body.to_string()))
            }
        };
        if incoming.method == "HEAD" {
            headers.retain(|(name, _)| name != "content-length");
        }
        Reply {
            status,
            headers,
            body,
            notes: std::mem::take(&mut self.notes),
            request_id,
        }
    }
}
