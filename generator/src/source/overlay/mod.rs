//! OpenAPI Overlay 1.1 (and 1.0): corrections to a document that stay apart from it.
//!
//! In: an overlay document's value; the document to correct. Out: the actions; the corrected document and the origin of
//! each part. What always holds: actions are applied in order, each to the result of the one before; beyond the
//! specification, an action that matches nothing, or only in part, is an error unless it says `x-optional: true`, and so is
//! one that adds a thing to the API, unless it says `x-create: true`.

mod apply;
mod client;
mod create;
mod merge;
mod observe;
mod parse;
mod select;

use serde_json::Value;
use serde_json_path::JsonPath;

use crate::diagnostic::Place;
use crate::place::Pointer;
use crate::source::version::Version;
pub(crate) use apply::apply;
pub(crate) use client::state_client;
pub use observe::Outcome;
pub(crate) use observe::{Observed, apply_each};
pub(crate) use parse::parse;

/// The fault of an action that adds something to the API without saying so, and was applied all the same.
pub const OVERLAY_CREATION: &str = "overlay-creation";

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
    /// Its actions, in order: for each the index, the target as it is written, and whether it may match nothing.
    pub(crate) fn written(&self) -> impl Iterator<Item = (usize, &str, bool)> {
        let actions = self.actions.iter();
        actions.map(|action| (action.index, action.written.as_str(), action.optional))
    }
}

/// One action of an overlay.
#[derive(Debug)]
struct Action {
    index: usize,
    target: JsonPath,
    /// The same path, as it is written.
    written: String,
    /// `x-optional`: whether the action may match nothing.
    optional: bool,
    /// `x-create`: whether the action adds things to the API, such as schemas, properties or parameters.
    create: bool,
    effect: Effect,
}

/// What an action does to the nodes it selects.
#[derive(Debug)]
enum Effect {
    Update(Value),
    /// The path of the node to copy, which is then merged as an update is.
    Copy(JsonPath),
    Remove,
}

/// Whether a value that is put at a place adds a thing to the API.
pub(crate) fn creates(version: Version, at: &Pointer, value: &Value) -> bool {
    let path: Vec<String> = at.tokens().collect();
    let mut found = Vec::new();
    create::find(version, value, &path, &[], &mut found);
    !found.is_empty()
}

/// A place in an action.
fn place(file: usize, action: usize, member: &str) -> Place {
    Place::File(
        file,
        Pointer::root().child("actions").child(action).child(member),
    )
}
