//! Walks over the types that a definition uses.
//!
//! In: a kind of type, or an operation. Out: each use of a type in it, once. What always holds: the walks match
//! exhaustively, so that a new kind of type can't be forgotten.

use crate::api::{
    Additional, Docs, Field, Operation, Output, Payload, Pointer, Type, TypeId, TypeKind,
};

/// Calls `visit` with each use of a type in a definition, outermost only.
pub fn each_type(kind: &TypeKind, visit: &mut impl FnMut(&Type)) {
    match kind {
        TypeKind::Struct(object) => {
            object.fields.iter().for_each(|field| visit(&field.ty));
            if let Additional::Kept { value, .. } = &object.additional {
                visit(value);
            }
        }
        TypeKind::Union(union) => union.variants.iter().for_each(|variant| visit(&variant.ty)),
        TypeKind::Alias(target) => visit(target),
        TypeKind::StringEnum(_) | TypeKind::IntegerEnum(_) | TypeKind::ExpandPaths(_) => {}
    }
}

/// As [`each_type`], to change them.
pub fn each_type_mut(kind: &mut TypeKind, visit: &mut impl FnMut(&mut Type)) {
    match kind {
        TypeKind::Struct(object) => {
            object
                .fields
                .iter_mut()
                .for_each(|field| visit(&mut field.ty));
            if let Additional::Kept { value, .. } = &mut object.additional {
                visit(value);
            }
        }
        TypeKind::Union(union) => union
            .variants
            .iter_mut()
            .for_each(|variant| visit(&mut variant.ty)),
        TypeKind::Alias(target) => visit(target),
        TypeKind::StringEnum(_) | TypeKind::IntegerEnum(_) | TypeKind::ExpandPaths(_) => {}
    }
}

/// Calls `visit` with each use of a type in an operation.
pub fn each_operation_type_mut(operation: &mut Operation, visit: &mut impl FnMut(&mut Type)) {
    operation
        .inputs
        .iter_mut()
        .for_each(|input| visit(&mut input.field.ty));
    each_output_type_mut(operation, visit);
    if let Some(paging) = &mut operation.paging {
        visit(&mut paging.item);
    }
}

/// Calls `visit` with each use of a type in what an operation returns.
pub fn each_output_type_mut(operation: &mut Operation, visit: &mut impl FnMut(&mut Type)) {
    visit(&mut operation.error);
    let payloads: Vec<&mut Payload> = match &mut operation.output {
        Output::One(payload) => vec![payload],
        Output::Several { cases, .. } => cases.iter_mut().map(|case| &mut case.payload).collect(),
    };
    for payload in payloads {
        if let Payload::Json(ty) = payload {
            visit(ty);
        }
    }
}

/// The definitions that a use of a type names, at any level.
pub fn types_in(ty: &Type) -> Vec<TypeId> {
    match ty {
        Type::Named(id) | Type::Id(id) | Type::Expand { paths: id, .. } => vec![*id],
        Type::List(inner)
        | Type::Map(inner)
        | Type::Entries(inner)
        | Type::Clearable(inner)
        | Type::Expandable(inner)
        | Type::Page(inner)
        | Type::Range(inner)
        | Type::Boxed(inner) => types_in(inner),
        Type::Bool
        | Type::Integer(_)
        | Type::Number(_)
        | Type::Text(_)
        | Type::Timestamp
        | Type::Bytes
        | Type::File
        | Type::Json
        | Type::ClearableEntries => Vec::new(),
    }
}

/// The definitions that a use of a type can't do without: an id names an object without holding one.
pub fn types_needed(ty: &Type) -> Vec<TypeId> {
    if holds_id(ty) {
        Vec::new()
    } else {
        types_in(ty)
    }
}

/// Whether the innermost type is an id.
fn holds_id(ty: &Type) -> bool {
    match ty {
        Type::Id(_) => true,
        Type::List(inner)
        | Type::Map(inner)
        | Type::Entries(inner)
        | Type::Clearable(inner)
        | Type::Expandable(inner)
        | Type::Page(inner)
        | Type::Range(inner)
        | Type::Boxed(inner) => holds_id(inner),
        _ => false,
    }
}

/// Calls `visit` with a type and each type inside it, outermost first.
pub fn each_level_mut(ty: &mut Type, visit: &impl Fn(&mut Type)) {
    visit(ty);
    match ty {
        Type::List(inner)
        | Type::Map(inner)
        | Type::Entries(inner)
        | Type::Clearable(inner)
        | Type::Expandable(inner)
        | Type::Page(inner)
        | Type::Range(inner)
        | Type::Boxed(inner) => each_level_mut(inner, visit),
        Type::Named(_)
        | Type::Id(_)
        | Type::Expand { .. }
        | Type::Bool
        | Type::Integer(_)
        | Type::Number(_)
        | Type::Text(_)
        | Type::Timestamp
        | Type::Bytes
        | Type::File
        | Type::Json
        | Type::ClearableEntries => {}
    }
}

/// Calls `rename` with the id of each definition that a use of a type names.
pub fn each_id_mut(ty: &mut Type, rename: &impl Fn(&mut TypeId)) {
    each_level_mut(ty, &|ty| {
        if let Type::Named(id) | Type::Id(id) | Type::Expand { paths: id, .. } = ty {
            rename(id);
        }
    });
}

/// A kind without what does not count when two inline schemas are compared: descriptions and places.
pub fn shape(kind: &TypeKind) -> TypeKind {
    let mut shape = kind.clone();
    match &mut shape {
        TypeKind::Struct(object) => object.fields.iter_mut().for_each(forget),
        TypeKind::Union(union) => union
            .variants
            .iter_mut()
            .for_each(|variant| variant.pointer = Pointer::root()),
        TypeKind::StringEnum(values) => values
            .variants
            .iter_mut()
            .for_each(|variant| variant.docs = Docs::default()),
        TypeKind::IntegerEnum(_) | TypeKind::Alias(_) | TypeKind::ExpandPaths(_) => {}
    }
    shape
}

fn forget(field: &mut Field) {
    field.docs = Docs::default();
    field.pointer = Pointer::root();
}
