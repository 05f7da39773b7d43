//! What would mend a document, as actions of an overlay.
//!
//! In: a node of a document, and what is to become of it. Out: an action that says so, as people paste it. What always holds:
//! nothing here knows what is wrong, so that errors, warnings and findings rest on it alike.

pub(crate) mod json_path;
mod mend;
mod overlay_action;

pub use mend::Mend;
pub use overlay_action::{ActionEffect, OverlayAction, overlay};
