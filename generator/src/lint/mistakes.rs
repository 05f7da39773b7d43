//! Mistakes that reading and lowering have found, with the actions that mend them.
//!
//! In: the diagnostics of a document. Out: findings. What always holds: each diagnostic is a finding, if only without an action.

use serde_json::{Value, json};

use super::{LintFinding, OverlayAction, Subject, path};
use crate::api::Pointer;
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::{creates, meant_keyword};

/// What reading has found. References that lead nowhere are told elsewhere.
pub(super) fn find(subject: &Subject<'_>) -> Vec<LintFinding> {
    let document = subject.document;
    let known = document.faults.iter().chain(&document.warnings);
    let known = known.filter(|one| one.code != "dangling-ref");
    let findings = known.map(|one| {
        let actions = one.place.in_document().map(|at| mend(subject, one, at));
        let mut actions = actions.unwrap_or_default();
        let sure = one.severity == Severity::Warning && one.code != "refused-default";
        actions.retain(|action| !action.target.is_empty());
        LintFinding {
            diagnostic: one.clone(),
            actions,
            sure,
        }
    });
    findings.collect()
}

fn mend(subject: &Subject<'_>, one: &Diagnostic, at: &Pointer) -> Vec<OverlayAction> {
    let document = subject.document;
    let remove = |at: &Pointer, why: &str| vec![OverlayAction::remove(path::of(document, at), why)];
    match one.code {
        "unknown-keyword" | "unknown-encoding" => remove(at, "This is ignored."),
        "repeated-value" | "repeated-tag" | "repeated-parameter" => {
            // The name of a tag stands in it.
            let is_name = at.tokens().last().is_some_and(|last| last == "name");
            let element = at
                .parent()
                .filter(|_| is_name)
                .unwrap_or_else(|| at.clone());
            let index = element.tokens().last().unwrap_or_default();
            let list = path::of(document, &element.parent().unwrap_or_default());
            let why = "The same is there before.";
            vec![OverlayAction::remove(format!("{list}[{index}]"), why)]
        }
        "required-unknown" => {
            let list = at.parent().unwrap_or_default();
            let name = document.value(at).and_then(Value::as_str);
            let target = path::of(document, &list) + &path::equal(name.unwrap_or_default());
            vec![OverlayAction::remove(target, "No property has this name.")]
        }
        "refused-example" | "refused-default" => {
            // The part that is refused may be deep in it.
            let mut whole = at.clone();
            let is_whole = |at: &Pointer| {
                let last = at.tokens().last().unwrap_or_default();
                ["example", "default", "value"].contains(&last.as_str())
            };
            while let Some(parent) = whole.parent().filter(|_| !is_whole(&whole)) {
                whole = parent;
            }
            remove(&whole, "The schema refuses this.")
        }
        "misspelt-keyword" => {
            let keyword = meant_keyword(at);
            let (Some(meant), Some(value), Some(parent)) =
                (keyword, document.value(at), at.parent())
            else {
                return Vec::new();
            };
            let mut actions = remove(at, "The keyword is misspelt.");
            let (why, update) = ("The keyword as it is meant.", json!({meant: value}));
            let target = path::of(document, &parent);
            let mut update = OverlayAction::update(target, why, update);
            update.create = creates(at, meant, value);
            actions.push(update);
            actions
        }
        _ => Vec::new(),
    }
}

/// Types whose names were taken.
pub(super) fn clashes(subject: &Subject<'_>, lowered: &[Diagnostic]) -> Vec<LintFinding> {
    let clashes = lowered.iter().filter(|one| one.code == "name-collision");
    let findings = clashes.map(|one| {
        let title = one.place.in_document().map(|at| {
            let target = path::of(subject.document, at);
            let mut words: Vec<String> = at.tokens().collect();
            words.reverse();
            let named = words
                .into_iter()
                .filter(|word| !word.chars().all(char::is_numeric));
            let named: Vec<String> = named.take(1).collect();
            let title = json!({"title": format!("{} of its own", named.join(" "))});
            OverlayAction::update(target, "The name of the type is taken.", title)
        });
        LintFinding {
            diagnostic: one.clone(),
            actions: title.into_iter().collect(),
            sure: false,
        }
    });
    findings.collect()
}
