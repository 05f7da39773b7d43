//! The walk over both models side by side.
//!
//! In: two models. Out: their changes. What always holds: whatever only one of them has is asked of the rules once, with all
//! that it consists of; so is whatever differs in what both have.

use std::mem::{Discriminant, discriminant};
use std::sync::Arc;

use crate::api::{Api, TypeDef, TypeId};

use super::change::{Change, Changes, OnWire, Reached, RustClass};
use super::facts::Deltas;
use super::id::ValueFlow;
use super::matches::Matches;
use super::reach;
use super::rules::{self, Finding, Met};
use super::sides::{Side, Sides};
use super::spot::{Owner, Spot};
use super::view::{self, Aspect, FactValue, Node, ViewKind};

/// All that differs.
pub(super) fn compare(old: &Api, new: &Api) -> Changes {
    let sides = Sides::of(old, new);
    let mut comparison = Comparison {
        found: Vec::new(),
        sides: &sides,
    };
    comparison.api();
    comparison.resources();
    comparison.operations();
    comparison.types();
    comparison.changes()
}

struct Comparison<'s, 'a> {
    sides: &'s Sides<'a>,
    found: Vec<(Finding, Change)>,
}

impl<'a> Comparison<'_, 'a> {
    fn api(&mut self) {
        let (old, new) = (view::api(self.sides.old.api), view::api(self.sides.new.api));
        let spot = Spot::of(Owner::Api, Met::of_api());
        self.pair(&spot, &old, &new);
    }

    fn resources(&mut self) {
        let sides = self.sides;
        let (olds, news) = (&sides.old.api.resources, &sides.new.api.resources);
        let spot = Spot::of(Owner::Api, Met::of_api());
        let node =
            |list: &'a [crate::api::Resource], index: usize| list.get(index).map(view::resource);
        for (old, new) in sides.resources.pairs() {
            if let (Some(old), Some(new)) = (node(olds, old), node(news, new)) {
                self.pair(&spot, &old, &new);
            }
        }
        for old in sides.resources.removed() {
            node(olds, old)
                .iter()
                .for_each(|old| self.lone(&spot, None, old, false));
        }
        for new in sides.resources.added() {
            node(news, new)
                .iter()
                .for_each(|new| self.lone(&spot, None, new, true));
        }
    }

    fn operations(&mut self) {
        let sides = self.sides;
        let node = |new: bool, index: usize| {
            let side = if new { &sides.new } else { &sides.old };
            let (resource, operation) = side.operations.get(index)?;
            Some(view::operation(operation, *resource))
        };
        let spot = |node: &Node<'a>| {
            Spot::of(
                Owner::Operation(node.label.clone().into_owned()),
                Met::of_response(),
            )
        };
        for (old, new) in sides.operations.pairs() {
            if let (Some(old), Some(new)) = (node(false, old), node(true, new)) {
                self.pair(&spot(&new), &old, &new);
            }
        }
        for (new, index) in alone(&sides.operations) {
            if let Some(node) = node(new, index) {
                self.lone(&spot(&node), None, &node, new);
            }
        }
    }

    fn types(&mut self) {
        let sides = self.sides;
        for (old, new) in sides.types.pairs() {
            let defs = (sides.old.api.types.get(old), sides.new.api.types.get(new));
            let (Some(one), Some(other)) = defs else {
                continue;
            };
            let nodes = (
                type_node(&self.sides.old, one),
                type_node(&self.sides.new, other),
            );
            if !self.differs(&nodes.0, &nodes.1) {
                continue;
            }
            let (before, after) = (self.reached(false, old), self.reached(true, new));
            let met = Met::of_type(one, other, [!before.is_empty(), !after.is_empty()]);
            let reached = if after.is_empty() { before } else { after };
            let spot = Spot::of(Owner::Type(reached), met);
            self.pair(&spot, &nodes.0, &nodes.1);
        }
        for (new, index) in alone(&sides.types) {
            let side = if new { &sides.new } else { &sides.old };
            let Some(def) = side.api.types.get(index) else {
                continue;
            };
            let is_used = side.holders.get(index).is_some_and(|held| !held.is_empty());
            let spot = Spot::of(
                Owner::Type(Arc::default()),
                Met::of_api().following(is_used),
            );
            self.lone(&spot, None, &view::type_def(def), new);
        }
    }

    fn reached(&self, new: bool, index: usize) -> Arc<[Reached]> {
        let side = if new {
            &self.sides.new
        } else {
            &self.sides.old
        };
        reach::reached(&side.holders, TypeId::new(index))
    }

    /// Whether anything differs in two nodes or in what they consist of.
    fn differs(&self, old: &Node<'a>, new: &Node<'a>) -> bool {
        if !Deltas::between(self.sides, old, new).is_empty() {
            return true;
        }
        let parts = parts(old, new);
        let mut pairs = parts.pairs();
        alone(&parts).next().is_some()
            || pairs.any(|(one, other)| {
                let both = old.parts.get(one).zip(new.parts.get(other));
                both.is_some_and(|(one, other)| self.differs(one, other))
            })
    }

    /// Two nodes that are the same thing.
    fn pair(&mut self, spot: &Spot<'a>, old: &Node<'a>, new: &Node<'a>) {
        let spot = spot.into(Some(old), Some(new), new);
        let mut deltas = Deltas::between(self.sides, old, new);
        let rewritten = deltas.has(Aspect::Shape);
        // Of what is replaced as a whole, the parts are not told.
        let (answers, additional) = (deltas.has(Aspect::Answers), deltas.has(Aspect::Additional));
        let is_told = |kind: &ViewKind<'_>| {
            (answers && matches!(kind, ViewKind::Case))
                || (additional && matches!(kind, ViewKind::Limits))
        };
        let met = spot.met.within(old, new, &deltas);
        if !deltas.is_empty() {
            for finding in rules::changed(self.sides, &met, old, new, &mut deltas) {
                self.push(&spot, new, finding);
            }
        }
        if rewritten {
            // Nothing of what was in it is in it now, which is said.
            return;
        }
        let spot = Spot { met, ..spot };
        let parts = parts(old, new);
        for (one, other) in parts.pairs() {
            if let (Some(one), Some(other)) = (old.parts.get(one), new.parts.get(other)) {
                self.pair(&spot, one, other);
            }
        }
        for (is_new, index) in alone(&parts) {
            let list = if is_new { &new.parts } else { &old.parts };
            let Some(part) = list.get(index) else {
                continue;
            };
            if !is_told(&part.kind) {
                self.lone(&spot, Some((old, new)), part, is_new);
            }
        }
    }

    /// A node that only one model has.
    fn lone(
        &mut self,
        spot: &Spot<'a>,
        holder: Option<(&Node<'a>, &Node<'a>)>,
        node: &Node<'a>,
        added: bool,
    ) {
        let spot = match added {
            true => spot.into(None, Some(node), node),
            false => spot.into(Some(node), None, node),
        };
        for finding in rules::lone(self.sides, &spot.met, holder, node, added) {
            self.push(&spot, node, finding);
        }
    }

    fn push(&mut self, spot: &Spot<'a>, node: &Node<'a>, finding: Finding) {
        let reach = spot.reach(node);
        let change = Change {
            id: finding.id,
            place: match spot.place.as_str() {
                "" => "API".to_owned(),
                place => place.to_owned(),
            },
            old: spot.old.cloned(),
            new: spot.new.cloned(),
            wire: match &spot.owner {
                // What nothing holds is never on the wire.
                Owner::Type(reached) if reached.is_empty() => OnWire::NONE,
                Owner::Type(_) | Owner::Api | Owner::Operation(_) | Owner::Event(_) => finding.wire,
            },
            rust: finding.rust,
            reach,
            before: finding.before.clone(),
            after: finding.after.clone(),
            follows: false,
            advice: advice(&finding, spot.met.direction(node)),
        };
        self.found.push((finding, change));
    }

    /// What was found, without what only is as it is since something else is.
    fn changes(self) -> Changes {
        let has_cause = self.found.iter().any(|(finding, _)| !finding.follows);
        let mut list: Vec<Change> = Vec::new();
        for (finding, mut change) in self.found {
            change.follows = finding.follows && has_cause;
            let is_silent = change.wire == OnWire::NONE && change.rust == RustClass::Patch;
            if !(change.follows && is_silent) {
                list.push(change);
            }
        }
        list.sort_by(|one, other| (&one.place, one.id).cmp(&(&other.place, other.id)));
        Changes { list }
    }
}

/// What a user must do, with the names that it is about.
fn advice(finding: &Finding, direction: ValueFlow) -> String {
    let name = |name: &Option<String>| name.clone().unwrap_or_default();
    let (before, after) = (name(&finding.before), name(&finding.after));
    // A function and its request, each of which has another name.
    let both = |names: &str| -> Option<[String; 2]> {
        let (path, request) = names.strip_suffix(')')?.split_once(" (")?;
        Some([path.to_owned(), request.to_owned()])
    };
    let is_operation = finding.id == super::ChangeId::OperationRenamed;
    if let (true, Some([path, request]), Some([new_path, new_request])) =
        (is_operation, both(&before), both(&after))
    {
        return format!("Write `{new_path}` for `{path}`, and `{new_request}` for `{request}`.");
    }
    let advice = finding.id.advice(direction);
    let advice = advice.replace("{before}", &before);
    advice.replace("{after}", &after)
}

/// A definition. What it can be made of is recognised by its type, whatever the order.
fn type_node<'a>(side: &Side<'a>, def: &'a TypeDef) -> Node<'a> {
    let mut node = view::type_def(def);
    for part in &mut node.parts {
        if let (ViewKind::Conversion, Some(FactValue::Definition(Some(read)))) =
            (&part.kind, part.get(Aspect::Type))
            && let Some(number) = side.number(*read)
        {
            part.keys.insert(0, format!("of {number}").into());
        }
    }
    node
}

/// Which parts are the same.
fn parts<'a>(old: &Node<'a>, new: &Node<'a>) -> Matches {
    let mut matches = Matches::new(old.parts.len(), new.parts.len());
    let longest = old
        .parts
        .iter()
        .chain(&new.parts)
        .map(|part| part.keys.len());
    for level in 0..longest.max().unwrap_or_default() {
        matches.by(
            |index| key(old, index, level),
            |index| key(new, index, level),
        );
    }
    matches
}

/// What a part is recognised by, among those of its kind.
fn key<'n, 'a>(
    node: &'n Node<'a>,
    index: usize,
    level: usize,
) -> Option<(Discriminant<ViewKind<'a>>, &'n str)> {
    let part = node.parts.get(index)?;
    Some((discriminant(&part.kind), part.keys.get(level)?))
}

/// What is not paired: whether it is of the new list, and its index.
fn alone(matches: &Matches) -> impl Iterator<Item = (bool, usize)> {
    let removed = matches.removed().into_iter().map(|index| (false, index));
    removed.chain(matches.added().into_iter().map(|index| (true, index)))
}
