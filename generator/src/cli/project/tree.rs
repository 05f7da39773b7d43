//! Files as they are in a folder, or were in a revision.
//!
//! In: paths of a configuration. Out: files, named as the configuration names them. What always holds: files of a folder come in the
//! order of their names; what is found in the folder of a configuration is a file: of a pipe there, nothing may ever come.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::beside::in_revision;
use super::revision::Revision;
use crate::cli::input::{self, InputFile};
use crate::files::FilesBeside;

/// Where files are.
#[derive(Clone, Copy, Debug)]
pub enum FileTree<'a> {
    /// In a folder.
    Folder {
        /// What paths are relative to.
        root: &'a Path,
        /// Whether pipes are refused.
        only_files: bool,
    },
    /// In a revision.
    Revision(&'a Revision<'a>),
}

impl FileTree<'_> {
    /// A file, if it is there; `-` is the standard input.
    ///
    /// # Errors
    ///
    /// If it can't be read.
    pub fn file(&self, name: &str) -> Result<Option<InputFile>, String> {
        match self {
            Self::Folder {
                only_files: false, ..
            } if name == "-" => input::of_stdin().map(Some),
            Self::Folder { root, only_files } => {
                let path = root.join(name);
                let is_file = match fs::metadata(&path) {
                    Ok(found) => found.is_file(),
                    Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
                    Err(_) => true,
                };
                if *only_files && !is_file {
                    let path = path.display();
                    return Err(format!(
                        "error: {path} is no file: a document or an overlay has to be one"
                    ));
                }
                let root = Some(*root).filter(|root| !root.as_os_str().is_empty());
                InputFile::read(&path, root).map(Some)
            }
            Self::Revision(revision) => Ok(revision.file(name)?.map(|bytes| InputFile {
                name: name.to_owned(),
                bytes,
            })),
        }
    }

    /// The files beside a document, which it may refer to.
    #[must_use]
    pub fn beside(&self, document: &str) -> FilesBeside {
        match self {
            Self::Folder { .. } if document == "-" => FilesBeside::default(),
            Self::Folder { root, .. } => FilesBeside::of(&root.join(document), document),
            Self::Revision(revision) => in_revision(revision, document),
        }
    }

    /// The files that a path of the configuration stands for: itself, or those of the folder that it is with one of the endings.
    /// A path that ends with `/` is one of a folder that may be missing: git keeps no empty one.
    ///
    /// # Errors
    ///
    /// If there is nothing at the path, or it can't be read.
    pub fn files(&self, path: &str, endings: &[&str]) -> Result<Vec<InputFile>, String> {
        let name = path.trim_end_matches('/');
        let is_folder = match self {
            Self::Folder { root, .. } => root.join(name).is_dir(),
            Self::Revision(revision) => revision.is_folder(name)?,
        };
        if !is_folder {
            return match self.file(name)? {
                Some(file) => Ok(vec![file]),
                None if path.ends_with('/') || matches!(self, Self::Revision(_)) => Ok(Vec::new()),
                None => Err(format!(
                    "error: there is no {name}\n  = help: correct the path, or take it out of the configuration"
                )),
            };
        }
        let ends = |name: &str| {
            let ending = name.rsplit_once('.').map(|(_, ending)| ending);
            ending.is_some_and(|ending| endings.contains(&ending))
        };
        match self {
            Self::Folder { root, .. } => {
                let mut names = listed(&root.join(name))?;
                names.retain(|name| ends(name));
                names.sort();
                let files = names
                    .iter()
                    .filter_map(|file| self.file(&format!("{name}/{file}")).transpose());
                files.collect()
            }
            Self::Revision(revision) => {
                let files = revision.folder(name)?.into_iter();
                Ok(files.filter(|file| ends(&file.name)).collect())
            }
        }
    }
}

fn listed(folder: &Path) -> Result<Vec<String>, String> {
    let failed = |error: io::Error| format!("error: can't list {}: {error}", folder.display());
    let entries = fs::read_dir(folder).map_err(failed)?;
    let paths = entries.map(|entry| entry.map(|entry| PathBuf::from(entry.file_name())));
    let paths = paths.collect::<Result<Vec<_>, _>>().map_err(failed)?;
    Ok(paths
        .iter()
        .map(|path| path.to_string_lossy().into_owned())
        .collect())
}
