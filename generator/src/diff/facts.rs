//! What is said of a node in both models: what differs, and how people are shown it.
//!
//! In: two nodes. Out: [`Deltas`]. What always holds: a rule takes out what it has a word for; what nobody takes is still there.

use super::sides::{Side, Sides};
use super::view::{Aspect, FactValue, Node};

/// A fact that differs.
#[derive(Clone, Debug)]
pub(super) struct Delta<'a> {
    pub(super) aspect: Aspect,
    pub(super) old: Option<FactValue<'a>>,
    pub(super) new: Option<FactValue<'a>>,
}

/// The facts that differ and that no rule has taken.
#[derive(Clone, Debug, Default)]
pub(super) struct Deltas<'a>(Vec<Delta<'a>>);

impl<'a> Deltas<'a> {
    pub(super) fn between(sides: &Sides<'a>, old: &Node<'a>, new: &Node<'a>) -> Self {
        let mut deltas = Vec::new();
        for (index, fact) in new.facts.iter().enumerate() {
            // The facts of most nodes of a kind are in one order.
            let beside = old.facts.get(index);
            let beside = beside.filter(|one| one.aspect == fact.aspect);
            let before = match beside {
                Some(one) => Some(&one.value),
                None => old.get(fact.aspect),
            };
            if !before.is_some_and(|before| same(sides, before, &fact.value)) {
                deltas.push(Delta {
                    aspect: fact.aspect,
                    old: before.cloned(),
                    new: Some(fact.value.clone()),
                });
            }
        }
        for (index, fact) in old.facts.iter().enumerate() {
            let beside = new.facts.get(index);
            let is_beside = beside.is_some_and(|one| one.aspect == fact.aspect);
            if !is_beside && new.get(fact.aspect).is_none() {
                deltas.push(Delta {
                    aspect: fact.aspect,
                    old: Some(fact.value.clone()),
                    new: None,
                });
            }
        }
        Self(deltas)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn has(&self, aspect: Aspect) -> bool {
        self.0.iter().any(|delta| delta.aspect == aspect)
    }

    /// Takes a fact out.
    pub(super) fn take(&mut self, aspect: Aspect) -> Option<Delta<'a>> {
        let at = self.0.iter().position(|delta| delta.aspect == aspect)?;
        Some(self.0.remove(at))
    }

    /// Takes out all facts of which `which` says so.
    pub(super) fn take_all(&mut self, which: impl Fn(Aspect) -> bool) -> Vec<Delta<'a>> {
        let (taken, left) = std::mem::take(&mut self.0)
            .into_iter()
            .partition(|delta| which(delta.aspect));
        self.0 = left;
        taken
    }
}

/// Whether both models say the same.
fn same(sides: &Sides<'_>, old: &FactValue<'_>, new: &FactValue<'_>) -> bool {
    match (old, new) {
        (FactValue::Flag(old), FactValue::Flag(new)) => old == new,
        (FactValue::Count(old), FactValue::Count(new)) => old == new,
        (FactValue::Edge(old), FactValue::Edge(new)) => old == new,
        (FactValue::Text(old), FactValue::Text(new)) => old == new,
        (FactValue::Words(old), FactValue::Words(new)) => old == new,
        (FactValue::Text(Some(text)), FactValue::Words(words))
        | (FactValue::Words(words), FactValue::Text(Some(text))) => text == words,
        (FactValue::Lines(old), FactValue::Lines(new)) => old == new,
        (FactValue::Type(old), FactValue::Type(new)) => match (old, new) {
            (Some(old), Some(new)) => sides.same(old, new),
            (None, None) => true,
            (Some(_), None) | (None, Some(_)) => false,
        },
        (FactValue::Definition(old), FactValue::Definition(new)) => match (old, new) {
            (Some(old), Some(new)) => sides.old.number(*old) == sides.new.number(*new),
            (None, None) => true,
            (Some(_), None) | (None, Some(_)) => false,
        },
        (FactValue::Resource(old), FactValue::Resource(new)) => {
            sides.old.resource(*old) == sides.new.resource(*new)
        }
        _ => false,
    }
}

/// The words of a fact, if there is something to show.
pub(super) fn in_words(
    side: &Side<'_>,
    aspect: Aspect,
    value: Option<&FactValue<'_>>,
) -> Option<String> {
    match value? {
        FactValue::Flag(flag) => Some(flag_in_words(aspect, *flag).to_owned()),
        FactValue::Count(count) => count.map(|count| count.to_string()),
        FactValue::Edge(edge) => edge.map(|(number, excluded)| match excluded {
            true => format!("{number}, excluded"),
            false => number.to_string(),
        }),
        FactValue::Text(text) => text.map(str::to_owned),
        FactValue::Words(words) => Some(words.clone()).filter(|words| !words.is_empty()),
        FactValue::Lines(lines) => Some(lines.join("\n")).filter(|lines| !lines.is_empty()),
        FactValue::Type(ty) => ty.map(|ty| side.api.in_words(ty)),
        FactValue::Definition(id) => id.map(|id| side.api.called(id).to_owned()),
        FactValue::Resource(index) => {
            let resource = side.api.resources.get(*index);
            resource.map(|resource| resource.name.to_string())
        }
    }
}

fn flag_in_words(aspect: Aspect, flag: bool) -> &'static str {
    match (aspect, flag) {
        (Aspect::Required, true) => "required",
        (Aspect::Required, false) => "optional",
        (Aspect::Nullable, true) => "nullable",
        (Aspect::Nullable, false) => "not nullable",
        (_, true) => "yes",
        (_, false) => "no",
    }
}
