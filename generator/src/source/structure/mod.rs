//! The merged value to a [`Spec`], checked on the way.
//!
//! In: a JSON value that calls itself OpenAPI 3.0. Out: [`ReadSpec`], and everything in it that has the wrong shape and every
//! `$ref` that leads nowhere. What always holds: one function reads each kind of object, member by member, so that each
//! mismatch is known with its place; what a [`Spec`] does not hold is checked all the same; a reference is followed by one
//! rule, in `references`; what openapiv3's own deserialiser accepts, this reads to the same result.
//!
//! openapiv3 is a witness of the tests alone: its untagged enums lose the place of an error and, because each retries what
//! failed below it, take time exponential in the depth of the document.

mod beside;
mod document;
mod enums;
mod media;
mod member;
mod operation;
mod paths;
mod reader;
mod references;
mod schema;
mod security;
mod shared;
mod table;
mod target;

use std::collections::HashMap;

use serde_json::Value;

use crate::diagnostic::Diagnostic;
use crate::place::Pointer;
use crate::source::version::Version;
use crate::spec::Spec;
pub(crate) use table::GivenValue;

/// How a document was published, for what is said of it.
#[derive(Clone, Debug)]
pub(crate) struct Published {
    /// What it was written in.
    pub(crate) version: Version,
    /// How references were written that are read otherwise.
    pub(crate) references: HashMap<String, String>,
    /// References that could not be followed into another file, and why.
    pub(crate) unfollowed: HashMap<String, String>,
}

impl Default for Published {
    fn default() -> Self {
        Self {
            version: Version::OpenApi30,
            references: HashMap::new(),
            unfollowed: HashMap::new(),
        }
    }
}

/// What a document says, without what is wrong in it.
#[derive(Clone, Debug)]
pub(crate) struct ReadSpec {
    pub(crate) spec: Spec,
    /// Places at which something is missing for what is wrong elsewhere, and where that is.
    pub(crate) gaps: Vec<(Pointer, Pointer)>,
    /// Faults in what is missing, which nobody needs.
    pub(crate) spared: Vec<Diagnostic>,
    /// Values that are given for schemas.
    pub(crate) samples: Vec<GivenValue>,
}

/// Reads a whole document, unless it is no object; what is wrong comes with the warnings.
pub(crate) fn read(value: &Value, published: &Published) -> (Option<ReadSpec>, Vec<Diagnostic>) {
    let mut reader = reader::SpecReader::new(value, published);
    let spec = document::document(&mut reader, value);
    schema::unread(&mut reader);
    let (found, gaps, samples) = (reader.found, reader.gaps, reader.samples);
    let spared = reader.spared;
    let schemas = reader.schemas.into_schemas();
    let read = spec.map(|spec| ReadSpec {
        spec: Spec { schemas, ..spec },
        gaps,
        spared,
        samples,
    });
    (read, found)
}
