//! Files that are read: what the program and build scripts share.
//!
//! In: paths. Out: what is in the files, under the names by which people know them. What always holds: nothing is written here; no name
//! has a path of this machine in it, where the file is below the folder that names are relative to.

mod beside;

use std::fs;
use std::path::Path;

pub use beside::{FilesAt, FilesBeside};

use crate::source::SourceText;

/// An input file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InputFile {
    /// The path as people know it: see [`display_name`].
    pub name: String,
    /// What is in it.
    pub bytes: Vec<u8>,
}

impl InputFile {
    /// Reads the file; `root` is the folder from which people name it.
    ///
    /// # Errors
    ///
    /// That it can't be read, and why.
    pub fn read(path: &Path, root: Option<&Path>) -> Result<Self, String> {
        let bytes = fs::read(path)
            .map_err(|error| format!("error: can't read {}: {error}", path.display()))?;
        Ok(Self {
            name: display_name(path, root),
            bytes,
        })
    }

    /// What the generator reads.
    #[must_use]
    pub fn source(&self) -> SourceText<'_> {
        SourceText {
            name: &self.name,
            bytes: &self.bytes,
        }
    }
}

/// A path as people know it: from that folder where it is inside, with forward slashes.
#[must_use]
pub fn display_name(path: &Path, root: Option<&Path>) -> String {
    let inside = root.and_then(|root| path.strip_prefix(root).ok());
    inside.unwrap_or(path).to_string_lossy().replace('\\', "/")
}
