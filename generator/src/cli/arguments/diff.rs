//! The options of `diff`.
//!
//! In: words. Out: [`DiffArgs`]. What always holds: there is something to compare with, and one way to show it.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::{Args, ValueEnum};

/// What to compare, and how to show it.
#[derive(Args, Clone, Debug)]
pub struct DiffArgs {
    /// A document, or a revision of git; `-` is the standard input.
    #[arg(value_name = "BASE")]
    pub base: OsString,
    /// The same; the working tree if it is not given.
    #[arg(value_name = "NEW")]
    pub new: Option<OsString>,
    /// Only this crate of the configuration.
    #[arg(long = "crate", value_name = "NAME")]
    pub krate: Option<String>,
    /// An overlay for a file that is not the configured document; may be repeated.
    #[arg(long, value_name = "FILE")]
    pub overlay: Vec<PathBuf>,
    /// How to show the changes; `terminal` if it is not given.
    #[arg(long, value_name = "FORMAT", value_enum, group = "shown")]
    pub format: Option<DiffFormat>,
    /// One line, for a label.
    #[arg(long, group = "shown")]
    pub stat: bool,
    /// Annotations, and what $GITHUB_STEP_SUMMARY and $GITHUB_OUTPUT take.
    #[arg(long, group = "shown")]
    pub github: bool,
    /// Exit with 1 if a change is of this class or worse: wire=breaking, rollout=review, rust=major, …; may be repeated.
    #[arg(long, value_name = "CLASS")]
    pub fail_on: Vec<String>,
    /// Which changes do not fail; the configured ones if it is not given.
    #[arg(long, value_name = "FILE")]
    pub allow: Option<PathBuf>,
    /// Leave out operations that can't be expressed, with a warning for each.
    #[arg(long)]
    pub keep_going: bool,
}

impl DiffArgs {
    /// How to show the changes.
    #[must_use]
    pub fn format(&self) -> DiffFormat {
        match self.format {
            Some(format) => format,
            None if self.stat => DiffFormat::Stat,
            None if self.github => DiffFormat::Github,
            None => DiffFormat::Terminal,
        }
    }
}

/// How changes are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum DiffFormat {
    /// For people.
    #[default]
    Terminal,
    /// For a pull request.
    Markdown,
    /// For programs.
    Json,
    /// As workflow commands of GitHub.
    Annotations,
    /// In one line.
    #[value(skip)]
    Stat,
    /// As annotations, and where a job of GitHub takes its summary and its output.
    #[value(skip)]
    Github,
}
