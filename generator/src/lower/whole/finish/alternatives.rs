//! Alternatives: those of a union, and what statuses return.
//!
//! In: unions and outputs. Out: a box around each struct in them, so that variants have about the same size, and which
//! alternatives a union can be made from. What always holds: no two of those are one type in Rust.

use crate::api::{Api, Output, Payload, Selector, TextFormat, Type, TypeId, TypeKind, Wrapper};

/// Decides on all alternatives.
pub fn decide(api: &mut Api) {
    let from: Vec<Vec<bool>> = (0..api.types.len())
        .map(|index| conversions(api, index))
        .collect();
    let boxed: Vec<Vec<bool>> = api
        .types
        .iter()
        .map(|def| match &def.kind {
            TypeKind::Union(union) => {
                let types = union.variants.iter().map(|variant| &variant.ty);
                types.map(|ty| needs_box(api, ty)).collect()
            }
            TypeKind::Struct(_)
            | TypeKind::StringEnum(_)
            | TypeKind::IntegerEnum(_)
            | TypeKind::Alias(_)
            | TypeKind::ExpandPaths(_) => Vec::new(),
        })
        .collect();
    for (def, (from, boxed)) in api.types.iter_mut().zip(from.into_iter().zip(boxed)) {
        if let TypeKind::Union(union) = &mut def.kind {
            for (variant, (from, boxed)) in
                union.variants.iter_mut().zip(from.into_iter().zip(boxed))
            {
                // One that was decided on before has its box now, and is not to be taken for a recursion.
                variant.from |= from;
                put_in_box(&mut variant.ty, boxed);
            }
        }
    }
    box_outputs(api);
}

fn box_outputs(api: &mut Api) {
    let boxed = |output: &Output| match output {
        Output::One(_) => Vec::new(),
        Output::Several { cases, .. } => {
            let types = cases.iter().map(|case| case.payload.ty());
            types
                .map(|ty| ty.is_some_and(|ty| needs_box(api, ty)))
                .collect()
        }
    };
    let boxed: Vec<Vec<bool>> = api
        .operations()
        .map(|operation| boxed(&operation.output))
        .collect();
    for (operation, boxed) in api.operations_mut().zip(boxed) {
        if let Output::Several { cases, .. } = &mut operation.output {
            for (case, boxed) in cases.iter_mut().zip(boxed) {
                if let Payload::Json(ty) = &mut case.payload {
                    put_in_box(ty, boxed);
                }
            }
        }
    }
}

fn put_in_box(ty: &mut Type, boxed: bool) {
    if boxed {
        *ty = Type::Boxed(Box::new(ty.clone()));
    }
}

/// Whether a value of the type has a struct in it without a pointer between.
fn needs_box(api: &Api, ty: &Type) -> bool {
    let mut ty = ty;
    loop {
        if is_box(api, ty) {
            return false;
        }
        match api.resolve(ty).wrapped() {
            Some((wrapper, inner)) if wrapper.is_by_value() => ty = inner,
            Some(_) => return false,
            None => break,
        }
    }
    let def = api.definition(ty);
    def.is_some_and(|def| def.kind.as_struct().is_some())
}

/// Whether the type, or what it is another name for, is a box.
fn is_box(api: &Api, ty: &Type) -> bool {
    matches!(api.behind_aliases(ty).wrapped(), Some((Wrapper::Boxed, _)))
}

/// For each alternative of a union, whether the union can be made from it: its type is neither that of another alternative,
/// nor the union itself, nor one that many things turn into.
fn conversions(api: &Api, index: usize) -> Vec<bool> {
    let Some(TypeKind::Union(union)) = api.types.get(index).map(|def| &def.kind) else {
        return Vec::new();
    };
    if union.selector == Selector::Status {
        // It says of which status it is, which what it holds does not.
        return vec![false; union.variants.len()];
    }
    let sources: Vec<Option<Type>> = union
        .variants
        .iter()
        .map(|variant| source(api, TypeId::new(index), &variant.ty))
        .collect();
    let is_single = |source: &Option<Type>| {
        source.is_some() && sources.iter().filter(|other| *other == source).count() == 1
    };
    sources.iter().map(is_single).collect()
}

/// The type that an alternative could be made from, without what Rust does not tell apart.
fn source(api: &Api, union: TypeId, ty: &Type) -> Option<Type> {
    if is_box(api, ty) {
        return None;
    }
    let ty = api.resolve(ty);
    let is_plain = matches!(
        ty,
        Type::Bool | Type::Integer(_) | Type::Number(_) | Type::Timestamp | Type::Id(_)
    );
    if matches!(ty, Type::Text(_)) {
        return Some(Type::Text(TextFormat::Plain));
    }
    let is_other = ty.as_named().is_some_and(|id| id != union);
    (is_plain || is_other).then(|| ty.clone())
}
