//! The merged value to a [`Spec`], checked on the way.
//!
//! In: a JSON value that calls itself OpenAPI 3.0. Out: [`ReadSpec`], or everything in it that has the wrong shape and every
//! `$ref` that leads nowhere. What always holds: one function reads each kind of object, member by member, so that each
//! mismatch is known with its place; what a [`Spec`] does not hold is checked all the same; a reference is followed by one
//! rule, in `references`; what openapiv3's own deserialiser accepts, this reads to the same result.
//!
//! openapiv3 is a witness of the tests alone: its untagged enums lose the place of an error and, because each retries what
//! failed below it, take time exponential in the depth of the document.

mod document;
mod media;
mod operation;
mod paths;
mod reader;
mod references;
mod schema;
mod security;
mod shared;
mod table;
mod target;

use serde_json::Value;

use crate::diagnostic::{Diagnostic, Severity};
use crate::spec::Spec;

/// What a document says, and what the user should know about it.
#[derive(Clone, Debug)]
pub(crate) struct ReadSpec {
    pub(crate) spec: Spec,
    pub(crate) warnings: Vec<Diagnostic>,
}

/// Reads a whole document; what is wrong comes with the warnings.
pub(crate) fn read(value: &Value) -> Result<ReadSpec, Vec<Diagnostic>> {
    let mut reader = reader::SpecReader::new(value);
    let spec = document::document(&mut reader, value);
    schema::unread(&mut reader);
    let found = reader.found;
    let is_wrong = found
        .iter()
        .any(|diagnostic| diagnostic.severity == Severity::Error);
    match (spec, reader.schemas.into_schemas()) {
        (Some(spec), Some(schemas)) if !is_wrong => Ok(ReadSpec {
            spec: Spec { schemas, ..spec },
            warnings: found,
        }),
        _ => Err(found),
    }
}
