//! What became of checks, for people.
//!
//! In: how each check ended. Out: a table. What always holds: what did not run stands in it, with the reason.

use std::time::Duration;

use super::check::{Check, When};
use super::checks::CHECKS;
use crate::arguments::ChecksArgs;

/// What became of a check.
pub struct Outcome {
    /// What the check looks at.
    pub what: &'static str,
    /// How it ended.
    pub end: End,
    /// How long it ran.
    pub time: Duration,
    /// The tests that skipped, each with the reason.
    pub skipped: Vec<String>,
}

/// How a check ended.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum End {
    /// It ran, and all is well.
    Passed,
    /// It ran, and something is wrong.
    Failed,
    /// What it needs is not installed.
    Skipped,
    /// Another one had failed.
    NotRun,
}

impl Outcome {
    /// What became of a check that did not run, for a reason if there is one to tell.
    pub fn without_run(check: &Check, end: End, why: Option<&str>) -> Self {
        let why = why.map(|why| format!("{}: {why}", check.what));
        Self {
            what: check.what,
            end,
            time: Duration::ZERO,
            skipped: why.into_iter().collect(),
        }
    }

    fn line(&self) -> String {
        let word = match self.end {
            End::Passed => "passed",
            End::Failed => "failed",
            End::Skipped => "skipped",
            End::NotRun => "not run",
        };
        let time = match self.end {
            End::Passed | End::Failed => format!("{:.1} s", self.time.as_secs_f64()),
            End::Skipped | End::NotRun => String::new(),
        };
        let tests = match (self.end, self.skipped.len()) {
            (End::Skipped | End::NotRun, _) | (_, 0) => String::new(),
            (_, 1) => ", but 1 test skipped".to_owned(),
            (_, number) => format!(", but {number} tests skipped"),
        };
        format!("{:<42} {time:>9}  {word}{tests}\n", self.what)
    }
}

/// What ran, for how long, and what did not, a line each.
pub fn table(outcomes: &[Outcome], options: &ChecksArgs) -> String {
    let time: Duration = outcomes.iter().map(|outcome| outcome.time).sum();
    let mut text = format!("{:<42} {:>9}  outcome\n", "check", "time");
    text.extend(outcomes.iter().map(Outcome::line));
    text += &format!("{:<42} {:>7.1} s\n", "all", time.as_secs_f64());
    let is_left_out = |check: &&Check| {
        let is_subset = matches!(check.when, When::Quick | When::Subset);
        !is_subset && !check.runs(options.quick, &options.only)
    };
    let mut left_out = CHECKS.iter().filter(is_left_out).peekable();
    if left_out.peek().is_some() {
        text += match (options.quick, options.only.is_empty()) {
            (false, true) => "left out unless --only names it:\n",
            (true, true) => "left out by --quick:\n",
            (false, false) => "left out by --only:\n",
            (true, false) => "left out by --quick and --only:\n",
        };
        text.extend(left_out.map(|check| format!("  {}\n", check.what)));
    }
    let mut skipped = outcomes
        .iter()
        .flat_map(|outcome| &outcome.skipped)
        .peekable();
    if skipped.peek().is_some() {
        text += "skipped:\n";
        text.extend(skipped.map(|line| format!("  {line}\n")));
    }
    text.truncate(text.trim_end().len());
    text
}
