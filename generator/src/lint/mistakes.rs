//! Mistakes that reading and lowering have found, with the actions that mend them.
//!
//! In: the diagnostics of a document. Out: findings. What always holds: each diagnostic is a finding, if only without an action.

use serde_json::json;

use super::{LintFinding, OverlayAction, Subject};
use crate::diagnostic::{Diagnostic, Severity};
use crate::names;

/// What reading has found. References that lead nowhere are told elsewhere.
pub(super) fn find(subject: &Subject<'_>) -> Vec<LintFinding> {
    let document = subject.document;
    let known = document.faults.iter().chain(&document.warnings);
    let known = known.filter(|one| one.code != "dangling-ref");
    let findings = known.map(|one| LintFinding {
        diagnostic: one.clone(),
        actions: document.mends(one),
        sure: one.severity == Severity::Warning && one.code != "refused-default",
    });
    findings.collect()
}

/// Types whose names were taken.
pub(super) fn clashes(subject: &Subject<'_>, lowered: &[Diagnostic]) -> Vec<LintFinding> {
    let clashes = lowered.iter().filter(|one| one.code == "name-collision");
    let findings = clashes.map(|one| {
        let name = one.place.in_document().map(|at| {
            let target = subject.path(at);
            let mut words: Vec<String> = at.tokens().collect();
            words.reverse();
            let named = words
                .into_iter()
                .filter(|word| !word.chars().all(char::is_numeric));
            let named: Vec<String> = named.take(1).collect();
            let name = names::type_ident(&format!("{} of its own", named.join(" ")));
            let name = json!({"x-typeName": name.bare()});
            OverlayAction::update(target, "The name of the type is taken.", name)
        });
        LintFinding {
            diagnostic: one.clone(),
            actions: name.into_iter().collect(),
            sure: false,
        }
    });
    findings.collect()
}
