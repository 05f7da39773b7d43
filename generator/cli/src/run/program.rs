//! From arguments to an exit code.
//!
//! In: what the program is made of, and arguments. Out: an exit code. What always holds: whatever goes wrong is said on the standard error, in
//! one place.

use std::io;

use clap::error::ErrorKind;
use clap::{ArgMatches, Command};

use super::around::Around;
use super::{events, generated, operation, raw};
use crate::cli::ask::{Built, Common, command};
use crate::cli::profile::{Profile, profile};
use crate::cli::send::Settings;
use crate::cli::show::{Format, Terms};
use crate::cli::stop::{Class, Stop};
use crate::cli::words::Words;
use crate::mock::model::Model;

/// What a program is made of.
#[derive(Clone, Debug, Default)]
pub struct Program {
    /// What the document says.
    pub model: Model,
    /// What is said to people.
    pub words: Words,
    /// The version of the crate.
    pub version: String,
}

impl Program {
    /// The command with all others.
    #[must_use]
    pub fn command(&self, built: Built<'_>) -> Command {
        let mut others = Vec::from_iter(events::command(self));
        others.push(raw::command());
        others.extend(generated::commands());
        command(&self.model, &self.words, &self.version, built, others)
    }
}

/// Runs a program; gives its exit code.
pub fn run(program: &Program, arguments: &[String], around: &mut Around<'_>) -> u8 {
    let mut command = program.command(Built::Named(arguments));
    if !around.terminals.out {
        command = command.term_width(100);
    }
    let matches = match command.try_get_matches_from(arguments) {
        Ok(matches) => matches,
        Err(error) => return told(&error, around),
    };
    match dispatch(program, &matches, around) {
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
    let _ = match is_terminal && !no_color {
        true => write!(stream, "{}", text.ansi()),
        false => write!(stream, "{text}"),
    };
    if is_help { 0 } else { Class::Usage as u8 }
}

fn dispatch(program: &Program, matches: &ArgMatches, around: &mut Around<'_>) -> Result<(), Stop> {
    let (group, matches) = matches.subcommand().unwrap_or(("", matches));
    if group == "raw" {
        return raw::run(&mut Run::new(program, matches, around)?, matches);
    }
    match group {
        "completions" => return generated::completions(program, matches, around),
        "man" => return generated::man(program, matches),
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
        matches,
    )
}

/// One run, with what all commands need.
pub struct Run<'p, 'r, 'a> {
    pub program: &'p Program,
    pub common: Common,
    pub profile: Profile,
    pub settings: Settings,
    pub around: &'r mut Around<'a>,
}

impl<'p, 'r, 'a> Run<'p, 'r, 'a> {
    fn new(
        program: &'p Program,
        matches: &ArgMatches,
        around: &'r mut Around<'a>,
    ) -> Result<Self, Stop> {
        let common = Common::of(matches);
        let profile = profile(&program.words, &common, around.env)?;
        if common.key.is_some() {
            around.say(
                "warning: others on this machine can read the key on the command line; set it in the environment",
            );
        }
        let (model, words) = (&program.model, &program.words);
        let settings = crate::cli::profile::settings(model, words, &common, &profile, around.env)?;
        Ok(Self {
            program,
            common,
            profile,
            settings,
            around,
        })
    }

    /// How values are shown.
    pub fn terms(&self) -> Terms<'p> {
        let common = &self.common;
        let asked = common.output.as_deref().or(self.profile.output.as_deref());
        let is_terminal = self.around.terminals.out;
        let format = match (common.quiet, asked) {
            (true, _) => Format::Ids,
            (_, Some("json")) => Format::Json,
            (_, Some("yaml")) => Format::Yaml,
            (_, Some("csv")) => Format::Csv,
            (_, Some("table")) => Format::Table,
            _ if is_terminal || !common.columns.is_empty() => Format::Table,
            _ => Format::Json,
        };
        let no_color = (self.around.env)("NO_COLOR").is_some_and(|value| !value.is_empty());
        let color = match common.color.as_deref() {
            Some("always") => true,
            Some("never") => false,
            _ => is_terminal && !no_color,
        };
        Terms {
            model: &self.program.model,
            words: &self.program.words,
            format,
            columns: common.columns.clone(),
            now: self.around.now,
            width: self.around.width,
            color,
        }
    }
}

/// What cannot be written; a reader that has gone has read enough.
pub fn unwritten(error: &io::Error) -> Stop {
    match error.kind() {
        io::ErrorKind::BrokenPipe => Stop::new(Class::Program, ""),
        _ => Stop::new(Class::Program, format!("cannot write: {error}")),
    }
}
