//! One document over several files to one value.
//!
//! In: the document after its overlays, and a way to read the files that it refers to. Out: a [`Bundle`]: one value in which what
//! stood in another file is a component, or stands where it was referred to. What always holds: a file is read once, and nothing
//! is fetched; each node knows its file and its place in it; a reference that can't be followed stays, with the reason.
//!
//! `address` says which file a reference names, `parts` holds the files, `names` what becomes a component, `follow` goes through
//! the document, `values` puts values into it.

mod address;
mod follow;
mod names;
mod parts;
mod values;

use std::borrow::Cow;
use std::collections::HashMap;

use serde_json::Value;

use super::version::Version;
use crate::diagnostic::Diagnostic;
use crate::place::{File, Provenance};

#[cfg(any(feature = "build", feature = "cli"))]
pub(crate) use address::named_from;
pub(crate) use address::{is_fetched, path_from};

/// Reads the files that a document refers to, which the library does not.
pub trait OtherFiles {
    /// The bytes of the file at a path, which is relative to the folder of the document, with `/` between its parts; it may begin
    /// with `../`.
    ///
    /// # Errors
    ///
    /// Why the file can't be read, for a sentence.
    fn read(&self, path: &str) -> Result<Vec<u8>, String>;
}

impl<F: Fn(&str) -> Result<Vec<u8>, String>> OtherFiles for F {
    fn read(&self, path: &str) -> Result<Vec<u8>, String> {
        self(path)
    }
}

/// A document as one value.
pub(crate) struct Bundle<'d> {
    pub(crate) value: Cow<'d, Value>,
    /// Where each node stands: in the document, which is file 0, or in another of its files.
    pub(crate) places: Provenance,
    /// How references were written that now lead to a component.
    pub(crate) references: HashMap<String, String>,
    /// References that can't be followed, and why.
    pub(crate) unfollowed: HashMap<String, String>,
    /// What is wrong with the texts of the files.
    pub(crate) found: Vec<Diagnostic>,
}

impl<'d> Bundle<'d> {
    /// A document that is one file.
    fn whole(value: &'d Value) -> Self {
        Self {
            value: Cow::Borrowed(value),
            places: Provenance::default(),
            references: HashMap::new(),
            unfollowed: HashMap::new(),
            found: Vec::new(),
        }
    }
}

/// Makes one value of a document, whose files are added to those that were read. Without `others`, it is taken as one file.
pub(crate) fn bundle<'d>(
    version: Version,
    document: &'d Value,
    others: Option<&dyn OtherFiles>,
    files: &mut Vec<File>,
) -> Bundle<'d> {
    let Some(others) = others.filter(|_| refers_elsewhere(document)) else {
        return Bundle::whole(document);
    };
    follow::Following::new(version, document, parts::DocumentParts::new(others, files))
        .bundle(document)
}

/// Whether a document has a reference to another file. The recursion is as deep as a document may be.
fn refers_elsewhere(value: &Value) -> bool {
    match value {
        Value::Object(members) => members.iter().any(|(name, value)| {
            let is_other = |text: &str| !text.starts_with('#');
            name == "$ref" && value.as_str().is_some_and(is_other) || refers_elsewhere(value)
        }),
        Value::Array(all) => all.iter().any(refers_elsewhere),
        _ => false,
    }
}
