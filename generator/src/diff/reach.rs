//! Which operations and events hold a type, and by which way.
//!
//! In: who holds each type of a model, and one of the types. Out: [`Reached`]s, by operation. What always holds: of the ways that
//! lead from one part of an operation to a type, the shortest is told; an id of an object holds no object.

use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;

use crate::api::TypeId;

use super::change::{Reached, Way};
use super::holders::{Held, HeldBy};
use super::view;

/// A step from a type to the one that was asked for.
#[derive(Clone, Copy)]
enum Toward<'a> {
    /// This is the type.
    Here,
    /// By this member, to the next type.
    By(&'a str, TypeId),
}

/// The operations and events that hold a type.
pub(super) fn reached(holders: &[Vec<Held<'_>>], id: TypeId) -> Arc<[Reached]> {
    let mut found: BTreeMap<(String, Way), String> = BTreeMap::new();
    let mut met = vec![None; holders.len()];
    let mut queue = VecDeque::new();
    if let Some(first) = met.get_mut(id.index()) {
        *first = Some(Toward::Here);
        queue.push_back(id);
    }
    while let Some(next) = queue.pop_front() {
        let held = holders.get(next.index()).into_iter().flatten();
        for Held { by, member, .. } in held.filter(|held| !held.is_id) {
            let root = match by {
                HeldBy::Type(holder) => {
                    if let Some(open @ None) = met.get_mut(holder.index()) {
                        *open = Some(Toward::By(member, next));
                        queue.push_back(*holder);
                    }
                    continue;
                }
                HeldBy::Operation(_, operation, way) => (view::called(operation), *way),
                HeldBy::Event(wire) => ((*wire).to_owned(), Way::Event),
            };
            found
                .entry(root)
                .or_insert_with(|| path(&met, next, member));
        }
    }
    let found = found.into_iter();
    found
        .map(|((root, way), path)| Reached { root, way, path })
        .collect()
}

/// The members from a type to the one that was asked for.
fn path(met: &[Option<Toward<'_>>], from: TypeId, first: &str) -> String {
    let mut members = vec![first];
    let mut at = from;
    while let Some(Some(Toward::By(member, next))) = met.get(at.index()) {
        members.push(member);
        at = *next;
    }
    members.retain(|member| !member.is_empty());
    members.join(".")
}
