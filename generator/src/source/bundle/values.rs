//! Values that are put together.
//!
//! In: a pointer, or a value. Out: the pointer as a reference writes it; the size of the value; the value within another one. What
//! always holds: nothing that is there is replaced but by its own name.

use serde_json::{Map, Value};

use crate::place::Pointer;

/// A pointer as a reference has it.
pub(super) fn escaped(at: &Pointer) -> String {
    at.as_str().replace('%', "%25")
}

/// How many nodes a value has, and how deep they are. The recursion is as deep as a document may be.
pub(super) fn measure(value: &Value) -> (usize, usize) {
    let inner: Vec<(usize, usize)> = match value {
        Value::Object(members) => members.values().map(measure).collect(),
        Value::Array(all) => all.iter().map(measure).collect(),
        _ => Vec::new(),
    };
    let nodes: usize = inner.iter().map(|(nodes, _)| nodes).sum();
    let depth = inner.iter().map(|(_, depth)| depth + 1).max();
    (nodes + 1, depth.unwrap_or(0))
}

/// Puts a component into the document, unless something else stands where its section would.
pub(super) fn insert(root: &mut Value, path: &[String], value: Value) {
    let Some((name, sections)) = path.split_last() else {
        return;
    };
    let mut here = root;
    for section in sections {
        let Value::Object(members) = here else {
            return;
        };
        let empty = || Value::Object(Map::new());
        here = members.entry(section.clone()).or_insert_with(empty);
    }
    if let Value::Object(members) = here {
        members.insert(name.clone(), value);
    }
}
