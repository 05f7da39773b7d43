//! The files that a document of a revision refers to.
//!
//! In: a revision. Out: its files, as they are asked for. What always holds: they are named from the root of the repository.

use std::path::PathBuf;
use std::rc::Rc;

use super::revision::Revision;
use crate::files::{FilesAt, FilesBeside};

/// A revision of the repository at a place.
#[derive(Debug)]
struct AtRevision {
    root: PathBuf,
    revision: String,
}

/// Those beside the document of a revision.
pub fn in_revision(revision: &Revision<'_>, name: &str) -> FilesBeside {
    let (root, revision) = revision.parts();
    let place = AtRevision {
        root: root.to_path_buf(),
        revision: revision.to_owned(),
    };
    FilesBeside::at(Rc::new(place), name)
}

impl FilesAt for AtRevision {
    fn file(&self, _: &str, name: &str) -> Result<Vec<u8>, String> {
        let Self { root, revision } = self;
        let file = Revision::find(root, revision)?.file(name)?;
        file.ok_or_else(|| format!("{revision} has no such file"))
    }
}
