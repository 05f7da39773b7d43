//! What can be paged: a list whose items have a cursor that the request takes.
//!
//! In: operations with [`Paging`]. Out: the same, without what no code can be written for. What always
//! holds: the inputs that are left are optional and, as the cursor itself, ids or text.

use crate::api::{Api, EventField, Operation, Output, PageWay, Paging, Payload, Type};

/// Takes away the paging that cannot be.
pub fn forget_impossible(api: &mut Api) {
    let decided: Vec<_> = api
        .operations()
        .map(|operation| possible(api, operation))
        .collect();
    for (operation, paging) in api.operations_mut().zip(decided) {
        operation.paging = paging;
    }
}

fn possible(api: &Api, operation: &Operation) -> Option<Paging> {
    let paging = operation.paging.clone()?;
    let PageWay::Item {
        cursor,
        forward,
        backward,
    } = &paging.way
    else {
        let optional = |index: usize| {
            let input = operation.inputs.get(index);
            input.is_some_and(|input| !input.field.required)
        };
        let is_possible = paging.inputs().into_iter().all(optional);
        return is_possible.then_some(paging);
    };
    let is_possible = is_page(api, operation)
        && has_cursor(api, &paging.item, cursor.as_str())
        && takes_cursor(api, operation, *forward);
    let way = PageWay::Item {
        cursor: cursor.clone(),
        forward: *forward,
        backward: backward.filter(|index| takes_cursor(api, operation, *index)),
    };
    is_possible.then_some(Paging { way, ..paging })
}

/// Finds the fields that lead to what a page says. A list of which some can't be found has no pages.
pub fn set_members(api: &mut Api) {
    let decided: Vec<_> = api
        .operations()
        .map(|operation| {
            let mut paging = operation.paging.clone()?;
            let Output::One(Payload::Json(body)) = &operation.output else {
                return Some(paging);
            };
            for member in paging.members_mut() {
                member.fields = fields(api, body, &member.path)?;
            }
            if let Some((to, member)) = paging.body_member_mut() {
                let input = operation.inputs.get(to)?;
                member.fields = fields(api, &input.field.ty, &member.path)?;
            }
            Some(paging)
        })
        .collect();
    for (operation, paging) in api.operations_mut().zip(decided) {
        operation.paging = paging;
    }
}

fn fields(api: &Api, body: &Type, path: &[String]) -> Option<Vec<EventField>> {
    let mut here = body.clone();
    let mut fields = Vec::with_capacity(path.len());
    for wire in path {
        let object = api.definition(&here)?.kind.as_struct()?;
        let field = object.fields.iter().find(|field| field.wire == *wire)?;
        fields.push(EventField {
            name: field.name.clone(),
            optional: field.presence.optional,
            boxed: matches!(api.behind_aliases(&field.ty), Type::Boxed(_)),
        });
        here = api.resolve(&field.ty).clone();
    }
    Some(fields)
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
