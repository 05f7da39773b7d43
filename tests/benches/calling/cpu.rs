//! CPUs: how long they were busy with this process, and which of them may be.
//!
//! In: nothing. Out: CPU time; a guard that keeps this process, and what it starts meanwhile, on one CPU. What always holds:
//! a system that does not offer that is none where nothing is measured, but one where less is known.

use std::time::Duration;

/// The CPU time of this process and all its threads so far, in user and in system mode.
#[cfg(unix)]
pub fn time() -> Duration {
    use rustix::time::{ClockId, clock_gettime};
    let time = clock_gettime(ClockId::ProcessCPUTime);
    Duration::try_from(time).unwrap_or_default()
}

#[cfg(not(unix))]
pub fn time() -> Duration {
    Duration::ZERO
}

/// Keeps this thread on one CPU until it is dropped, and for ever what it starts meanwhile.
///
/// Client and server that take turns lose nothing by it. Where they are on two, each turn wakes another CPU, which costs
/// more or less as it sleeps more or less deeply: that is a factor of four, and luck.
pub struct OneCpu {
    #[cfg(target_os = "linux")]
    before: Option<rustix::thread::CpuSet>,
}

impl OneCpu {
    #[cfg(target_os = "linux")]
    pub fn stay() -> Self {
        use rustix::thread::{CpuSet, sched_getaffinity, sched_getcpu, sched_setaffinity};
        let before = sched_getaffinity(None).ok();
        let mut this = CpuSet::new();
        this.set(sched_getcpu());
        let done = sched_setaffinity(None, &this);
        Self {
            before: before.filter(|_| done.is_ok()),
        }
    }

    #[cfg(not(target_os = "linux"))]
    pub fn stay() -> Self {
        Self {}
    }
}

impl Drop for OneCpu {
    fn drop(&mut self) {
        #[cfg(target_os = "linux")]
        if let Some(before) = &self.before {
            // What is measured behind this says so by its spread.
            let _ = rustix::thread::sched_setaffinity(None, before);
        }
    }
}
