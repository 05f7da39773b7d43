//! What goes wrong for a server that a swarm of calls asks.
//!
//! In: the number of a call. Out: what happens to its requests, one after another, and what has to become of the call.
//! What always holds: the same number has the same plan, whatever the order in which the calls are made.

use std::time::Duration;

use loopback::Act;

/// Something that goes wrong with a request.
#[derive(Debug)]
pub struct Fault {
    /// Its name, for people.
    pub name: &'static str,
    /// Whether the update is applied nevertheless.
    pub is_applied: bool,
    /// What becomes of the attempt.
    pub then: Then,
    /// What the server does with the answer that it would have given.
    pub act: fn(&str) -> Act,
}

/// What becomes of an attempt that meets a fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Then {
    /// It gets its answer.
    Done,
    /// It gets none, and is made again if there are retries left.
    Again,
    /// It gets none, and is not made again.
    Failed,
}

use Then::{Again, Done, Failed};

const fn fault(name: &'static str, is_applied: bool, then: Then, act: fn(&str) -> Act) -> Fault {
    Fault {
        name,
        is_applied,
        then,
        act,
    }
}

/// The longest of the delays. An attempt has to be given more time.
const DELAY: Duration = Duration::from_millis(200);

/// Faults that a call survives.
pub const SURVIVED: [Fault; 18] = [
    fault("500", false, Again, |_| Act::answer(500, "{}")),
    fault("500, applied", true, Again, |_| Act::answer(500, "{}")),
    fault("409", false, Again, |_| Act::answer(409, "{}")),
    fault("429", false, Again, |_| Act::with(429, "retry-after", "0")),
    fault("503", false, Again, |_| Act::with(503, "retry-after", "1")),
    fault("reset", false, Again, |_| Act::ResetAfter),
    fault("reset, applied", true, Again, |_| Act::ResetAfter),
    fault("close", false, Again, |_| Act::Close),
    fault("close, applied", true, Again, |_| Act::Close),
    fault("half a body, applied", true, Again, |_| Act::Partial),
    fault("garbage, applied", true, Again, |_| {
        Act::Bytes(b"\x16\x03\x01 garbage, not HTTP\r\n\r\n".to_vec())
    }),
    fault("stall", false, Again, |_| Act::Stall),
    fault("stall, applied", true, Again, |_| Act::Stall),
    fault("stall in the body, applied", true, Again, |_| {
        Act::StallInBody
    }),
    fault("slow", true, Done, |answer| {
        Act::Delay(DELAY, Box::new(Act::answer(200, answer)))
    }),
    // The next request may be on its way already on the connection that is closed behind the answer.
    fault("closed at once", true, Done, |answer| {
        Act::ThenClose(Box::new(Act::answer(200, answer)), Duration::ZERO)
    }),
    fault("closed soon", true, Done, |answer| {
        let act = Box::new(Act::answer(200, answer));
        Act::ThenClose(act, Duration::from_millis(3))
    }),
    fault("closed while idle", true, Done, |answer| {
        Act::ThenClose(Box::new(Act::answer(200, answer)), DELAY)
    }),
];

/// How many of them, from the first on, cost no more than the wait for the next attempt.
const QUICK: usize = 11;

/// Those of them after which a request may meet a connection that is closed or about to be.
pub const CLOSED_LATER: [&str; 3] = ["closed at once", "closed soon", "closed while idle"];

/// Faults that end a call.
pub const ENDING: [Fault; 4] = [
    fault("400", false, Failed, |_| Act::answer(400, "{}")),
    fault("redirect", false, Failed, |_| {
        Act::with(307, "location", "/v1/elsewhere")
    }),
    fault("not to be retried", true, Failed, |_| {
        Act::with(500, "stripe-should-retry", "false")
    }),
    fault("not JSON, applied", true, Failed, |_| {
        Act::answer(200, "<html>")
    }),
];

/// What happens to the requests of a call.
#[derive(Clone, Debug)]
pub struct Plan {
    /// What happens to the first request that arrives, the second, and so on; nothing to those behind.
    pub faults: Vec<&'static Fault>,
    /// How often the call may be tried again.
    pub retries: u32,
}

/// What has to become of a call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Implied {
    /// Whether it succeeds.
    pub is_done: bool,
    /// How many requests that takes, if nothing else goes wrong.
    pub attempts: u32,
}

/// The retries of most calls: more than anything here could use up.
const RETRIES: u32 = 8;

/// The plan for a call: one in twenty meets a fault, some of those two or three, and one in two hundred fails.
#[must_use]
pub fn plan(number: u32) -> Plan {
    let mut faults = Vec::new();
    let mut retries = RETRIES;
    let turn = usize::try_from(number / 20).unwrap_or_default();
    if number % 20 == 7 {
        faults.extend(SURVIVED.get(turn % SURVIVED.len()));
        if turn % 5 == 0 {
            faults.extend(SURVIVED.get(turn / 5 % QUICK));
        }
        if turn % 35 == 0 {
            faults.extend(SURVIVED.get((turn / 35 + 1) % QUICK));
        }
    }
    if number % 400 == 11 {
        faults.extend(ENDING.get(turn / 20 % ENDING.len()));
    }
    if number % 400 == 211 {
        // Two faults that would be survived, and too few retries for them.
        faults.extend(SURVIVED.first());
        faults.extend(SURVIVED.get(turn / 20 % 4 + 5));
        retries = 1;
    }
    Plan { faults, retries }
}

impl Plan {
    /// What has to become of the call.
    #[must_use]
    pub fn implied(&self) -> Implied {
        let mut attempts = 0;
        for fault in &self.faults {
            attempts += 1;
            if fault.then == Then::Again && attempts <= self.retries {
                continue;
            }
            let is_done = fault.then == Then::Done;
            return Implied { is_done, attempts };
        }
        let attempts = attempts + 1;
        Implied {
            is_done: true,
            attempts,
        }
    }
}
