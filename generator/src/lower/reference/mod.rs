//! References: what the document's parts are to each other, before any of them is lowered.
//!
//! In: the [`Spec`](crate::spec::Spec). Out: which components only requests use, which describe resources, which members
//! tell alternatives apart, what places and links are called by. What always holds: nothing here knows of types.

pub mod bases;
pub mod directions;
pub mod equal;
pub mod error_bodies;
pub mod link_base;
pub mod references;
pub mod resources;
pub mod tag_members;
