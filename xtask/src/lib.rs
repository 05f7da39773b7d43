//! The maintainers' command line.
//!
//! In: arguments and files. Out: files, a line or two of what was done, and an exit code. What always holds: this is the
//! only part of the project that reads and writes files; the generator is a library from text to text.

pub mod output;

mod arguments;
mod beside;
mod ci;
mod codegen;
mod color;
mod crate_file;
mod input;
mod inputs;
mod lint;
mod lock;
mod propose;
mod report;
mod revision;
mod semver;
mod spec_diff;
mod tokens;
mod update;
mod workspace;

use std::path::Path;
use std::process::ExitCode;

use arguments::Command;

/// Prints a line; that nobody reads on (`| head`) is no error.
macro_rules! say {
    ($($text:tt)*) => {{
        use std::io::Write as _;
        let _ = writeln!(std::io::stdout(), $($text)*);
    }};
}
pub(crate) use say;

/// Does what the arguments say, for the workspace that the working directory is in.
#[must_use]
pub fn run() -> ExitCode {
    let here = std::env::current_dir();
    let here = here.as_deref().unwrap_or(Path::new("."));
    let root = workspace::find(here);
    let outcome = match arguments::parse(std::env::args_os(), root) {
        Ok(Command::Codegen(options)) => codegen::run(&options),
        Ok(Command::Ci(options)) => ci::run(&options),
        Ok(Command::Update(options)) => update::run(&options),
        Ok(Command::Propose(options)) => propose::run(&options),
        Ok(Command::Semver(options)) => semver::run(&options),
        // It has exit codes of its own.
        Ok(Command::SpecDiff(options)) => return spec_diff::run(&options),
        Ok(Command::Lint(options)) => lint::run(&options),
        Ok(Command::Help) => {
            say!("{}", arguments::HELP.trim_end());
            Ok(true)
        }
        Err(message) => {
            eprintln!("error: {message}\n\n{}", arguments::HELP);
            return ExitCode::from(2);
        }
    };
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}
