//! Types that are found by what uses them: renamed, and maybe changed besides.
//!
//! In: both models, and the types that neither name nor place told. Out: more pairs. What always holds: two types are paired only if
//! the same member of the same thing holds them, they are of one kind, and half of what they consist of is the same.

use std::collections::{BTreeSet, HashMap};

use crate::api::{Api, TypeDef, TypeKind};

use super::change::Way;
use super::holders::{Held, HeldBy};
use super::matches::Matches;
use super::view;

/// A model, and by type what holds it.
#[derive(Clone, Copy)]
pub(super) struct Users<'s> {
    pub(super) api: &'s Api,
    pub(super) holders: &'s [Vec<Held<'s>>],
}

/// What holds a type, as the old model numbers it, and by which member.
type UsedAs<'a> = (UsedBy<'a>, &'a str);

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum UsedBy<'a> {
    Type(usize),
    Operation(usize, Way),
    Event(&'a str),
}

/// Pairs what is left of the types. A pair may lead to more.
pub(super) fn by_use(old: Users<'_>, new: Users<'_>, operations: &Matches, types: &mut Matches) {
    let mut held: HashMap<UsedAs<'_>, Vec<usize>> = HashMap::new();
    for index in types.removed() {
        for one in old.holders.get(index).into_iter().flatten() {
            let owner = match one.by {
                HeldBy::Type(id) => UsedBy::Type(id.index()),
                HeldBy::Operation(operation, _, way) => UsedBy::Operation(operation, way),
                HeldBy::Event(wire) => UsedBy::Event(wire),
            };
            held.entry((owner, one.member)).or_default().push(index);
        }
    }
    loop {
        let mut found = Vec::new();
        for index in types.added() {
            let holders = new.holders.get(index).into_iter().flatten();
            let places = holders.filter_map(|one| place(one, operations, types));
            let mut candidates = places.filter_map(|place| held.get(&place)).flatten();
            let is_it = |one: &&usize| {
                types.old.get(**one) == Some(&None)
                    && is_alike(old.api.types.get(**one), new.api.types.get(index))
            };
            found.extend(candidates.find(is_it).map(|one| (*one, index)));
        }
        if found.is_empty() {
            return;
        }
        for (one, index) in found {
            // Two may have found the same.
            if types.old.get(one) == Some(&None) {
                types.pair(one, index);
            }
        }
    }
}

/// Where the old model has what holds a type of the new one.
fn place<'a>(held: &Held<'a>, operations: &Matches, types: &Matches) -> Option<UsedAs<'a>> {
    let owner = match held.by {
        HeldBy::Type(id) => UsedBy::Type((*types.new.get(id.index())?)?),
        HeldBy::Operation(index, _, way) => UsedBy::Operation((*operations.new.get(index)?)?, way),
        HeldBy::Event(wire) => UsedBy::Event(wire),
    };
    Some((owner, held.member))
}

/// Whether one may have become the other.
fn is_alike(one: Option<&TypeDef>, other: Option<&TypeDef>) -> bool {
    let (Some(one), Some(other)) = (one, other) else {
        return false;
    };
    let (ours, theirs) = (parts(&one.kind), parts(&other.kind));
    let common = ours.intersection(&theirs).count();
    view::shape(&one.kind) == view::shape(&other.kind) && common * 2 >= ours.len().max(theirs.len())
}

/// What a type consists of, as the wire calls it.
fn parts(kind: &TypeKind) -> BTreeSet<String> {
    match kind {
        TypeKind::Struct(object) => {
            let fields = object.fields.iter().map(|field| &field.wire);
            let constants = object.constants.iter().map(|constant| &constant.wire);
            fields.chain(constants).cloned().collect()
        }
        TypeKind::StringEnum(values) => {
            let values = values.variants.iter();
            values.map(|variant| variant.wire.clone()).collect()
        }
        TypeKind::IntegerEnum(values) => {
            let values = values.variants.iter();
            values.map(|variant| variant.wire.to_string()).collect()
        }
        TypeKind::Union(union) => {
            let names = union.variants.iter();
            names.map(|variant| variant.name.to_string()).collect()
        }
        TypeKind::ExpandPaths(expand) => {
            let paths = expand.paths.iter();
            paths.map(|path| path.wire.clone()).collect()
        }
        TypeKind::Alias(_) => BTreeSet::new(),
    }
}
