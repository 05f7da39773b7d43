//! What a process holds.
//!
//! In: nothing. Out: numbers to compare before and after.

use std::thread;
use std::time::{Duration, Instant};

/// How many files and sockets the process has open; `None` where the system does not say.
#[must_use]
pub fn descriptors() -> Option<usize> {
    let entries = std::fs::read_dir("/proc/self/fd").ok()?;
    // One of them is the folder that is being read.
    Some(entries.count().saturating_sub(1))
}

/// Waits until something holds, no longer than that. Whether it does.
pub fn settles(time: Duration, mut holds: impl FnMut() -> bool) -> bool {
    let start = Instant::now();
    while !holds() {
        if start.elapsed() > time {
            return false;
        }
        thread::sleep(Duration::from_millis(10));
    }
    true
}
