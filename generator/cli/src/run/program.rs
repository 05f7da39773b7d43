//! From arguments to an exit code.
//!
//! In: what the program is made of, and arguments. Out: an exit code. What always holds: whatever goes wrong is said on the standard error, in
//! one place.

use clap::error::ErrorKind;
use clap::{ArgMatches, Command};

use super::around::Around;
use super::session::{Program, Run, unwritten};
use super::{events, generated, operation, raw};
use crate::cli::ask::{Built, command};
use crate::cli::stop::{Class, Stop};

/// The command with all others.
fn command_of(program: &Program, built: Built<'_>) -> Command {
    let mut others = Vec::from_iter(events::command(program));
    others.push(raw::command());
    others.extend(generated::commands());
    command(
        &program.model,
        &program.words,
        &program.version,
        built,
        others,
    )
}

/// Runs a program; gives its exit code.
pub fn run(program: &Program, arguments: &[String], around: &mut Around<'_>) -> u8 {
    let mut command = command_of(program, Built::Named(arguments));
    if !around.terminals.out {
        command = command.term_width(100);
    }
    let matches = match command.try_get_matches_from(arguments) {
        Ok(matches) => matches,
        Err(error) => return told(&error, around),
    };
    match dispatch(program, (&matches, arguments), around) {
        Ok(()) => 0,
        // Whoever read the output has read enough.
        Err(stop) if stop.message.is_empty() => 0,
        Err(stop) => {
            around.say(&format!("error: {stop}"));
            stop.code()
        }
    }
}

/// Says what clap has to say.
fn told(error: &clap::Error, around: &mut Around<'_>) -> u8 {
    let is_help = matches!(
        error.kind(),
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion
    );
    let text = error.render();
    let (stream, is_terminal) = match is_help {
        true => (&mut *around.out, around.terminals.out),
        false => (&mut *around.err, around.terminals.err),
    };
    let no_color = (around.env)("NO_COLOR").is_some_and(|value| !value.is_empty());
    let written = match is_terminal && !no_color {
        true => write!(stream, "{}", text.ansi()),
        false => write!(stream, "{text}"),
    };
    match written.map_err(|error| unwritten(&error)) {
        Err(stop) if is_help && !stop.message.is_empty() => {
            around.say(&format!("error: {stop}"));
            stop.code()
        }
        _ if is_help => 0,
        _ => Class::Usage as u8,
    }
}

fn dispatch(
    program: &Program,
    (matches, arguments): (&ArgMatches, &[String]),
    around: &mut Around<'_>,
) -> Result<(), Stop> {
    let (group, matches) = matches.subcommand().unwrap_or(("", matches));
    if group == "raw" {
        return raw::run(&mut Run::new(program, matches, around)?, matches);
    }
    match group {
        "completions" => {
            return generated::completions(command_of(program, Built::All), matches, around);
        }
        "man" => return generated::man(command_of(program, Built::All), matches),
        _ => {}
    }
    let (name, matches) = matches.subcommand().unwrap_or(("", matches));
    let Some(said) = program.words.operation(group, name) else {
        if group == "events" {
            return events::run(program, (name, matches), around);
        }
        return Err(Stop::usage(format!("{group} {name}: no such command")));
    };
    let Some(asked) = program.model.operations.get(said.index) else {
        return Err(Stop::new(Class::Program, "the model has no such operation"));
    };
    operation::run(
        &mut Run::new(program, matches, around)?,
        (asked, said),
        (matches, arguments),
    )
}
