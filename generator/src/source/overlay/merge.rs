//! The merge of an update into a node, as Overlay 1.1 defines it.
//!
//! In: a node of the document, and a value with its origins. Out: the node with the value merged in. What always holds:
//! objects merge member by member, arrays are concatenated, primitives replace primitives; anything else is a mismatch.

use serde_json::Value;
use serde_json::map::Entry;

use super::create::{self, Created};
use crate::diagnostic::{Diagnostic, Place};
use crate::place::{Provenance, Subtree};
use crate::source::version::Version;

/// What a value is to a merge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum MergeKind {
    Object,
    Array,
    /// Text, a number, a boolean or null.
    Primitive,
}

impl MergeKind {
    pub(super) fn of(value: &Value) -> Self {
        match value {
            Value::Object(_) => Self::Object,
            Value::Array(_) => Self::Array,
            _ => Self::Primitive,
        }
    }

    pub(super) fn singular(self) -> &'static str {
        match self {
            Self::Object => "an object",
            Self::Array => "an array",
            Self::Primitive => "a primitive value",
        }
    }

    pub(super) fn plural(self) -> &'static str {
        match self {
            Self::Object => "objects",
            Self::Array => "arrays",
            Self::Primitive => "primitive values",
        }
    }
}

/// Two values that cannot be merged.
#[derive(Debug)]
pub(super) struct Mismatch {
    /// Where in the update.
    pub(super) below: Vec<String>,
    /// What the document has.
    pub(super) there: MergeKind,
    /// What the update has.
    pub(super) update: MergeKind,
}

impl Mismatch {
    /// What is wrong, without what to do about it.
    pub(super) fn told(&self, place: Place) -> Diagnostic {
        let Self { there, update, .. } = self;
        let message = format!(
            "{} cannot be merged into {}",
            update.singular(),
            there.singular()
        );
        Diagnostic::error("overlay-kind", place, message)
            .label(format!("the document has {} here", there.singular()))
    }
}

/// The merge of one action.
pub(super) struct Merge<'m> {
    /// What the document is written in.
    pub(super) version: Version,
    pub(super) provenance: &'m mut Provenance,
    /// What it has brought into being so far.
    pub(super) created: Vec<Created>,
}

impl Merge<'_> {
    /// Merges `update` into the `target` of an action, which is at `path`.
    ///
    /// What is not an array is appended to an array. With `appends_whole` (Overlay 1.0) an array is so, too.
    pub(super) fn update(
        &mut self,
        target: &mut Value,
        update: &Value,
        path: &[String],
        origin: &Subtree,
        appends_whole: bool,
    ) -> Result<(), Mismatch> {
        if let Value::Array(elements) = target
            && (appends_whole || !update.is_array())
        {
            let path = child(path, &elements.len().to_string());
            self.put(update, &path, origin.clone(), &[]);
            elements.push(update.clone());
            return Ok(());
        }
        self.members(target, update, path, origin, &[])
    }

    /// Records where a value stems from that stands where nothing was.
    fn put(&mut self, value: &Value, path: &[String], origin: Subtree, below: &[String]) {
        create::find(self.version, value, path, below, &mut self.created);
        self.provenance.put(path, origin);
    }

    /// Merges two values of the same kind; the update stands `below` the action's. The recursion is as deep as a document may
    /// be.
    fn members(
        &mut self,
        target: &mut Value,
        update: &Value,
        path: &[String],
        origin: &Subtree,
        below: &[String],
    ) -> Result<(), Mismatch> {
        let (there, kind) = (MergeKind::of(target), MergeKind::of(update));
        match (target, update) {
            (Value::Object(object), Value::Object(update)) => {
                for (name, update) in update {
                    let (path, origin) = (child(path, name), origin.child(name));
                    let below = child(below, name);
                    match object.entry(name.as_str()) {
                        Entry::Vacant(entry) => {
                            entry.insert(update.clone());
                            self.put(update, &path, origin, &below);
                        }
                        Entry::Occupied(mut entry) => {
                            self.members(entry.get_mut(), update, &path, &origin, &below)?;
                        }
                    }
                }
            }
            (Value::Array(elements), Value::Array(update)) => {
                for (index, element) in update.iter().enumerate() {
                    let path = child(path, &elements.len().to_string());
                    let token = index.to_string();
                    self.put(element, &path, origin.child(&token), &child(below, &token));
                    elements.push(element.clone());
                }
            }
            (target, update) if there == MergeKind::Primitive && kind == MergeKind::Primitive => {
                target.clone_from(update);
                self.provenance.put(path, origin.clone());
            }
            _ => {
                return Err(Mismatch {
                    below: below.to_vec(),
                    there,
                    update: kind,
                });
            }
        }
        Ok(())
    }
}

fn child(path: &[String], token: &str) -> Vec<String> {
    let mut child = path.to_vec();
    child.push(token.to_owned());
    child
}
