//! A schema while it is converted.
//!
//! In: what was published. Out: its members in the words of OpenAPI 3.0, so far. What always holds: a member that is set says where
//! it was published.

use serde_json::{Map, Value};

use super::super::node::{ConvertedNode, NodeMembers};
use crate::place::Pointer;

/// A schema on its way.
pub(super) struct SchemaDraft<'d> {
    pub(super) at: Pointer,
    pub(super) own: &'d Map<String, Value>,
    pub(super) members: NodeMembers,
    /// What was published as another schema, and now is this one.
    pub(super) instead_of: Option<Pointer>,
}

impl SchemaDraft<'_> {
    /// Sets a member to a value that was published there.
    pub(super) fn set(&mut self, name: &str, from: Pointer, value: impl Into<Value>) {
        let node = ConvertedNode::same(from, value);
        self.members.insert(name.to_owned(), node);
    }

    pub(super) fn put(&mut self, name: &str, node: ConvertedNode) {
        self.members.insert(name.to_owned(), node);
    }

    pub(super) fn has(&self, name: &str) -> bool {
        self.members.contains_key(name)
    }

    /// Takes a member out.
    pub(super) fn take(&mut self, name: &str) -> Option<ConvertedNode> {
        self.members.shift_remove(name)
    }

    /// A member of what was published.
    pub(super) fn member(&self, name: &str) -> Option<(&Value, Pointer)> {
        Some((self.own.get(name)?, self.at.child(name)))
    }

    /// The draft as a node.
    pub(super) fn finish(self) -> ConvertedNode {
        ConvertedNode {
            instead_of: self.instead_of,
            ..ConvertedNode::object(self.at, self.members)
        }
    }
}
