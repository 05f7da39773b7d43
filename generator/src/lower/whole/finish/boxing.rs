//! Boxes: a type that holds itself has to hold itself behind a pointer, and so has one that would be very large.
//!
//! In: types that may hold each other in circles and in long chains. Out: the same, with [`Type::Boxed`] on every use that
//! closes a circle, and on members of large types. What always holds: after this, every type has a finite size, which does
//! not grow with what the types in it hold.

use crate::api::{Api, Type, TypeDef, TypeId, TypeKind};
use crate::lower::whole::circles;

/// The most words of a type that another holds by value. What reads a value has room for all that it holds, and more than
/// once, at each level that the value nests: so, a release build gets along with 2 MiB of stack for as many levels as JSON
/// can have.
const LARGEST: usize = 512;

/// The words of a text, a list, an enum, or anything else that is no struct.
const SMALL: usize = 4;

/// Boxes the recursions of a model.
pub fn box_recursions(api: &mut Api) {
    let edges: Vec<Vec<usize>> = api.types.iter().map(held).collect();
    for group in circles::groups(&edges) {
        let closes = |id: TypeId| group.binary_search(&id.index()).is_ok();
        for index in &group {
            let in_circle = edges
                .get(*index)
                .is_some_and(|held| held.iter().any(|id| group.binary_search(id).is_ok()));
            if let Some(def) = api.types.get_mut(*index).filter(|_| in_circle) {
                box_members(&mut def.kind, &closes);
            }
        }
    }
}

fn box_members(kind: &mut TypeKind, closes: &impl Fn(TypeId) -> bool) {
    match kind {
        // An alias is no type of its own: the structs around it hold the box.
        TypeKind::Alias(_) => {}
        TypeKind::Struct(object) => {
            for field in &mut object.fields {
                box_inside(&mut field.ty, closes);
            }
        }
        TypeKind::Union(union) => {
            for variant in &mut union.variants {
                box_inside(&mut variant.ty, closes);
            }
        }
        TypeKind::StringEnum(_) | TypeKind::IntegerEnum(_) | TypeKind::ExpandPaths(_) => {}
    }
}

/// Boxes a use that holds its type by value.
fn box_inside(ty: &mut Type, closes: &impl Fn(TypeId) -> bool) {
    if ty.as_named().is_some_and(closes) {
        *ty = Type::Boxed(Box::new(ty.clone()));
    } else if let Some((wrapper, inner)) = ty.wrapped_mut()
        && wrapper.is_by_value()
    {
        box_inside(inner, closes);
    }
}

/// Boxes the members of large types, from the types that hold none on: so each struct is not much larger than its own
/// members, however long the chain of types in it is.
pub fn box_large_members(api: &mut Api) {
    let edges: Vec<Vec<usize>> = api.types.iter().map(held).collect();
    let mut sizes = vec![0; api.types.len()];
    for index in circles::groups(&edges).into_iter().rev().flatten() {
        let Some(def) = api.types.get_mut(index) else {
            continue;
        };
        let is_large = |id: TypeId| sizes.get(id.index()).is_some_and(|size| *size > LARGEST);
        if let TypeKind::Struct(_) = &def.kind {
            box_members(&mut def.kind, &is_large);
        }
        let size = size_of_definition(&def.kind, &sizes);
        if let Some(known) = sizes.get_mut(index) {
            *known = size;
        }
    }
}

/// About how much room a value takes, in words.
fn size_of_definition(kind: &TypeKind, sizes: &[usize]) -> usize {
    match kind {
        TypeKind::Struct(object) => {
            let fields = object.fields.iter();
            // Where the member may be absent, that takes a word, too.
            fields.map(|field| 1 + size_of(&field.ty, sizes)).sum()
        }
        TypeKind::Alias(target) => size_of(target, sizes),
        TypeKind::Union(_)
        | TypeKind::StringEnum(_)
        | TypeKind::IntegerEnum(_)
        | TypeKind::ExpandPaths(_) => SMALL,
    }
}

fn size_of(ty: &Type, sizes: &[usize]) -> usize {
    let mut size = 0;
    let mut ty = ty;
    while let Some((wrapper, inner)) = ty.wrapped() {
        if !wrapper.is_by_value() {
            return size + SMALL;
        }
        size += SMALL;
        ty = inner;
    }
    let held = ty.held().and_then(|id| sizes.get(id.index()));
    size + held.copied().unwrap_or(SMALL)
}

/// The types that a type holds by value.
fn held(def: &TypeDef) -> Vec<usize> {
    def.kind.held().into_iter().map(TypeId::index).collect()
}
