//! The arguments of `cargo xtask lint`.
//!
//! In: the words behind it, and the workspace. Out: [`LintOptions`]. What always holds: without a file, the document is that of
//! the workspace, with its overlays.

use std::path::PathBuf;

use lexopt::{Arg, ValueExt as _};

use super::{Command, NO_WORKSPACE, Overlays};
use crate::color::Color;

/// What to look for, and where.
#[derive(Clone, Debug)]
pub struct LintOptions {
    /// The document.
    pub spec: PathBuf,
    /// The overlays, in order.
    pub overlays: Overlays,
    /// The workspace, if there is one here.
    pub root: Option<PathBuf>,
    /// A folder with bodies of responses.
    pub responses: Option<PathBuf>,
    /// The ids of the kinds to show; all if it is empty.
    pub only: Vec<String>,
    /// Whether to show every finding.
    pub all: bool,
    /// The overlay to write what mends them into.
    pub fix: Option<PathBuf>,
    /// The kind to explain, instead of looking for anything.
    pub explain: Option<String>,
    /// Whether diagnostics are coloured.
    pub color: Color,
}

/// Reads the arguments.
pub(super) fn parse(
    parser: &mut lexopt::Parser,
    root: Option<PathBuf>,
) -> Result<Command, lexopt::Error> {
    let (mut file, mut files) = (None, Vec::new());
    let mut options = LintOptions {
        spec: PathBuf::new(),
        overlays: Overlays::Files(Vec::new()),
        root,
        responses: None,
        only: Vec::new(),
        all: false,
        fix: None,
        explain: None,
        color: Color::default(),
    };
    while let Some(argument) = parser.next()? {
        match argument {
            Arg::Value(value) if file.is_none() => file = Some(PathBuf::from(value)),
            Arg::Long("overlay") => files.push(PathBuf::from(parser.value()?)),
            Arg::Long("responses") => options.responses = Some(PathBuf::from(parser.value()?)),
            Arg::Long("only") => options.only.push(parser.value()?.string()?),
            Arg::Long("all") => options.all = true,
            Arg::Long("fix") => options.fix = Some(PathBuf::from(parser.value()?)),
            Arg::Long("explain") => options.explain = Some(parser.value()?.string()?),
            Arg::Long("color") => options.color = Color::parse(&parser.value()?.string()?)?,
            Arg::Long("help") | Arg::Short('h') => return Ok(Command::Help),
            other => return Err(other.unexpected()),
        }
    }
    if file.is_none() && !files.is_empty() {
        return Err(
            "`--overlay` needs a FILE: the overlays in spec/ are applied without it".into(),
        );
    }
    match file {
        Some(file) => {
            options.spec = file;
            options.overlays = Overlays::Files(files);
        }
        None if options.explain.is_some() => {}
        None => {
            let root = options.root.clone().ok_or(NO_WORKSPACE)?;
            options.spec = root.join("spec/stripe-disputes-api-openapi.yml");
            options.overlays = Overlays::Folder(root.join("spec/overlays"));
        }
    }
    Ok(Command::Lint(options))
}
