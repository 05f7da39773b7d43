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
        TypeKind::StringEnum(values) => {
            let docs = values.variants.iter_mut().map(|variant| &mut variant.docs);
            let groups = values.groups.iter_mut().map(|group| &mut group.docs);
            docs.chain(groups).for_each(|docs| *docs = Docs::default());
        }
        TypeKind::IntegerEnum(values) => {
            let docs = values.variants.iter_mut().map(|variant| &mut variant.docs);
            let groups = values.groups.iter_mut().map(|group| &mut group.docs);
            docs.chain(groups).for_each(|docs| *docs = Docs::default());
        }
        TypeKind::Alias(_) | TypeKind::ExpandPaths(_) => {}
    }
    shape
}

fn forget(field: &mut Field) {
    field.docs = Docs::default();
    if let Some(irreversible) = &mut field.irreversible {
        irreversible.docs = Docs::default();
    }
    field.pointer = Pointer::root();
}
