//! What a run is at, for somebody who waits.
//!
//! In: the stages, as they begin. Out: a line at a terminal that goes again. What always holds: nothing is written where nobody looks, and
//! nothing within the blink of an eye.

use std::io::{IsTerminal as _, Write as _};
use std::time::{Duration, Instant};

use crate::Stage;

/// How long a run may take before it says what it is at.
const BLINK: Duration = Duration::from_millis(200);

/// What a run is at.
pub struct Progress<'a> {
    name: &'a str,
    since: Instant,
    is_seen: bool,
    is_shown: bool,
}

impl<'a> Progress<'a> {
    /// Of the crate of this name; `wanted` says whether anything is to be said at all.
    pub fn new(name: &'a str, wanted: bool) -> Self {
        Self {
            name,
            since: Instant::now(),
            is_seen: wanted && std::io::stderr().is_terminal(),
            is_shown: false,
        }
    }

    /// A stage begins.
    pub fn enter(&mut self, stage: Stage) {
        if !self.is_seen || self.since.elapsed() < BLINK {
            return;
        }
        let doing = match stage {
            Stage::Read => "reading the document (1 of 3)",
            Stage::Lower => "deciding on names and types (2 of 3)",
            Stage::Render => "writing code (3 of 3)",
        };
        let seconds = self.since.elapsed().as_secs_f64();
        let name = self.name;
        self.is_shown = true;
        let mut terminal = std::io::stderr();
        let _ = write!(terminal, "\r\x1b[K{name}: {doing}, after {seconds:.1} s");
        let _ = terminal.flush();
    }

    /// Takes the line away.
    pub fn clear(&mut self) {
        if std::mem::take(&mut self.is_shown) {
            let _ = write!(std::io::stderr(), "\r\x1b[K");
        }
    }
}
