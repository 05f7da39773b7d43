//! What became of each action.
//!
//! In: the actions, the document and the origins of its nodes. Out: the document after them, and an [`Outcome`] an action.
//! What always holds: the document becomes what it becomes without anybody looking.

use serde_json::Value;

use super::apply::Run;
use super::select::{SelectorStep, idle, narrowed, node, select};
use super::{Action, Effect, Overlay};
use crate::diagnostic::Diagnostic;
use crate::place::Provenance;

/// What became of an action.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The document is another one.
    Changed,
    /// The document is as it was: it has already what the action adds, or an action that may match nothing did not.
    Unchanged,
    /// The action does not fit, or not wholly: what is wrong with it.
    Failed(Vec<Diagnostic>),
}

/// What became of an action, and what of its target selects nothing.
pub(crate) struct Observed {
    pub(crate) outcome: Outcome,
    pub(crate) idle: Vec<String>,
    pub(crate) narrowed: String,
}

/// Applies every action in order, also behind one that does not fit.
pub(crate) fn apply_each(
    overlay: &Overlay,
    document: &mut Value,
    provenance: &mut Provenance,
) -> Vec<Observed> {
    let mut run = Run::new(overlay, document, provenance);
    let actions = overlay.actions.iter();
    actions.map(|action| observed(&mut run, action)).collect()
}

fn observed(run: &mut Run<'_>, action: &Action) -> Observed {
    let targets = select(&action.target, run.document);
    let before = nodes(run.document, &targets);
    let is_partial = !action.optional && !targets.is_empty();
    let (idle, narrowed) = match is_partial {
        true => (
            idle(&action.written, run.document),
            narrowed(&action.written, run.document),
        ),
        false => (Vec::new(), action.written.clone()),
    };
    if let Err(wrong) = run.action(action) {
        run.found.push(*wrong);
    }
    let found = std::mem::take(&mut run.found);
    let is_removal = matches!(action.effect, Effect::Remove) && !targets.is_empty();
    let outcome = if !found.is_empty() {
        Outcome::Failed(found)
    } else if is_removal || nodes(run.document, &targets) != before {
        Outcome::Changed
    } else {
        Outcome::Unchanged
    };
    Observed {
        outcome,
        idle,
        narrowed,
    }
}

fn nodes(document: &mut Value, targets: &[Vec<SelectorStep>]) -> Vec<Option<Value>> {
    let targets = targets.iter();
    targets
        .map(|target| node(document, target).cloned())
        .collect()
}
