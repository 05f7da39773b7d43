//! Where a reference leads.
//!
//! In: nothing; [`references`](super::references) finds it out. Out: what is kept of it for the next reference of the same text.
//! What always holds: a way over other references is followed to its end.

use std::sync::Arc;

use crate::place::Pointer;
use crate::source::kind::ObjectKind;

/// Where a reference leads, over however many others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Target {
    /// The last reference on the way: the text itself, where it leads to something that is none.
    pub(super) last: Arc<str>,
    pub(super) end: End,
}

/// What is behind the last reference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum End {
    /// Another file.
    External,
    /// Nothing.
    Dangling,
    /// Only other references, round and round: these.
    Circle(Arc<str>),
    /// An object of this kind, and its place; `None` where OpenAPI does not say what stands there.
    Found(Option<ObjectKind>, Arc<Pointer>),
}
