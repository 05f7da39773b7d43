//! Both models, and what of the one is what of the other.
//!
//! In: two models. Out: [`Sides`]. What always holds: a type is one and the same as long as its place or its name stays, or,
//! where both are new, as the same things hold it or it looks the same on the wire: renaming is not removing and adding.

use crate::api::{Api, Operation, Type, TypeDef, TypeId, TypeReference};

use super::holders::{self, Held, HeldBy};
use super::matches::Matches;
use super::renames::{self, Users};
use super::shapes;
use super::view;

/// One of the two models.
#[derive(Debug)]
pub(super) struct Side<'a> {
    pub(super) api: &'a Api,
    /// The operations, each with the index of its resource.
    pub(super) operations: Vec<(usize, &'a Operation)>,
    /// By type: what it looks like on the wire.
    pub(super) shapes: Vec<u64>,
    /// By type: what holds it.
    pub(super) holders: Vec<Vec<Held<'a>>>,
    /// By type: a number that the same type has in both models, and no other.
    numbers: Vec<usize>,
    /// The same by resource.
    resources: Vec<usize>,
}

/// Both models.
#[derive(Debug)]
pub(super) struct Sides<'a> {
    pub(super) old: Side<'a>,
    pub(super) new: Side<'a>,
    pub(super) types: Matches,
    pub(super) operations: Matches,
    pub(super) resources: Matches,
}

impl<'a> Side<'a> {
    fn of(api: &'a Api) -> Self {
        let resources = api.resources.iter().enumerate();
        let operations = resources.flat_map(|(index, resource)| {
            let operations = resource.operations.iter();
            operations.map(move |operation| (index, operation))
        });
        Self {
            api,
            operations: operations.collect(),
            shapes: shapes::shapes(api),
            holders: holders::holders(api),
            numbers: Vec::new(),
            resources: Vec::new(),
        }
    }

    /// The number of a type, the same in both models.
    pub(super) fn number(&self, id: TypeId) -> Option<usize> {
        self.numbers.get(id.index()).copied()
    }

    /// The number of a resource, the same in both models.
    pub(super) fn resource(&self, index: usize) -> Option<usize> {
        self.resources.get(index).copied()
    }

    fn users(&self) -> Users<'_> {
        Users {
            api: self.api,
            holders: &self.holders,
        }
    }

    fn def(&self, index: usize) -> Option<&'a TypeDef> {
        self.api.types.get(index)
    }

    fn operation(&self, index: usize) -> Option<&'a Operation> {
        self.operations.get(index).map(|(_, operation)| *operation)
    }
}

impl<'a> Sides<'a> {
    pub(super) fn of(old: &'a Api, new: &'a Api) -> Self {
        let (mut old, mut new) = (Side::of(old), Side::of(new));
        let mut types = types(&old, &new);
        let mut operations = operations(&old, &new);
        renames::by_use(old.users(), new.users(), &operations, &mut types);
        by_shape(&old, &new, &mut operations, &mut types);
        renames::by_use(old.users(), new.users(), &operations, &mut types);
        let resources = resources(&old, &new, &operations);
        (old.numbers, new.numbers) = numbers(&types);
        (old.resources, new.resources) = numbers(&resources);
        Self {
            old,
            new,
            types,
            operations,
            resources,
        }
    }

    /// Whether something that holds a type of one model has another name in the other one, or is not in that: what is inside of
    /// it is named after it.
    pub(super) fn is_named_anew(&self, old: &TypeDef, new: &TypeDef) -> bool {
        let (there, back) = (&self.new, &self.old);
        holds_anew(there, new, back, &self.types.new, &self.operations.new)
            || holds_anew(back, old, there, &self.types.old, &self.operations.old)
    }

    /// Whether an enum of either model has the names of an object's fields, and nothing else.
    pub(super) fn names_fields(&self, def: &TypeDef) -> bool {
        [self.old.api, self.new.api].into_iter().any(|api| {
            let mut names = api.types.iter().flat_map(holders::field_names);
            names.any(|(_, names)| api.get(names).is_some_and(|one| std::ptr::eq(one, def)))
        })
    }

    /// Whether a type of the old model is that of the new one, in all that both say of it.
    pub(super) fn same(&self, old: &Type, new: &Type) -> bool {
        same(&self.old, old, &self.new, new)
    }
}

/// Whether a type of the one model is that of the other.
pub(super) fn same(one: &Side<'_>, ty: &Type, other: &Side<'_>, theirs: &Type) -> bool {
    match (ty.wrapped(), theirs.wrapped()) {
        (Some((wrapper, inner)), Some((their_wrapper, their_inner))) => {
            wrapper == their_wrapper && same(one, inner, other, their_inner)
        }
        (None, None) => match (ty.reference(), theirs.reference()) {
            (Some(ours), Some(theirs_too)) => {
                std::mem::discriminant(&ours) == std::mem::discriminant(&theirs_too)
                    && one.number(ours.id()) == other.number(theirs_too.id())
                    && prefix(ty) == prefix(theirs)
            }
            (None, None) => ty == theirs,
            (Some(_), None) | (None, Some(_)) => false,
        },
        (Some(_), None) | (None, Some(_)) => false,
    }
}

fn prefix(ty: &Type) -> Option<&str> {
    match (ty, ty.reference()) {
        (Type::Expand { prefix, .. }, Some(TypeReference::Paths(_))) => Some(prefix),
        _ => None,
    }
}

/// A number for each thing of both lists, the same for what is paired.
fn numbers(matches: &Matches) -> (Vec<usize>, Vec<usize>) {
    let old: Vec<usize> = (0..matches.old.len()).collect();
    let mut next = old.len();
    let new = matches.new.iter().map(|old| {
        old.unwrap_or_else(|| {
            next += 1;
            next
        })
    });
    let new = new.collect();
    (old, new)
}

fn types(old: &Side<'_>, new: &Side<'_>) -> Matches {
    let mut matches = Matches::new(old.api.types.len(), new.api.types.len());
    let keys: [fn(&TypeDef) -> Option<TypeKey<'_>>; 6] = [
        |def| {
            Some((
                def.name.as_str(),
                def.pointer.as_str(),
                view::shape(&def.kind),
            ))
        },
        // A place that does not move when something beside it goes.
        |def| {
            is_steady(def.pointer.as_str())
                .then(|| ("", def.pointer.as_str(), view::shape(&def.kind)))
        },
        |def| Some((def.name.as_str(), "", view::shape(&def.kind))),
        |def| Some(("", def.pointer.as_str(), view::shape(&def.kind))),
        |def| Some((def.name.as_str(), "", "")),
        |def| is_steady(def.pointer.as_str()).then(|| ("", def.pointer.as_str(), "")),
    ];
    for key in keys {
        matches.by(
            |index| old.def(index).and_then(key),
            |index| new.def(index).and_then(key),
        );
    }
    matches
}

/// Pairs what looks the same on the wire, of what is left.
fn by_shape(old: &Side<'_>, new: &Side<'_>, operations: &mut Matches, types: &mut Matches) {
    let shape = |side: &Side<'_>, index: usize| {
        let kind = side.def(index).map(|def| view::shape(&def.kind))?;
        Some((kind, side.shapes.get(index).copied()?))
    };
    types.by(|index| shape(old, index), |index| shape(new, index));
    let shape = |side: &Side<'_>, index: usize| {
        Some(shapes::operation(side.operation(index)?, &side.shapes))
    };
    operations.by(|index| shape(old, index), |index| shape(new, index));
}

/// Name, place and kind, as far as they count.
type TypeKey<'a> = (&'a str, &'a str, &'a str);

/// Whether a pointer leads through no list: a status is a number, too, and stays.
fn is_steady(pointer: &str) -> bool {
    let mut before = "";
    for token in pointer.split('/').skip(1) {
        if token.bytes().all(|byte| byte.is_ascii_digit()) && before != "responses" {
            return false;
        }
        before = token;
    }
    true
}

fn operations(old: &Side<'_>, new: &Side<'_>) -> Matches {
    let mut matches = Matches::new(old.operations.len(), new.operations.len());
    let path = |side: &Side<'_>, index: usize| {
        let operation = side.operation(index)?;
        Some((view::verb(operation.method), view::pieces(operation)))
    };
    matches.by(|index| path(old, index), |index| path(new, index));
    let id = |side: &Side<'_>, index: usize| side.operation(index)?.id.clone();
    matches.by(|index| id(old, index), |index| id(new, index));
    matches
}

/// Resources are the same by their name, or by their operations.
fn resources(old: &Side<'_>, new: &Side<'_>, operations: &Matches) -> Matches {
    let (olds, news) = (&old.api.resources, &new.api.resources);
    let mut matches = Matches::new(olds.len(), news.len());
    matches.by(
        |index| olds.get(index).map(|resource| &resource.name),
        |index| news.get(index).map(|resource| &resource.name),
    );
    for (one, other) in operations.pairs() {
        let (Some((one, _)), Some((other, _))) =
            (old.operations.get(one), new.operations.get(other))
        else {
            continue;
        };
        let open = |list: &[Option<usize>], index: usize| list.get(index) == Some(&None);
        if open(&matches.old, *one) && open(&matches.new, *other) {
            matches.pair(*one, *other);
        }
    }
    matches
}

/// Whether something that holds a type of a side has another name on the other side, or is not there, by what is paired.
fn holds_anew(
    side: &Side<'_>,
    def: &TypeDef,
    other: &Side<'_>,
    types: &[Option<usize>],
    operations: &[Option<usize>],
) -> bool {
    let own = side.api.types.iter().position(|one| std::ptr::eq(one, def));
    let held = own.and_then(|own| side.holders.get(own));
    held.into_iter().flatten().any(|held| match held.by {
        HeldBy::Type(id) => {
            let paired = types.get(id.index()).copied().flatten();
            let paired = paired.and_then(|paired| other.def(paired));
            paired.map(|def| &def.name) != side.api.get(id).map(|def| &def.name)
        }
        HeldBy::Operation(index, operation, _) => {
            let paired = operations.get(index).copied().flatten();
            let paired = paired.and_then(|paired| other.operation(paired));
            let has = |other: &&Operation| {
                let mut inputs = other.inputs.iter();
                held.member.is_empty() || inputs.any(|one| one.field.wire == held.member)
            };
            paired.filter(has).map(|other| &other.request) != Some(&operation.request)
        }
        HeldBy::Event(_) => false,
    })
}
