//! What is checked before sending.
//!
//! In: what the document allows of each value, and how each type is used. Out: the same where it can be checked, and nothing
//! elsewhere. What always holds: a limit that is left is of something that is sent, and applies to its type, so that whatever
//! prints limits, as documentation or as a check, prints all of them.

mod applicable;

use crate::api::{
    Additional, Api, Encoding, Input, InputLocation, Limits, Type, TypeDef, TypeId, TypeKind,
};
use crate::lower::schema::limits::is_checked;
use applicable::Shapes;

/// Sets what is checked of every value.
pub fn set_checks(api: &mut Api) {
    let shapes = Shapes::of(api);
    for def in &mut api.types {
        let is_sent = def.usage.form || def.usage.json;
        each_limits_mut(&mut def.kind, &mut |ty, limits, never_sent| {
            let known = std::mem::take(limits);
            if is_sent && !never_sent {
                *limits = shapes.applicable(ty, known);
            }
        });
    }
    for operation in api
        .resources
        .iter_mut()
        .flat_map(|resource| &mut resource.operations)
    {
        for input in &mut operation.inputs {
            let known = std::mem::take(&mut input.field.limits);
            input.field.limits = shapes.applicable(&input.field.ty, known);
            forget_emptiness(input);
        }
    }
    mark_measured(api, &shapes);
    spread_limited(api);
}

/// Outside of bodies, the runtime refuses empty texts of any type.
fn forget_emptiness(input: &mut Input) {
    let Input {
        field, location, ..
    } = input;
    match location {
        InputLocation::Body => {}
        InputLocation::Query if field.encoding == Encoding::Json => {}
        InputLocation::Query => {
            let mut level = Some(&mut field.limits);
            while let Some(limits) = level {
                limits.not_empty = false;
                level = limits.each.as_deref_mut();
            }
            without_nothing(&mut field.limits);
        }
        InputLocation::Path | InputLocation::Header | InputLocation::Cookie => {
            field.limits.not_empty = false
        }
    }
}

/// Takes away limits of elements that say nothing.
fn without_nothing(limits: &mut Limits) {
    if let Some(each) = &mut limits.each {
        without_nothing(each);
        if **each == Limits::default() {
            limits.each = None;
        }
    }
}

/// Calls `visit` with each place in a definition that has limits: its type, the limits, and whether it is never sent.
fn each_limits_mut(kind: &mut TypeKind, visit: &mut impl FnMut(&Type, &mut Limits, bool)) {
    match kind {
        TypeKind::Struct(object) => {
            for field in &mut object.fields {
                let never_sent = field.read_only;
                visit(&field.ty, &mut field.limits, never_sent);
            }
            if let Additional::Kept { value, limits, .. } = &mut object.additional {
                visit(&map_of(value), limits, false);
            }
        }
        TypeKind::Union(union) => {
            for variant in &mut union.variants {
                visit(&variant.ty, &mut variant.limits, false);
            }
        }
        TypeKind::StringEnum(_)
        | TypeKind::IntegerEnum(_)
        | TypeKind::Alias(_)
        | TypeKind::ExpandPaths(_) => {}
    }
}

/// The type of the members that a document does not name, taken together.
fn map_of(value: &Type) -> Type {
    Type::Map(Box::new(value.clone()))
}

/// The same, to look at them.
fn each_limits(kind: &TypeKind, visit: &mut impl FnMut(&Type, &Limits)) {
    match kind {
        TypeKind::Struct(object) => {
            let fields = object.fields.iter();
            fields.for_each(|field| visit(&field.ty, &field.limits));
            if let Additional::Kept { value, limits, .. } = &object.additional {
                visit(&map_of(value), limits);
            }
        }
        TypeKind::Union(union) => {
            let variants = union.variants.iter();
            variants.for_each(|variant| visit(&variant.ty, &variant.limits));
        }
        TypeKind::StringEnum(_)
        | TypeKind::IntegerEnum(_)
        | TypeKind::Alias(_)
        | TypeKind::ExpandPaths(_) => {}
    }
}

/// Marks the types of which a text has to be measured, as in some place it must not be empty.
fn mark_measured(api: &mut Api, shapes: &Shapes) {
    let mut pending = Vec::new();
    let mut add = |ty: &Type, limits: &Limits| {
        let mut level = Some((ty, limits));
        while let Some((ty, limits)) = level {
            let value = shapes.value(ty);
            if let (Type::Named(id), true) = (value, limits.not_empty) {
                pending.push(*id);
            }
            level = element(value).zip(limits.each.as_deref());
        }
    };
    for def in &api.types {
        each_limits(&def.kind, &mut add);
    }
    for operation in api
        .resources
        .iter()
        .flat_map(|resource| &resource.operations)
    {
        let fields = operation.inputs.iter().map(|input| &input.field);
        fields.for_each(|field| add(&field.ty, &field.limits));
    }
    while let Some(id) = pending.pop() {
        let Some(def) = api
            .types
            .get_mut(id.index())
            .filter(|def| !def.usage.measured)
        else {
            continue;
        };
        def.usage.measured = true;
        if let TypeKind::Union(union) = &def.kind {
            let inner = union
                .variants
                .iter()
                .map(|variant| shapes.value(&variant.ty));
            let texts = inner.filter(|ty| shapes.may_be_text(ty));
            pending.extend(texts.filter_map(Type::as_named));
        }
    }
}

/// The type of the elements that limits can be about.
fn element(ty: &Type) -> Option<&Type> {
    let (_, inner) = ty
        .wrapped()
        .filter(|(wrapper, _)| wrapper.is_collection())?;
    Some(inner)
}

/// Marks the types in which something is checked: themselves, or what they hold.
fn spread_limited(api: &mut Api) {
    for def in &mut api.types {
        let is_sent = def.usage.form || def.usage.json;
        def.usage.limited = is_sent && is_limited(def);
    }
    let users = api.users();
    let limited = api.types.iter().enumerate();
    let limited = limited.filter(|(_, def)| def.usage.limited);
    let mut pending: Vec<TypeId> = limited.map(|(index, _)| TypeId::new(index)).collect();
    while let Some(id) = pending.pop() {
        for user in users.get(id.index()).into_iter().flatten() {
            let Some(def) = api.types.get_mut(user.index()) else {
                continue;
            };
            let is_sent = def.usage.form || def.usage.json;
            if is_sent && !def.usage.limited {
                def.usage.limited = true;
                pending.push(*user);
            }
        }
    }
}

fn is_limited(def: &TypeDef) -> bool {
    let mut any = false;
    each_limits(&def.kind, &mut |_, limits| any |= is_checked(limits));
    any |= def.kind.types().into_iter().any(Type::holds_changes);
    any || matches!(&def.kind, TypeKind::Struct(object) if object.max_total_length.is_some())
}
