//! What stands for a member that a response lacks though it must be there: an empty list, or an object of which nothing
//! must be there.
//!
//! In: the structs of a model. Out: which of them may be missing. What always holds: a struct that requires itself may not.

use crate::api::{Api, Field, Type, TypeId, Wrapper};

/// By index, whether a struct may be missing. It starts with none and adds those all of whose members may be missing, until
/// nothing changes.
pub fn omittable(api: &Api) -> Vec<bool> {
    let mut found = vec![false; api.types.len()];
    let mut changed = true;
    while changed {
        changed = false;
        for (index, def) in api.types.iter().enumerate() {
            let Some(object) = def.kind.as_struct() else {
                continue;
            };
            let all = object.constants.is_empty()
                && object
                    .fields
                    .iter()
                    .all(|field| may_be_missing(api, field, &found));
            if let (true, Some(known @ false)) = (all, found.get_mut(index)) {
                *known = true;
                changed = true;
            }
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
    let is_omittable = |id: TypeId| omittable.get(id.index()).copied().unwrap_or_default();
    ty.wrapped().is_some_and(is_collection)
        || matches!(ty, Type::Expand { .. })
        || ty.as_named().is_some_and(is_omittable)
}
