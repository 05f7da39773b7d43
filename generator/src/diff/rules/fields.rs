//! Members of structs and inputs of operations.
//!
//! In: a field in both models, and what differs. Out: findings. What always holds: what Rust makes of it is told with its cause,
//! once.

use crate::api::{Field, Given, Input, Type, Wrapper};
use crate::diff::change::{OnWire, RustClass, WireClass};
use crate::diff::facts::Deltas;
use crate::diff::id::ChangeId;
use crate::diff::sides::Sides;
use crate::diff::view::{Aspect, LimitKind};

use super::finding::Finding;
use super::fits;
use super::met::Met;
use super::rustc;

/// An input of an operation.
pub(super) fn input<'a>(
    sides: &Sides<'a>,
    met: &Met,
    (old, new): (&'a Input, &'a Input),
    deltas: &mut Deltas<'a>,
    found: &mut Vec<Finding>,
) {
    let both = OnWire::both(WireClass::Breaking);
    if let Some(delta) = deltas.take(Aspect::Location) {
        let rust = rustc::field(sides, met.roles, &old.field, &new.field);
        // Each place has its own way to write a list.
        deltas.take(Aspect::Encoding);
        found.push(Finding::new(ChangeId::ParameterMoved, both, rust).showing(sides, &delta));
    }
    if let Some(delta) = deltas.take(Aspect::WireName) {
        // An argument's name is its function's own business, unless it is a field of a struct.
        let given = [old, new].map(|input| input.field.presence.given == Given::Named);
        let rust = match given == [true; 2] && old.field.name != new.field.name {
            true => RustClass::Major,
            false => RustClass::Patch,
        };
        deltas.take_all(|aspect| matches!(aspect, Aspect::Key | Aspect::RustName));
        let finding = Finding::new(ChangeId::PathParameterRenamed, OnWire::NONE, rust);
        found.push(finding.showing(sides, &delta));
    }
    if deltas.take(Aspect::AllowEmpty).is_some() {
        let id = match new.allow_empty {
            true => ChangeId::EmptyValueAllowed,
            false => ChangeId::EmptyValueRefused,
        };
        let wire = met.meet(sides, (old, new), |_, program, api| {
            match program.allow_empty && !api.allow_empty {
                true => WireClass::Review,
                false => WireClass::None,
            }
        });
        found.push(Finding::new(id, wire, RustClass::Patch));
    }
    changed(sides, met, (&old.field, &new.field), deltas, found);
}

/// A member of a struct, or what an input has of one.
pub(super) fn changed<'a>(
    sides: &Sides<'a>,
    met: &Met,
    (old, new): (&'a Field, &'a Field),
    deltas: &mut Deltas<'a>,
    found: &mut Vec<Finding>,
) {
    let causes = found.len();
    let rust = rustc::field(sides, met.roles, old, new);
    presence(sides, met, (old, new), rust, deltas, found);
    ty(sides, met, (old, new), rust, deltas, found);
    let directions = deltas.take_all(|one| matches!(one, Aspect::ReadOnly | Aspect::WriteOnly));
    if let Some(delta) = directions.first() {
        let review = OnWire::both(WireClass::Review);
        found.push(Finding::new(ChangeId::DirectionChanged, review, rust).showing(sides, delta));
    }
    if let Some(delta) = deltas.take(Aspect::RustName) {
        // Names of setters come from it.
        found.push(Finding::new(ChangeId::FieldRenamed, OnWire::NONE, rust).showing(sides, &delta));
    }
    if let Some(delta) = deltas.take(Aspect::Key) {
        let wire = met.sent_as(WireClass::Breaking);
        let finding = Finding::new(ChangeId::KeyChanged, wire, RustClass::Patch);
        found.push(finding.showing(sides, &delta));
    }
    if let Some(delta) = deltas.take(Aspect::Default) {
        let wire = met.sent_as(WireClass::Review);
        let finding = Finding::new(ChangeId::DefaultChanged, wire, RustClass::Patch);
        found.push(finding.showing(sides, &delta));
    }
    let ways = [old, new].map(|field| &field.presence.given);
    if let [Given::Argument, Given::Named] | [Given::Named, Given::Argument] = ways {
        // It is told of what holds it.
        deltas.take(Aspect::Given);
    }
    let consequences = deltas.take_all(is_presence);
    if let (Some(delta), true) = (consequences.first(), found.len() == causes) {
        let finding = Finding::new(ChangeId::SettersChanged, OnWire::NONE, rust);
        found.push(finding.showing(sides, delta).following(true));
    }
}

/// What Rust makes of a field, which follows from what is said of it and of what it is in.
fn is_presence(aspect: Aspect) -> bool {
    matches!(
        aspect,
        Aspect::OptionalInRust
            | Aspect::Given
            | Aspect::Set
            | Aspect::Clear
            | Aspect::Unset
            | Aspect::Otherwise
            | Aspect::WrittenNull
            | Aspect::Omittable
    )
}

/// Whether it must be there, and whether it may be null.
fn presence<'a>(
    sides: &Sides<'a>,
    met: &Met,
    fields: (&'a Field, &'a Field),
    rust: RustClass,
    deltas: &mut Deltas<'a>,
    found: &mut Vec<Finding>,
) {
    let (_, new) = fields;
    if let Some(delta) = deltas.take(Aspect::Required) {
        let id = match new.required {
            true => ChangeId::MadeRequired,
            false => ChangeId::MadeOptional,
        };
        let wire = met.meet(sides, fields, |meeting, program, api| {
            let is_missed = meeting.uses.read && program.required && !api.required;
            let is_asked = meeting.uses.sent() && !program.required && api.required;
            match (is_missed, is_asked) {
                (_, true) => WireClass::Breaking,
                (true, false) => absent(program),
                (false, false) => WireClass::None,
            }
        });
        found.push(Finding::new(id, wire, rust).showing(sides, &delta));
    }
    let cleared = deltas.has(Aspect::Type) && differ_by_clearing(sides, fields);
    let nullable = deltas.take(Aspect::Nullable);
    let delta = match cleared {
        true => deltas.take(Aspect::Type).or(nullable),
        false => nullable,
    };
    if let Some(delta) = delta {
        let id = match new.nullable || clears(&new.ty) {
            true => ChangeId::MadeNullable,
            false => ChangeId::MadeNotNullable,
        };
        let wire = met.meet(sides, fields, |meeting, program, api| {
            let is_met = meeting.uses.read && !program.nullable && api.nullable;
            let takes_null = api.nullable || clears(&api.ty);
            let is_sent = meeting.uses.sent() && can_clear(program) && !takes_null;
            match (is_met, is_sent) {
                (_, true) => WireClass::Breaking,
                (true, false) => absent(program),
                (false, false) => WireClass::None,
            }
        });
        found.push(Finding::new(id, wire, rust).showing(sides, &delta));
    }
}

/// Whether two types are the same but for whether a value can be cleared, or may be null.
fn differ_by_clearing(sides: &Sides<'_>, (old, new): (&Field, &Field)) -> bool {
    let is_null =
        |one: Wrapper| matches!(one, Wrapper::Nullable | Wrapper::Clearable | Wrapper::Boxed);
    let is_box = |one: Wrapper| one == Wrapper::Boxed;
    sides.same(old.ty.behind(is_null), new.ty.behind(is_null))
        && !sides.same(old.ty.behind(is_box), new.ty.behind(is_box))
}

/// Whether there is a way to ask the API to forget a value of the type.
fn clears(ty: &Type) -> bool {
    matches!(
        ty.behind(|one| one == Wrapper::Boxed),
        Type::Clearable(_) | Type::Nullable(_) | Type::ClearableEntries
    )
}

/// Whether a program can send null, or what stands for it in a form.
fn can_clear(program: &Field) -> bool {
    program.presence.null || clears(&program.ty)
}

/// What a program meets that reads a member without a value.
pub(super) fn absent(program: &Field) -> WireClass {
    match (program.presence.optional, program.presence.omittable) {
        (true, _) => WireClass::None,
        // It is read as empty, which may not be what it means.
        (false, true) => WireClass::Review,
        (false, false) => WireClass::Breaking,
    }
}

/// Another type, and what only differs since it does.
fn ty<'a>(
    sides: &Sides<'a>,
    met: &Met,
    fields: (&'a Field, &'a Field),
    rust: RustClass,
    deltas: &mut Deltas<'a>,
    found: &mut Vec<Finding>,
) {
    let (old, new) = fields;
    if let Some(delta) = deltas.take(Aspect::Type) {
        deltas.take(Aspect::Encoding);
        deltas.take(Aspect::Limit(LimitKind::NotEmpty));
        let is_box = |one: Wrapper| one == Wrapper::Boxed;
        let boxed = sides.same(old.ty.behind(is_box), new.ty.behind(is_box));
        // Which paths there are follows from what is returned; so does what is said of them.
        let expands = [&old.ty, &new.ty].map(|ty| matches!(ty, Type::Expand { .. }));
        let expands = expands.contains(&true);
        if expands {
            deltas.take(Aspect::Description);
        }
        let id = match boxed {
            true => ChangeId::SettersChanged,
            false => kind(&old.ty, &new.ty),
        };
        let wire = met.meet(sides, (&old.ty, &new.ty), |meeting, program, api| {
            fits::met(meeting, program, api)
        });
        let finding = Finding::new(id, wire, rust).showing(sides, &delta);
        found.push(finding.following(boxed || expands));
    }
    if let Some(delta) = deltas.take(Aspect::Encoding) {
        let wire = met.sent_as(WireClass::Breaking);
        let finding = Finding::new(ChangeId::EncodingChanged, wire, RustClass::Patch);
        found.push(finding.showing(sides, &delta));
    }
}

/// What people call such a change of a type.
pub(super) fn kind(old: &Type, new: &Type) -> ChangeId {
    let transparent = |ty| Type::behind(ty, Wrapper::is_transparent);
    let is_text = |ty: &Type| matches!(ty, Type::Text(_) | Type::Id(_));
    match (transparent(old), transparent(new)) {
        (Type::Text(_), Type::Text(_)) => ChangeId::FormatChanged,
        (one, Type::Expandable(_)) if is_text(one) => ChangeId::MadeExpandable,
        (Type::Expandable(_), other) if is_text(other) => ChangeId::MadeNotExpandable,
        _ => ChangeId::TypeChanged,
    }
}
