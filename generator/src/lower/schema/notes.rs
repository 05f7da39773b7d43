//! What a schema says of its values beside their type.
//!
//! In: a schema that some place refers to. Out: whether `null` is a value, the limits, which way it goes and its default. What
//! always holds: references and schemas that only wrap another are looked through to the end, each once, without recursion; a
//! type is looked up nowhere.

use crate::api::{Limits, Pointer};
use std::collections::BTreeSet;

use super::limits::{limits, merged};
use super::unions::is_empty_text;
use super::view::View;
use crate::lower::context::{Lowering, MOST_LEVELS, Notes};
use crate::spec::{AdditionalProperties, Beside, Schema, SchemaId, SchemaType, SchemaUse};

/// How a schema holds another.
#[derive(Clone, Copy)]
enum Holds {
    /// Its values are those of the other.
    Value,
    /// They are those of the other, or `""`.
    Cleared,
    /// They consist of those of the other: elements, values of a map, bounds.
    Each,
    /// They are among those of the other, which is one of several parts: what it says of the way holds of the whole.
    Part,
}

/// A schema on the way to the innermost ones.
struct OpenNotes<'d> {
    id: Option<SchemaId>,
    /// How the step before holds it.
    held: Holds,
    /// What is said of its values so far.
    found: Notes,
    /// What it holds, of which nothing is known yet; the last is next.
    rest: Vec<(Holds, &'d SchemaUse)>,
}

impl<'d> Lowering<'d> {
    /// The notes of a schema.
    pub fn notes(&mut self, used: &'d SchemaUse) -> Notes {
        let mut found = Notes::default();
        let mut around = BTreeSet::new();
        let mut steps = vec![OpenNotes::outside(used)];
        while let Some(step) = steps.last_mut() {
            if let Some((held, used)) = step.rest.pop() {
                // What stands inline belongs to the schema around it.
                let id = used.reference.as_ref().map(|_| used.schema);
                match id.and_then(|id| self.known_notes.get(&id)) {
                    Some(known) => step.found.add(held, known.clone()),
                    None if id.is_some_and(|id| !around.insert(id)) => {}
                    None => steps.push(self.step(id, held, used)),
                }
            } else if let Some(done) = steps.pop() {
                if let Some(id) = done.id {
                    self.known_notes.insert(id, done.found.clone());
                }
                match steps.last_mut() {
                    Some(around) => around.found.add(done.held, done.found),
                    None => found = done.found,
                }
            }
        }
        found
    }

    fn step(&self, id: Option<SchemaId>, held: Holds, used: &'d SchemaUse) -> OpenNotes<'d> {
        let view = View::of(self.schema(used));
        let mut limits = limits(&view, self.kind_of(view));
        limits.not_empty = view.clearable;
        let inner = self.alternatives_of_one(view).or_else(|| {
            let wrapped = self.wrapped(view).map(|used| (Holds::Value, used));
            let inner = wrapped.or_else(|| Some((Holds::Each, element(view)?)));
            let parts = view.all_of.iter().map(|used| (Holds::Part, used));
            Some(parts.chain(inner).collect())
        });
        OpenNotes {
            id,
            held,
            found: Notes {
                nullable: self.may_be_null(view.schema),
                limits,
                depth: 0,
                read_only: view.read_only,
                write_only: view.write_only,
                default: view.default.as_ref().map(ToString::to_string),
            },
            rest: inner.unwrap_or_default(),
        }
    }

    /// Whether a schema says that null is one of its values: itself, or as one of its alternatives.
    pub fn may_be_null(&self, schema: &Schema) -> bool {
        let mut alternatives = schema.one_of.iter().chain(&schema.any_of);
        schema.nullable || alternatives.any(|used| self.schema(used).nullable)
    }

    /// What stands beside the references that a reference leads over, before it comes to its schema.
    pub fn notes_between(&mut self, used: &'d SchemaUse) -> Notes {
        let mut chain: Vec<(&'d Pointer, Notes)> = Vec::new();
        let mut seen = BTreeSet::new();
        let mut next = used.reference.as_ref();
        let mut found = Notes::default();
        while let Some(reference) = next {
            let at = &reference.direct;
            if let Some(known) = self.known_between.get(at) {
                found = known.clone();
                break;
            }
            let Some(component) = self.component_use(at).filter(|_| seen.insert(at)) else {
                break;
            };
            chain.push((
                at,
                component
                    .beside
                    .as_deref()
                    .map_or_else(Notes::default, Notes::from),
            ));
            next = component.reference.as_ref();
        }
        for (at, mut said) in chain.into_iter().rev() {
            said.add(Holds::Value, found);
            self.known_between.insert(at.clone(), said.clone());
            found = said;
        }
        found
    }

    /// Two alternatives that are one thing in a request: a value or `""`, or a value or bounds on it, which are alike.
    fn alternatives_of_one(&self, view: View<'d>) -> Option<Vec<(Holds, &'d SchemaUse)>> {
        let parts = [view.one_of, view.any_of];
        let parts = parts.into_iter().find(|parts| !parts.is_empty())?;
        let [one, other] = parts else {
            return None;
        };
        for (used, beside) in [(one, other), (other, one)] {
            let (exact, beside) = (self.schema(used), self.schema(beside));
            if is_empty_text(beside) && !is_empty_text(exact) {
                return Some(vec![(Holds::Cleared, used)]);
            }
            if self.is_range(beside, exact) {
                let bound = beside.properties.values().next();
                let bound = bound.map(|bound| (Holds::Each, bound));
                return Some(bound.into_iter().chain([(Holds::Value, used)]).collect());
            }
        }
        None
    }

    /// The type of a schema's values: its own, else that of the one schema that it consists of.
    pub fn kind_of(&self, view: View<'d>) -> Option<SchemaType> {
        let mut view = view;
        for _ in 0..MOST_LEVELS {
            if view.kind.is_some() {
                break;
            }
            view = View::of(self.schema(self.wrapped(view)?));
        }
        view.kind
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

impl<'d> OpenNotes<'d> {
    /// Where the walk begins: outside of what is asked for.
    fn outside(used: &'d SchemaUse) -> Self {
        Self {
            id: None,
            held: Holds::Value,
            found: Notes::default(),
            rest: vec![(Holds::Value, used)],
        }
    }
}

impl From<&Beside> for Notes {
    fn from(beside: &Beside) -> Self {
        Self {
            nullable: beside.nullable,
            read_only: beside.read_only,
            write_only: beside.write_only,
            default: beside.default.as_ref().map(ToString::to_string),
            ..Self::default()
        }
    }
}

impl Notes {
    /// Adds what is said of what a schema holds to what it says itself.
    fn add(&mut self, held: Holds, inner: Self) {
        let limits = std::mem::take(&mut self.limits);
        match held {
            Holds::Value | Holds::Cleared => {
                self.nullable |= inner.nullable;
                self.limits = merged(limits, inner.limits);
                self.limits.not_empty |= matches!(held, Holds::Cleared);
                self.depth = self.depth.max(inner.depth);
                self.read_only |= inner.read_only;
                self.write_only |= inner.write_only;
                self.default = self.default.take().or(inner.default);
            }
            Holds::Each => {
                let limited = inner.limits != Limits::default() && inner.depth < MOST_LEVELS;
                let each = limited.then(|| Box::new(inner.limits));
                self.depth = if limited { inner.depth + 1 } else { 0 };
                self.limits = Limits { each, ..limits };
            }
            Holds::Part => {
                self.limits = limits;
                self.read_only |= inner.read_only;
                self.write_only |= inner.write_only;
            }
        }
    }
}

/// The schema of a list's elements or of a map's values.
fn element(view: View<'_>) -> Option<&SchemaUse> {
    match (&view.schema.items, &view.schema.additional) {
        (Some(items), _) => Some(items),
        (None, Some(AdditionalProperties::Each(value))) if view.properties.is_empty() => {
            Some(value)
        }
        _ => None,
    }
}
