//! The files that a document refers to.
//!
//! In: where the document is. Out: the files, as they are asked for, and afterwards which these were. What always holds: paths are
//! relative to the document's folder; nothing is fetched.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use super::InputFile;
use crate::source::{OtherFiles, named_from};

/// The files beside a document.
#[derive(Clone, Debug, Default)]
pub struct FilesBeside {
    /// Nothing, where the document has no folder.
    from: Option<Rc<dyn FilesAt>>,
    /// What people call the document's folder.
    called: String,
    read: RefCell<BTreeMap<String, InputFile>>,
}

/// A place that has files.
pub trait FilesAt: fmt::Debug {
    /// The bytes of the file at a path from the document's folder, which people know by a name.
    ///
    /// # Errors
    ///
    /// Why it can't be read, for a sentence.
    fn file(&self, path: &str, name: &str) -> Result<Vec<u8>, String>;
}

/// A folder of this machine.
#[derive(Debug)]
struct Folder(PathBuf);

impl FilesAt for Folder {
    fn file(&self, path: &str, _: &str) -> Result<Vec<u8>, String> {
        fs::read(self.0.join(path)).map_err(|error| error.to_string())
    }
}

impl FilesBeside {
    /// Those beside the document at a path, which people know by a name.
    #[must_use]
    pub fn of(path: &Path, name: &str) -> Self {
        let folder = path.parent().unwrap_or_else(|| Path::new(""));
        Self::at(Rc::new(Folder(folder.to_path_buf())), name)
    }

    /// Those beside the document that is at another place, and that people know by a name.
    #[must_use]
    pub fn at(place: Rc<dyn FilesAt>, name: &str) -> Self {
        Self {
            from: Some(place),
            called: folder_of(name),
            read: RefCell::default(),
        }
    }

    /// The same place, as people know it beside a document of another name; nothing is read of it yet.
    #[must_use]
    pub fn called(&self, name: &str) -> Self {
        Self {
            from: self.from.clone(),
            called: folder_of(name),
            read: RefCell::default(),
        }
    }

    /// Those that were read, in the order of their paths.
    #[must_use]
    pub fn files(&self) -> Vec<InputFile> {
        self.read.borrow().values().cloned().collect()
    }
}

/// The folder of a file that people know by a name, with a slash behind it.
fn folder_of(name: &str) -> String {
    let end = name.rfind('/').and_then(|end| name.get(..=end));
    end.unwrap_or_default().to_owned()
}

impl OtherFiles for FilesBeside {
    fn read(&self, path: &str) -> Result<Vec<u8>, String> {
        let name = named_from(&self.called, path);
        let from = self.from.as_ref();
        let from = from.ok_or_else(|| "the document is in no folder".to_owned())?;
        let bytes = from.file(path, &name)?;
        let file = InputFile {
            name,
            bytes: bytes.clone(),
        };
        self.read.borrow_mut().insert(path.to_owned(), file);
        Ok(bytes)
    }
}
