//! What holds each type, and as what.
//!
//! In: a model. Out: for each type its [`Held`]s. What always holds: operations come in the order of the model, by their index
//! among all of them.

use crate::api::{Api, Operation, Type, TypeDef, TypeId, TypeKind, TypeReference};

use super::change::Way;

/// What holds a type.
#[derive(Clone, Copy, Debug)]
pub(super) struct Held<'a> {
    pub(super) by: HeldBy<'a>,
    /// The member that does; empty where it has no name.
    pub(super) member: &'a str,
    /// Whether it is only named, by an id or after what holds it, and no value of it is held.
    pub(super) is_id: bool,
}

/// Who holds it.
#[derive(Clone, Copy, Debug)]
pub(super) enum HeldBy<'a> {
    Type(TypeId),
    Operation(usize, &'a Operation, Way),
    Event(&'a str),
}

/// By type: what holds it.
pub(super) fn holders(api: &Api) -> Vec<Vec<Held<'_>>> {
    let mut holders: Vec<Vec<Held<'_>>> = vec![Vec::new(); api.types.len()];
    let mut add = |ty: &Type, by, member| {
        let Some(reference) = ty.reference() else {
            return;
        };
        let is_id = matches!(reference, TypeReference::Id(_));
        if let Some(list) = holders.get_mut(reference.id().index()) {
            list.push(Held { by, member, is_id });
        }
    };
    for (index, def) in api.types.iter().enumerate() {
        for (member, ty) in members(&def.kind) {
            add(ty, HeldBy::Type(TypeId::new(index)), member);
        }
    }
    for (index, operation) in api.operations().enumerate() {
        let by = |way| HeldBy::Operation(index, operation, way);
        for input in &operation.inputs {
            add(&input.field.ty, by(Way::Request), &input.field.wire);
        }
        for ty in operation.output.types() {
            add(ty, by(Way::Response), "");
        }
        add(&operation.error, by(Way::Failure), "");
    }
    for event in api.received().flat_map(|events| &events.events) {
        if let Some(ty) = event.payload.ty() {
            add(ty, HeldBy::Event(&event.wire), "");
        }
    }
    // Such an enum is there for its object: it is named after that, and has no values but its fields.
    for (object, names) in api.types.iter().flat_map(field_names) {
        if let Some(list) = holders.get_mut(names.index()) {
            list.push(Held {
                by: HeldBy::Type(object),
                member: "",
                is_id: true,
            });
        }
    }
    holders
}

/// The objects of which an enum names fields for its values, each with the enum that has the names.
pub(super) fn field_names(def: &TypeDef) -> impl Iterator<Item = (TypeId, TypeId)> {
    let fields = match &def.kind {
        TypeKind::StringEnum(values) => values.fields.as_slice(),
        TypeKind::Struct(_)
        | TypeKind::IntegerEnum(_)
        | TypeKind::Union(_)
        | TypeKind::Alias(_)
        | TypeKind::ExpandPaths(_) => &[],
    };
    fields.iter().map(|fields| (fields.object, fields.names))
}

/// The types that a definition holds, each with the member that does; an alternative has no name on the wire.
fn members(kind: &TypeKind) -> Vec<(&str, &Type)> {
    match kind {
        TypeKind::Struct(object) => {
            let fields = object.fields.iter();
            let named = fields.map(|field| (field.wire.as_str(), &field.ty));
            let others = kind.types().into_iter().skip(object.fields.len());
            named.chain(others.map(|ty| ("*", ty))).collect()
        }
        TypeKind::Union(_)
        | TypeKind::Alias(_)
        | TypeKind::StringEnum(_)
        | TypeKind::IntegerEnum(_)
        | TypeKind::ExpandPaths(_) => kind.types().into_iter().map(|ty| ("", ty)).collect(),
    }
}
