//! OpenAPI 3.1, and 3.2 where it says the same, to the words of 3.0.
//!
//! In: the root's value. Out: its node. What always holds: an object is walked by its kind; what 3.0 has as well is as it was
//! published, what it says otherwise is converted, and anything else is said to have no place.
//!
//! `objects` is what is no schema; `schema` leads one schema through all that is said in it otherwise: `references`, `types`,
//! `alternatives`, `limits` and `contents`.

mod alternatives;
mod contents;
mod draft;
mod limits;
mod objects;
mod references;
mod schema;
mod types;

use super::node::{ConvertedNode, NodeMembers};
use super::words::{ReadSchema, Words};
use crate::place::Pointer;
use crate::source::kind::ObjectKind;

/// Converts a schema.
pub(super) const SCHEMA: ReadSchema = schema::schema;

/// Converts the whole document.
pub(super) fn document(words: &mut Words<'_>) -> ConvertedNode {
    let root = Pointer::root();
    let mut node = objects::object(words, ObjectKind::OpenApi, words.root, &root);
    let lifted = std::mem::take(&mut words.lifted);
    if let Some(members) = node.members()
        && !lifted.is_empty()
    {
        let empty = || ConvertedNode::object(root.clone(), NodeMembers::new());
        let components = members.entry("components".to_owned());
        let components = components.or_insert_with(empty).members();
        let schemas = components.map(|components| components.entry("schemas".to_owned()));
        let schemas = schemas.and_then(|schemas| schemas.or_insert_with(empty).members());
        if let Some(schemas) = schemas {
            schemas.extend(lifted);
        }
    }
    node
}
