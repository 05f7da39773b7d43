//! Limits of values.
//!
//! In: bounds that differ. Out: findings. What always holds: a program that keeps to wider limits than the API's may be refused;
//! what is only read is not checked.

use crate::diff::change::{RustClass, WireClass};
use crate::diff::facts::{Delta, Deltas};
use crate::diff::id::ChangeId;
use crate::diff::sides::Sides;
use crate::diff::view::{Aspect, FactValue, LimitKind, Node};

use super::finding::Finding;
use super::is_limit;
use super::met::Met;

/// Which way a limit went.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Turn {
    Tighter,
    Looser,
    Other,
}

/// Each bound by itself.
pub(super) fn changed<'a>(
    sides: &Sides<'a>,
    met: &Met,
    deltas: &mut Deltas<'a>,
    found: &mut Vec<Finding>,
) {
    // Limits stand where they apply to the type.
    let follows = met.moved || found.iter().any(|one| one.id == ChangeId::TypeChanged);
    for delta in deltas.take_all(is_limit) {
        let turn = turn(&delta);
        // That a text is not empty, programs see to for themselves.
        let is_own = delta.aspect == Aspect::Limit(LimitKind::NotEmpty);
        let wire = met.meet(sides, (false, true), |meeting, _, api_is_new| {
            let is_tighter = match turn {
                Turn::Tighter => api_is_new,
                Turn::Looser => !api_is_new,
                Turn::Other => return WireClass::Review,
            };
            match is_tighter && meeting.uses.sent() && !is_own {
                true => WireClass::Breaking,
                false => WireClass::None,
            }
        });
        let id = match turn {
            Turn::Tighter => ChangeId::LimitTightened,
            Turn::Looser => ChangeId::LimitLoosened,
            Turn::Other => ChangeId::PatternChanged,
        };
        let (before, after) = (
            words(delta.aspect, delta.old.as_ref()),
            words(delta.aspect, delta.new.as_ref()),
        );
        let finding = Finding::new(id, wire, RustClass::Patch).with(before, after);
        found.push(finding.following(follows || is_own));
    }
}

fn turn(delta: &Delta<'_>) -> Turn {
    let is_tighter = match (&delta.old, &delta.new) {
        (Some(FactValue::Count(old)), Some(FactValue::Count(new))) => match (old, new) {
            (None, _) => true,
            (_, None) => false,
            (Some(old), Some(new)) => (new > old) == is_lower(delta.aspect),
        },
        (Some(FactValue::Edge(old)), Some(FactValue::Edge(new))) => match (old, new) {
            (None, _) => true,
            (_, None) => false,
            (Some((old, _)), Some((new, _))) if old != new => (new > old) == is_lower(delta.aspect),
            (Some((_, _)), Some((_, excluded))) => *excluded,
        },
        (Some(FactValue::Flag(_)), Some(FactValue::Flag(new))) => *new,
        (Some(FactValue::Text(None)), _) => true,
        (_, Some(FactValue::Text(None))) => false,
        _ => return Turn::Other,
    };
    match is_tighter {
        true => Turn::Tighter,
        false => Turn::Looser,
    }
}

/// Whether a larger number allows less.
fn is_lower(aspect: Aspect) -> bool {
    matches!(
        aspect,
        Aspect::Limit(LimitKind::MinLength | LimitKind::MinItems | LimitKind::Minimum)
    )
}

/// A limit, if there is one.
fn words(aspect: Aspect, value: Option<&FactValue<'_>>) -> Option<String> {
    let name = match aspect {
        Aspect::Limit(LimitKind::MinLength) => "minLength",
        Aspect::Limit(LimitKind::MaxLength) => "maxLength",
        Aspect::Limit(LimitKind::MinItems) => "minItems",
        Aspect::Limit(LimitKind::MaxItems) => "maxItems",
        Aspect::Limit(LimitKind::Minimum) => "minimum",
        Aspect::Limit(LimitKind::Maximum) => "maximum",
        Aspect::Limit(LimitKind::Pattern) => "pattern",
        Aspect::Limit(LimitKind::NotEmpty) => "not empty",
        _ => "total length",
    };
    match value? {
        FactValue::Count(count) => count.map(|count| format!("{name} {count}")),
        FactValue::Edge(edge) => edge.map(|(number, excluded)| match excluded {
            true => format!("{name} {number}, excluded"),
            false => format!("{name} {number}"),
        }),
        FactValue::Text(text) => text.map(|text| format!("{name} {text}")),
        FactValue::Flag(flag) => flag.then(|| name.to_owned()),
        _ => None,
    }
}

/// The same for limits that only one of both has: all that it says is new, or gone.
pub(super) fn lone(met: &Met, node: &Node<'_>, added: bool) -> Finding {
    let id = match added {
        true => ChangeId::LimitTightened,
        false => ChangeId::LimitLoosened,
    };
    let wire = met.meet_lone(added, |uses, knows| match uses.sent() && !knows {
        true => WireClass::Breaking,
        false => WireClass::None,
    });
    let limits = node.facts.iter();
    let limits = limits.filter_map(|fact| words(fact.aspect, Some(&fact.value)));
    let limits = Some(limits.collect::<Vec<_>>().join(", "));
    let (before, after) = if added {
        (None, limits)
    } else {
        (limits, None)
    };
    let finding = Finding::new(id, wire, RustClass::Patch);
    finding.with(before, after).following(met.moved)
}
