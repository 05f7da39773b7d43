//! What can be paged: a list whose items have a cursor that the request takes.
//!
//! In: operations with [`Paging`]. Out: the same, without what no code can be written for. What always
//! holds: the inputs that are left are optional and, as the cursor itself, ids or text.

use crate::api::{Api, Operation, Output, Paging, Payload, Type};

/// Takes away the paging that cannot be.
pub fn forget_impossible(api: &mut Api) {
    let decided: Vec<_> = api
        .operations()
        .map(|operation| {
            let paging = operation.paging.clone()?;
            let is_possible = is_page(api, operation)
                && has_cursor(api, &paging.item, paging.cursor.as_str())
                && takes_cursor(api, operation, paging.forward);
            let backward = paging
                .backward
                .filter(|index| takes_cursor(api, operation, *index));
            is_possible.then_some(Paging { backward, ..paging })
        })
        .collect();
    for (operation, paging) in api.operations_mut().zip(decided) {
        operation.paging = paging;
    }
}

fn is_page(api: &Api, operation: &Operation) -> bool {
    match &operation.output {
        Output::One(Payload::Json(page)) => matches!(api.resolve(page), Type::Page(_)),
        Output::One(Payload::Empty | Payload::Text | Payload::Bytes) | Output::Several { .. } => {
            false
        }
    }
}

fn has_cursor(api: &Api, item: &Type, name: &str) -> bool {
    let object = api.definition(item).and_then(|def| def.kind.as_struct());
    let mut fields = object.into_iter().flat_map(|object| &object.fields);
    fields.any(|field| field.name.as_str() == name && is_word(api, &field.ty))
}

fn takes_cursor(api: &Api, operation: &Operation, index: usize) -> bool {
    let input = operation.inputs.get(index);
    input.is_some_and(|input| !input.field.required && is_word(api, &input.field.ty))
}

/// Whether a value of the type is text, and can be made of text.
fn is_word(api: &Api, ty: &Type) -> bool {
    let unboxed = !matches!(ty, Type::Boxed(_));
    unboxed && matches!(api.resolve(ty), Type::Text(_) | Type::Id(_))
}
