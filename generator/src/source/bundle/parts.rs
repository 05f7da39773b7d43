//! The files of a document.
//!
//! In: paths. Out: values. What always holds: each file is read once, also where that fails.

use std::collections::HashMap;

use serde_json::Value;

use super::OtherFiles;
use super::address::named_from;
use crate::diagnostic::Diagnostic;
use crate::place::{File, FileRole, Pointer};
use crate::source::{SourceText, decode};

/// How many files a document may have.
const MOST: usize = 10_000;

/// The files that were read, and those that could not be.
pub(super) struct DocumentParts<'r> {
    others: &'r dyn OtherFiles,
    files: &'r mut Vec<File>,
    /// By path: the index among all inputs, or why there is none.
    known: HashMap<String, Result<usize, String>>,
    /// By index: the path and the value.
    values: HashMap<usize, (String, Value)>,
    pub(super) found: Vec<Diagnostic>,
}

impl<'r> DocumentParts<'r> {
    pub(super) fn new(others: &'r dyn OtherFiles, files: &'r mut Vec<File>) -> Self {
        Self {
            others,
            files,
            known: HashMap::new(),
            values: HashMap::new(),
            found: Vec::new(),
        }
    }

    /// The last part of the document's own name.
    pub(super) fn own_name(&self) -> String {
        let name = self.files.first().map_or("", |file| file.name.as_str());
        name.rsplit(['/', '\\'])
            .next()
            .unwrap_or_default()
            .to_owned()
    }

    /// The index of the file at a path.
    pub(super) fn index(&mut self, path: &str) -> Result<usize, String> {
        if let Some(known) = self.known.get(path) {
            return known.clone();
        }
        let read = self.read(path);
        self.known.insert(path.to_owned(), read.clone());
        read
    }

    fn read(&mut self, path: &str) -> Result<usize, String> {
        if self.known.len() >= MOST {
            return Err(format!("the document has more than {MOST} files"));
        }
        let bytes = self.others.read(path)?;
        let own = self.files.first().map_or("", |file| file.name.as_str());
        let folder = own.rfind(['/', '\\']).and_then(|end| own.get(..=end));
        let name = named_from(folder.unwrap_or_default(), path);
        let source = SourceText {
            name: &name,
            bytes: &bytes,
        };
        let index = self.files.len();
        let (mut file, wrong) = decode::file(source, index);
        file.role = FileRole::Part;
        let value = match wrong {
            Some(wrong) => {
                self.found.push(wrong);
                None
            }
            None => {
                let (value, found) = decode::value(&mut file, index);
                self.found.extend(found);
                value
            }
        };
        self.files.push(file);
        let value = value.ok_or_else(|| "the file can't be read, as is said there".to_owned())?;
        self.values.insert(index, (path.to_owned(), value));
        Ok(index)
    }

    /// The path of a file.
    pub(super) fn path(&self, index: usize) -> String {
        let found = self.values.get(&index).map(|(path, _)| path.clone());
        found.unwrap_or_else(|| self.own_name())
    }

    /// What stands in another file.
    pub(super) fn value(&self, index: usize, at: &Pointer) -> Option<&Value> {
        self.values.get(&index)?.1.pointer(at.as_str())
    }
}
