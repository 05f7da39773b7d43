//! Last decisions, which need all types at once.
//!
//! In: an [`Api`] whose types and operations are lowered. Out: the same with [`Usage`] set, recursions boxed, request
//! maps ordered, request enums closed, checks chosen, and with what Rust makes of all that. What always holds: each
//! decision depends on the model alone, not on the order in which it was made.

mod alternatives;
mod boxing;
mod checks;
mod demands;
mod errors;
mod events;
mod gathered;
mod keys;
mod paging;
mod presence;
mod sent_again;
mod spread;
mod traits;
mod unnamed;
mod usage;

use std::collections::BTreeSet;

use super::depth;
use crate::api::{
    Api, Body, Encoding, Field, Input, InputLocation, Operation, TextFormat, Type, TypeId,
    TypeKind, Usage, Wrapper,
};

/// Finishes a model.
pub fn finish(api: &mut Api, open_enums: &BTreeSet<TypeId>) {
    bytes_are_text_inside(api);
    usage::set_usage(api);
    demands::set_demands(api, open_enums);
    say_null_in_json(api);
    boxing::box_recursions(api);
    boxing::box_large_members(api);
    order_request_maps(api);
    close_request_enums(api, open_enums);
    checks::set_checks(api);
    describe_by_place(api);
    describe_by_type(api);
    decide(api);
}

/// Decides what Rust makes of a model in which types, usages and descriptions are decided: the code of each type, the
/// presence of each field, what must be given by name, the names of setters and of fields for what has no name, which lists are paged, what can be sent
/// again, what loses its name in pairs and what its key is, what operations are in a sentence, what errors tell, what all
/// events have, and which alternatives are boxed. To decide twice changes nothing.
///
/// [`lower`](crate::lower::lower) does so itself; a model made by hand needs it before it is emitted.
pub fn decide(api: &mut Api) {
    paging::forget_impossible(api);
    presence::set_presences(api);
    gathered::gather(api);
    paging::set_members(api);
    unnamed::set_fields(api);
    traits::set_traits(api);
    sent_again::set_sent_again(api);
    spread::set_spread(api);
    keys::set_keys(api);
    set_summaries(api);
    errors::set_errors(api);
    events::set_common(api);
    alternatives::decide(api);
    api.deep_types = depth::deep_types(&api.types);
}

/// Bytes are bytes only as a whole body, a file or a form value: inside JSON, `format: binary` can only be text.
fn bytes_are_text_inside(api: &mut Api) {
    let as_text = |ty: &mut Type| {
        if matches!(ty, Type::Bytes | Type::File) {
            *ty = Type::Text(TextFormat::Other("binary".to_owned()));
        }
    };
    for def in &mut api.types {
        for ty in def.kind.types_mut() {
            ty.each_level_mut(&as_text);
        }
    }
    for operation in api
        .resources
        .iter_mut()
        .flat_map(|resource| &mut resource.operations)
    {
        let Operation { inputs, body, .. } = operation;
        let is_json = |input: &&mut Input| match (input.location, &*body) {
            (InputLocation::Body, Body::Json { .. }) => true,
            (InputLocation::Body, Body::Raw { .. }) => false,
            _ => input.field.encoding == Encoding::Json,
        };
        for input in inputs.iter_mut().filter(is_json) {
            input.field.ty.each_level_mut(&as_text);
        }
        let answers = [&mut operation.error].into_iter();
        for ty in answers.chain(operation.output.types_mut()) {
            ty.each_level_mut(&as_text);
        }
    }
}

/// In JSON that is only sent, a member or a body that may be absent or null is not given, set or cleared: three things, kept
/// apart. A body that must be given is a value or null. What is read as well has the same functions (`presence.rs`).
fn say_null_in_json(api: &mut Api) {
    let say_null = |field: &mut Field| {
        let clearable = matches!(field.ty, Type::Clearable(_) | Type::ClearableEntries);
        if field.nullable && !field.required && !clearable {
            field.ty = Type::Clearable(Box::new(field.ty.clone()));
        }
    };
    for def in &mut api.types {
        let only_sent = def.usage.json && !def.usage.response;
        if let TypeKind::Struct(object) = &mut def.kind
            && only_sent
        {
            object.fields.iter_mut().for_each(say_null);
        }
    }
    for operation in api.operations_mut() {
        if !matches!(operation.body, Body::Json { .. }) {
            continue;
        }
        let inputs = operation.inputs.iter_mut();
        for Input { field, .. } in inputs.filter(|input| input.location == InputLocation::Body) {
            say_null(field);
            if field.required && std::mem::take(&mut field.nullable) {
                field.ty = field.ty.clone().or_null();
            }
        }
    }
}

/// What a table says of each operation.
fn set_summaries(api: &mut Api) {
    for operation in api.operations_mut() {
        operation.docs.summary = crate::docs::sentence(&operation.docs);
    }
}

/// A type without a description is described by the first sentence on the one place that holds it.
fn describe_by_place(api: &mut Api) {
    let mut sentences: Vec<BTreeSet<String>> = vec![BTreeSet::new(); api.types.len()];
    let structs = api.types.iter().filter_map(|def| def.kind.as_struct());
    let inputs = api.operations().flat_map(|operation| &operation.inputs);
    let fields = structs.flat_map(|object| &object.fields);
    for field in fields.chain(inputs.map(|input| &input.field)) {
        let held = field.ty.behind(Wrapper::is_transparent).as_named();
        if let Some(found) = held.and_then(|id| sentences.get_mut(id.index())) {
            found.insert(crate::docs::sentence(&field.docs));
        }
    }
    for (def, sentences) in api.types.iter_mut().zip(sentences) {
        let mut sentences = sentences.into_iter();
        if let (Some(sentence), None) = (sentences.next(), sentences.next())
            && def.docs.lines.is_empty()
            && !sentence.is_empty()
        {
            def.docs.lines.push(sentence);
        }
    }
}

/// A member without a description is described by the first sentence on its type.
fn describe_by_type(api: &mut Api) {
    let sentences: Vec<String> = api
        .types
        .iter()
        .map(|def| crate::docs::sentence(&def.docs))
        .collect();
    let describe = |field: &mut Field| {
        if let (Some(id), true) = (field.ty.needed(), field.docs.lines.is_empty())
            && let Some(sentence) = sentences
                .get(id.index())
                .filter(|sentence| !sentence.is_empty())
        {
            field.docs.lines.push(sentence.clone());
        }
    };
    for def in &mut api.types {
        if let TypeKind::Struct(object) = &mut def.kind {
            object.fields.iter_mut().for_each(describe);
        }
    }
    for operation in api
        .resources
        .iter_mut()
        .flat_map(|resource| &mut resource.operations)
    {
        operation
            .inputs
            .iter_mut()
            .for_each(|input| describe(&mut input.field));
    }
}

/// A map that is only ever sent in a form keeps the order in which the caller filled it.
fn order_request_maps(api: &mut Api) {
    let ordered = |ty: &mut Type| {
        if let Type::Map(value) = ty {
            *ty = Type::Entries(value.clone());
        }
    };
    for def in &mut api.types {
        if def.usage.form && !def.usage.response && !def.usage.json {
            for ty in def.kind.types_mut() {
                ty.each_level_mut(&ordered);
            }
        }
    }
    for operation in api
        .resources
        .iter_mut()
        .flat_map(|resource| &mut resource.operations)
    {
        for input in &mut operation.inputs {
            if usage::is_form_input(&operation.body, input) {
                input.field.ty.each_level_mut(&ordered);
            }
        }
    }
}

/// What is only ever sent has just the values that the document names.
fn close_request_enums(api: &mut Api, open_enums: &BTreeSet<TypeId>) {
    for (index, def) in api.types.iter_mut().enumerate() {
        if let TypeKind::StringEnum(values) = &mut def.kind
            && !def.usage.response
            && !open_enums.contains(&TypeId::new(index))
        {
            values.open = None;
        }
    }
}

impl Usage {
    /// Both usages together.
    fn with(self, other: Self) -> Self {
        Self {
            response: self.response || other.response,
            form: self.form || other.form,
            json: self.json || other.json,
            limited: self.limited || other.limited,
            measured: self.measured || other.measured,
        }
    }
}
