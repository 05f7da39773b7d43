//! What must be given, where it is too much to be given one after the other.
//!
//! In: a model with presences. Out: for each `new` and each operation's function that would take more than [`MOST`] values, the name
//! of a struct of them, and of each whether it is an argument or a field of that struct. What always holds: no function takes
//! more than [`MOST`] arguments, the struct included; what stands in the path stays in a row where there is room for all of it.

use crate::api::{Api, Field, Given, Ident, InputLocation, Operation, Output, TypeKind};
use crate::names::{self, Scope};

/// The most arguments of a function.
const MOST: usize = 3;

/// Gathers what must be given in structs.
pub fn gather(api: &mut Api) {
    let mut names = taken(api);
    for def in &mut api.types {
        if let TypeKind::Struct(object) = &mut def.kind {
            let many = demanded(object.fields.iter()) > MOST;
            object.args = many.then(|| name(&mut names, &def.name));
            for field in object.fields.iter_mut().filter(|_| many) {
                name_argument(field);
            }
        }
    }
    for operation in api.operations_mut() {
        let Operation {
            inputs,
            request,
            args,
            ..
        } = operation;
        let many = demanded(inputs.iter().map(|input| &input.field)) > MOST;
        *args = many.then(|| name(&mut names, request));
        let in_path = inputs
            .iter()
            .filter(|input| input.location == InputLocation::Path)
            .count();
        let in_a_row = in_path < MOST;
        for input in inputs.iter_mut().filter(|_| many) {
            if !(in_a_row && input.location == InputLocation::Path) {
                name_argument(&mut input.field);
            }
        }
    }
}

fn demanded<'f>(fields: impl Iterator<Item = &'f Field>) -> usize {
    fields
        .filter(|field| field.presence.given.is_demanded())
        .count()
}

fn name_argument(field: &mut Field) {
    let given = &mut field.presence.given;
    if given.is_demanded() {
        *given = Given::Named;
    }
}

/// All names that types of the crate have.
fn taken(api: &Api) -> Scope {
    let mut names = Scope::types();
    let mut reserve = |name: &Ident| names.reserve(name.bare());
    for def in &api.types {
        reserve(&def.name);
    }
    for resource in &api.resources {
        reserve(&resource.name);
        for operation in &resource.operations {
            reserve(&operation.request);
            if let Output::Several { name, .. } = &operation.output {
                reserve(name);
            }
        }
    }
    for events in api.received() {
        reserve(&events.name);
    }
    names
}

/// What the struct is called whose values make one of that type: `CreateWidgetArgs`, and `WidgetArgs` for `WidgetParams`.
fn name(names: &mut Scope, of: &Ident) -> Ident {
    let whole = of.bare();
    let stem = whole.strip_suffix("Params").filter(|it| !it.is_empty());
    let wishes = stem.into_iter().chain([whole]);
    let wishes: Vec<Ident> = wishes
        .map(|stem| names::type_ident(&format!("{stem}Args")))
        .collect();
    names.claim(&wishes).ident
}
