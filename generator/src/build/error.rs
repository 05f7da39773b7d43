//! Why there is no client.
//!
//! In: what went wrong. Out: a text for whoever reads the output of a build. What always holds: `Debug` shows the same text, since that is
//! what a `main` that returns the error prints.

use std::fmt;
use std::io;
use std::path::PathBuf;

use crate::Error;

/// Why there is no client.
#[non_exhaustive]
pub enum BuildError {
    /// A file can't be read: the whole sentence.
    Input(String),
    /// The document or an overlay is at fault.
    Generate(Error),
    /// The client has no such feature; the nearest that it has, as a question, or nothing.
    Feature(String, String),
    /// That is no name of a module.
    Name(String),
    /// The package's manifest lacks these lines, or has others for these packages.
    Dependencies(Vec<String>),
    /// The package's Rust is older than the client's.
    Edition,
    /// Cargo has named no `OUT_DIR`: this runs in no build script.
    OutDir,
    /// The file can't be written.
    Output(PathBuf, io::Error),
    /// Cargo can't be told what was read.
    Cargo(io::Error),
}

impl fmt::Display for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Input(sentence) => f.write_str(sentence),
            Self::Generate(error) => error.fmt(f),
            Self::Feature(name, nearest) => {
                write!(f, "error: a client has no feature `{name}`{nearest}")
            }
            Self::Name(name) => write!(
                f,
                "error: `{name}` can't be the name of a module\n  = help: take letters without accents, digits and `_`, such as `api`"
            ),
            Self::Dependencies(lines) => write!(
                f,
                "error: Cargo.toml lacks what the client needs\n  = help: have in `[dependencies]`:\n\n{}\n",
                lines.join("\n")
            ),
            Self::Edition => f.write_str(
                "error: the client is Rust of the edition 2024, which Cargo.toml does not have\n  = help: write `edition = \"2024\"`, or include the client in a crate of its own that has it",
            ),
            Self::OutDir => f.write_str(
                "error: there is no OUT_DIR\n  = help: call this in `build.rs`, or say `out_dir`",
            ),
            Self::Output(path, error) => {
                write!(f, "error: can't write {}: {error}", path.display())
            }
            Self::Cargo(error) => write!(f, "error: can't tell Cargo what was read: {error}"),
        }
    }
}

impl fmt::Debug for BuildError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl std::error::Error for BuildError {}
