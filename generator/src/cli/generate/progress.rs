//! What a run is at, for somebody who waits.
//!
//! In: the stages, and how far each has come. Out: a line at a terminal that goes again. What always holds: nothing is written where nobody looks, and
//! nothing within the blink of an eye.

use std::io::{IsTerminal as _, Write as _};
use std::time::{Duration, Instant};

use crate::{RunProgress, Stage};

/// How long a run may take before it says what it is at.
const BLINK: Duration = Duration::from_millis(200);

/// How long a line stays before the next one: nobody reads faster.
const PAUSE: Duration = Duration::from_millis(50);

/// What a run is at.
pub struct ProgressLine<'a> {
    name: &'a str,
    since: Instant,
    shown: Option<(Stage, Instant)>,
    is_seen: bool,
}

impl<'a> ProgressLine<'a> {
    /// Of the crate of this name; `wanted` says whether anything is to be said at all.
    pub fn new(name: &'a str, wanted: bool) -> Self {
        Self {
            name,
            since: Instant::now(),
            is_seen: wanted && std::io::stderr().is_terminal(),
            shown: None,
        }
    }

    /// So far it has come.
    pub fn show(&mut self, at: RunProgress) {
        if !self.is_seen || self.since.elapsed() < BLINK {
            return;
        }
        let is_new =
            |(stage, since): (Stage, Instant)| stage != at.stage || since.elapsed() > PAUSE;
        if !self.shown.is_none_or(is_new) {
            return;
        }
        self.shown = Some((at.stage, Instant::now()));
        let line = line(self.name, at, self.since.elapsed());
        let mut terminal = std::io::stderr();
        let _ = write!(terminal, "\r\x1b[K{line}");
        let _ = terminal.flush();
    }

    /// Takes the line away.
    pub fn clear(&mut self) {
        if self.shown.take().is_some() {
            let _ = write!(std::io::stderr(), "\r\x1b[K");
        }
    }
}

/// What a run is at, in words.
fn line(name: &str, at: RunProgress, since: Duration) -> String {
    let RunProgress { stage, done, all } = at;
    let doing = match stage {
        Stage::Read => "reading the document (1 of 3)".to_owned(),
        Stage::Lower => format!("deciding on names and types of {all} operations (2 of 3)"),
        Stage::Render => format!("writing code, {done} of {all} parts (3 of 3)"),
    };
    format!("{name}: {doing}, after {:.1} s", since.as_secs_f64())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stage_is_told_with_its_counts() {
        let at = |stage, done, all| {
            let at = RunProgress { stage, done, all };
            line("pets", at, Duration::from_millis(1234))
        };
        assert_eq!(
            at(Stage::Read, 0, 0),
            "pets: reading the document (1 of 3), after 1.2 s"
        );
        assert_eq!(
            at(Stage::Lower, 0, 452),
            "pets: deciding on names and types of 452 operations (2 of 3), after 1.2 s"
        );
        assert_eq!(
            at(Stage::Render, 20, 540),
            "pets: writing code, 20 of 540 parts (3 of 3), after 1.2 s"
        );
    }
}
