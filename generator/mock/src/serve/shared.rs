//! What all connections share.
//!
//! In: what a server does besides answering. Out: the plan of a request, and what happened, for whoever asks. What always holds: a server that
//! was told of no fault takes no lock to know that.

use std::collections::VecDeque;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use super::{Around, Exchange};
use crate::mock::answer::Ids;
use crate::mock::engine::Engine;
use crate::mock::events::{Delivered, Event, Target};
use crate::mock::faults::{Plan, Script, Step};

/// How many events, and how many exchanges, are kept for whoever asks.
const KEPT: usize = 1000;

/// What all connections share.
pub struct Shared {
    pub engine: Arc<Engine>,
    pub around: Around,
    faults: Mutex<Faults>,
    has_faults: AtomicBool,
    target: Mutex<Option<Target>>,
    events: Mutex<VecDeque<Event>>,
    deliveries: Mutex<VecDeque<Delivered>>,
    exchanges: Mutex<VecDeque<Exchange>>,
}

struct Faults {
    script: Script,
    rate: f64,
    chance: Ids,
}

impl Shared {
    pub fn new(engine: Arc<Engine>, mut around: Around) -> Self {
        let faults = Faults {
            script: std::mem::take(&mut around.script),
            rate: around.fault_rate,
            chance: Ids::new(around.fault_seed),
        };
        Self {
            engine,
            has_faults: AtomicBool::new(faults.exist()),
            faults: Mutex::new(faults),
            target: Mutex::new(around.target.take()),
            around,
            events: Mutex::default(),
            deliveries: Mutex::default(),
            exchanges: Mutex::default(),
        }
    }

    /// What goes wrong with a request that asks for nothing.
    pub fn plan(&self, method: &str, path: &str) -> Plan {
        if !self.has_faults.load(Ordering::Acquire) {
            return Plan::default();
        }
        let Faults {
            script,
            rate,
            chance,
        } = &mut *lock(&self.faults);
        if let Some(plan) = script.next(method, path) {
            return plan;
        }
        match chance.part() < *rate {
            true => Plan::by_chance(chance),
            false => Plan::default(),
        }
    }

    /// Adds a step to the script.
    pub fn add_step(&self, step: Step) {
        let mut faults = lock(&self.faults);
        faults.script.steps.push(step);
        self.has_faults.store(true, Ordering::Release);
    }

    /// From here on, such a part of all requests has a fault by chance.
    pub fn fail_by_chance(&self, rate: f64, seed: u64) {
        let mut faults = lock(&self.faults);
        (faults.rate, faults.chance) = (rate, Ids::new(seed));
        self.has_faults.store(faults.exist(), Ordering::Release);
    }

    /// From here on, nothing goes wrong on purpose.
    pub fn end_faults(&self) {
        let mut faults = lock(&self.faults);
        (faults.rate, faults.script) = (0.0, Script::default());
        self.has_faults.store(false, Ordering::Release);
    }

    /// Where events go.
    pub fn target(&self) -> Option<Target> {
        lock(&self.target).clone()
    }

    pub fn set_target(&self, target: Option<Target>) {
        *lock(&self.target) = target;
    }

    pub fn say(&self, line: &str) {
        if let Some(say) = &self.around.say {
            say(line);
        }
    }

    pub fn keep(&self, event: &Event) {
        push(&self.events, event.clone());
    }

    /// The events that were kept, oldest first.
    pub fn events(&self) -> Vec<Event> {
        lock(&self.events).iter().cloned().collect()
    }

    pub fn keep_delivery(&self, delivery: Delivered) {
        push(&self.deliveries, delivery);
    }

    /// What became of events, oldest first.
    pub fn deliveries(&self) -> Vec<Delivered> {
        lock(&self.deliveries).iter().cloned().collect()
    }

    pub fn keep_exchange(&self, exchange: Exchange) {
        push(&self.exchanges, exchange);
    }

    /// The exchanges that were kept, oldest first.
    pub fn exchanges(&self) -> Vec<Exchange> {
        lock(&self.exchanges).iter().cloned().collect()
    }
}

impl Faults {
    fn exist(&self) -> bool {
        self.rate > 0.0 || !self.script.steps.is_empty()
    }
}

fn push<T>(kept: &Mutex<VecDeque<T>>, one: T) {
    let mut kept = lock(kept);
    if kept.len() == KEPT {
        kept.pop_front();
    }
    kept.push_back(one);
}

// What a panic left behind is as good as before: nothing is changed in two steps.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
