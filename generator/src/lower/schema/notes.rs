//! What a schema says of its values beside their type.
//!
//! In: a schema that some place refers to. Out: whether `null` is a value, and the limits. What always holds: references
//! and schemas that only wrap another are looked through to the end, each once, without recursion; a type is looked up
//! nowhere.

use std::collections::BTreeSet;

use openapiv3::AdditionalProperties;

use super::limits::{limits, merged};
use super::view::View;
use crate::api::{Limits, Pointer};
use crate::lower::context::Lowering;
use crate::lower::reference::references::Node;

/// How deep lists may stand in lists: a type that is deeper is refused (`types-too-deep`), with its limits.
const DEEPEST: usize = crate::lower::whole::depth::MOST_LEVELS;

/// What is said beside the type.
#[derive(Clone, Debug, Default)]
pub struct Notes {
    /// Whether `null` is a value.
    pub nullable: bool,
    /// What the document allows.
    pub limits: Limits,
    /// How many lists stand in each other, of which the limits tell.
    depth: usize,
}

/// A schema on the way to the innermost one, and how it holds the next.
struct Step {
    pointer: Option<Pointer>,
    own: Notes,
    is_list: bool,
}

impl<'d> Lowering<'d> {
    /// The notes of a schema.
    pub fn notes(&mut self, node: Node<'d>) -> Notes {
        let mut steps: Vec<Step> = Vec::new();
        let mut around = BTreeSet::new();
        let mut next = Some(node);
        let mut found = Notes::default();
        while let Some(node) = next.take() {
            let Some((pointer, schema)) = self.target(node, &Pointer::root()) else {
                break;
            };
            // What stands inline belongs to the schema around it.
            let pointer = matches!(node, Node::Reference(_)).then_some(pointer);
            if let Some(pointer) = &pointer {
                if let Some(known) = self.known_notes.get(pointer) {
                    found = known.clone();
                    break;
                }
                if !around.insert(pointer.clone()) {
                    break;
                }
            }
            let view = View::of(schema);
            let wrapped = self.wrapped(&view);
            let own = Notes {
                nullable: view.nullable,
                limits: limits(&view),
                depth: 0,
            };
            let is_list = wrapped.is_none();
            next = wrapped.or_else(|| element(&view));
            steps.push(Step {
                pointer,
                own,
                is_list,
            });
        }
        while let Some(step) = steps.pop() {
            found = step.around(found);
            if let Some(pointer) = step.pointer {
                self.known_notes.insert(pointer, found.clone());
            }
        }
        found
    }

    /// The one schema that another consists of.
    pub fn wrapped(&self, view: &View<'d>) -> Option<Node<'d>> {
        let parts = [view.all_of, view.one_of, view.any_of]
            .into_iter()
            .find(|parts| !parts.is_empty())?;
        let mut meaningful = parts.iter().map(Node::from).filter(|part| {
            let target = self.target(*part, &Pointer::root());
            target.is_some_and(|(_, schema)| !View::of(schema).is_unconstrained())
        });
        let only = meaningful.next()?;
        (meaningful.next().is_none() && view.properties.is_none()).then_some(only)
    }
}

impl Step {
    /// What is said of the values of this schema, given what is said of the one that it holds.
    fn around(&self, inner: Notes) -> Notes {
        let own = self.own.clone();
        if !self.is_list {
            return Notes {
                nullable: own.nullable || inner.nullable,
                limits: merged(own.limits, inner.limits),
                depth: inner.depth,
            };
        }
        // What can be null is any JSON, which has no limits.
        let limited = !inner.nullable && inner.limits != Limits::default();
        let limited = limited && inner.depth < DEEPEST;
        let each = limited.then(|| Box::new(inner.limits));
        Notes {
            limits: Limits { each, ..own.limits },
            depth: if limited { inner.depth + 1 } else { 0 },
            nullable: own.nullable,
        }
    }
}

/// The schema of a list's elements or of a map's values.
fn element<'d>(view: &View<'d>) -> Option<Node<'d>> {
    match (view.items, view.properties, view.additional) {
        (Some(items), _, _) => Some(items.into()),
        (None, None, Some(AdditionalProperties::Schema(value))) => Some((&**value).into()),
        _ => None,
    }
}
