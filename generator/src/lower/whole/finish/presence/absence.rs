//! What stands for a member that a response lacks though it must be there: an empty list, or an object of which nothing
//! must be there.
//!
//! In: the structs of a model. Out: which of them may be missing. What always holds: a struct that requires itself may not.

use crate::api::{Api, Field, Type, TypeId, TypeKind, Wrapper};

/// By index, whether a struct may be missing. It starts with none and adds those all of whose members may be missing; each
/// is looked at again when one that it holds was added.
pub fn omittable(api: &Api) -> Vec<bool> {
    let mut found = vec![false; api.types.len()];
    let users = api.users();
    let mut pending: Vec<TypeId> = (0..found.len()).map(TypeId::new).collect();
    while let Some(id) = pending.pop() {
        let all = match api.get(id).map(|def| &def.kind) {
            Some(TypeKind::Struct(object)) => {
                let mut fields = object.fields.iter();
                object.constants.is_empty()
                    && fields.all(|field| may_be_missing(api, field, &found))
            }
            // An alias is none itself: it only passes on what its target came to.
            Some(TypeKind::Alias(target)) => target.needed().is_some_and(|id| flag(&found, id)),
            Some(
                TypeKind::Union(_)
                | TypeKind::StringEnum(_)
                | TypeKind::IntegerEnum(_)
                | TypeKind::ExpandPaths(_),
            )
            | None => false,
        };
        if let (true, Some(known @ false)) = (all, found.get_mut(id.index())) {
            *known = true;
            pending.extend(users.get(id.index()).into_iter().flatten());
        }
    }
    found
}

fn may_be_missing(api: &Api, field: &Field, found: &[bool]) -> bool {
    !field.required || field.nullable || is_empty_without(api, &field.ty, found)
}

/// Whether something stands for the absence of a value of the type, given which structs may be missing.
pub fn is_empty_without(api: &Api, ty: &Type, omittable: &[bool]) -> bool {
    let ty = api.resolve(ty);
    let is_collection = |(wrapper, _): (Wrapper, &Type)| wrapper.is_collection();
    let is_omittable = |id: TypeId| flag(omittable, id);
    ty.wrapped().is_some_and(is_collection)
        || matches!(ty, Type::Expand { .. })
        || ty.as_named().is_some_and(is_omittable)
}

fn flag(flags: &[bool], id: TypeId) -> bool {
    flags.get(id.index()).copied().unwrap_or_default()
}
