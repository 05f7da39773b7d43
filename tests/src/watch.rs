//! A deadline for everything.
//!
//! In: something that might hang, and its name. Out: what it gives, or a panic that names it.

use std::panic::resume_unwind;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

/// Runs something in a thread of its own, and waits for it no longer than that.
///
/// # Panics
/// If it takes longer, or panics itself. In the first case its thread goes on until the process ends.
pub fn within<T: Send + 'static>(
    time: Duration,
    name: &str,
    run: impl FnOnce() -> T + Send + 'static,
) -> T {
    let (done, wait) = mpsc::channel();
    let thread = thread::Builder::new().name(name.to_owned());
    let thread = thread.spawn(move || {
        // Nobody waits any more if it was too late.
        let _ = done.send(run());
    });
    let thread = thread.unwrap_or_else(|error| panic!("{name}: no thread: {error}"));
    match wait.recv_timeout(time) {
        Ok(value) => value,
        Err(mpsc::RecvTimeoutError::Timeout) => panic!("{name}: hangs"),
        Err(mpsc::RecvTimeoutError::Disconnected) => match thread.join() {
            Err(panic) => resume_unwind(panic),
            Ok(()) => panic!("{name}: ended without a value"),
        },
    }
}
