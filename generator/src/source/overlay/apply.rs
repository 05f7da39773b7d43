//! An overlay's actions, applied.
//!
//! In: the actions, the document and the origins of its nodes. Out: the document and the origins after them, and a
//! diagnostic for each action that does not fit. What always holds: the result nests at most [`MAX_DEPTH`] deep and an
//! overlay adds a bounded number of nodes.

use serde_json::Value;
use serde_json_path::JsonPath;

use super::create::Created;
use super::merge::{Merge, MergeKind, Mismatch};
use super::select::{SelectorStep, idle, node, select, tokens};
use super::{Action, Effect, OVERLAY_CREATION, Overlay, place};
use crate::diagnostic::{Diagnostic, Place};
use crate::place::Pointer;
use crate::place::{MAX_DEPTH, Provenance, Subtree};
use crate::source::shape::quoted;
use crate::source::version::Version;

/// How many nodes one overlay may add: `copy` could double the document with every action.
const NODE_BUDGET: usize = 4_000_000;

/// Applies every action in order; an action that does not fit is reported, and the next ones are tried. Answers as well where
/// something now stands that should not.
pub(crate) fn apply(
    overlay: &Overlay,
    document: &mut Value,
    provenance: &mut Provenance,
) -> (Vec<Diagnostic>, Vec<Pointer>) {
    let mut run = Run::new(overlay, document, provenance);
    for action in &overlay.actions {
        if let Err(wrong) = run.action(action) {
            run.found.push(*wrong);
        }
    }
    (run.found, run.unwanted)
}

/// Actions on their way through a document.
pub(super) struct Run<'r> {
    overlay: &'r Overlay,
    version: Version,
    pub(super) document: &'r mut Value,
    provenance: &'r mut Provenance,
    budget: usize,
    /// What is wrong, though the action was applied, and what kept others from it.
    pub(super) found: Vec<Diagnostic>,
    /// What was created by actions that do not say so.
    unwanted: Vec<Pointer>,
}

impl<'r> Run<'r> {
    pub(super) fn new(
        overlay: &'r Overlay,
        document: &'r mut Value,
        provenance: &'r mut Provenance,
    ) -> Self {
        // Whoever calls has refused a document without one.
        let version = Version::of(document).unwrap_or(Version::OpenApi30);
        Self {
            overlay,
            version,
            document,
            provenance,
            budget: NODE_BUDGET,
            found: Vec::new(),
            unwanted: Vec::new(),
        }
    }

    pub(super) fn action(&mut self, action: &Action) -> Result<(), Box<Diagnostic>> {
        let targets = select(&action.target, self.document);
        if targets.is_empty() {
            return if action.optional {
                Ok(())
            } else {
                Err(Box::new(self.no_match(action)))
            };
        }
        self.check_lists(action);
        match &action.effect {
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

    /// Reports the selectors of lists that select nothing, where others of the same list do.
    fn check_lists(&mut self, action: &Action) {
        let idle = match action.optional {
            true => Vec::new(),
            false => idle(&action.written, self.document),
        };
        if idle.is_empty() {
            return;
        }
        let idle: Vec<String> = idle
            .iter()
            .map(|idle| format!("`{}`", quoted(idle)))
            .collect();
        let message = format!(
            "action {} matches only in part: nothing is at {}",
            action.index + 1,
            idle.join(", ")
        );
        let wrong = self
            .wrong(action, "target", "overlay-partial-match", message)
            .label(format!(
                "without {}, this selects the same",
                idle.join(", ")
            ))
            .help("take out of the list what the document does not have, or correct it");
        self.found.push(wrong);
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
        let mut merge = Merge {
            version: self.version,
            provenance: self.provenance,
            created: Vec::new(),
        };
        let appends_whole = self.overlay.minor == 0;
        let mut merged = Ok(());
        for target in targets {
            if let Some(node) = node(self.document, target) {
                merged =
                    merged.and(merge.update(node, value, &tokens(target), origin, appends_whole));
            }
        }
        let created = merge.created;
        self.check_created(action, member, &created);
        merged.map_err(|mismatch| Box::new(self.mismatch(action, member, mismatch)))
    }

    /// Reports what the action adds without saying so, or does not add though it says so. What was added stays, so that what
    /// builds on it is not reported as well.
    fn check_created(&mut self, action: &Action, member: &str, created: &[Created]) {
        let number = action.index + 1;
        if action.create {
            if created.is_empty() && !action.optional {
                let message = format!(
                    "action {number} says that it creates something, but all of it is there"
                );
                let wrong = self
                    .wrong(action, "x-create", "overlay-creates-nothing", message)
                    .label("nothing is new in the document")
                    .help("drop the action if the vendor has made it obsolete, or drop `x-create` if it describes what is there");
                self.found.push(wrong);
            }
            return;
        }
        let places = created.iter().map(|one| {
            let tokens = one.path.iter();
            tokens.fold(Pointer::root(), |at, token| at.child(token))
        });
        self.unwanted.extend(places);
        // All that is copied stands at one place of the overlay.
        let (told, others) = match member {
            "copy" => (
                created.get(..1).unwrap_or(created),
                created.len().saturating_sub(1),
            ),
            _ => (created, 0),
        };
        for one in told {
            let place = self.within(action, member, &one.below);
            let shown = match others {
                0 => one.shown(),
                _ => format!("{} and {others} more", one.shown()),
            };
            let message =
                format!("action {number} creates {shown}, which the document does not have");
            let help = format!(
                "{}drop it here if the vendor has removed it; if it is to be added, say `x-create: true` in the action",
                one.question(self.document, created)
            );
            let wrong = Diagnostic::error(OVERLAY_CREATION, place, message);
            self.found
                .push(wrong.label("this is new in the document").help(help));
        }
    }

    /// A place in the value of an action. What is copied stands elsewhere: only the path to it is in the overlay.
    fn within(&self, action: &Action, member: &str, below: &[String]) -> Place {
        let at = Pointer::root()
            .child("actions")
            .child(action.index)
            .child(member);
        let at = match member {
            "copy" => at,
            _ => below.iter().fold(at, |at, token| at.child(token)),
        };
        Place::File(self.overlay.file, at)
    }

    /// Overlay 1.1, Action Object: several selected nodes have to be all objects, all arrays or all primitives. In 1.0 they
    /// could not be primitives at all.
    fn check_kinds(
        &mut self,
        action: &Action,
        targets: &[Vec<SelectorStep>],
    ) -> Result<(), Box<Diagnostic>> {
        let mut kinds: Vec<MergeKind> = Vec::new();
        for target in targets {
            kinds.extend(node(self.document, target).map(|node| MergeKind::of(node)));
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
        if self.overlay.minor == 0 && *first == MergeKind::Primitive {
            let wrong = wrong("an action of Overlay 1.0 selects a primitive value");
            let label = "only objects and arrays can be selected";
            return Err(Box::new(
                wrong.label(label).help("declare `overlay: 1.1.0`"),
            ));
        }
        Ok(())
    }

    fn mismatch(&self, action: &Action, member: &str, mismatch: Mismatch) -> Diagnostic {
        let place = self.within(action, member, &mismatch.below);
        mismatch
            .told(place)
            .help("remove the old value in an action before this one")
    }
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
