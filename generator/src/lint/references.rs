//! References that lead nowhere, and what stands beside references.
//!
//! In: a document. Out: findings. What always holds: see [`super`].

use serde_json::{Value, json};

use super::{LintFinding, OverlayAction, Subject, uses};
use crate::action::json_path;
use crate::api::Pointer;
use crate::diagnostic::{Place, nearest};
use crate::source::keywords_of_schemas;

/// What stands beside a `$ref` and counts: see [`Beside`](crate::spec::Beside).
const KEPT: [&str; 6] = [
    "description",
    "default",
    "nullable",
    "deprecated",
    "readOnly",
    "writeOnly",
];

/// Keywords that only narrow what a schema allows.
const LIMITS: [&str; 9] = [
    "minLength",
    "maxLength",
    "pattern",
    "minimum",
    "maximum",
    "minItems",
    "maxItems",
    "minProperties",
    "maxProperties",
];

/// Finds references that lead nowhere, and keywords that are lost beside one.
pub(super) fn find(subject: &Subject<'_>) -> Vec<LintFinding> {
    let faults = subject.document.faults.iter();
    let dangling = faults.filter(|fault| fault.code == "dangling-ref");
    let mut found: Vec<LintFinding> = dangling
        .map(|fault| {
            let actions = fault
                .place
                .in_document()
                .and_then(|at| mend(subject, at))
                .into_iter();
            LintFinding {
                diagnostic: fault.clone(),
                actions: actions.collect(),
                sure: true,
            }
        })
        .collect();
    let uses = uses::all(subject.spec).into_iter();
    // Of what counts nothing is lost.
    let loses = !subject.document.has_siblings_of_references();
    let references = uses.filter(|used| loses && used.beside.is_some());
    found.extend(references.filter_map(|used| beside(subject, &used.at)));
    found
}

/// The action that makes a reference lead somewhere: to what was meant, or to a component that takes anything.
fn mend(subject: &Subject<'_>, at: &Pointer) -> Option<OverlayAction> {
    let text = subject.document.value(at)?.as_str()?;
    let named = Pointer::from_fragment(text.strip_prefix('#')?)?;
    let (section, name) = (named.parent()?, named.tokens().last()?);
    if subject.document.value(&named).is_some() {
        // It leads on to another one, which is told for itself.
        return None;
    }
    let text = subject.document.reference(&named);
    let there = subject.document.value(&section).and_then(Value::as_object);
    let names = there.into_iter().flat_map(|names| names.keys());
    if let Some(meant) = nearest(&name, names.map(String::as_str)) {
        return Some(OverlayAction::update(
            subject.path(&at.parent()?),
            format!("`{text}` does not exist."),
            json!({"$ref": subject.document.reference(&section.child(meant))}),
        ));
    }
    let component = match section.as_str() {
        "/components/schemas" => json!({
            "description": format!("What the document calls {name}, and does not describe."),
            "type": "object",
            "additionalProperties": true,
        }),
        "/components/responses" => json!({"description": "What the document does not describe."}),
        _ => return None,
    };
    let kind = section.tokens().last()?;
    let whole = subject.document.value(&section.parent()?);
    if there.is_none() && !subject.document.has_components() {
        return None;
    }
    let (target, update) = match (there, whole) {
        (Some(_), _) => (subject.path(&section), json!({name: component})),
        (None, Some(Value::Object(whole))) if !whole.contains_key(&kind) => {
            ("$.components".to_owned(), json!({kind: {name: component}}))
        }
        (None, None) => (
            "$".to_owned(),
            json!({"components": {kind: {name: component}}}),
        ),
        (None, Some(_)) => return None,
    };
    let why = format!("`{text}` is referred to and does not exist.");
    Some(OverlayAction::update(target, why, update).creating())
}

/// What is lost beside one reference.
fn beside(subject: &Subject<'_>, at: &Pointer) -> Option<LintFinding> {
    let known = keywords_of_schemas();
    let members = subject.document.value(at)?.as_object()?;
    let lost: Vec<&str> = members
        .keys()
        .map(String::as_str)
        .filter(|name| known.contains(name) && !KEPT.contains(name))
        .collect();
    let first = lost.first()?;
    let names: Vec<String> = lost.iter().map(|name| format!("`{name}`")).collect();
    let target = subject.path(at);
    let finding = LintFinding::new(
        "ref-siblings",
        Place::Key(at.child(first)),
        format!("{} beside a `$ref` is ignored", names.join(", ")),
    )
    .label(format!(
        "{} has nothing stand beside a reference",
        subject.document.version()
    ));
    if lost.iter().all(|name| LIMITS.contains(name)) {
        let led = Pointer::from_fragment(members.get("$ref")?.as_str()?.strip_prefix('#')?)?;
        let reference = subject.document.reference(&led);
        let why = "Beside a `$ref` a limit is ignored; beside `allOf` it counts.";
        let wrapped = json!({"allOf": [{"$ref": reference}]});
        return Some(
            finding
                .action(OverlayAction::remove(format!("{target}['$ref']"), why))
                .action(OverlayAction::update(target, why, wrapped).creating()),
        );
    }
    let each: Vec<String> = lost.iter().map(|name| json_path::quoted(name)).collect();
    let target = format!("{target}[{}]", each.join(", "));
    let why = "What stands beside a `$ref` is ignored.";
    Some(finding.action(OverlayAction::remove(target, why)))
}
