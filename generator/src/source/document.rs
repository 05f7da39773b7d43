//! The document after its overlays.
//!
//! In: what [`read`](super::read) made of the texts. Out: typed and raw views of it, and places. What always holds: the
//! typed view is what the raw one says, so far as openapiv3 can hold it.

use std::collections::HashMap;
use std::sync::Arc;

use indexmap::IndexMap;
use openapiv3::{OpenAPI, PathItem, ReferenceOr};
use serde_json::Value;

use super::structure::Content;
use crate::api::Pointer;
use crate::diagnostic::{Diagnostic, Location, Place, Report};
use crate::place::{File, Provenance, Span};

/// An OpenAPI 3.0 document, merged with its overlays, in which every `$ref` leads to a component of the right kind.
#[derive(Clone, Debug)]
pub struct Document {
    /// The document in openapiv3's types.
    ///
    /// They keep a `$ref` without its siblings, no keyword that OpenAPI 3.0 does not have, and no callback that is a
    /// reference: ask [`value`](Self::value) for these.
    pub openapi: OpenAPI,
    /// The `x-webhooks` extension in the shape of OpenAPI 3.1 `webhooks`: for each name, the request that is sent.
    pub webhooks: IndexMap<String, ReferenceOr<PathItem>>,
    /// What the user should know about the document, though it can be read: show it with [`report`](Self::report).
    pub warnings: Vec<Diagnostic>,
    value: Value,
    /// For each reference that leads to another, the last of the chain.
    chains: HashMap<String, Arc<str>>,
    provenance: Provenance,
    files: Arc<[File]>,
}

impl Document {
    pub(super) fn new(
        content: Content,
        value: Value,
        provenance: Provenance,
        files: Arc<[File]>,
    ) -> Self {
        let Content {
            openapi,
            webhooks,
            warnings,
            chains,
        } = content;
        Self {
            openapi,
            webhooks,
            warnings,
            value,
            chains,
            provenance,
            files,
        }
    }

    /// The merged JSON value at a pointer: for what openapiv3 does not keep.
    #[must_use]
    pub fn value(&self, pointer: &Pointer) -> Option<&Value> {
        self.value.pointer(pointer.as_str())
    }

    /// The last reference of the chain that starts with this one: what it names is no reference, but what was meant.
    #[must_use]
    pub fn last_reference<'r>(&'r self, reference: &'r str) -> &'r str {
        self.chains.get(reference).map_or(reference, |last| last)
    }

    /// The line and column of a place; of the nearest node around it if nothing stands there. `None` for an unknown file.
    #[must_use]
    pub fn locate(&self, place: &Place) -> Option<Location> {
        Span::of(place, &self.files, &self.provenance).location(&self.files)
    }

    /// Makes diagnostics ready to be shown, with excerpts of the files that they speak of.
    #[must_use]
    pub fn report(&self, diagnostics: Vec<Diagnostic>) -> Report {
        Report::new(Arc::clone(&self.files), &self.provenance, diagnostics)
    }
}
