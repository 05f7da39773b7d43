//! The server on a socket.
//!
//! In: an engine, a listener, and what goes wrong. Out: answers on connections, events at their address, and lines for people. What always
//! holds: no line has a secret in it; when a [`Server`] is dropped, its port is free and its threads end.

mod body;
mod connection;
mod control;
mod log;
mod socket;

use std::collections::VecDeque;
use std::fmt;
use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use serde_json::Value;
use tokio::net::TcpListener;
use tokio::runtime::{Builder, Runtime};

use crate::mock::answer::Ids;
use crate::mock::engine::Engine;
use crate::mock::events::{Event, Target};
use crate::mock::faults::{Plan, Script};

/// Where lines for people go.
pub type Say = Box<dyn Fn(&str) + Send + Sync>;

/// Where exchanges go, each as a value.
pub type Record = Box<dyn Fn(&Value) + Send + Sync>;

/// How many events are kept for whoever asks.
const KEPT_EVENTS: usize = 1000;

/// What a server does besides answering.
#[derive(Default)]
pub struct Around {
    /// Which part of all requests has a fault by chance: 0.05 is one of twenty.
    pub fault_rate: f64,
    /// What chance begins with.
    pub fault_seed: u64,
    /// Which requests have a fault.
    pub script: Script,
    /// Where events go.
    pub target: Option<Target>,
    /// Where lines for people go.
    pub say: Option<Say>,
    /// Where exchanges go.
    pub record: Option<Record>,
}

impl fmt::Debug for Around {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Around")
            .field("fault_rate", &self.fault_rate)
            .field("script", &self.script)
            .finish_non_exhaustive()
    }
}

/// What all connections share.
struct Shared {
    engine: Arc<Engine>,
    around: Around,
    chance: Mutex<(Ids, Script)>,
    events: Mutex<VecDeque<Event>>,
}

impl Shared {
    fn chance(&self) -> MutexGuard<'_, (Ids, Script)> {
        self.chance.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn events(&self) -> MutexGuard<'_, VecDeque<Event>> {
        self.events.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What goes wrong with a request that asks for nothing.
    fn plan(&self, method: &str, path: &str) -> Plan {
        if self.around.fault_rate <= 0.0 && self.around.script.steps.is_empty() {
            return Plan::default();
        }
        let (ids, script) = &mut *self.chance();
        if let Some(plan) = script.next(method, path) {
            return plan;
        }
        match ids.part() < self.around.fault_rate {
            true => Plan::by_chance(ids),
            false => Plan::default(),
        }
    }

    fn say(&self, line: &str) {
        if let Some(say) = &self.around.say {
            say(line);
        }
    }

    fn keep(&self, event: &Event) {
        let mut events = self.events();
        if events.len() == KEPT_EVENTS {
            events.pop_front();
        }
        events.push_back(event.clone());
    }
}

/// A server with threads of its own. It stops when it is dropped.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    engine: Arc<Engine>,
    runtime: Option<Runtime>,
}

impl Server {
    /// Starts a server at an address; port 0 is any that is free.
    ///
    /// # Errors
    ///
    /// If the port can't be had, or no thread be started.
    pub fn start(
        address: SocketAddr,
        engine: Arc<Engine>,
        around: Around,
        threads: usize,
    ) -> io::Result<Self> {
        let runtime = Builder::new_multi_thread()
            .worker_threads(threads.max(1))
            .enable_io()
            .enable_time()
            .build()?;
        let listener = runtime.block_on(TcpListener::bind(address))?;
        let address = listener.local_addr()?;
        let shared = Arc::new(Shared {
            chance: Mutex::new((Ids::new(around.fault_seed), around.script.clone())),
            engine: Arc::clone(&engine),
            around,
            events: Mutex::default(),
        });
        runtime.spawn(connection::accept(listener, shared));
        Ok(Self {
            address,
            engine,
            runtime: Some(runtime),
        })
    }

    /// Where it listens.
    #[must_use]
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// The base URL that clients take: `http://127.0.0.1:…`.
    #[must_use]
    pub fn url(&self) -> String {
        format!("http://{}", self.address)
    }

    /// What answers.
    #[must_use]
    pub fn engine(&self) -> &Arc<Engine> {
        &self.engine
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            // Whoever still waits for a stalled answer is cut off.
            runtime.shutdown_background();
        }
    }
}
