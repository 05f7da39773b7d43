//! What rustc says of a program that used the old crate.
//!
//! In: what both models made of something in Rust. Out: a [`RustClass`]. What always holds: it is asked of what the model
//! decided, which emission prints, and not of why it did.

use crate::api::{Argument, Field, Given, Passed, Role, Type, TypeReference, Wrapper};
use crate::diff::change::RustClass;
use crate::diff::sides::{Side, Sides};

/// What becomes of a field, in structs of these roles.
pub(super) fn field(
    sides: &Sides<'_>,
    [old, new]: [Role; 2],
    one: &Field,
    other: &Field,
) -> RustClass {
    let public = match (old.is_read(), new.is_read()) {
        (true, true) if is_same_member(sides, one, other) => RustClass::Patch,
        (true, _) => RustClass::Major,
        (false, true) => RustClass::Minor,
        (false, false) => RustClass::Patch,
    };
    let made = match (old.is_made(), new.is_made()) {
        (true, true) => given(sides, one, other),
        (true, false) => RustClass::Major,
        (false, true) => RustClass::Minor,
        (false, false) => RustClass::Patch,
    };
    public.max(made)
}

fn is_same_member(sides: &Sides<'_>, one: &Field, other: &Field) -> bool {
    one.name == other.name
        && one.presence.optional == other.presence.optional
        && same(&sides.old, &one.ty, &sides.new, &other.ty)
}

fn given(sides: &Sides<'_>, one: &Field, other: &Field) -> RustClass {
    let taken = || {
        argument(
            sides,
            &sides.old.api.argument(&one.ty),
            &sides.new.api.argument(&other.ty),
        )
    };
    match (&one.presence.given, &other.presence.given) {
        (Given::Argument, Given::Argument) => taken(),
        (Given::Named, Given::Named) => {
            let is_box = |one: Wrapper| one == Wrapper::Boxed;
            let (before, after) = (one.ty.behind(is_box), other.ty.behind(is_box));
            match one.name == other.name && same(&sides.old, before, &sides.new, after) {
                true => RustClass::Patch,
                false => RustClass::Major,
            }
        }
        (Given::Setter(before), Given::Setter(after)) => {
            let functions = [
                (&before.clear, &after.clear),
                (&before.unset, &after.unset),
                (&before.otherwise, &after.otherwise),
            ];
            let classes = functions.map(|functions| match functions {
                (None, Some(_)) => RustClass::Minor,
                (Some(before), after) if after.as_ref() != Some(before) => RustClass::Major,
                (None, None) | (Some(_), _) => RustClass::Patch,
            });
            let set = match before.set == after.set {
                true => RustClass::Patch,
                false => RustClass::Major,
            };
            classes.into_iter().fold(set.max(taken()), RustClass::max)
        }
        (Given::Never, Given::Never) => RustClass::Patch,
        (Given::Never, Given::Setter(_)) => RustClass::Minor,
        (Given::Argument | Given::Named | Given::Setter(_) | Given::Never, _) => RustClass::Major,
    }
}

/// What becomes of a function's parameter.
fn argument(sides: &Sides<'_>, one: &Argument, other: &Argument) -> RustClass {
    let widened = |before: &Passed, after: &Passed| {
        if !same(&sides.old, &before.ty, &sides.new, &after.ty) {
            return RustClass::Major;
        }
        match (before.converts, after.converts) {
            (true, false) => RustClass::Major,
            (false, true) => RustClass::Minor,
            (true, true) | (false, false) => RustClass::Patch,
        }
    };
    match (one, other) {
        (
            Argument::Boxed(one) | Argument::Set(one),
            Argument::Boxed(other) | Argument::Set(other),
        ) => argument(sides, one, other),
        (Argument::Boxed(one) | Argument::Set(one), other) => argument(sides, one, other),
        (one, Argument::Boxed(other) | Argument::Set(other)) => argument(sides, one, other),
        (Argument::One(before), Argument::One(after))
        | (Argument::Elements(before), Argument::Elements(after))
        | (Argument::Pairs(before), Argument::Pairs(after)) => widened(before, after),
        (Argument::Choice(before), Argument::Choice(after))
        | (Argument::Paths(before), Argument::Paths(after)) => {
            match same(&sides.old, before, &sides.new, after) {
                true => RustClass::Patch,
                false => RustClass::Major,
            }
        }
        // Whatever a value is made of, the choice is made of.
        (Argument::One(before), Argument::Choice(after))
            if same(&sides.old, &before.ty, &sides.new, after) =>
        {
            RustClass::Minor
        }
        (
            Argument::MapOfTexts | Argument::PairsOfTexts,
            Argument::MapOfTexts | Argument::PairsOfTexts,
        ) => RustClass::Patch,
        (
            Argument::One(_)
            | Argument::Choice(_)
            | Argument::Elements(_)
            | Argument::Paths(_)
            | Argument::Pairs(_)
            | Argument::MapOfTexts
            | Argument::PairsOfTexts,
            _,
        ) => RustClass::Major,
    }
}

/// Whether two types are the same Rust type: formats of texts are not told apart, nor is an alias from what it stands for.
pub(super) fn same(one: &Side<'_>, ty: &Type, other: &Side<'_>, theirs: &Type) -> bool {
    let (ty, theirs) = (one.api.behind_aliases(ty), other.api.behind_aliases(theirs));
    match (ty, theirs) {
        (Type::Text(_), Type::Text(_)) => return true,
        (Type::Expand { paths, .. }, Type::Expand { paths: others, .. }) => {
            return one.number(*paths) == other.number(*others);
        }
        _ => {}
    }
    match (ty.wrapped(), theirs.wrapped()) {
        (Some((wrapper, inner)), Some((their_wrapper, their_inner))) => {
            wrapper == their_wrapper && same(one, inner, other, their_inner)
        }
        (None, None) => match (ty.reference(), theirs.reference()) {
            (Some(TypeReference::Value(id)), Some(TypeReference::Value(their_id)))
            | (Some(TypeReference::Id(id)), Some(TypeReference::Id(their_id))) => {
                one.number(id) == other.number(their_id)
            }
            (None, None) => ty == theirs,
            (Some(_), _) | (None, Some(_)) => false,
        },
        (Some(_), None) | (None, Some(_)) => false,
    }
}
