//! How Rust has each field of a struct, and each input of an operation.
//!
//! In: a model with roles. Out: its [`Presence`]s, and no member that its direction lacks. What always holds: what must be
//! given is an argument, everything else a caller can give has setters; a member that one direction leaves out is optional.

mod absence;

use crate::api::{
    Api, Field, Given, InputLocation, Operation, PageWay, Presence, Role, Setters, Type, TypeKind,
    Usage,
};
use crate::names::{self, MethodOwner, SetterNames, SetterWish};

/// Sets the presence of every field and input.
pub fn set_presences(api: &mut Api) {
    for def in &mut api.types {
        let role = def.usage.role();
        if let TypeKind::Struct(object) = &mut def.kind {
            object.fields.retain(|field| has(field, role));
        }
    }
    let omittable = absence::omittable(api);
    let fields = |fields: Vec<&Field>, usage: Usage| -> Vec<Presence> {
        let role = usage.role();
        let names = names::setters(&wishes(fields.iter().copied()), MethodOwner::Struct);
        let presences = fields.iter().zip(names).map(|(field, names)| {
            let mut presence = in_struct(field, role);
            presence.omittable = role.is_read()
                && !presence.optional
                && absence::is_empty_without(api, &field.ty, &omittable);
            let by_null = role == Role::Both && usage.json && is_cleared_by_null(field);
            named(api, field, presence, names, by_null)
        });
        presences.collect()
    };
    let of_types: Vec<Vec<Presence>> = api
        .types
        .iter()
        .map(|def| match def.kind.as_struct() {
            Some(object) => fields(object.fields.iter().collect(), def.usage),
            None => Vec::new(),
        })
        .collect();
    let of_operations: Vec<Vec<Presence>> = api
        .operations()
        .map(|operation| inputs(api, operation))
        .collect();
    for (def, presences) in api.types.iter_mut().zip(of_types) {
        if let TypeKind::Struct(object) = &mut def.kind {
            for (field, presence) in object.fields.iter_mut().zip(presences) {
                field.presence = presence;
            }
        }
    }
    for (operation, presences) in api.operations_mut().zip(of_operations) {
        for (input, presence) in operation.inputs.iter_mut().zip(presences) {
            input.field.presence = presence;
        }
    }
}

/// Whether a struct of that role has the member: what is never sent is no part of what is only sent, and the other way
/// round.
fn has(field: &Field, role: Role) -> bool {
    match role {
        Role::Read => !field.write_only || field.read_only,
        Role::Write => !field.read_only || field.write_only,
        Role::Both => true,
    }
}

fn in_struct(field: &Field, role: Role) -> Presence {
    let both = role == Role::Both;
    let one_way = both && (field.read_only || field.write_only);
    let list = is_expand(&field.ty);
    let needed = field.required && !field.nullable && !list;
    let given = if !role.is_made() {
        Given::Never
    } else if needed && !(both && field.read_only) {
        Given::Argument
    } else if field.read_only && !field.write_only {
        Given::Never
    } else {
        setter(field)
    };
    Presence {
        optional: !list && (one_way || !needed),
        given,
        null: field.required && field.nullable && !one_way,
        omittable: false,
    }
}

fn inputs(api: &Api, operation: &Operation) -> Vec<Presence> {
    let inputs = operation.inputs.iter();
    let wishes = wishes(inputs.clone().map(|input| &input.field));
    let owner = match operation.paging.as_ref().map(|paging| &paging.way) {
        Some(PageWay::Item { .. }) => MethodOwner::PagedRequest,
        Some(PageWay::Answer { .. }) | None => MethodOwner::Request,
    };
    let names = names::setters(&wishes, owner);
    let presences = inputs.zip(names).map(|(input, names)| {
        let field = &input.field;
        let list = is_expand(&field.ty);
        let needed = field.required && !field.nullable && !list;
        let argument = needed || input.location == InputLocation::Path;
        let presence = Presence {
            optional: !argument && !list,
            given: match argument {
                true => Given::Argument,
                false => setter(field),
            },
            null: false,
            omittable: false,
        };
        named(api, field, presence, names, false)
    });
    presences.collect()
}

/// Whether to write a member as `null` says something else than to leave it out.
fn is_cleared_by_null(field: &Field) -> bool {
    let is_sent = !field.read_only || field.write_only;
    field.nullable && !field.required && is_sent && field.irreversible.is_none()
}

fn is_expand(ty: &Type) -> bool {
    matches!(ty, Type::Expand { .. })
}

/// What the functions of fields would be called.
fn wishes<'f>(fields: impl Iterator<Item = &'f Field>) -> Vec<SetterWish<'f>> {
    let wish = |field: &'f Field| SetterWish {
        field: &field.name,
        otherwise: field.irreversible.as_ref().map(|it| &it.otherwise),
    };
    fields.map(wish).collect()
}

/// A setter of the field's own name.
fn setter(field: &Field) -> Given {
    Given::Setter(Setters {
        set: field.name.clone(),
        otherwise: None,
        clear: None,
        unset: None,
    })
}

/// The presence with the names of all setters that the field has.
fn named(
    api: &Api,
    field: &Field,
    presence: Presence,
    names: SetterNames,
    by_null: bool,
) -> Presence {
    let Given::Setter(_) = presence.given else {
        return presence;
    };
    let entries = *api.resolve(&field.ty) == Type::ClearableEntries;
    let keys = entries && !matches!(field.ty, Type::Boxed(_));
    let ty = api.behind_aliases(&field.ty);
    let clears = keys || by_null || matches!(ty, Type::Clearable(_));
    Presence {
        given: Given::Setter(Setters {
            set: names.set,
            otherwise: names.otherwise,
            clear: Some(names.clear).filter(|_| clears && presence.optional),
            unset: Some(names.unset).filter(|_| keys && presence.optional),
        }),
        ..presence
    }
}
