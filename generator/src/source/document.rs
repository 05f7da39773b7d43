//! The document after its overlays.
//!
//! In: what [`read`](super::read) made of the texts. Out: what the document says, as a [`Spec`] and as a value, and places.
//! What always holds: the one says what the other does, so far as it is of use.

use std::sync::Arc;

use serde_json::Value;

use super::structure::ReadSpec;
use crate::diagnostic::{Diagnostic, Location, Place, Report};
use crate::place::Pointer;
use crate::place::{File, Provenance, Span};
use crate::spec::Spec;

/// An OpenAPI 3.0 document, merged with its overlays, in which every `$ref` leads to an object of the right kind.
#[derive(Clone, Debug)]
pub struct Document {
    /// What it says.
    pub spec: Spec,
    /// What the user should know about the document, though it can be read: show it with [`report`](Self::report).
    pub warnings: Vec<Diagnostic>,
    value: Value,
    provenance: Provenance,
    files: Arc<[File]>,
}

impl Document {
    pub(super) fn new(
        content: ReadSpec,
        value: Value,
        provenance: Provenance,
        files: Arc<[File]>,
    ) -> Self {
        let ReadSpec { spec, warnings } = content;
        Self {
            spec,
            warnings,
            value,
            provenance,
            files,
        }
    }

    /// The merged JSON value at a pointer, with what a [`Spec`] has no place for.
    #[must_use]
    pub fn value(&self, pointer: &Pointer) -> Option<&Value> {
        self.value.pointer(pointer.as_str())
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
