//! What stands at a place.
//!
//! In: a folder and a path below it. Out: what is there. What always holds: no link is followed below the folder, and
//! nothing but a regular file is opened: a pipe would never end.

use std::ffi::OsString;
use std::fmt;
use std::fs;
use std::io;
use std::path::Path;

/// What something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A regular file.
    File,
    /// A folder.
    Folder,
    /// A symbolic link, wherever it leads.
    Link,
    /// A pipe, a socket or a device.
    Special,
}

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::File => "a file",
            Self::Folder => "a folder",
            Self::Link => "a symbolic link",
            Self::Special => "a pipe, socket or device",
        })
    }
}

/// What stands where a file is to be.
#[derive(Debug)]
pub enum Found {
    /// Nothing.
    Nothing,
    /// A regular file with these contents.
    File(Vec<u8>),
    /// Something else, there or where one of its folders is to be.
    Other {
        /// The path below the folder, with `/`.
        at: String,
        /// What it is.
        kind: Kind,
    },
}

/// What stands at a path; nothing if a part of the path is missing.
///
/// # Errors
///
/// If the system does not tell.
pub fn kind(path: &Path) -> Result<Option<Kind>, String> {
    let metadata = match fs::symlink_metadata(path) {
        Ok(metadata) => metadata,
        Err(error) if is_nothing(&error) => return Ok(None),
        Err(error) => return Err(format!("can't look at {}: {error}", path.display())),
    };
    let file_type = metadata.file_type();
    Ok(Some(if file_type.is_file() {
        Kind::File
    } else if file_type.is_dir() {
        Kind::Folder
    } else if file_type.is_symlink() {
        Kind::Link
    } else {
        Kind::Special
    }))
}

fn is_nothing(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory
    )
}

/// Looks for the file of that name, which has `/` between its parts.
///
/// # Errors
///
/// If the system does not tell, or does not let the file be read.
pub fn look(root: &Path, name: &str) -> Result<Found, String> {
    let folders = name
        .match_indices('/')
        .filter_map(|(end, _)| name.get(..end));
    for folder in folders {
        match kind(&root.join(folder))? {
            None => return Ok(Found::Nothing),
            Some(Kind::Folder) => {}
            Some(kind) => {
                return Ok(Found::Other {
                    at: folder.to_owned(),
                    kind,
                });
            }
        }
    }
    let path = root.join(name);
    match kind(&path)? {
        None => Ok(Found::Nothing),
        Some(Kind::File) => read(&path).map(Found::File),
        Some(kind) => Ok(Found::Other {
            at: name.to_owned(),
            kind,
        }),
    }
}

/// Reads a file.
///
/// # Errors
///
/// If it can't be read.
pub fn read(path: &Path) -> Result<Vec<u8>, String> {
    fs::read(path).map_err(|error| format!("can't read {}: {error}", path.display()))
}

/// The names in a folder, in order.
///
/// # Errors
///
/// If the folder can't be listed.
pub fn list(folder: &Path) -> Result<Vec<OsString>, String> {
    let failed = |error: io::Error| format!("can't list {}: {error}", folder.display());
    let mut names = Vec::new();
    for entry in fs::read_dir(folder).map_err(failed)? {
        names.push(entry.map_err(failed)?.file_name());
    }
    names.sort();
    Ok(names)
}
