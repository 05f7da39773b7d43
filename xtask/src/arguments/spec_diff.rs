//! The arguments of `spec-diff`.
//!
//! In: the words behind `cargo xtask spec-diff`. Out: [`SpecDiffOptions`]. What always holds: there is something to compare with,
//! and one way to show it.

use std::ffi::OsString;
use std::path::PathBuf;

use form_codegen::change_report::FailOn;
use lexopt::{Arg, ValueExt as _};

use super::Command;
use crate::color::Color;

/// What to compare, and how to show it.
#[derive(Clone, Debug)]
pub struct SpecDiffOptions {
    /// The workspace, if there is one here.
    pub root: Option<PathBuf>,
    /// A file or a revision.
    pub base: OsString,
    /// The same; the working tree if it is not given.
    pub new: Option<OsString>,
    /// What is applied to files that are not the workspace's document.
    pub overlays: Vec<PathBuf>,
    /// How to show it.
    pub format: DiffFormat,
    /// What makes the run fail.
    pub fail_on: FailOn,
    /// The file of changes that are allowed, if another one than the workspace's.
    pub allow: Option<PathBuf>,
    /// Whether operations that can't be expressed are left out, with a warning.
    pub keep_going: bool,
    /// Whether the terminal's format and diagnostics are coloured.
    pub color: Color,
}

/// How changes are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
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
    Stat,
    /// As annotations, and where a job of GitHub takes its summary and its output.
    Github,
}

impl DiffFormat {
    fn parse(word: &str) -> Result<Self, String> {
        match word {
            "terminal" => Ok(Self::Terminal),
            "markdown" => Ok(Self::Markdown),
            "json" => Ok(Self::Json),
            "annotations" => Ok(Self::Annotations),
            _ => Err(format!(
                "`--format` is `terminal`, `markdown`, `json` or `annotations`, not `{word}`"
            )),
        }
    }
}

/// Reads the options.
pub fn parse(parser: &mut lexopt::Parser, root: Option<PathBuf>) -> Result<Command, lexopt::Error> {
    let mut words = Vec::new();
    let mut formats = Vec::new();
    let mut options = SpecDiffOptions {
        root,
        base: OsString::new(),
        new: None,
        overlays: Vec::new(),
        format: DiffFormat::default(),
        fail_on: FailOn::default(),
        allow: None,
        keep_going: false,
        color: Color::default(),
    };
    while let Some(argument) = parser.next()? {
        match argument {
            Arg::Value(word) if words.len() < 2 => words.push(word),
            Arg::Long("format") => formats.push(DiffFormat::parse(&parser.value()?.string()?)?),
            Arg::Long("stat") => formats.push(DiffFormat::Stat),
            Arg::Long("github") => formats.push(DiffFormat::Github),
            Arg::Long("overlay") => options.overlays.push(PathBuf::from(parser.value()?)),
            Arg::Long("fail-on") => options.fail_on.add(&parser.value()?.string()?)?,
            Arg::Long("allow") => options.allow = Some(PathBuf::from(parser.value()?)),
            Arg::Long("keep-going") => options.keep_going = true,
            Arg::Long("color") => options.color = Color::parse(&parser.value()?.string()?)?,
            Arg::Long("help") | Arg::Short('h') => return Ok(Command::Help),
            other => return Err(other.unexpected()),
        }
    }
    let mut words = words.into_iter();
    options.base = words
        .next()
        .ok_or("`spec-diff` takes a file or a revision: `cargo xtask spec-diff HEAD`")?;
    options.new = words.next();
    if options.base == "-" && options.new.as_deref().is_some_and(|new| new == "-") {
        return Err("only one of BASE and NEW can be `-`: the standard input is read once".into());
    }
    if formats.len() > 1 {
        return Err("one of `--format`, `--stat` and `--github` is enough, once".into());
    }
    options.format = formats.pop().unwrap_or_default();
    Ok(Command::SpecDiff(options))
}
