//! What code each type has.
//!
//! In: a model with usages and the presence of each field. Out: [`Traits`] of every type. What always holds: a type has a
//! trait that something which holds it needs.

use crate::api::{
    Api, Body, Encoding, Field, InputLocation, Role, Traits, Type, TypeDef, TypeId, TypeReference,
};

/// Sets them.
pub fn set_traits(api: &mut Api) {
    let json = holding(api, json_in_forms(api));
    let form = holding(api, plain_text(api));
    let cleared = cleared(api);
    let found = api.types.iter().enumerate().map(|(index, def)| Traits {
        json: def.usage.json || def.usage.role().is_read() || flag(&json, index),
        form: def.usage.form || flag(&form, index),
        default: is_default(def),
        cleared: flag(&cleared, index),
        id: identified(api, index, def),
    });
    let found: Vec<Traits> = found.collect();
    for (def, traits) in api.types.iter_mut().zip(found) {
        def.traits = traits;
    }
}

/// Nothing must be given to make such a struct, or all of it may be missing where it is read.
fn is_default(def: &TypeDef) -> bool {
    let Some(object) = def.kind.as_struct() else {
        return false;
    };
    let presences = || object.fields.iter().map(|field| &field.presence);
    let omittable = || presences().all(|presence| presence.optional || presence.omittable);
    match def.usage.role() {
        Role::Write => presences().all(|presence| !presence.given.is_demanded()),
        Role::Read => omittable() && object.constants.is_empty(),
        Role::Both => omittable(),
    }
}

/// The field that is the id of the resource that the struct describes, where it says that it is one's of that resource.
fn identified(api: &Api, index: usize, def: &TypeDef) -> Option<usize> {
    def.resource.as_ref()?;
    let own = Type::Id(TypeId::new(index));
    let fields = &def.kind.as_struct()?.fields;
    let is_id = |field: &Field| field.wire == api.conventions.id && !field.presence.optional;
    let id = fields.iter().position(is_id)?;
    (fields.get(id)?.ty == own).then_some(id)
}

/// By index, whether a field that can be cleared holds a type itself.
fn cleared(api: &Api) -> Vec<bool> {
    let mut found = vec![false; api.types.len()];
    for field in fields(api) {
        if let Type::Clearable(inner) = api.behind_aliases(&field.ty)
            && let Some(id) = api.behind_aliases(inner).as_named()
            && let Some(flag) = found.get_mut(id.index())
        {
            *flag = true;
        }
    }
    found
}

/// The fields of all structs and the inputs of all operations.
fn fields(api: &Api) -> impl Iterator<Item = &Field> {
    let inputs = api.operations().flat_map(|operation| &operation.inputs);
    let structs = api.types.iter().filter_map(|def| def.kind.as_struct());
    inputs
        .map(|input| &input.field)
        .chain(structs.flat_map(|object| &object.fields))
}

/// The types that are one value of JSON in a form.
fn json_in_forms(api: &Api) -> Vec<&Type> {
    fields(api)
        .filter(|field| field.encoding == Encoding::Json)
        .map(|field| &field.ty)
        .collect()
}

/// The types that become text without a key.
fn plain_text(api: &Api) -> Vec<&Type> {
    let mut types = Vec::new();
    for operation in api.operations() {
        let raw = matches!(operation.body, Body::Raw { .. });
        let plain = operation
            .inputs
            .iter()
            .filter(|input| match input.location {
                InputLocation::Path | InputLocation::Header | InputLocation::Cookie => true,
                InputLocation::Query => false,
                InputLocation::Body => raw,
            });
        types.extend(plain.map(|input| &input.field.ty));
    }
    types
}

/// By index, whether a type is one of these or is held by one.
fn holding<'t>(api: &'t Api, mut queue: Vec<&'t Type>) -> Vec<bool> {
    let mut found = vec![false; api.types.len()];
    while let Some(ty) = queue.pop() {
        let Some(TypeReference::Value(id)) = ty.reference() else {
            continue;
        };
        if let (Some(known @ false), Some(def)) = (found.get_mut(id.index()), api.get(id)) {
            *known = true;
            queue.extend(def.kind.types());
        }
    }
    found
}

fn flag(flags: &[bool], index: usize) -> bool {
    flags.get(index).copied().unwrap_or_default()
}
