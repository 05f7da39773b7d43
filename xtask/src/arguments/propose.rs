//! The arguments of `propose`.
//!
//! In: the words behind `cargo xtask propose`. Out: [`ProposeOptions`]. What always holds: no address is among them, so that
//! a workflow puts nothing into a command.

use std::path::PathBuf;

use lexopt::Arg;

use super::{Command, NO_WORKSPACE};

/// How to propose.
#[derive(Clone, Debug)]
pub struct ProposeOptions {
    /// The workspace.
    pub root: PathBuf,
    /// Whether to print the commands, and to run none.
    pub dry_run: bool,
}

/// Reads the options.
pub fn parse(parser: &mut lexopt::Parser, root: Option<PathBuf>) -> Result<Command, lexopt::Error> {
    let mut dry_run = false;
    while let Some(argument) = parser.next()? {
        match argument {
            Arg::Long("dry-run") => dry_run = true,
            Arg::Long("help") | Arg::Short('h') => return Ok(Command::Help),
            other => return Err(other.unexpected()),
        }
    }
    let root = root.ok_or(NO_WORKSPACE)?;
    Ok(Command::Propose(ProposeOptions { root, dry_run }))
}
