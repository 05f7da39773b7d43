//! Which components are only ever sent.
//!
//! In: what the document says. Out: the components that requests reach and responses don't. What always holds: a component
//! that both reach, or neither, counts as read, so that nothing received is lost.

use std::collections::{BTreeSet, HashSet};

use crate::api::Pointer;
use crate::spec::{Reach, Spec};

/// The components that only requests reach, directly or through others.
pub fn sent_only(spec: &Spec) -> BTreeSet<Pointer> {
    let mut sent = Reach::of(spec);
    let mut read = Reach::of(spec);
    for operation in spec.paths.iter().flat_map(|path| path.operations.iter()) {
        sent.add(operation.requested());
        read.add(operation.answered());
    }
    for operation in spec.received() {
        read.add(operation.requested().chain(operation.answered()));
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
        asked.add(operation.requested().chain(operation.answered()));
        shared.insert(&operation.at);
        shared.extend(operation.body.iter().map(|body| &body.at));
    }
    let mut received = Reach::of(spec);
    let mut places: BTreeSet<Pointer> = spec.events.iter().map(|event| event.at.clone()).collect();
    for operation in spec.received() {
        // What it is answered with counts for nothing.
        received.add(operation.requested());
        let body = operation.body.iter().map(|body| &body.at);
        let own = [&operation.at].into_iter().chain(body);
        places.extend(own.filter(|at| !shared.contains(at)).cloned());
    }
    let components = received.components.difference(&asked.components);
    places.extend(components.map(|component| (*component).clone()));
    places
}
