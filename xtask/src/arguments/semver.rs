//! The arguments of `semver`.
//!
//! In: the words behind `cargo xtask semver`. Out: [`SemverOptions`]. What always holds: there is exactly one revision.

use std::path::PathBuf;

use lexopt::{Arg, ValueExt as _};

use super::{Command, NO_WORKSPACE};

/// What to compare with.
#[derive(Clone, Debug)]
pub struct SemverOptions {
    /// The workspace.
    pub root: PathBuf,
    /// The revision.
    pub base: String,
}

/// Reads the options.
pub fn parse(parser: &mut lexopt::Parser, root: Option<PathBuf>) -> Result<Command, lexopt::Error> {
    let mut base = None;
    while let Some(argument) = parser.next()? {
        match argument {
            Arg::Value(word) if base.is_none() => base = Some(word.string()?),
            Arg::Long("help") | Arg::Short('h') => return Ok(Command::Help),
            other => return Err(other.unexpected()),
        }
    }
    let root = root.ok_or(NO_WORKSPACE)?;
    let base = base.ok_or("`semver` takes a revision: `cargo xtask semver HEAD^`")?;
    Ok(Command::Semver(SemverOptions { root, base }))
}
