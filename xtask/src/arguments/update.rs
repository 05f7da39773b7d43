//! The arguments of `update`.
//!
//! In: the words behind `cargo xtask update`. Out: [`UpdateOptions`]. What always holds: there is exactly one document.

use std::ffi::OsString;
use std::path::PathBuf;

use lexopt::{Arg, ValueExt as _};

use super::{Command, NO_WORKSPACE};
use crate::color::Color;

/// What to take, and how.
#[derive(Clone, Debug)]
pub struct UpdateOptions {
    /// The workspace.
    pub root: PathBuf,
    /// The document.
    pub document: NewDocument,
    /// Where the document was published, for the lock.
    pub origin: Option<String>,
    /// Whether to take actions out of the overlays that are void or no longer needed.
    pub drop: bool,
    /// Whether to change nothing.
    pub dry_run: bool,
    /// Whether diagnostics are coloured.
    pub color: Color,
}

/// Where a new document is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NewDocument {
    /// In a file.
    File(PathBuf),
    /// At the standard input.
    Stdin,
}

/// Reads the options.
pub fn parse(parser: &mut lexopt::Parser, root: Option<PathBuf>) -> Result<Command, lexopt::Error> {
    let (mut drop, mut dry_run, mut origin) = (false, false, None);
    let mut color = Color::default();
    let mut documents: Vec<OsString> = Vec::new();
    while let Some(argument) = parser.next()? {
        match argument {
            Arg::Long("drop") => drop = true,
            Arg::Long("dry-run") => dry_run = true,
            Arg::Long("origin") => origin = Some(parser.value()?.string()?),
            Arg::Long("color") => color = Color::parse(&parser.value()?.string()?)?,
            Arg::Long("help") | Arg::Short('h') => return Ok(Command::Help),
            Arg::Value(word) => documents.push(word),
            other => return Err(other.unexpected()),
        }
    }
    let root = root.ok_or(NO_WORKSPACE)?;
    let [document] = documents.as_slice() else {
        return Err("`update` takes one document: a file, or `-` for the standard input".into());
    };
    let document = match document.to_str() {
        Some("-") => NewDocument::Stdin,
        _ => NewDocument::File(PathBuf::from(document)),
    };
    Ok(Command::Update(UpdateOptions {
        root,
        document,
        origin,
        drop,
        dry_run,
        color,
    }))
}
