//! The program's own commands.
//!
//! In: the words of the command line. Out: an exit code. What always holds: what is wrong goes to the standard error; the code says
//! what kind of end it was (see the help).

use std::process::ExitCode;

use clap::CommandFactory as _;

use super::arguments::{Arguments, Command, CommonArgs, parse};
use super::session::{ProgramNames, Session};
use super::{diff, generate, init, lint, mock, pages, update};

/// Does what the command line says.
#[must_use]
pub fn main() -> ExitCode {
    let Arguments { common, command } = parse();
    let session = session(common);
    match command {
        Command::Generate(options) => exit(generate::run(&session, &options)),
        Command::Check(mut options) => {
            options.check = true;
            exit(generate::run(&session, &options))
        }
        // It has exit codes of its own.
        Command::Diff(options) => diff::run(&session, &options),
        Command::Update(options) => exit(update::run(&session, &options)),
        Command::Lint(options) => exit(lint::run(&session, &options)),
        Command::Explain(options) => exit(lint::explain(&options.code)),
        Command::Mock(options) => exit(mock::run(&session, &options)),
        Command::Trigger(options) => exit(mock::trigger(&options)),
        Command::Docs(options) => exit(pages::run(&session, &options)),
        Command::Init(options) => exit(init::run(&session, &options)),
        Command::Completions { shell } => {
            let mut program = Arguments::command();
            let name = program.get_name().to_owned();
            let mut text = Vec::new();
            clap_complete::generate(shell, &mut program, name, &mut text);
            say!("{}", String::from_utf8_lossy(&text).trim_end());
            ExitCode::SUCCESS
        }
    }
}

fn session(common: CommonArgs) -> Session {
    let words = std::env::args_os()
        .skip(1)
        .map(|word| word.to_string_lossy().into_owned());
    // What stands before the command changes nothing about what is generated.
    let words = words
        .skip_while(|word| word != "generate" && word != "check")
        .skip(1);
    Session {
        names: ProgramNames::OWN,
        color: common.color,
        config: common.config,
        words: words.collect(),
    }
}

/// The exit code of a command: 0 if the answer is yes, 1 if it is no or there is none.
#[must_use]
pub fn exit(outcome: Result<bool, String>) -> ExitCode {
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(message) => {
            eprintln!("{message}");
            ExitCode::FAILURE
        }
    }
}
