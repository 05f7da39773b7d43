//! OpenAPI Overlay 1.1 (and 1.0): corrections to a document that stay apart from it.
//!
//! In: an overlay document's value; the document to correct. Out: the actions; the corrected document and the origin of
//! each part. What always holds: actions are applied in order, each to the result of the one before; beyond the
//! specification, an action that matches nothing is an error unless it says `x-optional: true`.

mod apply;
mod merge;
mod parse;

use serde_json::Value;
use serde_json_path::JsonPath;

use crate::diagnostic::Place;
use crate::place::Pointer;
pub use apply::Outcome;
pub(crate) use apply::{apply, apply_each};
pub(crate) use parse::parse;

/// One overlay document.
#[derive(Debug)]
pub(crate) struct Overlay {
    /// The index of its file.
    file: usize,
    /// The `n` of its version 1.`n`.
    minor: u8,
    actions: Vec<Action>,
}

impl Overlay {
    /// The indices of its actions, in order.
    pub(crate) fn indices(&self) -> impl Iterator<Item = usize> {
        self.actions.iter().map(|action| action.index)
    }
}

/// One action of an overlay.
#[derive(Debug)]
struct Action {
    index: usize,
    target: JsonPath,
    /// `x-optional`: whether the action may match nothing.
    optional: bool,
    effect: Effect,
}

/// What an action does to the nodes it selects.
#[derive(Debug)]
enum Effect {
    Update(Value),
    /// The path of the node to copy, which is then merged as an update is.
    Copy(JsonPath),
    Remove,
    /// `remove: false` alone.
    Nothing,
}

/// A place in an action.
fn place(file: usize, action: usize, member: &str) -> Place {
    Place::File(
        file,
        Pointer::root().child("actions").child(action).child(member),
    )
}
