//! `cargo xtask ci`: every check that continuous integration runs, in one command.
//!
//! In: which checks. Out: the output of each, up to the first that fails, and a table: what ran, for how long, and what
//! was skipped. What always holds: the table is there whatever happened to the checks; with `--list`, none runs.

mod check;
mod checks;
mod need;
mod outcome;

use std::env;
use std::fs;
use std::io;
use std::path::Path;
use std::process::{Command, ExitStatus};
use std::time::Instant;

use tempfile::NamedTempFile;

use crate::arguments::ChecksArgs;
use check::Check;
use checks::CHECKS;
use outcome::{End, Outcome, table};

/// The variable that names the file to which tests add a line if they skip: `tests/src/skip.rs` knows it too.
const SKIPPED: &str = "FORM_CODEGEN_SKIPPED";

/// Runs the checks, or lists them. `Ok(false)` says that one failed.
pub fn run(root: &Path, options: &ChecksArgs) -> Result<bool, String> {
    let checks = CHECKS.iter();
    let checks = checks.filter(|check| check.runs(options.quick, &options.only));
    if checks.clone().next().is_none() {
        return Err("error: `--quick` leaves out all that `--only` names".to_owned());
    }
    if options.list {
        for check in checks {
            list(check, options.install);
        }
        return Ok(true);
    }
    let skips = NamedTempFile::new()
        .map_err(|error| format!("error: can't create a temporary file: {error}"))?;
    let mut outcomes: Vec<Outcome> = Vec::new();
    let has_failed = |outcomes: &[Outcome]| outcomes.iter().any(|one| one.end == End::Failed);
    for check in checks {
        let outcome = if has_failed(&outcomes) {
            Outcome::without_run(check, End::NotRun, None)
        } else {
            run_if_possible(check, (root, options.install), &skips)
        };
        outcomes.push(outcome);
    }
    crate::say!("\n{}", table(&outcomes, options));
    Ok(!has_failed(&outcomes))
}

/// Prints what would run.
fn list(check: &Check, install: bool) {
    let missing = check.needs.filter(|need| !need::is_met(*need));
    let note = match missing {
        None => String::new(),
        Some(need) if install => format!(" (after {})", need::installation(need).join(" ")),
        Some(need) => format!(" (skipped: {})", need::missing(need)),
    };
    crate::say!("{}: {}{note}", check.what, check.command());
}

fn run_if_possible(
    check: &Check,
    (root, install): (&Path, bool),
    skips: &NamedTempFile,
) -> Outcome {
    match check.needs.filter(|need| !need::is_met(*need)) {
        None => run_one(check, root, skips),
        Some(need) if install => match need::install(need) {
            Ok(()) => run_one(check, root, skips),
            Err(why) => {
                eprintln!("error: {} can't run: {why}", check.what);
                Outcome::without_run(check, End::Failed, Some(&why))
            }
        },
        Some(need) => Outcome::without_run(check, End::Skipped, Some(&need::missing(need))),
    }
}

fn run_one(check: &Check, root: &Path, skips: &NamedTempFile) -> Outcome {
    crate::say!("== {}: {}", check.what, check.command());
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
