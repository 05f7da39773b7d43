//! Definitions of types.
//!
//! In: a definition in both models, and what differs. Out: findings. What always holds: what Rust makes of a type follows from
//! its members and its use, and is marked so.

use crate::api::{Role, TypeDef};
use crate::diff::change::{OnWire, RustClass, WireClass};
use crate::diff::facts::{Delta, Deltas};
use crate::diff::id::ChangeId;
use crate::diff::sides::Sides;
use crate::diff::view::{Aspect, Coded, FactValue};

use super::finding::Finding;
use super::fits;
use super::met::Met;
use super::operations::{of_types, types};
use super::others;

/// A definition.
pub(super) fn changed<'a>(
    sides: &Sides<'a>,
    met: &Met,
    (old, new): (&'a TypeDef, &'a TypeDef),
    deltas: &mut Deltas<'a>,
    found: &mut Vec<Finding>,
) {
    naming(sides, (old, new), deltas, found);
    if let Some(delta) = deltas.take(Aspect::Shape) {
        let wire = met.meet(sides, (old, new), |meeting, _, _| {
            match meeting.uses.read || meeting.uses.sent() {
                true => WireClass::Breaking,
                false => WireClass::None,
            }
        });
        let finding = Finding::new(ChangeId::KindChanged, wire, RustClass::Major);
        found.push(finding.showing(sides, &delta));
        // Nothing else can be compared.
        let is_documentation = |one| {
            matches!(
                one,
                Aspect::Description
                    | Aspect::Example
                    | Aspect::DerivedDocs
                    | Aspect::Since
                    | Aspect::Deprecated
            )
        };
        deltas.take_all(|one| !is_documentation(one));
        return;
    }
    usage(met, deltas, found);
    code(deltas, found);
    if let Some(delta) = deltas.take(Aspect::ResourceId) {
        let review = OnWire::both(WireClass::Review);
        let finding = Finding::new(ChangeId::ResourceIdChanged, review, RustClass::Major);
        found.push(finding.showing(sides, &delta));
    }
    others::arguments(sides, deltas, found);
    additional(sides, met, deltas, found);
    private(sides, deltas, found);
    open(sides, met, deltas, found);
    selector(sides, deltas, found);
    if let Some(delta) = deltas.take(Aspect::Type) {
        retyped(sides, met, &delta, ChangeId::TypeChanged, found);
    }
}

/// What a definition is called: what is inside of something else is named after it.
fn naming<'a>(
    sides: &Sides<'a>,
    (old, new): (&'a TypeDef, &'a TypeDef),
    deltas: &mut Deltas<'a>,
    found: &mut Vec<Finding>,
) {
    if deltas.has(Aspect::RustName) && sides.names_fields(new) {
        // It says whose fields it names, as its own name does.
        deltas.take(Aspect::Description);
    }
    others::renamed(sides, ChangeId::TypeRenamed, deltas, found);
    let is_inside = !is_component(old) && !is_component(new);
    // What is alike in several places is one type, which is named after and described by the first of them.
    let has_moved = is_inside && old.pointer != new.pointer;
    if let Some(finding) = found.last_mut()
        && is_inside
    {
        finding.follows = has_moved || sides.is_named_anew(old, new);
    }
    if has_moved && let Some(delta) = deltas.take(Aspect::Description) {
        let finding = Finding::quiet(ChangeId::DescriptionChanged);
        found.push(finding.showing(sides, &delta).following(true));
    }
}

/// Whether a type has a name of its own in the document.
fn is_component(def: &TypeDef) -> bool {
    let mut tokens = def.pointer.tokens();
    tokens.next().is_some_and(|token| token == "components") && tokens.count() == 2
}

/// A use of a type that is another now.
fn retyped<'a>(
    sides: &Sides<'a>,
    met: &Met,
    delta: &Delta<'a>,
    id: ChangeId,
    found: &mut Vec<Finding>,
) {
    let (wire, rust) = match types(delta) {
        Some((old, new)) => {
            let wire = met.meet(sides, (old, new), |meeting, program, api| {
                fits::met(meeting, program, api)
            });
            (wire, of_types(sides, old, new))
        }
        None => (OnWire::both(WireClass::Review), RustClass::Major),
    };
    found.push(Finding::new(id, wire, rust).showing(sides, delta));
}

/// Who uses it: a program that makes values of it, or reads their fields, may no longer be able to.
fn usage(met: &Met, deltas: &mut Deltas<'_>, found: &mut Vec<Finding>) {
    let uses = deltas.take_all(|one| matches!(one, Aspect::Use(_)));
    if uses.is_empty() {
        return;
    }
    let rust = match met.roles {
        [old, new] if old == new => RustClass::Patch,
        [Role::Read | Role::Write, Role::Both] => RustClass::Minor,
        [_, _] => RustClass::Major,
    };
    let words = |role: Role| match role {
        Role::Read => "read",
        Role::Write => "sent",
        Role::Both => "read and sent",
    };
    let [old, new] = met.roles.map(|role| Some(words(role).to_owned()));
    let finding = Finding::new(ChangeId::UseChanged, OnWire::NONE, rust).with(old, new);
    found.push(finding.following(true));
}

/// What code it has.
fn code(deltas: &mut Deltas<'_>, found: &mut Vec<Finding>) {
    let (mut added, mut removed) = (Vec::new(), Vec::new());
    for delta in deltas.take_all(|one| matches!(one, Aspect::Code(_))) {
        let Aspect::Code(coded) = delta.aspect else {
            continue;
        };
        let name = match coded {
            Coded::Json => "Serialize",
            Coded::Form => "written into forms",
            Coded::Default => "Default",
            Coded::Cleared => "From, for what can be cleared",
            Coded::Id => "its id",
        };
        let has = |value: &Option<FactValue<'_>>| match value {
            Some(FactValue::Flag(flag)) => *flag,
            Some(FactValue::Words(words)) => !words.is_empty(),
            _ => false,
        };
        if has(&delta.new) {
            added.push(name);
        }
        if has(&delta.old) {
            removed.push(name);
        }
    }
    let join = |names: &[&str]| (!names.is_empty()).then(|| names.join(", "));
    if let Some(names) = join(&removed) {
        let finding = Finding::new(ChangeId::TraitRemoved, OnWire::NONE, RustClass::Major);
        found.push(finding.with(Some(names), None).following(true));
    }
    if let Some(names) = join(&added) {
        let finding = Finding::new(ChangeId::TraitAdded, OnWire::NONE, RustClass::Minor);
        found.push(finding.with(None, Some(names)).following(true));
    }
}

/// What becomes of members that the document does not name.
fn additional<'a>(sides: &Sides<'a>, met: &Met, deltas: &mut Deltas<'a>, found: &mut Vec<Finding>) {
    let name = deltas.take(Aspect::AdditionalName);
    let Some(delta) = deltas.take(Aspect::Additional) else {
        if let Some(delta) = name {
            let finding = Finding::new(ChangeId::FieldRenamed, OnWire::NONE, RustClass::Major);
            found.push(finding.showing(sides, &delta));
        }
        return;
    };
    deltas.take(Aspect::Type);
    let word = |value: &Option<FactValue<'a>>| match value {
        Some(FactValue::Text(Some(word))) => *word,
        _ => "",
    };
    let (old, new) = (word(&delta.old), word(&delta.new));
    let wire = met.meet(sides, (old, new), |meeting, program, api| {
        match (meeting.uses.sent(), program, api) {
            (true, "kept", "forbidden") => WireClass::Breaking,
            (true, "kept", _) => WireClass::Review,
            _ => WireClass::None,
        }
    });
    // The field is there for whoever reads; no setter is named after it.
    let [before, after] = met.roles.map(Role::is_read);
    let rust = match (old, new) {
        ("kept", _) if before => RustClass::Major,
        (_, "kept") if after => RustClass::Minor,
        _ => RustClass::Patch,
    };
    let id = match (old, new) {
        (_, "forbidden") => ChangeId::OtherMembersRefused,
        ("forbidden", _) => ChangeId::OtherMembersAllowed,
        _ => ChangeId::OtherMembersChanged,
    };
    found.push(Finding::new(id, wire, rust).showing(sides, &delta));
}

/// The fields that follow from what is said of all members.
fn private<'a>(sides: &Sides<'a>, deltas: &mut Deltas<'a>, found: &mut Vec<Finding>) {
    unknown(sides, deltas, found);
    nulls(sides, deltas, found);
}

/// The field that keeps such members as they came, which follows from what becomes of them.
fn unknown<'a>(sides: &Sides<'a>, deltas: &mut Deltas<'a>, found: &mut Vec<Finding>) {
    let Some(delta) = deltas.take(Aspect::Unknown) else {
        return;
    };
    let rust = match &delta.old {
        Some(FactValue::Text(Some(_))) => RustClass::Major,
        _ => RustClass::Minor,
    };
    let finding = Finding::new(ChangeId::OtherMembersChanged, OnWire::NONE, rust);
    found.push(finding.showing(sides, &delta).following(true));
}

/// The field that remembers what is to be null: nobody sees it, and the functions that clear members say more.
fn nulls<'a>(sides: &Sides<'a>, deltas: &mut Deltas<'a>, found: &mut Vec<Finding>) {
    if let Some(delta) = deltas.take(Aspect::Nulls) {
        let finding = Finding::new(ChangeId::SettersChanged, OnWire::NONE, RustClass::Patch);
        found.push(finding.showing(sides, &delta).following(true));
    }
}

/// Whether other values are kept: an enum that keeps them is not `Copy`.
fn open<'a>(sides: &Sides<'a>, met: &Met, deltas: &mut Deltas<'a>, found: &mut Vec<Finding>) {
    let Some(delta) = deltas.take(Aspect::Open) else {
        return;
    };
    let is_open = |value: &Option<FactValue<'_>>| !matches!(value, Some(FactValue::Text(None)));
    let (old, new) = (is_open(&delta.old), is_open(&delta.new));
    let id = match (old, new) {
        (false, true) => ChangeId::EnumOpened,
        (true, false) => ChangeId::EnumClosed,
        (true, true) | (false, false) => ChangeId::VariantRenamed,
    };
    let wire = met.meet(sides, (old, new), |meeting, program, api| {
        let is_sent = meeting.uses.sent() && program && !api;
        let is_read = meeting.uses.read && !program && api;
        match is_sent || is_read {
            true => WireClass::Breaking,
            false => WireClass::None,
        }
    });
    let finding = Finding::new(id, wire, RustClass::Major).showing(sides, &delta);
    found.push(finding.following(met.moved));
}

/// How the alternatives of a union are told apart, and in which order they are tried.
fn selector<'a>(sides: &Sides<'a>, deltas: &mut Deltas<'a>, found: &mut Vec<Finding>) {
    let order = deltas.take(Aspect::Order);
    let order = order.filter(|delta| others::is_reordered(delta.old.as_ref(), delta.new.as_ref()));
    if let Some(delta) = deltas.take(Aspect::Selector).or(order) {
        let review = OnWire::both(WireClass::Review);
        let finding = Finding::new(ChangeId::SelectorChanged, review, RustClass::Patch);
        found.push(finding.showing(sides, &delta));
    }
}

/// An alternative of a union.
pub(super) fn alternative<'a>(
    sides: &Sides<'a>,
    met: &Met,
    deltas: &mut Deltas<'a>,
    found: &mut Vec<Finding>,
) {
    others::renamed(sides, ChangeId::VariantRenamed, deltas, found);
    if let Some(delta) = deltas.take(Aspect::Type) {
        retyped(sides, met, &delta, ChangeId::TypeChanged, found);
    }
    if let Some(delta) = deltas.take(Aspect::Tags) {
        let both = OnWire::both(WireClass::Breaking);
        let finding = Finding::new(ChangeId::AlternativeChanged, both, RustClass::Patch);
        found.push(finding.showing(sides, &delta));
    }
    if let Some(delta) = deltas.take(Aspect::Demands) {
        let review = OnWire::both(WireClass::Review);
        let finding = Finding::new(ChangeId::AlternativeChanged, review, RustClass::Patch);
        found.push(finding.showing(sides, &delta).following(true));
    }
    if let Some(delta) = deltas.take(Aspect::From) {
        let (id, rust) = match delta.new {
            Some(FactValue::Flag(true)) => (ChangeId::TraitAdded, RustClass::Minor),
            _ => (ChangeId::TraitRemoved, RustClass::Major),
        };
        found.push(Finding::new(id, OnWire::NONE, rust).following(true));
    }
}
