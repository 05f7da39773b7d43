//! What the bodies of errors are, and which enums tell them apart.
//!
//! In: a model with the types of its errors. Out: [`Errors`]. What always holds: an enum that is named there keeps other
//! values, too, and is the type of the member that the conventions name.

use std::collections::BTreeSet;

use crate::api::{Api, ErrorType, Errors, Selector, Struct, Type, TypeId, TypeKind, Wrapper};

/// Decides for the whole model.
pub fn set_errors(api: &mut Api) {
    let all = || api.operations().map(|operation| &operation.error);
    let common = all()
        .next()
        .filter(|first| all().all(|other| other == *first));
    let of_crate = |ty: &Type| {
        let ty = api.resolve(ty);
        let is_named = matches!(ty, Type::Named(_));
        ty.needed().filter(|id| is_named && api.get(*id).is_some())
    };
    let bodies: BTreeSet<TypeId> = all().filter_map(of_crate).collect();
    let errors = Errors {
        common: common.cloned().unwrap_or(Type::Json),
        types: bodies.into_iter().map(|id| error_type(api, id)).collect(),
    };
    api.errors = errors;
}

/// Of a body that the status tells apart: what the bodies of all statuses have.
fn error_type(api: &Api, body: TypeId) -> ErrorType {
    let Some(TypeKind::Union(union)) = api.get(body).map(|def| &def.kind) else {
        return single(api, body);
    };
    let bodies = union.variants.iter().map(|variant| {
        let ty = api.resolve(&variant.ty);
        let ty = api.resolve(ty.behind(|wrapper| wrapper == Wrapper::Boxed));
        ty.as_named().map(|id| single(api, id))
    });
    let bodies: Option<Vec<ErrorType>> = bodies.collect();
    let bodies = bodies.filter(|_| union.selector == Selector::Status);
    let same = |listed: fn(&ErrorType) -> Option<TypeId>| {
        let mut all = bodies.iter().flatten().map(listed);
        let first = all.next()?;
        first.filter(|_| all.all(|other| other == first))
    };
    ErrorType {
        body,
        kind: same(|one| one.kind),
        code: same(|one| one.code),
    }
}

fn single(api: &Api, body: TypeId) -> ErrorType {
    let names = &api.conventions.error;
    let object = api.get(body).and_then(|def| def.kind.as_struct());
    let inner = object.and_then(|object| member(object, &names.object));
    let inner = inner.and_then(|ty| api.definition(ty)?.kind.as_struct());
    let object = inner.or(object);
    let listed = |name: &str| {
        let ty = api.resolve(member(object?, name)?);
        let def = api.definition(ty).map(|def| &def.kind);
        let is_listed = matches!(def, Some(TypeKind::StringEnum(values)) if values.open.is_some());
        ty.needed().filter(|_| is_listed)
    };
    ErrorType {
        body,
        kind: listed(&names.kind),
        code: listed(&names.code),
    }
}

/// The type of a member.
fn member<'a>(object: &'a Struct, wire: &str) -> Option<&'a Type> {
    let field = object.fields.iter().find(|field| field.wire == wire);
    field.map(|field| &field.ty)
}
