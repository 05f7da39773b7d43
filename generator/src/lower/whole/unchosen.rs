//! Alternatives that no value is ever read as.
//!
//! In: the finished model. Out: a warning for each alternative that another one before it fits wherever it does. What always holds:
//! only what the best fit decides is told, of types that are read; an alternative that at least one value that the document
//! describes is read as is not told.

use crate::api::{
    Additional, Api, Field, Selector, Struct, TextFormat, Type, TypeKind, UnionVariant,
};
use crate::diagnostic::{Diagnostic, Place};

/// The alternatives of all unions that are never chosen.
pub fn unchosen(api: &Api) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for def in &api.types {
        if let TypeKind::Union(union) = &def.kind
            && def.usage.role().is_read()
            && union.selector == Selector::BestFit
        {
            let never = union.variants.iter().enumerate();
            found.extend(never.filter_map(|(index, variant)| {
                let earlier = union.variants.get(..index).unwrap_or_default();
                let first = earlier
                    .iter()
                    .find(|first| fits_wherever(api, first, variant))?;
                Some(warning(first, variant))
            }));
        }
    }
    found
}

fn warning(first: &UnionVariant, variant: &UnionVariant) -> Diagnostic {
    let place = Place::Document(variant.pointer.clone());
    let message = format!(
        "no value is read as this alternative, `{}`: `{}` stands before it and knows as much of each",
        variant.name, first.name
    );
    let told = Diagnostic::warning("alternative-not-chosen", place, message);
    told.label("this alternative").help(
        "put it before the other one in an overlay, say what only it has as `required`, or remove it",
    )
}

/// Whether each value of an alternative is a value of another one, which knows as much of it.
fn fits_wherever(api: &Api, first: &UnionVariant, other: &UnionVariant) -> bool {
    let (one, two) = (api.value(&first.ty), api.value(&other.ty));
    if let (Some(one), Some(two)) = (object(api, one), object(api, two)) {
        let demands = |demand| other.demands.contains(demand);
        return first.demands.iter().all(demands) && has_all(api, one, two);
    }
    match (one, two) {
        (Type::Text(TextFormat::Plain), Type::Text(_))
        | (Type::Json, Type::Text(_) | Type::Json) => true,
        (one, two) => one == two,
    }
}

fn object<'a>(api: &'a Api, ty: &Type) -> Option<&'a Struct> {
    api.definition(ty)?.kind.as_struct()
}

/// Whether an object has all members of another one, and needs no other.
fn has_all(api: &Api, one: &Struct, two: &Struct) -> bool {
    let takes = |field: &Field, other: &Field| {
        (!field.required || other.required)
            && (field.nullable || !other.nullable)
            && api.value(&field.ty) == api.value(&other.ty)
    };
    let is_taken =
        |other: &Field| member(one, &other.wire).is_some_and(|field| takes(field, other));
    let is_there = |field: &Field| !field.required || member(two, &field.wire).is_some();
    members(two).all(is_taken)
        && members(one).all(is_there)
        && one.constants == two.constants
        && takes_others(one, two)
}

/// The members that are read.
fn members(object: &Struct) -> impl Iterator<Item = &Field> {
    object.fields.iter().filter(|field| !field.write_only)
}

fn member<'a>(object: &'a Struct, wire: &str) -> Option<&'a Field> {
    members(object).find(|field| field.wire == wire)
}

/// Whether one takes members of other names that the document describes for the other.
fn takes_others(one: &Struct, two: &Struct) -> bool {
    match (&one.additional, &two.additional) {
        // What has a name in one alone may be of another type there.
        (
            Additional::Kept {
                value: one_value, ..
            },
            Additional::Kept {
                value: two_value, ..
            },
        ) => one_value == two_value && members(one).all(|field| member(two, &field.wire).is_some()),
        (Additional::Ignored, Additional::Ignored | Additional::Forbidden)
        | (Additional::Forbidden, Additional::Forbidden) => true,
        (Additional::Kept { .. } | Additional::Ignored | Additional::Forbidden, _) => false,
    }
}
