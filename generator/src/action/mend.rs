//! What would mend a document, before anybody has asked which path leads there.
//!
//! In: a place and what is to become of it. Out: an [`OverlayAction`]. What always holds: who finds a fault needs no document to
//! say how it is mended, but a pointer.

use serde_json::Value;

use super::json_path;
use super::overlay_action::{ActionEffect, OverlayAction};
use crate::place::Pointer;

/// A change of one node.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mend {
    /// The node.
    pub at: Pointer,
    /// Why it is changed.
    pub description: String,
    /// Whether this adds something to the API.
    pub create: bool,
    /// What is to become of it.
    pub effect: ActionEffect,
}

impl Mend {
    /// Merges a value into the node.
    pub(crate) fn update(at: Pointer, description: impl Into<String>, update: Value) -> Self {
        Self {
            at,
            description: description.into(),
            create: false,
            effect: ActionEffect::Update(update),
        }
    }

    /// Removes the node.
    pub(crate) fn remove(at: Pointer, description: impl Into<String>) -> Self {
        Self {
            at,
            description: description.into(),
            create: false,
            effect: ActionEffect::Remove,
        }
    }

    /// The same, which adds something to the API.
    pub(crate) fn creating(self) -> Self {
        Self {
            create: true,
            ..self
        }
    }

    /// The action that does this to a document.
    pub(crate) fn action(&self, document: &Value) -> OverlayAction {
        OverlayAction {
            target: json_path::of(document, &self.at),
            description: self.description.clone(),
            create: self.create,
            effect: self.effect.clone(),
        }
    }
}
