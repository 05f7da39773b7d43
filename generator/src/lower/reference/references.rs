//! References: from a `$ref` to the schema it names.
//!
//! In: the text behind `$ref`, checked by [`source`](crate::source). Out: the pointer and the schema. What always holds:
//! a chain of references, however long, costs one look-up: the source has followed it, and refused what leads nowhere.

use std::collections::BTreeMap;

use indexmap::IndexMap;
use openapiv3::{ReferenceOr, Schema};

use crate::api::Pointer;
use crate::lower::context::{Lowered, Lowering};
use crate::names;
use crate::source::Document;

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

/// What a reference or a chain of them leads to, and where it stands; the reference, if it leads nowhere.
pub fn follow<'d, T>(
    node: &'d ReferenceOr<T>,
    at: Pointer,
    section: &str,
    components: Option<&'d IndexMap<String, ReferenceOr<T>>>,
    elsewhere: &'d BTreeMap<String, ReferenceOr<T>>,
    document: &'d Document,
) -> Result<(&'d T, Pointer), (&'d str, Pointer)> {
    let reference = match node {
        ReferenceOr::Item(found) => return Ok((found, at)),
        ReferenceOr::Reference { reference } => reference,
    };
    let last = document.last_reference(reference);
    let pointer = pointer_of(last);
    let component = component_key(&pointer, section)
        .zip(components)
        .and_then(|(key, components)| components.get(&key));
    match component.or_else(|| elsewhere.get(last)) {
        Some(ReferenceOr::Item(found)) => Ok((found, pointer)),
        _ => Err((reference, at)),
    }
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
        let last = self.document.last_reference(reference);
        let pointer = pointer_of(last);
        let key = is_component(&pointer).then(|| pointer.tokens().last());
        let node = match key.flatten() {
            Some(key) => {
                let components = self.document.openapi.components.as_ref()?;
                components.schemas.get(&key)?
            }
            None => self.elsewhere.schemas.get(last)?,
        };
        match node {
            ReferenceOr::Item(schema) => Some((pointer, schema)),
            ReferenceOr::Reference { .. } => None,
        }
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
