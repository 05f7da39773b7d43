//! Idempotency keys.
//!
//! In: a request with a key. Out: what was answered before, a conflict, or a [`Ticket`] to answer it once. What always holds: a key whose request
//! was not answered, as its connection broke, or which was refused, is free again.

use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::sync::Arc;

use super::{Engine, Reply};
use crate::mock::answer::{ErrorKind, Failure};
use crate::mock::read::{Incoming, without_boundary};

/// The header of an answer that was given before.
const REPLAYED: &str = "idempotent-replayed";

/// The keys that were used.
#[derive(Debug, Default)]
pub struct Keys {
    known: HashMap<String, Known>,
}

#[derive(Debug)]
struct Known {
    request: u64,
    reply: Option<Reply>,
}

/// The right to answer a request, once.
#[derive(Debug)]
pub struct Ticket {
    engine: Arc<Engine>,
    key: Option<String>,
}

/// What is known of a request before it is read.
#[derive(Debug)]
pub enum Opened {
    /// It can be answered.
    New(Ticket),
    /// It is answered like this.
    Known(Box<Reply>),
}

impl Engine {
    /// Looks whether a request has a key that was used.
    #[must_use]
    pub fn open(self: &Arc<Self>, incoming: &Incoming) -> Opened {
        if let Some(failure) = self.beyond_rate() {
            return Opened::Known(Box::new(self.fail(incoming, failure)));
        }
        let header = self.model.names.idempotency_header.as_deref();
        let value = header.and_then(|header| incoming.headers.get(header));
        let key = value.and_then(|value| value.to_str().ok());
        let is_safe = matches!(incoming.method.as_str(), "GET" | "HEAD" | "OPTIONS");
        let Some(key) = key.filter(|key| !key.is_empty() && !is_safe) else {
            return Opened::New(self.ticket(None));
        };
        let request = fingerprint(incoming);
        let mut state = self.lock();
        let failure = match state.keys.known.get(key) {
            None => {
                let known = Known {
                    request,
                    reply: None,
                };
                state.keys.known.insert(key.to_owned(), known);
                return Opened::New(self.ticket(Some(key.to_owned())));
            }
            Some(known) if known.request != request => Failure::new(
                400,
                ErrorKind::Idempotency,
                "Keys for idempotent requests can only be used with the same parameters they were first used with.",
            ),
            Some(Known {
                reply: Some(reply), ..
            }) => {
                let mut reply = reply.clone();
                reply.headers.push((REPLAYED.to_owned(), "true".to_owned()));
                return Opened::Known(Box::new(reply));
            }
            Some(Known { reply: None, .. }) => Failure::new(
                409,
                ErrorKind::Idempotency,
                "There is currently another in-progress request using this idempotency key.",
            )
            .code("idempotency_key_in_use"),
        };
        drop(state);
        Opened::Known(Box::new(self.fail(incoming, failure)))
    }

    fn ticket(self: &Arc<Self>, key: Option<String>) -> Ticket {
        Ticket {
            engine: Arc::clone(self),
            key,
        }
    }
}

impl Ticket {
    /// Remembers what was answered, if anything was done.
    pub(super) fn close(mut self, keys: &mut Keys, reply: Option<&Reply>) {
        let Some(key) = self.key.take() else {
            return;
        };
        match (reply, keys.known.get_mut(&key)) {
            (Some(reply), Some(known)) => known.reply = Some(reply.clone()),
            _ => {
                keys.known.remove(&key);
            }
        }
    }
}

impl Drop for Ticket {
    fn drop(&mut self) {
        if let Some(key) = self.key.take() {
            self.engine.lock().keys.known.remove(&key);
        }
    }
}

fn fingerprint(incoming: &Incoming) -> u64 {
    let mut hasher = DefaultHasher::new();
    incoming.method.hash(&mut hasher);
    incoming.path.hash(&mut hasher);
    incoming.query.hash(&mut hasher);
    let content_type = incoming.headers.get("content-type");
    let content_type = content_type.and_then(|value| value.to_str().ok());
    for bytes in without_boundary(&incoming.body, content_type) {
        bytes.hash(&mut hasher);
    }
    hasher.finish()
}
