//! The maintainers' command line.
//!
//! In: arguments and files. Out: files, a line or two of what was done, and an exit code. What always holds: what the program
//! `form-codegen` can do is done by it, on what `form-codegen.toml` describes; here is what only this repository needs.

mod arguments;
mod ci;
mod propose;
mod semver;

use std::process::ExitCode;

use arguments::{Arguments, Command};
use form_codegen::cli::arguments::parse;
use form_codegen::cli::project::one;
use form_codegen::cli::session::{ProgramNames, Session};
use form_codegen::cli::{diff, exit, generate, lint, update};

/// Prints a line; that nobody reads on (`| head`) is no error.
macro_rules! say {
    ($($text:tt)*) => {{
        use std::io::Write as _;
        let _ = writeln!(std::io::stdout(), $($text)*);
    }};
}
pub(crate) use say;

/// How the program is called.
const NAMES: ProgramNames = ProgramNames {
    program: "cargo xtask",
    generate: "cargo xtask codegen",
    diff: "cargo xtask spec-diff",
};

/// Does what the arguments say, for the workspace that the working directory is in.
#[must_use]
pub fn run() -> ExitCode {
    let Arguments { common, command } = parse();
    let words = std::env::args_os().map(|word| word.to_string_lossy().into_owned());
    let words = words.skip_while(|word| word != "codegen").skip(1);
    let session = Session {
        names: NAMES,
        color: common.color,
        config: common.config,
        words: words.collect(),
    };
    let project = || one(&session, None);
    match command {
        Command::Codegen(options) => exit(generate::run(&session, &options)),
        // It has exit codes of its own.
        Command::SpecDiff(options) => diff::run(&session, &options),
        Command::Update(options) => exit(update::run(&session, &options)),
        Command::Lint(options) => exit(lint::run(&session, &options)),
        Command::Propose(options) => {
            exit(project().and_then(|project| propose::run(&session, &project, &options)))
        }
        Command::Semver(options) => {
            exit(project().and_then(|project| semver::run(&session, &project, &options)))
        }
        Command::Ci(options) => {
            exit(project().and_then(|project| ci::run(&project.root, &options)))
        }
    }
}
