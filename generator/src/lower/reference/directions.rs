//! Which components are only ever sent.
//!
//! In: what the document says. Out: the components that requests reach and responses don't. What always holds: a component
//! that both reach, or neither, counts as read, so that nothing received is lost.

use std::collections::{BTreeSet, HashMap, HashSet};

use crate::api::Pointer;
use crate::spec::{Media, Operation, SchemaId, SchemaUse, Spec};

/// The components that only requests reach, directly or through others.
pub fn sent_only(spec: &Spec) -> BTreeSet<Pointer> {
    let mut sent = Reach::of(spec);
    let mut read = Reach::of(spec);
    for operation in spec.paths.iter().flat_map(|path| path.operations.iter()) {
        sent.add(requested(operation));
        read.add(answered(operation));
    }
    for operation in spec.received() {
        read.add(requested(operation).chain(answered(operation)));
    }
    let sent = sent.components.difference(&read.components);
    sent.map(|component| (*component).clone()).collect()
}

/// Where the document says what only events need: their own places, and the components that no operation reaches and that
/// some event does.
pub fn only_received(spec: &Spec) -> BTreeSet<Pointer> {
    let mut asked = Reach::of(spec);
    let mut shared = HashSet::new();
    for operation in spec.paths.iter().flat_map(|path| path.operations.iter()) {
        asked.add(requested(operation).chain(answered(operation)));
        shared.insert(&operation.at);
        shared.extend(operation.body.iter().map(|body| &body.at));
    }
    let mut received = Reach::of(spec);
    let mut places: BTreeSet<Pointer> = spec.events.iter().map(|event| event.at.clone()).collect();
    for operation in spec.received() {
        // What it is answered with counts for nothing.
        received.add(requested(operation));
        let body = operation.body.iter().map(|body| &body.at);
        let own = [&operation.at].into_iter().chain(body);
        places.extend(own.filter(|at| !shared.contains(at)).cloned());
    }
    let components = received.components.difference(&asked.components);
    places.extend(components.map(|component| (*component).clone()));
    places
}

fn requested(operation: &Operation) -> impl Iterator<Item = &SchemaUse> {
    let parameters = operation.parameters.iter();
    let parameters = parameters.filter_map(|parameter| parameter.schema.as_ref());
    let bodies = operation.body.iter().flat_map(|body| &body.content);
    parameters.chain(bodies.filter_map(schema_of))
}

fn answered(operation: &Operation) -> impl Iterator<Item = &SchemaUse> {
    let answers = operation.responses.iter();
    let content = answers.flat_map(|answer| &answer.response.content);
    content.filter_map(schema_of)
}

fn schema_of(media: &Media) -> Option<&SchemaUse> {
    media.schema.as_ref()
}

/// What is reached from some schemas.
struct Reach<'d> {
    spec: &'d Spec,
    by_place: HashMap<&'d Pointer, &'d SchemaUse>,
    components: HashSet<&'d Pointer>,
    schemas: HashSet<SchemaId>,
}

impl<'d> Reach<'d> {
    fn of(spec: &'d Spec) -> Self {
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
    fn add(&mut self, uses: impl Iterator<Item = &'d SchemaUse>) {
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
}
