//! Input files.
//!
//! In: a path. Out: what is in the file, under the name by which people know it. What always holds: no name has a path of this
//! machine in it, where the file is in the repository.

use std::fs;
use std::io::{self, Read as _};
use std::path::Path;

use crate::source::SourceText;

/// The name of the standard input, for people.
const STDIN: &str = "<stdin>";

/// An input file.
#[derive(Clone, Debug)]
pub struct InputFile {
    /// The path as people know it: see [`display_name`].
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

impl InputFile {
    /// Reads the file.
    pub fn read(path: &Path, root: Option<&Path>) -> Result<Self, String> {
        let bytes = fs::read(path)
            .map_err(|error| format!("error: can't read {}: {error}", path.display()))?;
        Ok(Self {
            name: display_name(path, root),
            bytes,
        })
    }

    /// Reads the standard input.
    pub fn of_stdin() -> Result<Self, String> {
        let mut bytes = Vec::new();
        let read = io::stdin().lock().read_to_end(&mut bytes);
        read.map_err(|error| format!("error: can't read the standard input: {error}"))?;
        Ok(Self {
            name: STDIN.to_owned(),
            bytes,
        })
    }
}

impl InputFile {
    /// What the generator reads.
    pub fn source(&self) -> SourceText<'_> {
        SourceText {
            name: &self.name,
            bytes: &self.bytes,
        }
    }
}

/// A path as people know it: from the root of the repository where it is inside, with forward slashes.
pub fn display_name(path: &Path, root: Option<&Path>) -> String {
    let inside = root.and_then(|root| path.strip_prefix(root).ok());
    inside.unwrap_or(path).to_string_lossy().replace('\\', "/")
}
