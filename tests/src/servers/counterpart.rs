//! An API of disputes and files on this machine, for the examples: it remembers, and it fails when told to.
//!
//! In: disputes, and the faults to meet changes with. Out: a server that lists, changes and takes files as the facts about
//! the API say. What always holds: a change counts once for each idempotency key; the same key with another body is
//! refused.

use std::collections::{BTreeMap, VecDeque};
use std::sync::{Arc, Mutex, PoisonError};

use loopback::{Act, Arrived, Loopback};
use serde_json::{Value, json};

use crate::sdk::sent::{Pairs, pairs};

/// What goes wrong with a change of a dispute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChangeFault {
    /// Nothing is changed, and the answer is 500.
    Fails,
    /// The dispute is changed, and the connection reset before anything is answered.
    ResetsAfterwards,
}

/// The server.
#[derive(Debug)]
pub struct Counterpart {
    server: Loopback,
    state: Arc<Mutex<State>>,
}

#[derive(Debug, Default)]
struct State {
    disputes: Vec<Value>,
    files: usize,
    requests: usize,
    faults: VecDeque<Option<ChangeFault>>,
    /// By idempotency key: the body that came, and what was answered.
    answered: BTreeMap<String, (Vec<u8>, String)>,
}

impl Counterpart {
    /// Starts a server with these disputes; the first requests to change one meet these faults, in order, or none.
    #[must_use]
    pub fn start(
        disputes: Vec<Value>,
        faults: impl IntoIterator<Item = Option<ChangeFault>>,
    ) -> Self {
        let state = Arc::new(Mutex::new(State {
            disputes,
            faults: faults.into_iter().collect(),
            ..State::default()
        }));
        let shared = Arc::clone(&state);
        let server = Loopback::answering(move |request| {
            let mut state = shared.lock().unwrap_or_else(PoisonError::into_inner);
            state.answer(request)
        });
        Self { server, state }
    }

    /// The base URL.
    #[must_use]
    pub fn url(&self) -> String {
        self.server.url()
    }

    /// Everything that arrived so far.
    #[must_use]
    pub fn arrived(&self) -> Vec<Arrived> {
        self.server.arrived()
    }

    /// The disputes as they are now.
    #[must_use]
    pub fn disputes(&self) -> Vec<Value> {
        let state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        state.disputes.clone()
    }
}

/// A dispute, otherwise like the one in `wire/dispute.json`.
///
/// # Panics
/// If that file is no JSON.
#[must_use]
pub fn dispute(id: &str, payment_intent: &str, status: &str) -> Value {
    let mut dispute: Value = serde_json::from_str(include_str!("../../wire/dispute.json")).unwrap();
    dispute["id"] = id.into();
    dispute["payment_intent"] = payment_intent.into();
    dispute["status"] = status.into();
    dispute
}

impl State {
    fn answer(&mut self, request: &Arrived) -> Act {
        self.requests += 1;
        let (path, query) = request
            .target
            .split_once('?')
            .unwrap_or((&request.target, ""));
        let path: Vec<&str> = path.split('/').skip(1).collect();
        match (&*request.method, path.as_slice()) {
            ("GET", ["v1", "disputes"]) => {
                let page = self.page(&pairs(query.as_bytes()));
                self.reply(200, &page.to_string())
            }
            ("POST", ["v1", "files"]) => self.once(request, Self::take_file),
            ("POST", ["v1", "disputes", id]) => {
                let id = (*id).to_owned();
                match self.faults.pop_front().flatten() {
                    Some(ChangeFault::Fails) => {
                        self.refuse(500, "api_error", "Something went wrong.")
                    }
                    Some(ChangeFault::ResetsAfterwards) => {
                        self.once(request, |state, request| state.change(&id, request));
                        Act::ResetAfter
                    }
                    None => self.once(request, |state, request| state.change(&id, request)),
                }
            }
            _ => self.refuse(404, "invalid_request_error", "There is no such thing."),
        }
    }

    /// Does what a key asks for, unless that was done: then the answer of that time is given again.
    fn once(
        &mut self,
        request: &Arrived,
        act: impl FnOnce(&mut Self, &Arrived) -> Option<Value>,
    ) -> Act {
        let Some(key) = request.header("idempotency-key") else {
            return self.refuse(400, "invalid_request_error", "A change needs a key.");
        };
        match self.answered.get(key) {
            Some((body, answer)) if *body == request.body => {
                let answer = answer.clone();
                self.reply(200, &answer)
            }
            Some(_) => self.refuse(
                400,
                "idempotency_error",
                "The key was used for another body.",
            ),
            None => match act(self, request) {
                Some(value) => {
                    let answer = value.to_string();
                    let done = (request.body.clone(), answer.clone());
                    self.answered.insert(key.to_owned(), done);
                    self.reply(200, &answer)
                }
                None => self.refuse(404, "invalid_request_error", "There is no such dispute."),
            },
        }
    }

    fn page(&self, query: &Pairs) -> Value {
        let get = |name| {
            let mut pairs = query.iter();
            pairs
                .find(|(key, _)| key == name)
                .map(|(_, value)| value.as_str())
        };
        let intent = get("payment_intent");
        let mut matching = self
            .disputes
            .iter()
            .filter(|dispute| intent.is_none_or(|intent| dispute["payment_intent"] == intent));
        if let Some(cursor) = get("starting_after") {
            matching.find(|dispute| dispute["id"] == cursor);
        }
        let limit = get("limit").and_then(|limit| limit.parse().ok());
        let rest: Vec<&Value> = matching.collect();
        let data = rest.get(..limit.unwrap_or(10)).unwrap_or(&rest);
        json!({
            "object": "list",
            "url": "/v1/disputes",
            "has_more": data.len() < rest.len(),
            "data": data,
        })
    }

    fn take_file(&mut self, request: &Arrived) -> Option<Value> {
        self.files += 1;
        let text = String::from_utf8_lossy(&request.body);
        let name = text.split("filename=\"").nth(1)?.split('"').next()?;
        Some(json!({
            "id": format!("file_{}", self.files),
            "object": "file",
            "created": 1_680_651_737,
            "filename": name,
            "purpose": "dispute_evidence",
            "size": request.body.len(),
        }))
    }

    fn change(&mut self, id: &str, request: &Arrived) -> Option<Value> {
        let mut disputes = self.disputes.iter_mut();
        let dispute = disputes.find(|dispute| dispute["id"] == id)?;
        let mut submits = true;
        for (key, value) in pairs(&request.body) {
            let mut parts = key.split(['[', ']']).filter(|part| !part.is_empty());
            match (parts.next(), parts.next()) {
                (Some("submit"), None) => submits = value != "false",
                (Some("evidence"), Some(field)) => dispute["evidence"][field] = value.into(),
                _ => {}
            }
        }
        dispute["evidence_details"]["has_evidence"] = true.into();
        if submits {
            let count = dispute["evidence_details"]["submission_count"].as_u64()?;
            dispute["evidence_details"]["submission_count"] = (count + 1).into();
            dispute["status"] = "under_review".into();
        }
        Some(dispute.clone())
    }

    fn reply(&self, status: u16, body: &str) -> Act {
        let id = ("request-id", format!("req_{}", self.requests));
        Act::Answer(status, vec![id], body.to_owned())
    }

    fn refuse(&self, status: u16, kind: &str, message: &str) -> Act {
        let body = json!({"error": {"type": kind, "message": message}});
        self.reply(status, &body.to_string())
    }
}
