//! What two inline schemas have in common, if they are one type.
//!
//! In: a definition. Out: the same without descriptions and places. What always holds: two definitions of the same shape
//! generate the same code, but for what documentation says.

use crate::api::{Docs, Field, Pointer, TypeKind};

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
        TypeKind::IntegerEnum(values) => values
            .variants
            .iter_mut()
            .for_each(|variant| variant.docs = Docs::default()),
        TypeKind::Alias(_) | TypeKind::ExpandPaths(_) => {}
    }
    shape
}

fn forget(field: &mut Field) {
    field.docs = Docs::default();
    field.pointer = Pointer::root();
}
