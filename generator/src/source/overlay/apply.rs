//! An overlay's actions, applied.
//!
//! In: the actions, the document and the origins of its nodes. Out: the document and the origins after them, and a
//! diagnostic for each action that does not fit. What always holds: the result nests at most [`MAX_DEPTH`] deep and an
//! overlay adds a bounded number of nodes.

use serde_json::Value;
use serde_json_path::{JsonPath, PathElement};

use super::merge::{self, Mismatch};
use super::{Action, Effect, Overlay, place};
use crate::diagnostic::{Diagnostic, Place};
use crate::place::Pointer;
use crate::place::{MAX_DEPTH, Provenance, Subtree};

/// How many nodes one overlay may add: `copy` could double the document with every action.
const NODE_BUDGET: usize = 4_000_000;

/// Applies every action in order; an action that does not fit is reported, and the next ones are tried.
pub(crate) fn apply(
    overlay: &Overlay,
    document: &mut Value,
    provenance: &mut Provenance,
) -> Vec<Diagnostic> {
    let mut run = Run {
        overlay,
        document,
        provenance,
        budget: NODE_BUDGET,
    };
    let results = overlay.actions.iter().map(|action| run.action(action));
    results
        .filter_map(Result::err)
        .map(|wrong| *wrong)
        .collect()
}

/// The same, with what became of each action.
pub(crate) fn apply_each(
    overlay: &Overlay,
    document: &mut Value,
    provenance: &mut Provenance,
) -> Vec<Outcome> {
    let mut run = Run {
        overlay,
        document,
        provenance,
        budget: NODE_BUDGET,
    };
    let actions = overlay.actions.iter();
    actions.map(|action| run.observed(action)).collect()
}

/// What became of an action.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The document is another one.
    Changed,
    /// The document is as it was: it has already what the action adds, or an action that may match nothing did not.
    Unchanged,
    /// The action does not fit.
    Failed(Diagnostic),
}

/// One step to a selected node. Elements come after members, which makes the reverse order the one to remove in.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum SelectorStep {
    Member(String),
    Element(usize),
}

struct Run<'r> {
    overlay: &'r Overlay,
    document: &'r mut Value,
    provenance: &'r mut Provenance,
    budget: usize,
}

impl Run<'_> {
    fn observed(&mut self, action: &Action) -> Outcome {
        let targets = select(&action.target, self.document);
        let before = self.nodes(&targets);
        if let Err(wrong) = self.action(action) {
            return Outcome::Failed(*wrong);
        }
        let is_removal = matches!(action.effect, Effect::Remove) && !targets.is_empty();
        match is_removal || self.nodes(&targets) != before {
            true => Outcome::Changed,
            false => Outcome::Unchanged,
        }
    }

    fn nodes(&mut self, targets: &[Vec<SelectorStep>]) -> Vec<Option<Value>> {
        let targets = targets.iter();
        targets
            .map(|target| node(self.document, target).cloned())
            .collect()
    }

    fn action(&mut self, action: &Action) -> Result<(), Box<Diagnostic>> {
        let targets = select(&action.target, self.document);
        if targets.is_empty() {
            return if action.optional {
                Ok(())
            } else {
                Err(Box::new(self.no_match(action)))
            };
        }
        match &action.effect {
            Effect::Nothing => Ok(()),
            Effect::Remove => self.remove(action, targets),
            Effect::Update(update) => {
                let origin = Pointer::root()
                    .child("actions")
                    .child(action.index)
                    .child("update");
                self.merge(
                    action,
                    &targets,
                    update,
                    &Subtree::of((self.overlay.file, origin)),
                    "update",
                )
            }
            Effect::Copy(path) => {
                let (value, origin) = self.copied(action, path)?;
                self.merge(action, &targets, &value, &origin, "copy")
            }
        }
    }

    /// An error at a member of an action.
    fn wrong(
        &self,
        action: &Action,
        member: &str,
        code: &'static str,
        message: impl Into<String>,
    ) -> Diagnostic {
        Diagnostic::error(
            code,
            place(self.overlay.file, action.index, member),
            message,
        )
    }

    fn no_match(&self, action: &Action) -> Diagnostic {
        let message = format!("action {} matches nothing", action.index + 1);
        self.wrong(action, "target", "overlay-no-match", message)
            .label("no node of the document is here")
            .help("drop the action if the vendor has made it obsolete, correct the path, or add `x-optional: true`")
    }

    /// Removes from the back, so that what is still to be removed keeps its place.
    fn remove(
        &mut self,
        action: &Action,
        mut targets: Vec<Vec<SelectorStep>>,
    ) -> Result<(), Box<Diagnostic>> {
        targets.sort_unstable();
        for target in targets.iter().rev() {
            let Some((last, parent)) = target.split_last() else {
                let wrong = self.wrong(
                    action,
                    "target",
                    "overlay-root",
                    "an action removes the whole document",
                );
                return Err(Box::new(
                    wrong
                        .label("this selects the root")
                        .help("select what is to go"),
                ));
            };
            let path = tokens(parent);
            match (node(self.document, parent), last) {
                (Some(Value::Object(object)), SelectorStep::Member(name)) => {
                    object.shift_remove(name);
                    self.provenance.remove_member(&path, name);
                }
                (Some(Value::Array(array)), SelectorStep::Element(index))
                    if *index < array.len() =>
                {
                    self.provenance.remove_element(&path, *index, array.len());
                    array.remove(*index);
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// The one node that `copy` selects, and where it stems from.
    fn copied(
        &self,
        action: &Action,
        path: &JsonPath,
    ) -> Result<(Value, Subtree), Box<Diagnostic>> {
        let selected = select(path, self.document);
        let [source] = selected.as_slice() else {
            let message = format!(
                "`copy` selects {} nodes where one is expected",
                selected.len()
            );
            let wrong = self.wrong(action, "copy", "overlay-copy", message);
            let wrong = wrong.label("this has to select exactly one node");
            return Err(Box::new(wrong.help("narrow the path down, or correct it")));
        };
        let value = source
            .iter()
            .try_fold(&*self.document, |value, step| match step {
                SelectorStep::Member(name) => value.get(name),
                SelectorStep::Element(index) => value.get(index),
            });
        Ok((
            value.cloned().unwrap_or_default(),
            self.provenance.subtree(&tokens(source)),
        ))
    }

    fn merge(
        &mut self,
        action: &Action,
        targets: &[Vec<SelectorStep>],
        value: &Value,
        origin: &Subtree,
        member: &str,
    ) -> Result<(), Box<Diagnostic>> {
        let (nodes, depth) = measure(value);
        let deepest = targets.iter().map(Vec::len).max().unwrap_or(0) + depth;
        let added = nodes.saturating_mul(targets.len());
        if deepest > MAX_DEPTH || added > self.budget {
            let message = "an action makes the document too deep or too large";
            let wrong = self.wrong(action, member, "overlay-growth", message);
            let help =
                format!("at most {MAX_DEPTH} levels and {NODE_BUDGET} added nodes are allowed");
            return Err(Box::new(
                wrong
                    .label(format!("{added} nodes, {deepest} deep"))
                    .help(help),
            ));
        }
        self.budget -= added;
        self.check_kinds(action, targets)?;
        for target in targets {
            let path = tokens(target);
            let Some(node) = node(self.document, target) else {
                continue;
            };
            let appends_whole = self.overlay.minor == 0;
            merge::into(node, value, self.provenance, &path, origin, appends_whole)
                .map_err(|mismatch| Box::new(self.mismatch(action, member, mismatch)))?;
        }
        Ok(())
    }

    /// Overlay 1.1, Action Object: several selected nodes have to be all objects, all arrays or all primitives. In 1.0 they
    /// could not be primitives at all.
    fn check_kinds(
        &mut self,
        action: &Action,
        targets: &[Vec<SelectorStep>],
    ) -> Result<(), Box<Diagnostic>> {
        let mut kinds: Vec<merge::MergeKind> = Vec::new();
        for target in targets {
            kinds.extend(node(self.document, target).map(|node| merge::MergeKind::of(node)));
        }
        let wrong = |message: &str| self.wrong(action, "target", "overlay-kind", message);
        let Some(first) = kinds.first() else {
            return Ok(());
        };
        if let Some(other) = kinds.iter().find(|kind| *kind != first) {
            let wrong = wrong("an action selects nodes of several kinds");
            let label = format!("{} and {}", first.plural(), other.plural());
            return Err(Box::new(
                wrong.label(label).help("make an action for each kind"),
            ));
        }
        if self.overlay.minor == 0 && *first == merge::MergeKind::Primitive {
            let wrong = wrong("an action of Overlay 1.0 selects a primitive value");
            let label = "only objects and arrays can be selected";
            return Err(Box::new(
                wrong.label(label).help("declare `overlay: 1.1.0`"),
            ));
        }
        Ok(())
    }

    fn mismatch(&self, action: &Action, member: &str, mismatch: Mismatch) -> Diagnostic {
        let Mismatch {
            below,
            there,
            update,
        } = mismatch;
        let at = Pointer::root()
            .child("actions")
            .child(action.index)
            .child(member);
        let at = match member {
            // What is copied stands elsewhere: only the path to it is in the overlay.
            "copy" => at,
            _ => below.iter().fold(at, |at, token| at.child(token)),
        };
        let place = Place::File(self.overlay.file, at);
        let message = format!(
            "{} cannot be merged into {}",
            update.singular(),
            there.singular()
        );
        Diagnostic::error("overlay-kind", place, message)
            .label(format!("the document has {} here", there.singular()))
            .help("remove the old value in an action before this one")
    }
}

/// The nodes that a path selects, each once, in the order in which it selects them.
fn select(path: &JsonPath, document: &Value) -> Vec<Vec<SelectorStep>> {
    let located = path.query_located(document).dedup();
    let steps = located.locations().map(|location| {
        let steps = location.iter().map(|element| match element {
            PathElement::Name(name) => SelectorStep::Member((*name).to_owned()),
            PathElement::Index(index) => SelectorStep::Element(*index),
        });
        steps.collect()
    });
    steps.collect()
}

fn node<'v>(document: &'v mut Value, path: &[SelectorStep]) -> Option<&'v mut Value> {
    path.iter().try_fold(document, |value, step| match step {
        SelectorStep::Member(name) => value.get_mut(name),
        SelectorStep::Element(index) => value.get_mut(index),
    })
}

fn tokens(path: &[SelectorStep]) -> Vec<String> {
    let tokens = path.iter().map(|step| match step {
        SelectorStep::Member(name) => name.clone(),
        SelectorStep::Element(index) => index.to_string(),
    });
    tokens.collect()
}

/// How many nodes a value has, and how deep they nest. The recursion is as deep as a document may be.
fn measure(value: &Value) -> (usize, usize) {
    let measure_all = |children: &mut dyn Iterator<Item = &Value>| {
        children
            .map(measure)
            .fold((1, 1), |(nodes, depth), (more, below)| {
                (nodes + more, depth.max(below + 1))
            })
    };
    match value {
        Value::Array(elements) => measure_all(&mut elements.iter()),
        Value::Object(members) => measure_all(&mut members.values()),
        _ => (1, 0),
    }
}
