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
use crate::checks::{CHECKS, Check, Need};

/// The variable that names the file to which tests add a line if they skip: `tests/src/skip.rs` knows it too.
const SKIPPED: &str = "FORM_CODEGEN_SKIPPED";

/// What became of a check.
struct Outcome {
    what: &'static str,
    end: End,
    /// How long it ran.
    time: Duration,
    /// The tests that skipped, each with the reason.
    skipped: Vec<String>,
}

/// How a check ended.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    Passed,
    Failed,
    /// What it needs is not installed.
    Skipped,
    /// Another one had failed.
    NotRun,
}

/// Runs the checks. `Ok(false)` says that one failed.
pub fn run(options: &Checks) -> Result<bool, String> {
    let skips = NamedTempFile::new()
        .map_err(|error| format!("error: can't create a temporary file: {error}"))?;
    let mut outcomes: Vec<Outcome> = Vec::new();
    let has_failed = |outcomes: &[Outcome]| outcomes.iter().any(|one| one.end == End::Failed);
    for check in CHECKS.iter().filter(|check| check.runs(options.quick)) {
        let outcome = if has_failed(&outcomes) {
            Outcome::without_run(check, End::NotRun)
        } else if check.needs.is_some_and(|need| !is_installed(need)) {
            Outcome::without_run(check, End::Skipped)
        } else {
            run_one(check, &options.root, &skips)
        };
        outcomes.push(outcome);
    }
    crate::say!("\n{}", table(&outcomes, options.quick));
    Ok(!has_failed(&outcomes))
}

fn is_installed(need: Need) -> bool {
    let mut command = Command::new("cargo");
    // To ask for a toolchain is not to wish for it.
    command.env("RUSTUP_AUTO_INSTALL", "0");
    match need {
        Need::Command(name) => command.arg(name),
        Need::Toolchain(name) => command.arg(format!("+{name}")),
    };
    let version = command.arg("--version").output();
    version.is_ok_and(|output| output.status.success())
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
        end: if passed { End::Passed } else { End::Failed },
        time,
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
    fn without_run(check: &Check, end: End) -> Self {
        let why = match (end, check.needs) {
            (End::Skipped, Some(Need::Command(name))) => {
                Some(format!("cargo-{name} is not installed"))
            }
            (End::Skipped, Some(Need::Toolchain(name))) => {
                Some(format!("toolchain {name} is not installed"))
            }
            _ => None,
        };
        Self {
            what: check.what,
            end,
            time: Duration::ZERO,
            skipped: why
                .map(|why| format!("{}: {why}", check.what))
                .into_iter()
                .collect(),
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

fn table(outcomes: &[Outcome], quick: bool) -> String {
    let time: Duration = outcomes.iter().map(|outcome| outcome.time).sum();
    let mut text = format!("{:<42} {:>9}  outcome\n", "check", "time");
    text.extend(outcomes.iter().map(Outcome::line));
    text += &format!("{:<42} {:>7.1} s\n", "all", time.as_secs_f64());
    if quick {
        let left_out = CHECKS.iter().filter(|check| !check.runs(quick));
        text += "left out by --quick:\n";
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
