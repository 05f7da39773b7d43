//! How the crate uses each type.
//!
//! In: the operations and events. Out: [`Usage`] of every type. What always holds: what a type holds is used as the
//! type itself is, but for what is never sent; a type that nothing uses counts as read, so that no component is without use.

use crate::api::{Api, Body, Encoding, Input, InputLocation, Type, TypeId, TypeKind, Usage};

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
    for events in api.received() {
        add(&Type::Named(events.kind), response);
        for ty in events.events.iter().filter_map(|event| event.payload.ty()) {
            add(ty, response);
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
        pending.extend(held(&def.kind, together));
    }
}

/// What a type holds, each with its use: what a member that is never sent holds is only read.
fn held(kind: &TypeKind, usage: Usage) -> Vec<(TypeId, Usage)> {
    let fields = kind.as_struct().map(|object| object.fields.as_slice());
    let fields = fields.unwrap_or_default();
    let only_read = Usage {
        form: false,
        json: false,
        ..usage
    };
    let held = kind.types().into_iter().enumerate();
    let used = held.filter_map(|(index, ty)| {
        let never_sent = fields
            .get(index)
            .is_some_and(|field| field.read_only && !field.write_only);
        let usage = if never_sent { only_read } else { usage };
        let is_used = usage.response || usage.form || usage.json;
        ty.needed().filter(|_| is_used).map(|id| (id, usage))
    });
    used.collect()
}
