//! What needs no rule of its own: names, documentation, conventions, security and events.
//!
//! In: what differs. Out: findings. What always holds: see [`rules`](super).

use crate::diff::change::{OnWire, RustClass, WireClass};
use crate::diff::facts::{Deltas, in_words};
use crate::diff::id::ChangeId;
use crate::diff::sides::Sides;
use crate::diff::view::{Aspect, FactValue, ViewKind};

use super::finding::Finding;
use super::single::{FACTS, of_kind};

/// Nodes of which each fact is a change of its own.
pub(super) fn changed<'a>(
    sides: &Sides<'a>,
    kind: &ViewKind<'a>,
    deltas: &mut Deltas<'a>,
    found: &mut Vec<Finding>,
) {
    let name = match kind {
        ViewKind::Resource => ChangeId::ResourceRenamed,
        ViewKind::Events => ChangeId::TypeRenamed,
        ViewKind::Accessor => ChangeId::AccessorChanged,
        ViewKind::Irreversible | ViewKind::SecurityScheme => ChangeId::FieldRenamed,
        ViewKind::ServerVariable => ChangeId::ServerVariableRenamed,
        _ => ChangeId::VariantRenamed,
    };
    renamed(sides, name, deltas, found);
    // What holds all of an event says more than its parts, as where its name is says more than what that is called.
    for (whole, part) in [
        (Aspect::EventSource, Aspect::EventTag),
        (Aspect::EventSource, Aspect::EventSecondTag),
        (Aspect::Payload, Aspect::Type),
    ] {
        if deltas.has(whole) {
            deltas.take(part);
        }
    }
    for rule in FACTS.iter().chain(of_kind(kind)) {
        if let Some(delta) = deltas.take(rule.aspect) {
            let finding = Finding::new(rule.id, OnWire::both(rule.wire), rule.rust);
            found.push(finding.showing(sides, &delta).following(rule.follows));
        }
    }
    if let Some(delta) = deltas.take(Aspect::SignatureHeader) {
        let is_there =
            |value: Option<&FactValue<'_>>| matches!(value, Some(FactValue::Text(Some(_))));
        // What reads nothing but signed events is there only with a header.
        let rust = match (is_there(delta.old.as_ref()), is_there(delta.new.as_ref())) {
            (true, false) => RustClass::Major,
            (false, true) => RustClass::Minor,
            (true, true) | (false, false) => RustClass::Patch,
        };
        let id = ChangeId::SignatureHeaderChanged;
        let finding = Finding::new(id, OnWire::both(WireClass::Breaking), rust);
        found.push(finding.showing(sides, &delta));
    }
    if deltas.take(Aspect::Key).is_some() {
        let both = OnWire::both(WireClass::Breaking);
        found.push(Finding::new(ChangeId::KeyChanged, both, RustClass::Patch));
    }
    conventions(sides, deltas, found);
}

/// Each convention by its name in `x-client`.
fn conventions<'a>(sides: &Sides<'a>, deltas: &mut Deltas<'a>, found: &mut Vec<Finding>) {
    for delta in deltas.take_all(|one| matches!(one, Aspect::Convention(_))) {
        let Aspect::Convention(name) = delta.aspect else {
            continue;
        };
        let words = |side, value| {
            let words = in_words(side, delta.aspect, value);
            words.map(|words| format!("{name} {words}"))
        };
        let finding = Finding::new(
            ChangeId::ConventionChanged,
            OnWire::both(WireClass::Review),
            RustClass::Patch,
        );
        found.push(finding.with(
            words(&sides.old, delta.old.as_ref()),
            words(&sides.new, delta.new.as_ref()),
        ));
    }
}

/// Another name in Rust, and another file.
pub(super) fn renamed<'a>(
    sides: &Sides<'a>,
    id: ChangeId,
    deltas: &mut Deltas<'a>,
    found: &mut Vec<Finding>,
) {
    let module = deltas.take(Aspect::Module);
    if let Some(delta) = deltas.take(Aspect::RustName) {
        let finding = Finding::new(id, OnWire::NONE, RustClass::Major);
        found.push(finding.showing(sides, &delta));
    } else if let Some(delta) = module {
        found.push(Finding::quiet(ChangeId::FileChanged).showing(sides, &delta));
    }
}

/// What must be given, in another order or by name: where there is something else to give, that is said of it. Whatever is given
/// by name has no order.
pub(super) fn arguments<'a>(sides: &Sides<'a>, deltas: &mut Deltas<'a>, found: &mut Vec<Finding>) {
    let name = deltas.take(Aspect::ArgumentsName);
    let named = deltas.take(Aspect::NamedArguments);
    let in_order = deltas.take(Aspect::Arguments);
    let regrouped = name.or_else(|| named.filter(|_| in_order.is_some()));
    if let Some(delta) = regrouped {
        // It is the names of what holds it, or the number of what must be given, that this follows from.
        let finding = Finding::new(ChangeId::ArgumentsRegrouped, OnWire::NONE, RustClass::Major);
        found.push(finding.showing(sides, &delta).following(true));
        return;
    }
    let Some(delta) = in_order else {
        return;
    };
    if is_reordered(delta.old.as_ref(), delta.new.as_ref()) {
        let finding = Finding::new(ChangeId::ArgumentsReordered, OnWire::NONE, RustClass::Major);
        found.push(finding.showing(sides, &delta));
    }
}

/// Whether two lists have the same in them.
pub(super) fn is_reordered(old: Option<&FactValue<'_>>, new: Option<&FactValue<'_>>) -> bool {
    let sorted = |value: Option<&FactValue<'_>>| -> Option<Vec<String>> {
        let Some(FactValue::Words(words)) = value else {
            return None;
        };
        let mut words: Vec<String> = words.split(", ").map(str::to_owned).collect();
        words.sort_unstable();
        Some(words)
    };
    let old = sorted(old);
    old.is_some() && old == sorted(new)
}

/// What is said to people.
pub(super) fn documentation<'a>(
    sides: &Sides<'a>,
    deltas: &mut Deltas<'a>,
    found: &mut Vec<Finding>,
) {
    // Alone, it is told; otherwise it follows from what else changed.
    let derived = deltas.take(Aspect::DerivedDocs);
    if deltas.is_empty()
        && found.is_empty()
        && let Some(delta) = derived
    {
        let finding = Finding::quiet(ChangeId::DescriptionChanged).showing(sides, &delta);
        found.push(finding.following(true));
    }
    for (aspect, id) in [
        (Aspect::Description, ChangeId::DescriptionChanged),
        (Aspect::Example, ChangeId::DescriptionChanged),
        (Aspect::Also, ChangeId::DescriptionChanged),
        (Aspect::Publication, ChangeId::DescriptionChanged),
        (Aspect::Since, ChangeId::SinceChanged),
    ] {
        if let Some(delta) = deltas.take(aspect) {
            found.push(Finding::quiet(id).showing(sides, &delta));
        }
    }
    if let Some(delta) = deltas.take(Aspect::Deprecated) {
        let id = match delta.new {
            Some(FactValue::Flag(true)) => ChangeId::Deprecated,
            _ => ChangeId::Undeprecated,
        };
        found.push(Finding::quiet(id));
    }
}
