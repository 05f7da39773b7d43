//! References: from a `$ref` to the schema it names.
//!
//! In: the text behind `$ref`, checked by [`source`](crate::source). Out: the pointer and the schema. What always holds:
//! a chain of references is followed to its end, and a circle of them ends with `None`.

use std::collections::BTreeMap;

use indexmap::IndexMap;
use openapiv3::{ReferenceOr, Schema};

use crate::api::Pointer;
use crate::lower::context::{Lowered, Lowering};
use crate::names;

/// How many references a chain may have; longer ones are circles.
const LONGEST_CHAIN: usize = 100;

/// A schema or a reference to one.
#[derive(Clone, Copy, Debug)]
pub enum Node<'d> {
    /// The text behind `$ref`.
    Reference(&'d str),
    /// The schema itself.
    Schema(&'d Schema),
}

impl<'d> From<&'d ReferenceOr<Schema>> for Node<'d> {
    fn from(node: &'d ReferenceOr<Schema>) -> Self {
        match node {
            ReferenceOr::Reference { reference } => Self::Reference(reference),
            ReferenceOr::Item(schema) => Self::Schema(schema),
        }
    }
}

impl<'d> From<&'d ReferenceOr<Box<Schema>>> for Node<'d> {
    fn from(node: &'d ReferenceOr<Box<Schema>>) -> Self {
        match node {
            ReferenceOr::Reference { reference } => Self::Reference(reference),
            ReferenceOr::Item(schema) => Self::Schema(schema),
        }
    }
}

/// The pointer that a local reference names.
pub fn pointer_of(reference: &str) -> Pointer {
    let fragment = reference.strip_prefix('#').unwrap_or(reference);
    Pointer::from_fragment(fragment).unwrap_or_else(|| Pointer::from_text(fragment))
}

/// What a reference or a chain of them leads to, and where it stands; the reference that leads nowhere, if one does.
pub fn follow<'d, T>(
    node: &'d ReferenceOr<T>,
    at: Pointer,
    section: &str,
    components: Option<&'d IndexMap<String, ReferenceOr<T>>>,
    elsewhere: &'d BTreeMap<String, ReferenceOr<T>>,
) -> Result<(&'d T, Pointer), (&'d str, Pointer)> {
    let (mut node, mut at) = (node, at);
    let mut last = "";
    for _ in 0..LONGEST_CHAIN {
        let reference = match node {
            ReferenceOr::Item(found) => return Ok((found, at)),
            ReferenceOr::Reference { reference } => reference,
        };
        let pointer = pointer_of(reference);
        let component = component_key(&pointer, section)
            .zip(components)
            .and_then(|(key, components)| components.get(&key));
        let Some(next) = component.or_else(|| elsewhere.get(reference)) else {
            return Err((reference, at));
        };
        (node, at, last) = (next, pointer, reference);
    }
    Err((last, at))
}

fn is_component(pointer: &Pointer) -> bool {
    pointer
        .as_str()
        .strip_prefix("/components/schemas/")
        .is_some_and(|key| !key.contains('/'))
}

impl<'d> Lowering<'d> {
    /// The schema at the end of a chain of references, and its pointer.
    pub fn resolve(&self, reference: &'d str) -> Option<(Pointer, &'d Schema)> {
        let mut reference = reference;
        for _ in 0..LONGEST_CHAIN {
            let pointer = pointer_of(reference);
            let Some(key) = is_component(&pointer)
                .then(|| pointer.tokens().last())
                .flatten()
            else {
                match self.elsewhere.schemas.get(reference)? {
                    ReferenceOr::Item(schema) => return Some((pointer, schema)),
                    ReferenceOr::Reference { reference: next } => reference = next,
                }
                continue;
            };
            match self
                .document
                .openapi
                .components
                .as_ref()?
                .schemas
                .get(&key)?
            {
                ReferenceOr::Item(schema) => return Some((pointer, schema)),
                ReferenceOr::Reference { reference: next } => reference = next,
            }
        }
        None
    }

    /// Reports a reference that does not lead to where one of that kind is looked for.
    pub fn fail_reference<T>(&mut self, reference: &str, kind: &str, at: &Pointer) -> Lowered<T> {
        self.fail(
            "unsupported-ref",
            at,
            format!("`{reference}` leads to no {kind} in `components`"),
            "this reference",
            format!("move the {kind} to `components` in an overlay, and refer to it there"),
        )
    }

    /// The schema of a node, and its pointer: the node's own, or where its reference leads.
    pub fn target(&self, node: Node<'d>, at: &Pointer) -> Option<(Pointer, &'d Schema)> {
        match node {
            Node::Reference(reference) => self.resolve(reference),
            Node::Schema(schema) => Some((at.clone(), schema)),
        }
    }
}

/// The key behind `#/components/SECTION/`, if that is all a pointer says.
pub fn component_key(pointer: &Pointer, section: &str) -> Option<String> {
    let tokens: Vec<String> = pointer.tokens().collect();
    match tokens.as_slice() {
        [root, found, key] if root == "components" && found == section => Some(key.clone()),
        _ => None,
    }
}

/// What is inside a component that several operations share is named by the component, not by one of them.
pub fn shared_name(pointer: &Pointer, kind: &str) -> Option<String> {
    let mut tokens = pointer.tokens();
    let root = tokens.next()?;
    let key = tokens.nth(1)?;
    (root == "components").then(|| names::join(&[&key, kind]))
}
