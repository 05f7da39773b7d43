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
    let same = |field: &&Field, other: &&Field| {
        field.wire == other.wire
            && (!field.required || other.required)
            && (field.nullable || !other.nullable)
            && api.value(&field.ty) == api.value(&other.ty)
    };
    let own: Vec<&Field> = one
        .fields
        .iter()
        .filter(|field| !field.write_only)
        .collect();
    let mut others = two.fields.iter().filter(|field| !field.write_only);
    let has = |other: &Field| own.iter().any(|field| same(field, &other));
    let is_needed_there = |field: &&Field| {
        let there = two.fields.iter().find(|other| other.wire == field.wire);
        there.is_some_and(|other| other.required && !other.write_only)
    };
    let mut needed = own.iter().copied().filter(|field| field.required);
    let mut constants = one.constants.iter();
    let is_constant_there = |constant| two.constants.contains(constant);
    kept(&one.additional) >= kept(&two.additional)
        && others.all(has)
        && needed.all(|field| is_needed_there(&field))
        && constants.all(is_constant_there)
        && two.constants.len() == one.constants.len()
}

/// How much place there is for members of other names.
const fn kept(additional: &Additional) -> i8 {
    match additional {
        Additional::Forbidden => -1,
        Additional::Ignored => 0,
        Additional::Kept { .. } => 1,
    }
}
