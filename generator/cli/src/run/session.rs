//! One run, with what all commands need.
//!
//! In: what was given that every command takes. Out: settings, a client, and how values are shown. What always holds: a warning is said once.

use std::io;

use clap::ArgMatches;

use super::around::Around;
use crate::cli::ask::Common;
use crate::cli::keyring;
use crate::cli::profile::{Profile, by_scheme, profile};
use crate::cli::send::{Sender, Settings};
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

/// One run, with what all commands need.
pub struct Run<'p, 'r, 'a> {
    pub program: &'p Program,
    pub common: Common,
    pub profile: Profile,
    pub settings: Settings,
    pub around: &'r mut Around<'a>,
}

impl<'p, 'r, 'a> Run<'p, 'r, 'a> {
    /// What was given.
    ///
    /// # Errors
    ///
    /// If a setting cannot be used.
    pub fn new(
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

    /// A client, if there is what one of these alternatives of schemes needs.
    pub fn connect(&self, needed: &[Vec<String>]) -> Result<Box<dyn Sender>, Stop> {
        let mut settings = self.settings.clone();
        if let (Some(command), None) = (&self.profile.secret_command, &self.common.key)
            && !needed.is_empty()
        {
            let (model, words) = (&self.program.model, &self.program.words);
            let secret = keyring::secret(command)?;
            settings.secrets = by_scheme(model, words, Some(secret), self.around.env);
        }
        let has = |name: &String| settings.secrets.iter().any(|(known, _)| known == name);
        let is_met = needed.is_empty() || needed.iter().any(|all| all.iter().all(has));
        if !is_met {
            let variable = crate::cli::profile::variable(&self.program.words, &self.profile);
            let message = format!("{variable}: the secret is not set in the environment");
            return Err(Stop::new(Class::Settings, message));
        }
        (self.around.connect)(settings)
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
            // Only a terminal has an edge that nothing may go beyond.
            width: match is_terminal {
                true => self.around.width,
                false => u16::MAX,
            },
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
