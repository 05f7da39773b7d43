//! A server that applies each update once per idempotency key, behind a bad network.
//!
//! In: updates of disputes, each with a number of its own in its path and in its metadata. Out: answers, or faults where a
//! plan wants them, and in the end what became of each number. What always holds: an answer under a known key is the stored
//! one, and a known key with another body is refused, as the API does.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use loopback::{Act, Arrived};
use serde_json::json;
use stripe_disputes::client::{CallError, Response};
use stripe_disputes::{Dispute, Error};

use crate::servers::faults::{Fault, Implied, Plan};
use crate::{sent, served};

/// After so many requests, the next one meets a connection that is reset before it is read.
const BETWEEN_RESETS: usize = 211;

/// The server's books.
#[derive(Debug)]
pub struct Ledger {
    template: String,
    announced: AtomicUsize,
    books: Mutex<Books>,
}

#[derive(Debug, Default)]
struct Books {
    /// For each key: the number that was updated with it, and the body.
    answered: HashMap<String, (u32, Vec<u8>)>,
    /// For each number: how often it was applied.
    applied: HashMap<u32, u32>,
    /// For each number: how many requests arrived.
    arrived: HashMap<u32, u32>,
    /// For each fault: how often it happened.
    faults: BTreeMap<&'static str, u32>,
    /// How many connections were reset before a request was read.
    resets: u32,
    /// How many requests were refused.
    refused: u32,
}

/// What the client says of one number.
#[derive(Clone, Debug)]
pub struct Told {
    /// The number.
    pub number: u32,
    /// Whether the update was reported as done, with the answer to this update.
    pub is_done: bool,
    /// How many requests were sent for it, or may have been: one for a call that was cancelled.
    pub attempts: u32,
    /// The key that they had.
    pub key: Option<String>,
    /// Whether the call was cancelled once, and made again with the same key.
    pub was_cancelled: bool,
}

impl Told {
    /// What the client says of a call that ended.
    ///
    /// # Panics
    /// If the answer is one to another call.
    #[must_use]
    pub fn of(number: u32, outcome: Result<Response<Dispute>, CallError<Error>>) -> Self {
        let (is_done, attempts, key) = match outcome {
            Ok(response) => {
                let metadata = response.metadata.get("number").cloned();
                let answer = (response.id.as_str().to_owned(), metadata);
                let own = (format!("dp_{number}"), Some(number.to_string()));
                assert_eq!(answer, own, "the answer to another call");
                let key = response.idempotency_key().map(str::to_owned);
                (true, response.attempts(), key)
            }
            Err(error) => {
                let key = error.idempotency_key().map(str::to_owned);
                (false, error.attempts(), key)
            }
        };
        Self {
            number,
            is_done,
            attempts,
            key,
            was_cancelled: false,
        }
    }
}

/// What happened in a run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    /// How many requests arrived.
    pub arrived: u32,
    /// How many requests were sent, as the client says.
    pub sent: u32,
    /// How often each fault happened.
    pub faults: BTreeMap<&'static str, u32>,
    /// How many updates were reported as failed.
    pub failed: usize,
    /// How many calls were cancelled, and made again.
    pub cancelled: usize,
}

impl Default for Ledger {
    fn default() -> Self {
        let mut dispute = served::dispute("dp_NUMBER");
        dispute["metadata"] = json!({"number": "NUMBER"});
        Self {
            template: dispute.to_string(),
            announced: AtomicUsize::new(0),
            books: Mutex::default(),
        }
    }
}

impl Ledger {
    fn books(&self) -> MutexGuard<'_, Books> {
        self.books.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Forgets everything.
    pub fn clear(&self) {
        *self.books() = Books::default();
    }

    /// Whether the connection of the request that comes now is reset before it is read.
    pub fn resets(&self) -> bool {
        let announced = self.announced.fetch_add(1, Ordering::Relaxed);
        let is_reset = announced % BETWEEN_RESETS == BETWEEN_RESETS - 1;
        self.books().resets += u32::from(is_reset);
        is_reset
    }

    /// What to do with a request, by the plan for its number.
    pub fn answer(&self, request: &Arrived, plan: fn(u32) -> Plan) -> Act {
        let (Some(number), Some(key)) = (number(request), request.header("idempotency-key")) else {
            return self.refuse("no number, or no key");
        };
        let fault = self.next_fault(number, plan);
        if fault.is_none_or(|fault| fault.is_applied) && !self.apply(number, key, &request.body) {
            return self.refuse("the key was used with another body");
        }
        let answer = self.template.replace("NUMBER", &number.to_string());
        match fault {
            Some(fault) => (fault.act)(&answer),
            None => Act::answer(200, &answer),
        }
    }

    /// Counts a request.
    fn next_fault(&self, number: u32, plan: fn(u32) -> Plan) -> Option<&'static Fault> {
        let mut books = self.books();
        let turn = books.arrived.entry(number).or_default();
        *turn += 1;
        let at = usize::try_from(*turn - 1).ok()?;
        let fault = plan(number).faults.get(at).copied()?;
        *books.faults.entry(fault.name).or_default() += 1;
        Some(fault)
    }

    /// Whether an update is applied, now or before.
    fn apply(&self, number: u32, key: &str, body: &[u8]) -> bool {
        let mut books = self.books();
        if let Some(known) = books.answered.get(key) {
            return *known == (number, body.to_vec());
        }
        books
            .answered
            .insert(key.to_owned(), (number, body.to_vec()));
        *books.applied.entry(number).or_default() += 1;
        true
    }

    fn refuse(&self, message: &str) -> Act {
        self.books().refused += 1;
        let error = json!({"error": {"type": "idempotency_error", "message": message}});
        Act::answer(400, &error.to_string())
    }

    /// How often a number was applied.
    #[must_use]
    pub fn applied(&self, number: u32) -> u32 {
        self.books()
            .applied
            .get(&number)
            .copied()
            .unwrap_or_default()
    }

    /// Compares what the client says with the books and the plan.
    ///
    /// # Errors
    /// If anything was applied twice, lost, told wrongly, sent without being counted, or counted without being sent.
    pub fn audit(&self, told: &[Told], plan: fn(u32) -> Plan) -> Result<Figures, String> {
        let books = self.books();
        let numbers: BTreeSet<u32> = told.iter().map(|told| told.number).collect();
        ensure(numbers.len() == told.len(), || {
            "a number was told twice".to_owned()
        })?;
        let keys: BTreeSet<&str> = told.iter().filter_map(|told| told.key.as_deref()).collect();
        ensure(keys.len() == told.len(), || {
            "a key is missing, or was used for two updates".to_owned()
        })?;
        for told in told {
            books.check(told, &plan(told.number).implied())?;
        }
        ensure(books.refused == 0, || {
            format!("{} requests were refused", books.refused)
        })?;
        let known = books.applied.keys().chain(books.arrived.keys());
        let unknown: Vec<_> = known.filter(|number| !numbers.contains(number)).collect();
        ensure(unknown.is_empty(), || format!("nobody updated {unknown:?}"))?;
        let mut faults = books.faults.clone();
        faults.insert("reset before reading", books.resets);
        Ok(Figures {
            arrived: books.arrived.values().sum(),
            sent: told.iter().map(|told| told.attempts).sum(),
            faults,
            failed: told.iter().filter(|told| !told.is_done).count(),
            cancelled: told.iter().filter(|told| told.was_cancelled).count(),
        })
    }
}

impl Books {
    fn check(&self, told: &Told, implied: &Implied) -> Result<(), String> {
        let applied = self.applied.get(&told.number).copied().unwrap_or_default();
        let arrived = self.arrived.get(&told.number).copied().unwrap_or_default();
        ensure(applied <= 1, || {
            format!("applied {applied} times: {told:?}")
        })?;
        ensure(!told.is_done || applied == 1, || format!("lost: {told:?}"))?;
        ensure(told.is_done == implied.is_done, || {
            format!("not as planned, {implied:?}: {told:?}")
        })?;
        ensure(arrived <= told.attempts, || {
            format!("{arrived} arrived: {told:?}")
        })?;
        // What the network does besides the plan costs attempts, and spares none.
        ensure(told.attempts >= implied.attempts, || {
            format!("too few attempts, {implied:?}: {told:?}")
        })?;
        let known = told.key.as_ref().and_then(|key| self.answered.get(key));
        let known = known.map(|(number, _)| *number);
        ensure(known == (applied == 1).then_some(told.number), || {
            format!("the key belongs to {known:?}: {told:?}")
        })
    }
}

fn ensure(holds: bool, complaint: impl FnOnce() -> String) -> Result<(), String> {
    if holds { Ok(()) } else { Err(complaint()) }
}

/// The number in the path, if the metadata has the same one.
fn number(request: &Arrived) -> Option<u32> {
    let path = request.target.strip_prefix("/v1/disputes/dp_")?;
    let pairs = sent::pairs(&request.body);
    let (_, value) = pairs.iter().find(|(key, _)| key == "metadata[number]")?;
    (path == value).then(|| value.parse().ok())?
}
