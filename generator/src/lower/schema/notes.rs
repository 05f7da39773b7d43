//! What a schema says of its values beside their type.
//!
//! In: a schema that some place refers to. Out: whether `null` is a value, and the limits. What always holds: references
//! and schemas that only wrap another are looked through to the end, each once, without recursion; a type is looked up
//! nowhere.

use std::collections::BTreeSet;

use super::limits::{limits, merged};
use super::view::View;
use crate::api::Limits;
use crate::lower::context::Lowering;
use crate::spec::{Additional, SchemaId, SchemaUse};

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
    id: Option<SchemaId>,
    own: Notes,
    is_list: bool,
}

impl<'d> Lowering<'d> {
    /// The notes of a schema.
    pub fn notes(&mut self, used: &'d SchemaUse) -> Notes {
        let mut steps: Vec<Step> = Vec::new();
        let mut around = BTreeSet::new();
        let mut next = Some(used);
        let mut found = Notes::default();
        while let Some(used) = next.take() {
            // What stands inline belongs to the schema around it.
            let id = used.reference.as_ref().map(|_| used.schema);
            if let Some(id) = id {
                if let Some(known) = self.known_notes.get(&id) {
                    found = known.clone();
                    break;
                }
                if !around.insert(id) {
                    break;
                }
            }
            let view = View::of(self.schema(used));
            let wrapped = self.wrapped(view);
            let own = Notes {
                nullable: view.nullable,
                limits: limits(&view, view.kind),
                depth: 0,
            };
            let is_list = wrapped.is_none();
            next = wrapped.or_else(|| element(view));
            steps.push(Step { id, own, is_list });
        }
        while let Some(step) = steps.pop() {
            found = step.around(found);
            if let Some(id) = step.id {
                self.known_notes.insert(id, found.clone());
            }
        }
        found
    }

    /// The one schema that another consists of.
    pub fn wrapped(&self, view: View<'d>) -> Option<&'d SchemaUse> {
        let parts = [view.all_of, view.one_of, view.any_of]
            .into_iter()
            .find(|parts| !parts.is_empty())?;
        let mut meaningful = parts
            .iter()
            .filter(|part| !View::of(self.schema(part)).is_unconstrained());
        let only = meaningful.next()?;
        (meaningful.next().is_none() && view.properties.is_empty()).then_some(only)
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
        let limited = inner.limits != Limits::default() && inner.depth < DEEPEST;
        let each = limited.then(|| Box::new(inner.limits));
        Notes {
            limits: Limits { each, ..own.limits },
            depth: if limited { inner.depth + 1 } else { 0 },
            nullable: own.nullable,
        }
    }
}

/// The schema of a list's elements or of a map's values.
fn element(view: View<'_>) -> Option<&SchemaUse> {
    match (&view.schema.items, &view.schema.additional) {
        (Some(items), _) => Some(items),
        (None, Some(Additional::Each(value))) if view.properties.is_empty() => Some(value),
        _ => None,
    }
}
