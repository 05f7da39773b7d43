//! `cargo xtask ci`: every check that continuous integration runs, in one command.
//!
//! In: which checks. Out: the output of each, up to the first that fails, and a table: what ran, for how long, and what
//! was skipped. What always holds: the table is there whatever happened to the checks.

use std::env;
use std::fs;
use std::io;
use std::path::Path;
use std::process::{Command, ExitStatus};
use std::time::{Duration, Instant};

use tempfile::NamedTempFile;

use crate::arguments::Checks;
use crate::checks::{CHECKS, Check};

/// The variable that names the file to which tests add a line if they skip: `tests/src/skip.rs` knows it too.
const SKIPPED: &str = "FORM_CODEGEN_SKIPPED";

/// What became of a check.
struct Outcome {
    what: &'static str,
    /// How long it ran, and whether it passed, if it ran.
    ran: Option<(Duration, bool)>,
    /// The tests that skipped, each with the reason.
    skipped: Vec<String>,
}

/// Runs the checks. `Ok(false)` says that one failed.
pub fn run(options: &Checks) -> Result<bool, String> {
    let skips = NamedTempFile::new()
        .map_err(|error| format!("error: can't create a temporary file: {error}"))?;
    let mut outcomes: Vec<Outcome> = Vec::new();
    for check in CHECKS.iter().filter(|check| check.runs(options.quick)) {
        let stopped = outcomes.iter().any(|outcome| !outcome.passed());
        let outcome = if stopped {
            Outcome::not_run(check)
        } else {
            run_one(check, &options.root, &skips)
        };
        outcomes.push(outcome);
    }
    crate::say!("\n{}", table(&outcomes, options.quick));
    Ok(outcomes.iter().all(Outcome::passed))
}

fn run_one(check: &Check, root: &Path, skips: &NamedTempFile) -> Outcome {
    crate::say!("== {}: cargo {}", check.what, check.arguments.join(" "));
    let begin = Instant::now();
    let passed = match cargo(check, root, skips.path()) {
        Ok(status) => status.success(),
        Err(error) => {
            eprintln!("error: can't run cargo: {error}");
            false
        }
    };
    let time = begin.elapsed();
    if !passed {
        eprintln!("error: {} failed", check.what);
    }
    let skipped = take(skips).unwrap_or_else(|error| format!("nobody knows which: {error}"));
    Outcome {
        what: check.what,
        ran: Some((time, passed)),
        skipped: skipped.lines().map(str::to_owned).collect(),
    }
}

/// Reads which tests skipped; the next check begins with none.
fn take(skips: &NamedTempFile) -> io::Result<String> {
    let text = fs::read(skips.path())?;
    skips.as_file().set_len(0)?;
    Ok(String::from_utf8_lossy(&text).into_owned())
}

fn cargo(check: &Check, root: &Path, skips: &Path) -> io::Result<ExitStatus> {
    let mut command = Command::new("cargo");
    command
        .args(check.arguments)
        .current_dir(root)
        .env("INSTA_UPDATE", "no")
        .env(SKIPPED, skips)
        .envs(check.variable);
    // What `cargo run` says of this program. Build scripts that read the same of their own package would run again, and
    // what depends on them would be built again, at each change between this command and cargo without it.
    for (name, _) in env::vars_os() {
        let text = name.to_string_lossy();
        if text.starts_with("CARGO_PKG_") || text.starts_with("CARGO_MANIFEST_") {
            command.env_remove(&name);
        }
    }
    command.status()
}

impl Outcome {
    fn not_run(check: &Check) -> Self {
        Self {
            what: check.what,
            ran: None,
            skipped: Vec::new(),
        }
    }

    fn passed(&self) -> bool {
        matches!(self.ran, Some((_, true)))
    }

    fn line(&self) -> String {
        let time = self.ran.map_or(String::new(), |(time, _)| {
            format!("{:.1} s", time.as_secs_f64())
        });
        let word = match self.ran {
            Some((_, true)) => "passed",
            Some((_, false)) => "failed",
            None => "not run",
        };
        let skipped = match self.skipped.len() {
            0 => String::new(),
            1 => ", but 1 test skipped".to_owned(),
            number => format!(", but {number} tests skipped"),
        };
        format!("{:<42} {time:>9}  {word}{skipped}\n", self.what)
    }
}

fn table(outcomes: &[Outcome], quick: bool) -> String {
    let time: Duration = outcomes
        .iter()
        .filter_map(|outcome| outcome.ran)
        .map(|(time, _)| time)
        .sum();
    let mut text = format!("{:<42} {:>9}  outcome\n", "check", "time");
    text.extend(outcomes.iter().map(Outcome::line));
    text += &format!("{:<42} {:>7.1} s\n", "all", time.as_secs_f64());
    let left_out = CHECKS.iter().filter(|check| !check.runs(quick));
    if quick {
        text += "left out by --quick:\n";
        text.extend(left_out.map(|check| format!("  {}\n", check.what)));
    }
    let skipped: Vec<&String> = outcomes
        .iter()
        .flat_map(|outcome| &outcome.skipped)
        .collect();
    if !skipped.is_empty() {
        text += "skipped:\n";
        text.extend(skipped.iter().map(|line| format!("  {line}\n")));
    }
    text.truncate(text.trim_end().len());
    text
}
