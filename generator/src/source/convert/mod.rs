//! A document of another version of OpenAPI to the words of OpenAPI 3.0, which `structure` reads.
//!
//! In: the document after its overlays, in its own words. Out: a [`Converted`] document, and what has no place in it. What always
//! holds: each node knows where it was published, so that whatever is found later is shown there; a reference leads where it led;
//! what is wrong is left as it is, for `structure` to report.
//!
//! `node` is what a conversion makes, and how that becomes a value and places; `words` is what conversions share. Each version
//! has a folder of its own.

mod node;
mod openapi31;
mod swagger20;
mod words;

use std::borrow::Cow;
use std::collections::HashMap;

use serde_json::Value;

use super::version::Version;
use crate::diagnostic::Diagnostic;
use crate::place::Provenance;
use node::ConvertedNode;
pub(crate) use swagger20::TAB_DELIMITED;
use words::Words;

/// Converts a whole document.
type ReadDocument = fn(&mut Words<'_>) -> ConvertedNode;

/// A document in the words of OpenAPI 3.0.
#[derive(Debug)]
pub(crate) struct Converted<'d> {
    pub(crate) value: Cow<'d, Value>,
    /// Where each node was published.
    pub(crate) places: Provenance,
    /// For a reference that was written otherwise, how.
    pub(crate) references: HashMap<String, String>,
    /// What has no place in OpenAPI 3.0, by places in it.
    pub(crate) found: Vec<Diagnostic>,
}

/// Converts a document; one of OpenAPI 3.0 is as it is.
pub(crate) fn convert(version: Version, document: &Value) -> Converted<'_> {
    let read = match version {
        Version::Swagger20 => Some((swagger20::document as ReadDocument, swagger20::SCHEMA)),
        Version::OpenApi30 => None,
        Version::OpenApi31 => Some((openapi31::document as ReadDocument, openapi31::SCHEMA)),
    };
    let Some((read, schema)) = read else {
        return Converted {
            value: Cow::Borrowed(document),
            places: Provenance::default(),
            references: HashMap::new(),
            found: Vec::new(),
        };
    };
    let mut words = Words::new(version, document, schema);
    let node = read(&mut words);
    words.finish(node)
}
