//! Calls over the loopback, by this crate's clients and by what is below them.
//!
//! In: the address of a server. Out: contestants to let run in turn, and what a run took. What always holds: within a
//! transport, all contestants send the same requests; `contestants` checks it.

pub mod contestants;
pub mod cpu;
pub mod drive;
pub mod report;
pub mod server;

use std::error::Error;
use std::time::Duration;

/// Why there are no figures.
pub type Failure = Box<dyn Error + Send + Sync>;

/// How much a run calls.
#[derive(Clone, Copy)]
pub struct Load {
    /// How many calls are under way at a time; each of them has a connection.
    pub in_flight: usize,
    /// How many calls there are in all.
    pub calls: usize,
}

/// Lets calls run and says how long each took.
type Run = Box<dyn Fn(Load) -> Result<Vec<Duration>, Failure>>;

/// Something that calls.
pub struct Contestant {
    /// What it does, beside sending requests.
    pub name: &'static str,
    run: Run,
}

/// What a run of a contestant took.
#[derive(Clone, Copy)]
pub struct Round {
    /// Wall time for each call, in microseconds, were they made one after the other.
    pub wall: f64,
    /// CPU time for each call, in microseconds; zero where the system does not tell.
    pub cpu: f64,
    /// The time within which half of the calls ended, in microseconds.
    pub p50: f64,
    /// The time within which 99 of 100 calls ended, in microseconds.
    pub p99: f64,
}
