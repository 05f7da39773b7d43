//! What a rule says.
//!
//! In: a kind of change and its classes. Out: a [`Finding`], with what was and what is. What always holds: see [`rules`](super).

use crate::diff::change::{OnWire, RustClass};
use crate::diff::facts::{Delta, in_words};
use crate::diff::id::ChangeId;
use crate::diff::sides::Sides;

/// A change without its place.
#[derive(Clone, Debug)]
pub(in crate::diff) struct Finding {
    pub(in crate::diff) id: ChangeId,
    pub(in crate::diff) wire: OnWire,
    pub(in crate::diff) rust: RustClass,
    pub(in crate::diff) before: Option<String>,
    pub(in crate::diff) after: Option<String>,
    /// Whether the model says it only since it says something else: it differs when that does.
    pub(in crate::diff) follows: bool,
}

impl Finding {
    pub(super) fn new(id: ChangeId, wire: OnWire, rust: RustClass) -> Self {
        Self {
            id,
            wire,
            rust,
            before: None,
            after: None,
            follows: false,
        }
    }

    /// What no running program notices, nor rustc.
    pub(super) fn quiet(id: ChangeId) -> Self {
        Self::new(id, OnWire::NONE, RustClass::Patch)
    }

    /// With what a fact was and is.
    pub(super) fn showing(self, sides: &Sides<'_>, delta: &Delta<'_>) -> Self {
        Self {
            before: in_words(&sides.old, delta.aspect, delta.old.as_ref()),
            after: in_words(&sides.new, delta.aspect, delta.new.as_ref()),
            ..self
        }
    }

    /// With what was and is.
    pub(super) fn with(self, before: Option<String>, after: Option<String>) -> Self {
        Self {
            before,
            after,
            ..self
        }
    }

    /// The same, where it only follows from something else if `follows` says so.
    pub(super) fn following(self, follows: bool) -> Self {
        Self { follows, ..self }
    }
}
