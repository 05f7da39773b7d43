//! The merge of an update into a node, as Overlay 1.1 defines it.
//!
//! In: a node of the document, and a value with its origins. Out: the node with the value merged in. What always holds:
//! objects merge member by member, arrays are concatenated, primitives replace primitives; anything else is a mismatch.

use serde_json::Value;
use serde_json::map::Entry;

use crate::place::{Provenance, Subtree};

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

/// Merges `update` into the `target` of an action, which is at `path`.
///
/// What is not an array is appended to an array. With `appends_whole` (Overlay 1.0) an array is so, too.
pub(super) fn into(
    target: &mut Value,
    update: &Value,
    provenance: &mut Provenance,
    path: &[String],
    origin: &Subtree,
    appends_whole: bool,
) -> Result<(), Mismatch> {
    if let Value::Array(elements) = target
        && (appends_whole || !update.is_array())
    {
        provenance.put(&child(path, &elements.len().to_string()), origin.clone());
        elements.push(update.clone());
        return Ok(());
    }
    members(target, update, provenance, path, origin)
}

/// Merges two values of the same kind. The recursion is as deep as a document may be.
fn members(
    target: &mut Value,
    update: &Value,
    provenance: &mut Provenance,
    path: &[String],
    origin: &Subtree,
) -> Result<(), Mismatch> {
    let (there, kind) = (MergeKind::of(target), MergeKind::of(update));
    match (target, update) {
        (Value::Object(object), Value::Object(update)) => {
            for (name, update) in update {
                let (path, origin) = (child(path, name), origin.child(name));
                match object.entry(name.as_str()) {
                    Entry::Vacant(entry) => {
                        entry.insert(update.clone());
                        provenance.put(&path, origin);
                    }
                    Entry::Occupied(mut entry) => {
                        members(entry.get_mut(), update, provenance, &path, &origin).map_err(
                            |mut mismatch| {
                                mismatch.below.insert(0, name.clone());
                                mismatch
                            },
                        )?;
                    }
                }
            }
        }
        (Value::Array(elements), Value::Array(update)) => {
            for (index, element) in update.iter().enumerate() {
                let path = child(path, &elements.len().to_string());
                provenance.put(&path, origin.child(&index.to_string()));
                elements.push(element.clone());
            }
        }
        (target, update) if there == MergeKind::Primitive && kind == MergeKind::Primitive => {
            target.clone_from(update);
            provenance.put(path, origin.clone());
        }
        _ => {
            return Err(Mismatch {
                below: Vec::new(),
                there,
                update: kind,
            });
        }
    }
    Ok(())
}

fn child(path: &[String], token: &str) -> Vec<String> {
    let mut child = path.to_vec();
    child.push(token.to_owned());
    child
}
