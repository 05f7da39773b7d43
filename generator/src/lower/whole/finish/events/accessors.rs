//! What is asked of an event, whichever it is.
//!
//! In: events with what they have in common. Out: for each plain member of it a function, one for each type of object that
//! events are about, and one for what an object was before. What always holds: no two have the same name, nor that of
//! another function of events.

use std::collections::BTreeSet;

use crate::api::{
    Api, Common, EventAccessor, EventField, EventValue, Integer, Type, TypeId, TypeKind, Webhook,
    Webhooks,
};
use crate::names::{self, Scope};

/// All of them, the plain members first.
pub fn all(api: &Api, webhooks: &Webhooks, common: &[Common]) -> Vec<EventAccessor> {
    let payloads: BTreeSet<TypeId> = webhooks.events.iter().filter_map(Webhook::object).collect();
    let mut scope = Scope::functions();
    names::EVENT_FUNCTIONS
        .iter()
        .for_each(|name| scope.reserve(name));
    let mut accessors = plain(api, common, &payloads);
    let names = &api.conventions.event;
    accessors.extend(objects(api, &payloads, [&names.data, &names.object]));
    let path = [&names.data, &names.previous];
    accessors.extend(accessor(api, &payloads, &names.previous, &path, |ty| {
        matches!(ty, Type::Map(value) if **value == Type::Json).then_some(EventValue::Members)
    }));
    for accessor in &mut accessors {
        accessor.name = scope.claim(std::slice::from_ref(&accessor.name)).ident;
    }
    accessors
}

/// The members that all events have and that are no more than a value.
fn plain(api: &Api, common: &[Common], payloads: &BTreeSet<TypeId>) -> Vec<EventAccessor> {
    let value = |ty: &Type| {
        let def = api.definition(ty).map(|def| &def.kind);
        let is_enum = matches!(def, Some(TypeKind::StringEnum(_)));
        if is_enum || matches!(ty, Type::Text(_) | Type::Id(_)) {
            Some(EventValue::Text)
        } else if *ty == Type::Integer(Integer::I64) {
            Some(EventValue::Integer)
        } else if *ty == Type::Bool {
            Some(EventValue::Bool)
        } else {
            (*ty == Type::Timestamp).then_some(EventValue::Timestamp)
        }
    };
    let common = common.iter().map(|common| &common.wire);
    let found = common.filter_map(|wire| accessor(api, payloads, wire, &[wire], value));
    found
        .filter(|accessor| accessor.fields.len() == payloads.len())
        .collect()
}

/// The objects that events are about, by their types.
fn objects(api: &Api, payloads: &BTreeSet<TypeId>, path: [&String; 2]) -> Vec<EventAccessor> {
    let of = |payload: &TypeId| {
        let (ty, _) = way(api, *payload, &path)?;
        let is_object = api.definition(ty)?.kind.as_struct().is_some();
        ty.needed().filter(|_| is_object)
    };
    let types: BTreeSet<TypeId> = payloads.iter().filter_map(of).collect();
    let named = types.into_iter().filter_map(|id| {
        let name = api.get(id)?.name.bare();
        let value = |ty: &Type| (*ty == Type::Named(id)).then_some(EventValue::Object(id));
        accessor(api, payloads, name, &path, value)
    });
    named.collect()
}

/// A function for the member at the end of a path, if it is of the kind that is wanted: the same in all events that have it.
fn accessor(
    api: &Api,
    payloads: &BTreeSet<TypeId>,
    name: &str,
    path: &[&String],
    wanted: impl Fn(&Type) -> Option<EventValue>,
) -> Option<EventAccessor> {
    let found = payloads.iter().filter_map(|payload| {
        let (ty, fields) = way(api, *payload, path)?;
        Some((wanted(ty)?, (*payload, fields)))
    });
    let (values, fields): (Vec<_>, Vec<_>) = found.unzip();
    let value = *values.first()?;
    let same = values.iter().all(|other| *other == value);
    same.then(|| EventAccessor {
        name: names::field_ident(name),
        path: path.iter().map(|wire| (*wire).clone()).collect(),
        value,
        fields,
    })
}

/// The type of the member at the end of a path, and the fields that lead there.
fn way<'a>(api: &'a Api, from: TypeId, path: &[&String]) -> Option<(&'a Type, Vec<EventField>)> {
    let mut fields = Vec::with_capacity(path.len());
    let mut here = Type::Named(from);
    let mut end = None;
    for wire in path {
        let object = api.definition(&here)?.kind.as_struct()?;
        let field = object.fields.iter().find(|field| field.wire == **wire)?;
        fields.push(EventField {
            name: field.name.clone(),
            optional: field.presence.optional,
            boxed: matches!(api.behind_aliases(&field.ty), Type::Boxed(_)),
        });
        let ty = api.resolve(&field.ty);
        here = ty.clone();
        end = Some(ty);
    }
    Some((end?, fields))
}
