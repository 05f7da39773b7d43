//! The way back from what is read to what was published.
//!
//! In: a pointer into the document as `structure` reads it. Out: where the same stands in the document after its overlays, or in
//! another file that it refers to; and the input that says it. What always holds: a node that nothing moved is found where it is.

use super::pointer::Pointer;
use super::provenance::{Origin, Provenance};

/// Where each node of a document stems from, over all that was done to the document.
#[derive(Clone, Debug, Default)]
pub(crate) struct Origins {
    /// From the document after its overlays to the inputs.
    pub(crate) overlays: Provenance,
    /// From the document as one piece to the one after its overlays, which is file 0, or to another of its files.
    pub(crate) parts: Provenance,
    /// From the document in the words of OpenAPI 3.0 to the one as a piece, in its own words.
    pub(crate) conversion: Provenance,
}

impl Origins {
    /// Where a node was published: in the document after its overlays, which is file 0, or in another of its files.
    pub(crate) fn published(&self, at: &Pointer) -> Origin {
        let (_, at) = self.conversion.origin(at);
        self.parts.origin(&at)
    }

    /// The input that says what stands at a node, and where.
    pub(crate) fn origin(&self, at: &Pointer) -> Origin {
        match self.published(at) {
            (0, at) => self.overlays.origin(&at),
            elsewhere => elsewhere,
        }
    }
}
