//! What each difference is, and what it means.
//!
//! In: two nodes and what differs in them, or a node that only one model has. Out: [`Finding`]s. What always holds: each fact
//! that differs is taken by a rule, or is [`ChangeId::Unclassified`]; a class on the wire is asked twice by one rule, with either
//! model as the program's, so that going back means the mirror image, but for an optional field that is read (`lone.rs`).

mod fields;
mod finding;
mod fits;
mod limits;
mod lone;
mod met;
mod operations;
mod others;
mod questions;
mod rustc;
mod servers;
mod single;
mod types;

pub(super) use finding::Finding;
pub(super) use lone::lone;
pub(super) use met::Met;

use super::change::{OnWire, RustClass, WireClass};
use super::facts::Deltas;
use super::id::ChangeId;
use super::sides::Sides;
use super::view::{Aspect, Node, ViewKind};

/// What is found of two nodes that are the same thing.
pub(super) fn changed<'a>(
    sides: &Sides<'a>,
    met: &Met,
    old: &Node<'a>,
    new: &Node<'a>,
    deltas: &mut Deltas<'a>,
) -> Vec<Finding> {
    let mut found = Vec::new();
    match (&old.kind, &new.kind) {
        (ViewKind::Field(one), ViewKind::Field(other)) => {
            fields::changed(sides, met, (one, other), deltas, &mut found);
        }
        (ViewKind::Input(one), ViewKind::Input(other)) => {
            fields::input(sides, met, (one, other), deltas, &mut found);
        }
        (ViewKind::Type(one), ViewKind::Type(other)) => {
            types::changed(sides, met, (one, other), deltas, &mut found);
        }
        (ViewKind::Operation(one), ViewKind::Operation(other)) => {
            operations::changed(sides, met, (old, new), (one, other), deltas, &mut found);
        }
        (ViewKind::Case, ViewKind::Case) => {
            operations::answer(sides, met, deltas, &mut found);
            others::renamed(sides, ChangeId::VariantRenamed, deltas, &mut found);
        }
        (ViewKind::Alternative, ViewKind::Alternative) => {
            types::alternative(sides, met, deltas, &mut found);
        }
        (ViewKind::Question, ViewKind::Question) => {
            questions::changed(sides, deltas, &mut found);
        }
        (ViewKind::Api, ViewKind::Api)
        | (ViewKind::Server, ViewKind::Server)
        | (ViewKind::ServerVariable, ViewKind::ServerVariable) => {
            servers::changed(sides, deltas, &mut found);
            others::changed(sides, &new.kind, deltas, &mut found);
        }
        _ => others::changed(sides, &new.kind, deltas, &mut found),
    }
    limits::changed(sides, met, deltas, &mut found);
    others::documentation(sides, deltas, &mut found);
    for delta in deltas.take_all(|_| true) {
        let review = OnWire::both(WireClass::Review);
        found.push(
            Finding::new(ChangeId::Unclassified, review, RustClass::Patch).showing(sides, &delta),
        );
    }
    found
}

/// Whether an aspect is a limit.
fn is_limit(aspect: Aspect) -> bool {
    matches!(aspect, Aspect::Limit(_) | Aspect::TotalLength)
}
