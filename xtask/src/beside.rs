//! The files that a document refers to.
//!
//! In: where the document is. Out: the files, as they are asked for, and afterwards which these were. What always holds: paths are
//! relative to the document's folder; nothing is fetched.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use form_codegen::source::OtherFiles;

use crate::input::InputFile;

/// The files beside a document.
#[derive(Clone, Debug, Default)]
pub struct Beside {
    /// The document's folder, and what people call it, unless its files can't be read.
    folder: Option<(PathBuf, String)>,
    read: RefCell<BTreeMap<String, InputFile>>,
}

impl Beside {
    /// Those beside the document at a path, which people know by a name.
    pub fn of(path: &Path, name: &str) -> Self {
        let folder = path.parent().unwrap_or_else(|| Path::new("")).to_path_buf();
        let called = name.rfind('/').and_then(|end| name.get(..=end));
        Self {
            folder: Some((folder, called.unwrap_or_default().to_owned())),
            read: RefCell::default(),
        }
    }

    /// Those that were read, in the order of their paths.
    pub fn files(&self) -> Vec<InputFile> {
        self.read.borrow().values().cloned().collect()
    }
}

impl OtherFiles for Beside {
    fn read(&self, path: &str) -> Result<Vec<u8>, String> {
        let Some((folder, called)) = &self.folder else {
            return Err("only files beside a document in the working tree are read".to_owned());
        };
        let bytes = fs::read(folder.join(path)).map_err(|error| error.to_string())?;
        let file = InputFile {
            name: format!("{called}{path}"),
            bytes: bytes.clone(),
        };
        self.read.borrow_mut().insert(path.to_owned(), file);
        Ok(bytes)
    }
}
