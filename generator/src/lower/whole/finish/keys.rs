//! The keys under which forms and queries have what is sent.
//!
//! In: a model whose types, usages and encodings are decided. Out: [`Docs::key`](crate::api::Docs::key) of every input and member
//! that stands in a form or a query. What always holds: a whole key is that of every place that sends the member; where places
//! differ, the key is given from the member on, behind `…`; nothing recurses over types, so that circles and depth need no care.

use crate::api::{Api, Encoding, Field, Type, TypeId, TypeKind};

/// What stands for the key of an object that is sent in several places.
const SEVERAL: &str = "…";

/// A type, and the key of what holds a value of it: nothing if its members stand alone, [`SEVERAL`] if that differs.
type KeyedType = (TypeId, String);

/// Sets the keys of all inputs and members.
pub fn set_keys(api: &mut Api) {
    let mut open: Vec<KeyedType> = Vec::new();
    let inputs = api.operations().flat_map(|operation| {
        let inputs = operation.inputs.iter();
        inputs.map(move |input| (operation.has_as_pair(input), &input.field))
    });
    let key = |(is_pair, field)| match is_pair {
        true => key_of(api, field, "", &mut open),
        false => None,
    };
    let of_inputs: Vec<Option<String>> = inputs.map(key).collect();
    let of_types = places(api, open);
    let mut unused = Vec::new();
    let of_members: Vec<Vec<Option<String>>> = api
        .types
        .iter()
        .zip(&of_types)
        .map(|(def, place)| match (def.kind.as_struct(), place) {
            (Some(object), Some(outer)) => {
                let fields = object.fields.iter();
                let keys = fields.map(|field| key_of(api, field, outer, &mut unused));
                keys.collect()
            }
            (Some(object), None) => vec![None; object.fields.len()],
            (None, _) => Vec::new(),
        })
        .collect();
    let inputs = api
        .operations_mut()
        .flat_map(|operation| &mut operation.inputs);
    for (input, key) in inputs.zip(of_inputs) {
        input.field.docs.key = key;
    }
    for (def, keys) in api.types.iter_mut().zip(of_members) {
        if let TypeKind::Struct(object) = &mut def.kind {
            for (field, key) in object.fields.iter_mut().zip(keys) {
                field.docs.key = key;
            }
        }
    }
}

/// By type, the key of what holds its values; none where it is in no form and no query.
fn places(api: &Api, mut open: Vec<KeyedType>) -> Vec<Option<String>> {
    let mut known: Vec<Option<String>> = vec![None; api.types.len()];
    while let Some((id, place)) = open.pop() {
        let Some(found) = known.get_mut(id.index()) else {
            continue;
        };
        let place = match found {
            None => place,
            Some(before) if *before == place || before == SEVERAL => continue,
            Some(_) => SEVERAL.to_owned(),
        };
        *found = Some(place.clone());
        match &api.type_def(id).kind {
            TypeKind::Struct(object) => {
                for field in &object.fields {
                    key_of(api, field, &place, &mut open);
                }
            }
            TypeKind::Union(union) => {
                for variant in &union.variants {
                    inside(&variant.ty, place.clone(), &mut open);
                }
            }
            TypeKind::Alias(target) => {
                inside(target, place, &mut open);
            }
            TypeKind::StringEnum(_) | TypeKind::IntegerEnum(_) | TypeKind::ExpandPaths(_) => {}
        }
    }
    known
}

/// The key of a member of what has the key `outer`, and, added to `open`, the types whose members stand below it.
fn key_of(api: &Api, field: &Field, outer: &str, open: &mut Vec<KeyedType>) -> Option<String> {
    let key = member(outer, &field.wire);
    match field.encoding {
        Encoding::Brackets => Some(inside(api.behind_aliases(&field.ty), key, open)),
        Encoding::Spread => {
            inside(&field.ty, outer.to_owned(), open);
            None
        }
        Encoding::Repeat | Encoding::Joined(_) | Encoding::Json | Encoding::Styled(_) => Some(key),
    }
}

/// The key of the innermost values of a type that has the key `key`: those of its elements or entries, if it has some.
fn inside(ty: &Type, mut key: String, open: &mut Vec<KeyedType>) -> String {
    let mut ty = ty;
    while let Some((wrapper, inner)) = ty.wrapped() {
        if wrapper.is_keyed() {
            key = member(&key, "key");
        } else if wrapper.is_collection() {
            key = member(&key, "0");
        }
        ty = inner;
    }
    if *ty == Type::ClearableEntries {
        key = member(&key, "key");
    } else if matches!(ty, Type::Expand { .. }) {
        key = member(&key, "0");
    } else if let Some(id) = ty.as_named() {
        let place = match key.starts_with(SEVERAL) {
            true => SEVERAL.to_owned(),
            false => key.clone(),
        };
        open.push((id, place));
    }
    key
}

fn member(outer: &str, name: &str) -> String {
    match outer {
        "" => name.to_owned(),
        outer => format!("{outer}[{name}]"),
    }
}
