//! The server on a socket.
//!
//! In: an engine, a listener, and what goes wrong. Out: answers on connections, events at their address, and lines for people. What always
//! holds: no line has a secret in it; when a [`Server`] is dropped, its port is free and its threads end.

mod body;
mod connection;
mod control;
mod log;
mod shared;
mod socket;

use std::fmt;
use std::io;
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;

use serde_json::Value;
use tokio::runtime::{Builder, Runtime};

use crate::mock::engine::{Engine, Trigger};
use crate::mock::events::{Delivered, Event, Target};
use crate::mock::faults::{Script, Step};
use shared::Shared;

/// Where lines for people go.
pub type Say = Box<dyn Fn(&str) + Send + Sync>;

/// Where exchanges go, each as a value.
pub type Record = Box<dyn Fn(&Value) + Send + Sync>;

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
    /// Whether exchanges are kept for whoever asks, the last thousand of them.
    pub keeps_exchanges: bool,
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

/// A request and what became of it. It has no secret in it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Exchange {
    /// The method.
    pub method: String,
    /// The path, as it was sent.
    pub path: String,
    /// The query, with `…` instead of a secret.
    pub query: String,
    /// The status; none, where nothing was answered.
    pub status: Option<u16>,
    /// What the request is called.
    pub request_id: Option<String>,
    /// What is wrong with the request: each parameter, as the API names it, and why it is refused.
    pub violations: Vec<String>,
    /// What went wrong on purpose, in the words that ask for it.
    pub fault: Option<String>,
}

impl fmt::Display for Exchange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mark = if self.query.is_empty() { "" } else { "?" };
        write!(f, "{} {}{mark}{}", self.method, self.path, self.query)?;
        match self.status {
            Some(status) => write!(f, " -> {status}")?,
            None => f.write_str(" -> nothing")?,
        }
        if let Some(fault) = &self.fault {
            write!(f, " [fault: {fault}]")?;
        }
        self.violations
            .iter()
            .try_for_each(|violation| write!(f, "\n    {violation}"))
    }
}

/// A server with threads of its own. It stops when it is dropped.
pub struct Server {
    address: SocketAddr,
    shared: Arc<Shared>,
    runtime: Option<Runtime>,
}

impl fmt::Debug for Server {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Server")
            .field("address", &self.address)
            .finish_non_exhaustive()
    }
}

impl Server {
    /// Starts a server at an address; port 0 is any that is free. It may be started, and dropped, within another runtime.
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
        let listener = TcpListener::bind(address)?;
        listener.set_nonblocking(true)?;
        let address = listener.local_addr()?;
        let shared = Arc::new(Shared::new(engine, around));
        // To block on a runtime is forbidden within another.
        let entered = runtime.enter();
        let listener = tokio::net::TcpListener::from_std(listener)?;
        drop(entered);
        runtime.spawn(connection::accept(listener, Arc::clone(&shared)));
        Ok(Self {
            address,
            shared,
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
        &self.shared.engine
    }

    /// Adds a step to the script of faults; of steps that fit a request, the first counts.
    pub fn add_step(&self, step: Step) {
        self.shared.add_step(step);
    }

    /// From here on, such a part of all requests has a fault by chance; none, if it is 0.
    pub fn fail_by_chance(&self, rate: f64, seed: u64) {
        self.shared.fail_by_chance(rate, seed);
    }

    /// From here on, nothing goes wrong on purpose.
    pub fn end_faults(&self) {
        self.shared.end_faults();
    }

    /// From here on, events go there; nowhere, if it is none.
    pub fn forward_to(&self, target: Option<Target>) {
        self.shared.set_target(target);
    }

    /// Makes an event by hand, and sends it. What comes back is the object that it is about.
    ///
    /// # Errors
    ///
    /// If there is no such event, object or member.
    pub fn trigger(&self, trigger: &Trigger) -> Result<Value, String> {
        let about = self.engine().trigger(trigger)?;
        if let Some(runtime) = &self.runtime {
            let _entered = runtime.enter();
            connection::send_events(&self.shared);
        }
        Ok(about)
    }

    /// The last thousand events, oldest first, whether they arrived or not.
    #[must_use]
    pub fn events(&self) -> Vec<Event> {
        self.shared.events()
    }

    /// What became of the last thousand events that were sent.
    #[must_use]
    pub fn deliveries(&self) -> Vec<Delivered> {
        self.shared.deliveries()
    }

    /// The last thousand exchanges, oldest first, [if they are kept](Around::keeps_exchanges).
    #[must_use]
    pub fn exchanges(&self) -> Vec<Exchange> {
        self.shared.exchanges()
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
