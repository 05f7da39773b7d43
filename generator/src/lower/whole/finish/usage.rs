//! How the crate uses each type.
//!
//! In: the operations and events. Out: [`Usage`] of every type. What always holds: what a type holds is used as the
//! type itself is; a type that nothing uses counts as read, so that no component is without use.

use crate::api::{Api, Body, Encoding, Input, InputLocation, Type, TypeId, Usage};

/// Sets the usage of every type.
pub fn set_usage(api: &mut Api) {
    let mut pending = roots(api);
    let mut reached = vec![false; api.types.len()];
    spread(api, &mut pending, &mut reached);
    for index in 0..api.types.len() {
        if !reached.get(index).copied().unwrap_or(true) {
            pending.push((
                TypeId::new(index),
                Usage {
                    response: true,
                    ..Usage::default()
                },
            ));
            spread(api, &mut pending, &mut reached);
        }
    }
}

/// Whether an input is written as a pair of a form or a query.
pub fn is_form_input(body: &Body, input: &Input) -> bool {
    let in_form = match input.location {
        InputLocation::Path
        | InputLocation::Query
        | InputLocation::Header
        | InputLocation::Cookie => true,
        InputLocation::Body => body.has_pairs(),
    };
    in_form && input.field.encoding != Encoding::Json
}

fn roots(api: &Api) -> Vec<(TypeId, Usage)> {
    let response = Usage {
        response: true,
        ..Usage::default()
    };
    let mut roots = Vec::new();
    let mut add = |ty: &Type, usage: Usage| roots.extend(ty.needed().map(|id| (id, usage)));
    for operation in api
        .resources
        .iter()
        .flat_map(|resource| &resource.operations)
    {
        for input in &operation.inputs {
            let form = is_form_input(&operation.body, input);
            // An id in a request only names its resource; the resource itself is not sent.
            let usage = Usage {
                form,
                json: !form,
                ..Usage::default()
            };
            add(&input.field.ty, usage);
        }
        add(&operation.error, response);
        for ty in operation.output.types() {
            add(ty, response);
        }
    }
    if let Some(webhooks) = &api.webhooks {
        add(&Type::Named(webhooks.kind), response);
        for event in &webhooks.events {
            add(&Type::Named(event.payload), response);
        }
    }
    roots
}

fn spread(api: &mut Api, pending: &mut Vec<(TypeId, Usage)>, reached: &mut [bool]) {
    while let Some((id, usage)) = pending.pop() {
        let Some(def) = api.types.get_mut(id.index()) else {
            continue;
        };
        let together = def.usage.with(usage);
        let known = reached.get(id.index()).copied().unwrap_or_default();
        if known && together == def.usage {
            continue;
        }
        def.usage = together;
        if let Some(flag) = reached.get_mut(id.index()) {
            *flag = true;
        }
        let held = def.kind.types().into_iter().filter_map(Type::needed);
        pending.extend(held.map(|id| (id, together)));
    }
}
