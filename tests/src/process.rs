//! Child processes that always end.
//!
//! In: commands. Out: what became of them. What always holds: a child that is waited for has a deadline, and one that is
//! not ends with the value that stands for it, also when a test panics.

use std::fs::{self, File};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread;
use std::time::{Duration, Instant};

/// A child process; it is killed when this is dropped.
#[derive(Debug)]
pub struct Running(Child);

impl Running {
    /// Starts a command.
    ///
    /// # Errors
    /// If it cannot be started.
    pub fn start(command: &mut Command) -> Result<Self, String> {
        let child = command.spawn();
        let program = command.get_program().to_string_lossy();
        child
            .map(Self)
            .map_err(|error| format!("can't run {program}: {error}"))
    }

    /// The child.
    pub fn child(&mut self) -> &mut Child {
        &mut self.0
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Runs a command to its end, or kills it when the time is up. What it prints goes to the file.
///
/// # Errors
/// If it cannot be run, fails or takes too long: which, and the end of what it printed.
pub fn run(command: &mut Command, log: &Path, patience: Duration) -> Result<(), String> {
    let output = File::create(log).map_err(|error| error.to_string())?;
    let errors = output.try_clone().map_err(|error| error.to_string())?;
    let command = command.stdin(Stdio::null()).stdout(output).stderr(errors);
    let mut running = Running::start(command)?;
    let deadline = Instant::now() + patience;
    let why = loop {
        match running.child().try_wait() {
            Ok(Some(status)) if status.success() => return Ok(()),
            Ok(Some(status)) => break status.to_string(),
            Ok(None) if Instant::now() < deadline => thread::sleep(Duration::from_millis(10)),
            Ok(None) => break format!("still running after {patience:?}"),
            Err(error) => break error.to_string(),
        }
    };
    let printed = fs::read(log).unwrap_or_default();
    let tail = printed.len().saturating_sub(4000);
    let tail = String::from_utf8_lossy(printed.get(tail..).unwrap_or_default());
    Err(format!("{why}\n{}", tail.trim_end()))
}
