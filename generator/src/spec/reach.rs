//! What schemas lead to.
//!
//! In: a document, and schemas. Out: the components that they lead to, over however many others. What always holds: each schema is looked
//! at once, so that circles end.

use std::collections::{HashMap, HashSet};

use super::{Media, Operation, SchemaId, SchemaUse, Spec};
use crate::place::Pointer;

impl Operation {
    /// The schemas of what is sent.
    pub fn requested(&self) -> impl Iterator<Item = &SchemaUse> {
        let parameters = self.parameters.iter();
        let parameters = parameters.filter_map(|parameter| parameter.schema.as_ref());
        let bodies = self.body.iter().flat_map(|body| &body.content);
        parameters.chain(bodies.filter_map(schema_of))
    }

    /// The schemas of what is answered.
    pub fn answered(&self) -> impl Iterator<Item = &SchemaUse> {
        let answers = self.responses.iter();
        let content = answers.flat_map(|answer| &answer.response.content);
        content.filter_map(schema_of)
    }
}

fn schema_of(media: &Media) -> Option<&SchemaUse> {
    media.schema.as_ref()
}

/// What is reached from some schemas.
#[derive(Debug)]
pub struct Reach<'d> {
    spec: &'d Spec,
    by_place: HashMap<&'d Pointer, &'d SchemaUse>,
    /// The places of the components.
    pub components: HashSet<&'d Pointer>,
    /// The other schemas.
    pub schemas: HashSet<SchemaId>,
}

impl<'d> Reach<'d> {
    /// Nothing, yet.
    #[must_use]
    pub fn of(spec: &'d Spec) -> Self {
        let components = spec.components.values();
        Self {
            spec,
            by_place: components
                .map(|component| (&component.at, component))
                .collect(),
            components: HashSet::new(),
            schemas: HashSet::new(),
        }
    }

    /// Adds what these lead to, over however many others.
    pub fn add(&mut self, uses: impl Iterator<Item = &'d SchemaUse>) {
        let mut pending: Vec<&SchemaUse> = uses.collect();
        while let Some(used) = pending.pop() {
            let direct = used.reference.as_ref().map(|reference| &reference.direct);
            if let Some(component) = direct.and_then(|direct| self.by_place.get(direct)) {
                // It may be a reference again.
                if self.components.insert(&component.at) {
                    pending.push(component);
                }
            } else if self.schemas.insert(used.schema) {
                pending.extend(self.spec.schemas.of(used).parts());
            }
        }
    }

    /// Adds a component by its place, with what it leads to.
    pub fn add_component(&mut self, at: &Pointer) {
        if let Some(component) = self.by_place.get(at).copied()
            && self.components.insert(&component.at)
        {
            self.add([component].into_iter());
        }
    }
}
