//! The merged value to openapiv3's types, checked on the way.
//!
//! In: a JSON value that calls itself OpenAPI 3.0. Out: [`Content`], or everything in it that has the wrong shape and every
//! `$ref` that leads nowhere. What always holds: one function reads each kind of object, member by member, so that each
//! mismatch is known with its place; what openapiv3's own deserialiser accepts, this reads to the same result.
//!
//! openapiv3's deserialiser is not used: its untagged enums lose the place of an error and, because each retries what
//! failed below it, take time exponential in the depth of the document.

mod document;
mod kind;
mod media;
mod operation;
mod paths;
mod reader;
mod references;
mod schema;
mod security;

use std::collections::HashMap;
use std::sync::Arc;

use indexmap::IndexMap;
use openapiv3::{OpenAPI, PathItem, ReferenceOr, Schema};
use serde_json::Value;

use crate::diagnostic::{Diagnostic, Severity};
use crate::place::At;

/// A document in openapiv3's types.
#[derive(Clone, Debug, Default)]
pub(crate) struct Content {
    pub(crate) openapi: OpenAPI,
    /// The `x-webhooks` extension, which openapiv3 does not know.
    pub(crate) webhooks: IndexMap<String, ReferenceOr<PathItem>>,
    pub(crate) warnings: Vec<Diagnostic>,
    /// For each reference that leads to another, the last of the chain.
    pub(crate) chains: HashMap<String, Arc<str>>,
}

/// Reads a whole document; what is wrong comes with the warnings.
pub(crate) fn read(value: &Value) -> Result<Content, Vec<Diagnostic>> {
    let mut reader = reader::Reader::new(value);
    let content = document::document(&mut reader, value);
    let found = reader.found;
    let chains = reader.targets.into_iter();
    let chains = chains
        .filter(|(text, target)| *target.last != **text)
        .map(|(text, target)| (text, target.last))
        .collect();
    let is_wrong = found
        .iter()
        .any(|diagnostic| diagnostic.severity == Severity::Error);
    match content {
        Some(content) if !is_wrong => Ok(Content {
            warnings: found,
            chains,
            ..content
        }),
        _ => Err(found),
    }
}

/// Reads one schema of a document that [`read`] has accepted; `None` if what stands there is none.
pub(crate) fn schema(value: &Value) -> Option<ReferenceOr<Schema>> {
    schema::schema_or_reference(&mut reader::Reader::new(value), value, &At::ROOT)
}
