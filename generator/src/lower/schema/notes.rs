//! What a schema says of its values beside their type.
//!
//! In: a schema that some place refers to. Out: whether `null` is a value, and the limits. What always holds: references
//! and schemas that only wrap another are looked through, to a bounded depth; a type is looked up nowhere.

use openapiv3::AdditionalProperties;
use serde_json::Value;

use super::limits::{limits, merged};
use super::ranges::is_range;
use super::unions::is_empty_text;
use super::view::View;
use crate::api::{Limits, Pointer};
use crate::lower::context::Lowering;
use crate::lower::reference::references::Node;

/// How many wrappers and references are looked through.
const DEEPEST: usize = 32;

/// What is said beside the type.
#[derive(Clone, Debug, Default)]
pub struct Notes {
    /// Whether `null` is a value.
    pub nullable: bool,
    /// What the document allows.
    pub limits: Limits,
}

impl<'d> Lowering<'d> {
    /// The notes of a schema.
    pub fn notes(&self, node: Node<'d>) -> Notes {
        self.notes_within(node, DEEPEST)
    }

    fn notes_within(&self, node: Node<'d>, depth: usize) -> Notes {
        let Some((_, schema)) = self.target(node, &Pointer::root()).filter(|_| depth > 0) else {
            return Notes::default();
        };
        let view = View::of(schema);
        let mut found = Notes {
            nullable: view.nullable,
            limits: limits(&view),
        };
        found.limits.not_empty = view.extension("x-clearable") == Some(&Value::Bool(true));
        if let Some(inner) = self.notes_of_alternatives(&view, depth) {
            found.nullable |= inner.nullable;
            found.limits = merged(found.limits, inner.limits);
        } else if let Some(wrapped) = self.wrapped(&view) {
            let inner = self.notes_within(wrapped, depth - 1);
            found.nullable |= inner.nullable;
            found.limits = merged(found.limits, inner.limits);
        } else if let Some(element) = element(&view) {
            let element = self.notes_within(element, depth - 1);
            let limited = element.limits != Limits::default();
            found.limits.each = limited.then(|| Box::new(element.limits));
        }
        found
    }

    /// The notes of two alternatives that are one thing in a request: a value or `""`, or a value or bounds on it.
    fn notes_of_alternatives(&self, view: &View<'d>, depth: usize) -> Option<Notes> {
        let parts = [view.one_of, view.any_of]
            .into_iter()
            .find(|parts| !parts.is_empty())?;
        let [one, other] = parts else {
            return None;
        };
        let see = |node| Some(View::of(self.target(Node::from(node), &Pointer::root())?.1));
        let (one, other) = ((one, see(one)?), (other, see(other)?));
        for ((node, exact), (_, beside)) in [(one.clone(), other.clone()), (other, one)] {
            let notes = || self.notes_within(node.into(), depth - 1);
            if is_empty_text(&beside) && !is_empty_text(&exact) {
                let mut notes = notes();
                notes.limits.not_empty = true;
                return Some(notes);
            }
            if is_range(&beside, &exact) {
                let mut notes = notes();
                let bounds = beside.properties.into_iter().flatten();
                let mut bounds =
                    bounds.map(|(_, bound)| self.notes_within(bound.into(), depth - 1).limits);
                let each = bounds.next().filter(|each| *each != Limits::default());
                notes.limits.each = each.map(Box::new);
                return Some(notes);
            }
        }
        None
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

/// The schema of a list's elements or of a map's values.
fn element<'d>(view: &View<'d>) -> Option<Node<'d>> {
    match (view.items, view.properties, view.additional) {
        (Some(items), _, _) => Some(items.into()),
        (None, None, Some(AdditionalProperties::Schema(value))) => Some((&**value).into()),
        _ => None,
    }
}
