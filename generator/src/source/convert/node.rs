//! What a conversion makes.
//!
//! In: nodes, each with the place that it was published at. Out: a [`ConvertedTree`]: the value, and the ways between its places and the
//! published ones. What always holds: a value nests no deeper than what is read may.

use std::collections::HashMap;

use indexmap::IndexMap;
use serde_json::{Map, Value};

use crate::place::{MAX_DEPTH, Pointer, Provenance, Subtree};

/// A node of a converted document.
#[derive(Clone, Debug)]
pub(super) struct ConvertedNode {
    /// Where it was published.
    pub(super) from: Pointer,
    /// Another published place that references to now lead here.
    pub(super) instead_of: Option<Pointer>,
    pub(super) content: Content,
}

/// The members of an object.
pub(super) type NodeMembers = IndexMap<String, ConvertedNode>;

/// What a node holds.
#[derive(Clone, Debug)]
pub(super) enum Content {
    /// What is as it was published.
    Same(Value),
    /// The text of a reference.
    Reference(String),
    Object(NodeMembers),
    Array(Vec<ConvertedNode>),
}

impl ConvertedNode {
    pub(super) fn new(from: Pointer, content: Content) -> Self {
        Self {
            from,
            instead_of: None,
            content,
        }
    }

    /// A value that is as it was published, or that stands for what was published there.
    pub(super) fn same(from: Pointer, value: impl Into<Value>) -> Self {
        Self::new(from, Content::Same(value.into()))
    }

    pub(super) fn object(from: Pointer, members: NodeMembers) -> Self {
        Self::new(from, Content::Object(members))
    }

    pub(super) fn array(from: Pointer, elements: Vec<Self>) -> Self {
        Self::new(from, Content::Array(elements))
    }

    /// The members, if this is an object of nodes.
    pub(super) fn members(&mut self) -> Option<&mut NodeMembers> {
        match &mut self.content {
            Content::Object(members) => Some(members),
            Content::Same(_) | Content::Reference(_) | Content::Array(_) => None,
        }
    }

    /// The value, if it is as it was published.
    pub(super) fn value(&self) -> Option<&Value> {
        match &self.content {
            Content::Same(value) => Some(value),
            Content::Reference(_) | Content::Object(_) | Content::Array(_) => None,
        }
    }
}

/// A converted document.
#[derive(Debug, Default)]
pub(super) struct ConvertedTree {
    pub(super) value: Value,
    /// From each node to where it was published.
    pub(super) places: Provenance,
    /// From what was published to where it is now, where that is elsewhere.
    moved: HashMap<Pointer, Pointer>,
    /// Where references stand, and what they say.
    pub(super) references: Vec<(Pointer, String)>,
    /// Nodes that were too deep, by where they were published.
    pub(super) too_deep: Vec<Pointer>,
}

impl ConvertedTree {
    /// The tree of a root.
    pub(super) fn of(root: ConvertedNode) -> Self {
        let mut tree = Self::default();
        let mut path = Vec::new();
        tree.value = tree.enter(root, &Pointer::root(), &mut path, (&Pointer::root(), false));
        tree
    }

    /// Takes a node at a path, which was published at `expected` if nothing has moved, or is a part of what was published as
    /// one. The recursion is as deep as the value.
    fn enter(
        &mut self,
        node: ConvertedNode,
        at: &Pointer,
        path: &mut Vec<String>,
        (expected, is_part): (&Pointer, bool),
    ) -> Value {
        if node.from != *expected {
            self.places.put(path, Subtree::of((0, node.from.clone())));
        }
        let published = (!is_part).then_some(&node.from);
        for published in published.into_iter().chain(&node.instead_of) {
            if published != at {
                self.moved
                    .entry(published.clone())
                    .or_insert_with(|| at.clone());
            }
        }
        if path.len() >= MAX_DEPTH {
            self.too_deep.push(node.from);
            return Value::Object(Map::new());
        }
        match node.content {
            Content::Same(value) => value,
            Content::Reference(text) => {
                self.references.push((at.clone(), text.clone()));
                Value::String(text)
            }
            Content::Object(members) => {
                let mut object = Map::with_capacity(members.len());
                for (name, member) in members {
                    let child = self.child(member, &node.from, at, path, name.clone());
                    object.insert(name, child);
                }
                Value::Object(object)
            }
            Content::Array(elements) => {
                let elements = elements.into_iter().enumerate();
                let elements = elements.map(|(index, element)| {
                    self.child(element, &node.from, at, path, index.to_string())
                });
                Value::Array(elements.collect())
            }
        }
    }

    fn child(
        &mut self,
        node: ConvertedNode,
        from: &Pointer,
        at: &Pointer,
        path: &mut Vec<String>,
        token: String,
    ) -> Value {
        let (expected, at) = (from.child(&token), at.child(&token));
        // What a conversion adds says where the object around it was published: references go on leading to that.
        let is_part = node.from == *from;
        path.push(token);
        let value = self.enter(node, &at, path, (&expected, is_part));
        path.pop();
        value
    }

    /// Where what was published at a place is now.
    pub(super) fn landing(&self, published: &Pointer) -> Pointer {
        let mut behind: Vec<String> = Vec::new();
        let mut here = Some(published.clone());
        while let Some(at) = here {
            if let Some(moved) = self.moved.get(&at) {
                let rest = behind.iter().rev();
                return rest.fold(moved.clone(), |at, token| at.child(token));
            }
            behind.extend(at.tokens().last());
            here = at.parent();
        }
        published.clone()
    }
}
