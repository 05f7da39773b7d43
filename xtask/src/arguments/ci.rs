//! The arguments of `ci`.
//!
//! In: the words behind `cargo xtask ci`. Out: [`ChecksOptions`]. What always holds: a part that there is not is an error
//! that names those that there are.

use std::path::PathBuf;

use lexopt::{Arg, ValueExt as _};

use super::{Command, NO_WORKSPACE};

/// Which checks to run.
#[derive(Clone, Debug)]
pub struct ChecksOptions {
    /// The workspace.
    pub root: PathBuf,
    /// Whether to leave out what takes long.
    pub quick: bool,
    /// The parts that are to run; all if there is none.
    pub only: Vec<Part>,
    /// Whether to install what a check needs, instead of skipping it.
    pub install: bool,
    /// Whether to print what would run, and to run nothing.
    pub list: bool,
}

/// Checks that belong together: what `--only` names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// How sources are laid out.
    Formatting,
    /// Whether what is generated is what the generator would write.
    Freshness,
    /// Clippy, with each set of features.
    Lints,
    /// Rustdoc.
    Documentation,
    /// The oldest Rust that the manifests name.
    OldestRust,
    /// What may come in with a dependency.
    Dependencies,
    /// What has become known about the dependencies since.
    Advisories,
    /// The tests.
    Tests,
    /// The tests of what has to work on each system: the generator and the runtime.
    PortableTests,
}

impl Part {
    /// All of them.
    pub const ALL: [Self; 9] = [
        Self::Formatting,
        Self::Freshness,
        Self::Lints,
        Self::Documentation,
        Self::OldestRust,
        Self::Dependencies,
        Self::Advisories,
        Self::Tests,
        Self::PortableTests,
    ];

    /// How it is called on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Formatting => "formatting",
            Self::Freshness => "freshness",
            Self::Lints => "lints",
            Self::Documentation => "documentation",
            Self::OldestRust => "oldest-rust",
            Self::Dependencies => "dependencies",
            Self::Advisories => "advisories",
            Self::Tests => "tests",
            Self::PortableTests => "portable-tests",
        }
    }
}

/// Reads the options.
pub fn parse(parser: &mut lexopt::Parser, root: Option<PathBuf>) -> Result<Command, lexopt::Error> {
    let (mut quick, mut install, mut list) = (false, false, false);
    let mut only = Vec::new();
    while let Some(argument) = parser.next()? {
        match argument {
            Arg::Long("quick") => quick = true,
            Arg::Long("only") => only.push(part(&parser.value()?.string()?)?),
            Arg::Long("install") => install = true,
            Arg::Long("list") => list = true,
            Arg::Long("help") | Arg::Short('h') => return Ok(Command::Help),
            other => return Err(other.unexpected()),
        }
    }
    let root = root.ok_or(NO_WORKSPACE)?;
    Ok(Command::Ci(ChecksOptions {
        root,
        quick,
        only,
        install,
        list,
    }))
}

fn part(word: &str) -> Result<Part, String> {
    let parts = Part::ALL;
    parts
        .into_iter()
        .find(|part| part.name() == word)
        .ok_or_else(|| {
            let names = parts.map(Part::name).join(", ");
            format!("`--only` takes one of {names}; there is no part `{word}`")
        })
}
