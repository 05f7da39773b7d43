//! Operations and what they return.
//!
//! In: an operation in both models, and what differs. Out: findings. What always holds: see [`rules`](super).

use crate::api::{Operation, Output, Payload, StatusMatch, Type};
use crate::diff::change::{OnWire, RustClass, WireClass};
use crate::diff::facts::{Delta, Deltas};
use crate::diff::id::ChangeId;
use crate::diff::sides::Sides;
use crate::diff::view::{self, Aspect, FactValue, Node};

use super::finding::Finding;
use super::fits;
use super::lone;
use super::met::{Meeting, Met};
use super::others;
use super::rustc;

/// An operation.
pub(super) fn changed<'a>(
    sides: &Sides<'a>,
    met: &Met,
    nodes: (&Node<'a>, &Node<'a>),
    (old, new): (&'a Operation, &'a Operation),
    deltas: &mut Deltas<'a>,
    found: &mut Vec<Finding>,
) {
    names(sides, nodes, deltas, found);
    request(sides, (old, new), deltas, found);
    answers(sides, met, (old, new), deltas, found);
    if let Some(delta) = deltas.take(Aspect::Failure) {
        failure(sides, met, &delta, found);
    }
    paging(sides, deltas, found);
    if let Some(delta) = deltas.take(Aspect::Security) {
        let review = OnWire::both(WireClass::Review);
        let finding = Finding::new(ChangeId::SecurityChanged, review, RustClass::Patch);
        found.push(finding.showing(sides, &delta));
    }
    if deltas.take(Aspect::Irreversible).is_some() {
        // Its name says so, too, and is told besides. Requests are the same; what people think that they do is not.
        let id = match new.irreversible {
            true => ChangeId::MadeIrreversible,
            false => ChangeId::MadeReversible,
        };
        let review = OnWire::both(WireClass::Review);
        found.push(Finding::new(id, review, RustClass::Patch));
    }
    if let Some(delta) = deltas.take(Aspect::Extra) {
        // No program names the field.
        let finding = Finding::quiet(ChangeId::SettersChanged).showing(sides, &delta);
        found.push(finding.following(true));
    }
    others::arguments(sides, deltas, found);
}

/// What Rust calls it, and its request.
fn names<'a>(
    sides: &Sides<'a>,
    nodes: (&Node<'a>, &Node<'a>),
    deltas: &mut Deltas<'a>,
    found: &mut Vec<Finding>,
) {
    let path = deltas.take_all(|one| matches!(one, Aspect::Resource | Aspect::RustName));
    let request = deltas.take(Aspect::RequestName);
    let id = deltas.take(Aspect::OperationId);
    // What cannot be undone is called so.
    let follows = deltas.has(Aspect::Irreversible) && id.is_none();
    let renamed = Finding::new(ChangeId::OperationRenamed, OnWire::NONE, RustClass::Major);
    let renamed = renamed.following(follows);
    let (old, new) = nodes;
    let finding = match (path.is_empty(), request, id) {
        (false, request, _) => {
            let called = |side, node| lone::called(side, node, request.is_some());
            renamed.with(called(&sides.old, old), called(&sides.new, new))
        }
        (true, Some(delta), _) => renamed.showing(sides, &delta),
        (true, None, Some(delta)) => {
            Finding::quiet(ChangeId::OperationIdChanged).showing(sides, &delta)
        }
        (true, None, None) => return,
    };
    found.push(finding);
}

/// Where a request goes, and what its body is.
fn request<'a>(
    sides: &Sides<'a>,
    (old, new): (&'a Operation, &'a Operation),
    deltas: &mut Deltas<'a>,
    found: &mut Vec<Finding>,
) {
    let both = OnWire::both(WireClass::Breaking);
    let paths = deltas.take_all(|one| matches!(one, Aspect::Path | Aspect::Pieces));
    // Where only names of values differ, it is said of the values.
    let names = |operation: &Operation| -> Vec<String> {
        let inputs = operation.inputs.iter();
        inputs.map(|input| input.field.wire.clone()).collect()
    };
    let is_told = view::pieces(old) == view::pieces(new) && names(old) != names(new);
    if let (Some(delta), false) = (paths.first(), is_told) {
        // What is not sent matters to nobody.
        let is_sent = paths.iter().any(|path| path.aspect == Aspect::Pieces);
        let wire = if is_sent { both } else { OnWire::NONE };
        let finding = Finding::new(ChangeId::OperationPathChanged, wire, RustClass::Patch);
        found.push(finding.showing(sides, delta));
    }
    others(sides, deltas, found);
    if let Some(delta) = deltas.take(Aspect::Parts) {
        let finding = Finding::new(ChangeId::EncodingChanged, both, RustClass::Patch);
        let follows = deltas.has(Aspect::Body);
        found.push(finding.showing(sides, &delta).following(follows));
    }
    for (aspect, id) in [
        (Aspect::Method, ChangeId::OperationMethodChanged),
        (Aspect::Body, ChangeId::BodyChanged),
        (Aspect::Server, ChangeId::ServerChanged),
    ] {
        if let Some(delta) = deltas.take(aspect) {
            let urls = |list: &[crate::api::Server]| -> Vec<String> {
                list.iter().map(|server| server.url.clone()).collect()
            };
            let moved = urls(&sides.old.api.servers) != urls(&sides.new.api.servers);
            let finding = Finding::new(id, both, RustClass::Patch).showing(sides, &delta);
            found.push(finding.following(moved && aspect == Aspect::Server));
        }
    }
}

/// Whether a form may hold what the document does not name. Programs never send such members: those that are removed are told
/// with what becomes of them.
fn others<'a>(sides: &Sides<'a>, deltas: &mut Deltas<'a>, found: &mut Vec<Finding>) {
    let Some(delta) = deltas.take(Aspect::Additional) else {
        return;
    };
    let id = match (&delta.old, &delta.new) {
        (Some(_), Some(FactValue::Text(Some("forbidden")))) => ChangeId::OtherMembersRefused,
        (Some(_), Some(_)) => ChangeId::OtherMembersAllowed,
        // There is another kind of body, which is told.
        (None, _) | (_, None) => return,
    };
    let finding = Finding::quiet(id).showing(sides, &delta);
    found.push(finding.following(deltas.has(Aspect::Body)));
}

/// What a success returns.
fn answers<'a>(
    sides: &Sides<'a>,
    met: &Met,
    operations: (&'a Operation, &'a Operation),
    deltas: &mut Deltas<'a>,
    found: &mut Vec<Finding>,
) {
    // The variant for the rest goes when a case comes that has all of it.
    let other = deltas.take(Aspect::Open);
    let Some(delta) = deltas.take(Aspect::Answers) else {
        if let Some(delta) = other {
            let finding = Finding::new(ChangeId::VariantRenamed, OnWire::NONE, RustClass::Major);
            found.push(finding.showing(sides, &delta).following(true));
        }
        if let Some(delta) = deltas.take(Aspect::OutputName) {
            let finding = Finding::new(ChangeId::TypeRenamed, OnWire::NONE, RustClass::Major);
            found.push(finding.showing(sides, &delta));
        }
        return answer(sides, met, deltas, found);
    };
    deltas.take_all(|one| matches!(one, Aspect::OutputName | Aspect::Payload | Aspect::Type));
    let wire = met.meet(sides, operations, |meeting, program, api| {
        let classes = cases(&api.output)
            .into_iter()
            .map(|(status, payload)| read(meeting, &program.output, status, payload));
        classes.max().unwrap_or_default()
    });
    let finding = Finding::new(ChangeId::ResponseChanged, wire, RustClass::Major);
    found.push(finding.showing(sides, &delta));
}

/// What an operation returns, by status where that matters.
fn cases(output: &Output) -> Vec<(Option<StatusMatch>, &Payload)> {
    match output {
        Output::One(payload) => vec![(None, payload)],
        Output::Several { cases, .. } => {
            let cases = cases.iter();
            cases.map(|one| (Some(one.status), &one.payload)).collect()
        }
    }
}

/// What a program meets that gets this body.
fn read(
    meeting: Meeting<'_, '_>,
    program: &Output,
    status: Option<StatusMatch>,
    body: &Payload,
) -> WireClass {
    let read = |payload: &Payload| match (payload, body) {
        (Payload::Empty, _) => WireClass::None,
        (Payload::Json(program), Payload::Json(api)) => fits::met(meeting, program, api),
        (Payload::Json(_) | Payload::Text | Payload::Bytes, _) => match payload == body {
            true => WireClass::None,
            false => WireClass::Breaking,
        },
    };
    // Whoever reads all alike does not look at the status; whatever has no status may have any.
    let known = cases(program);
    let known = known.into_iter().filter(|(known, _)| {
        status.is_none()
            || known.is_none()
            || *known == status
            || *known == Some(StatusMatch::Default)
    });
    known
        .map(|(_, payload)| read(payload))
        .min()
        .unwrap_or(WireClass::Breaking)
}

/// What a body holds: of an operation that returns one, or of one of several cases.
pub(super) fn answer<'a>(
    sides: &Sides<'a>,
    met: &Met,
    deltas: &mut Deltas<'a>,
    found: &mut Vec<Finding>,
) {
    let payloads = deltas.take_all(|one| matches!(one, Aspect::Payload | Aspect::Type));
    let Some(first) = payloads.first() else {
        return;
    };
    let ty = payloads.iter().find(|delta| delta.aspect == Aspect::Type);
    let ty = ty.and_then(|delta| Some((delta, types(delta)?)));
    let finding = match ty {
        Some((delta, (old, new))) => {
            let wire = met.meet(sides, (old, new), |meeting, program, api| {
                fits::met(meeting, program, api)
            });
            let rust = of_types(sides, old, new);
            Finding::new(ChangeId::ResponseChanged, wire, rust).showing(sides, delta)
        }
        None => {
            let both = OnWire::both(WireClass::Breaking);
            Finding::new(ChangeId::ResponseChanged, both, RustClass::Major).showing(sides, first)
        }
    };
    found.push(finding);
}

/// The types of a fact, where both models have one.
pub(super) fn types<'a>(delta: &Delta<'a>) -> Option<(&'a Type, &'a Type)> {
    match (&delta.old, &delta.new) {
        (Some(FactValue::Type(Some(old))), Some(FactValue::Type(Some(new)))) => Some((old, new)),
        _ => None,
    }
}

/// Whether a type that programs name is another.
pub(super) fn of_types(sides: &Sides<'_>, old: &Type, new: &Type) -> RustClass {
    match rustc::same(&sides.old, old, &sides.new, new) {
        true => RustClass::Patch,
        false => RustClass::Major,
    }
}

/// The body of an error: who cannot read it still has the status.
fn failure<'a>(sides: &Sides<'a>, met: &Met, delta: &Delta<'a>, found: &mut Vec<Finding>) {
    let (wire, rust) = match types(delta) {
        Some((old, new)) => {
            let wire = met.meet(sides, (old, new), |meeting, program, api| {
                fits::met(meeting, program, api).min(WireClass::Review)
            });
            (wire, of_types(sides, old, new))
        }
        None => (OnWire::both(WireClass::Review), RustClass::Major),
    };
    found.push(Finding::new(ChangeId::FailureChanged, wire, rust).showing(sides, delta));
}

fn paging<'a>(sides: &Sides<'a>, deltas: &mut Deltas<'a>, found: &mut Vec<Finding>) {
    let is_detail = |one| {
        matches!(
            one,
            Aspect::PageItem
                | Aspect::PageItems
                | Aspect::PageEnd
                | Aspect::Cursor
                | Aspect::Forward
                | Aspect::Backward
        )
    };
    let details = deltas.take_all(is_detail);
    let fields = deltas.take(Aspect::PageFields);
    // Lists are recognised by what they return and take, so that one of these differs as well, unless the document states the way.
    if let Some(delta) = deltas.take(Aspect::Paging) {
        let is_added = matches!(delta.new, Some(FactValue::Flag(true)));
        let (id, rust) = match is_added {
            true => (ChangeId::PagingAdded, RustClass::Minor),
            false => (ChangeId::PagingRemoved, RustClass::Major),
        };
        found.push(Finding::new(id, OnWire::NONE, rust).following(true));
    } else if let Some(delta) = details.iter().min_by_key(|delta| delta.aspect) {
        let rust = match types(delta) {
            Some((old, new)) => of_types(sides, old, new),
            None => RustClass::Patch,
        };
        let review = OnWire::both(WireClass::Review);
        let finding = Finding::new(ChangeId::PagingChanged, review, rust).showing(sides, delta);
        found.push(finding.following(true));
    } else if let Some(delta) = fields {
        // What Rust calls them, and what is an option, is said of the type.
        let finding = Finding::quiet(ChangeId::PagingChanged).showing(sides, &delta);
        found.push(finding.following(true));
    }
}
