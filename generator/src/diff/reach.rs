//! Which operations and events hold a type, and by which way.
//!
//! In: a model, and a type of it. Out: [`Reached`]s, by operation. What always holds: of the ways that lead from one part of an
//! operation to a type, the shortest is told; an id of an object holds no object.

// A new kind of type has to be thought of wherever kinds are told apart.
#![warn(clippy::wildcard_enum_match_arm)]

use std::cell::OnceCell;
use std::collections::{BTreeMap, VecDeque};

use crate::api::{Api, Operation, Type, TypeId, TypeKind};

use super::change::{Reached, Way};
use super::view;

/// The ways upwards from all types of a model, found when they are first asked for.
#[derive(Debug)]
pub(super) struct Reaches<'a> {
    api: &'a Api,
    holders: OnceCell<Vec<Vec<Held<'a>>>>,
}

/// What holds a type, and as what.
#[derive(Clone, Debug)]
enum Held<'a> {
    /// A type, in this member.
    By(TypeId, &'a str),
    /// An operation, in this input.
    Operation(&'a Operation, Way, &'a str),
    /// An event.
    Event(&'a str),
}

impl<'a> Reaches<'a> {
    pub(super) fn of(api: &'a Api) -> Self {
        Self {
            api,
            holders: OnceCell::new(),
        }
    }

    /// The operations and events that hold a type.
    pub(super) fn reached(&self, id: TypeId) -> Vec<Reached> {
        let holders = self.holders.get_or_init(|| holders(self.api));
        let mut found: BTreeMap<(String, Way), String> = BTreeMap::new();
        // For each type that is met: the one it leads to, and the member that does.
        let mut met: BTreeMap<TypeId, Option<(TypeId, &str)>> = BTreeMap::new();
        met.insert(id, None);
        let mut queue = VecDeque::from([id]);
        while let Some(next) = queue.pop_front() {
            for held in holders.get(next.index()).into_iter().flatten() {
                let (root, way, first) = match held {
                    Held::By(holder, member) => {
                        if !met.contains_key(holder) {
                            met.insert(*holder, Some((next, member)));
                            queue.push_back(*holder);
                        }
                        continue;
                    }
                    Held::Operation(operation, way, input) => {
                        (view::called(operation), *way, *input)
                    }
                    Held::Event(wire) => ((*wire).to_owned(), Way::Event, ""),
                };
                found
                    .entry((root, way))
                    .or_insert_with(|| path(&met, next, first));
            }
        }
        let found = found.into_iter();
        found
            .map(|((root, way), path)| Reached { root, way, path })
            .collect()
    }
}

/// The members from a type to the one that was asked for.
fn path(met: &BTreeMap<TypeId, Option<(TypeId, &str)>>, from: TypeId, first: &str) -> String {
    let mut members = vec![first];
    let mut at = from;
    while let Some(Some((next, member))) = met.get(&at) {
        members.push(member);
        at = *next;
    }
    members.retain(|member| !member.is_empty());
    members.join(".")
}

fn holders(api: &Api) -> Vec<Vec<Held<'_>>> {
    let mut holders = vec![Vec::new(); api.types.len()];
    let mut push = |id: Option<TypeId>, held| {
        if let Some(list) = id.and_then(|id| holders.get_mut(id.index())) {
            list.push(held);
        }
    };
    for (index, def) in api.types.iter().enumerate() {
        for (member, ty) in members(&def.kind) {
            push(ty.needed(), Held::By(TypeId::new(index), member));
        }
    }
    for operation in api.operations() {
        for input in &operation.inputs {
            let held = Held::Operation(operation, Way::Request, &input.field.wire);
            push(input.field.ty.needed(), held);
        }
        for ty in operation.output.types() {
            push(ty.needed(), Held::Operation(operation, Way::Response, ""));
        }
        push(
            operation.error.needed(),
            Held::Operation(operation, Way::Failure, ""),
        );
    }
    for event in api.webhooks.iter().flat_map(|webhooks| &webhooks.events) {
        push(Some(event.payload), Held::Event(&event.wire));
    }
    holders
}

/// The types that a definition holds, each with the member that does; an alternative has no name on the wire.
fn members(kind: &TypeKind) -> Vec<(&str, &Type)> {
    match kind {
        TypeKind::Struct(object) => {
            let fields = object.fields.iter();
            let named = fields.map(|field| (field.wire.as_str(), &field.ty));
            let others = kind.types().into_iter().skip(object.fields.len());
            named.chain(others.map(|ty| ("*", ty))).collect()
        }
        TypeKind::Union(_)
        | TypeKind::Alias(_)
        | TypeKind::StringEnum(_)
        | TypeKind::IntegerEnum(_)
        | TypeKind::ExpandPaths(_) => kind.types().into_iter().map(|ty| ("", ty)).collect(),
    }
}
