//! The files that a document refers to.
//!
//! In: where the document is, now or in a revision. Out: the files, as they are asked for, and afterwards which these were. What always holds: paths are
//! relative to the document's folder; nothing is fetched.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use super::revision::Revision;
use crate::cli::input::InputFile;
use crate::source::OtherFiles;

/// The files beside a document.
#[derive(Clone, Debug, Default)]
pub struct Beside {
    from: FilesFrom,
    /// What people call the document's folder.
    called: String,
    read: RefCell<BTreeMap<String, InputFile>>,
}

/// Where files are.
#[derive(Clone, Debug, Default)]
enum FilesFrom {
    /// Nowhere: the document has no folder.
    #[default]
    Nowhere,
    Folder(PathBuf),
    /// In a revision of the repository at a place.
    Revision(PathBuf, String),
}

impl Beside {
    /// Those beside the document at a path, which people know by a name.
    pub fn of(path: &Path, name: &str) -> Self {
        let folder = path.parent().unwrap_or_else(|| Path::new(""));
        Self {
            from: FilesFrom::Folder(folder.to_path_buf()),
            called: folder_of(name),
            read: RefCell::default(),
        }
    }

    /// Those beside the document of a revision.
    pub fn in_revision(revision: &Revision<'_>, name: &str) -> Self {
        let (root, revision) = revision.parts();
        Self {
            from: FilesFrom::Revision(root.to_path_buf(), revision.to_owned()),
            called: folder_of(name),
            read: RefCell::default(),
        }
    }

    /// Those that were read, in the order of their paths.
    pub fn files(&self) -> Vec<InputFile> {
        self.read.borrow().values().cloned().collect()
    }
}

/// The folder of a file that people know by a name, with a slash behind it.
fn folder_of(name: &str) -> String {
    let end = name.rfind('/').and_then(|end| name.get(..=end));
    end.unwrap_or_default().to_owned()
}

impl OtherFiles for Beside {
    fn read(&self, path: &str) -> Result<Vec<u8>, String> {
        let name = format!("{}{path}", self.called);
        let bytes = match &self.from {
            FilesFrom::Nowhere => return Err("the document is in no folder".to_owned()),
            FilesFrom::Folder(folder) => {
                fs::read(folder.join(path)).map_err(|error| error.to_string())?
            }
            FilesFrom::Revision(root, revision) => {
                let file = Revision::find(root, revision)?.file(&name)?;
                file.ok_or_else(|| format!("{revision} has no such file"))?
            }
        };
        let file = InputFile {
            name,
            bytes: bytes.clone(),
        };
        self.read.borrow_mut().insert(path.to_owned(), file);
        Ok(bytes)
    }
}
