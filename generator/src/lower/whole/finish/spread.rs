//! Values whose members are pairs of their own, without the name of the value.
//!
//! In: a model in which encodings are chosen. Out: [`Encoding::Spread`] only where a value has members by their names, and
//! [`Encoding::Brackets`] where it has not. What always holds: no value loses its name that has nothing in its place.

use crate::api::{Api, Encoding, Field, Type, TypeDef, TypeKind};

/// Decides for every field and input.
pub fn set_spread(api: &mut Api) {
    let types = api.types.iter();
    let fields = types.filter_map(|def| def.kind.as_struct());
    let of_fields: Vec<Encoding> = fields
        .flat_map(|object| &object.fields)
        .map(|field| decided(api, field))
        .collect();
    let inputs = api.operations().flat_map(|operation| &operation.inputs);
    let of_inputs: Vec<Encoding> = inputs.map(|input| decided(api, &input.field)).collect();
    let structs = api.types.iter_mut().filter_map(|def| match &mut def.kind {
        TypeKind::Struct(object) => Some(object),
        TypeKind::StringEnum(_)
        | TypeKind::IntegerEnum(_)
        | TypeKind::Union(_)
        | TypeKind::Alias(_)
        | TypeKind::ExpandPaths(_) => None,
    });
    let fields = structs.flat_map(|object| &mut object.fields);
    fields.zip(of_fields).for_each(set);
    let inputs = api
        .operations_mut()
        .flat_map(|operation| &mut operation.inputs)
        .map(|input| &mut input.field);
    inputs.zip(of_inputs).for_each(set);
}

fn set((field, encoding): (&mut Field, Encoding)) {
    field.encoding = encoding;
}

fn decided(api: &Api, field: &Field) -> Encoding {
    // What is a whole form has no name to lose.
    let is_lost = field.encoding == Encoding::Spread && !field.wire.is_empty();
    // Bounds are read in brackets.
    let is_range = matches!(field.encoding, Encoding::Styled(_))
        && matches!(api.resolve(&field.ty), Type::Range(_));
    match is_range || is_lost && !has_members(api, field) {
        true => Encoding::Brackets,
        false => field.encoding,
    }
}

fn has_members(api: &Api, field: &Field) -> bool {
    let ty = api.resolve(&field.ty);
    let has_keys = ty.wrapped().is_some_and(|(wrapper, _)| wrapper.is_keyed());
    let is_object = |def: &TypeDef| matches!(def.kind, TypeKind::Struct(_) | TypeKind::Union(_));
    has_keys || *ty == Type::Json || api.definition(ty).is_some_and(is_object)
}
