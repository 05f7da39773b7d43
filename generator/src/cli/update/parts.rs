//! A new document over several files.
//!
//! In: the document as it came, and the configured one. Out: which other files it refers to, and where in the folder of the configuration
//! they go. What always holds: they are read beside the document that came; each goes where the references lead from the configured one,
//! and nothing is written outside of that folder.

use std::collections::BTreeMap;
use std::path::Path;

use crate::cli::input::{self, InputFile};
use crate::cli::output::manifest::stays_inside;
use crate::cli::project::{FilesBeside, Inputs, Project};

/// A document that is to be taken.
#[derive(Clone, Debug)]
pub struct NewDocument {
    /// The document, by the name that a person gave it.
    pub file: InputFile,
    /// What lies beside it.
    pub beside: FilesBeside,
}

impl NewDocument {
    /// Reads it; `-` is the standard input, beside which lies what lies beside the configured document.
    ///
    /// # Errors
    ///
    /// That it can't be read, and why.
    pub fn read(path: &Path, project: &Project) -> Result<Self, String> {
        if path.as_os_str() == "-" {
            return input::of_stdin().map(|file| Self::in_place_of(file, project));
        }
        let file = InputFile::read(path, None)?;
        let beside = FilesBeside::of(path, &project.of.document);
        Ok(Self { file, beside })
    }

    /// A document that comes alone: beside it lies what lies beside the configured one.
    #[must_use]
    pub fn in_place_of(file: InputFile, project: &Project) -> Self {
        let configured = &project.of.document;
        let beside = FilesBeside::of(&project.path(configured), configured);
        Self { file, beside }
    }
}

/// Whether two documents are the same in each of their files.
pub fn are_same(one: &Inputs, other: &Inputs) -> bool {
    one.document.bytes == other.document.bytes && by_name(one) == by_name(other)
}

fn by_name(inputs: &Inputs) -> BTreeMap<String, Vec<u8>> {
    let named = inputs.beside.called(&inputs.of.document);
    let inputs = inputs.with(inputs.document.clone(), named, Vec::new());
    let parts = inputs.parts().into_iter();
    parts.map(|file| (file.name, file.bytes)).collect()
}

/// The files of a new document, each where it goes; those that it no longer refers to stay, as others may.
///
/// # Errors
///
/// That one would go outside of the folder of the configuration.
pub fn written(beside: &FilesBeside) -> Result<Vec<InputFile>, String> {
    let files = beside.files();
    match files.iter().find(|file| !stays_inside(&file.name)) {
        None => Ok(files),
        Some(outside) => Err(format!(
            "error: the document refers to {}, and `update` writes what is in the folder of the configuration as a whole\n  \
             = help: move the configuration above all files of the document",
            outside.name
        )),
    }
}
