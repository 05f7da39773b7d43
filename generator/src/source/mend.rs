//! What would mend a mistake of a document.
//!
//! In: the merged value, and what reading has found. Out: actions of an overlay, in the order in which they fit. What always
//! holds: with them, the mistake is gone; where that takes a choice or words that only a person has, there is none.

use serde_json::{Value, json};

use super::version::Version;
use super::{creates, meant_keyword};
use crate::action::{ActionEffect, Mend, OverlayAction, json_path};
use crate::diagnostic::Diagnostic;
use crate::place::Pointer;

/// The actions that mend what is wrong.
pub(super) fn actions(version: Version, document: &Value, one: &Diagnostic) -> Vec<OverlayAction> {
    let stated = one.mends.iter().map(|mend| {
        let mut action = mend.action(document);
        if let ActionEffect::Update(update) = action.effect {
            action.effect = ActionEffect::Update(in_words_of(version, update));
        }
        action
    });
    let known = one
        .place
        .in_document()
        .map(|at| by_code(version, document, one, at));
    stated.chain(known.unwrap_or_default()).collect()
}

/// An update in the words of a version, if it was made in those of OpenAPI 3.0: Swagger 2.0 says inline what a parameter's values are.
pub(super) fn in_words_of(version: Version, mut update: Value) -> Value {
    if version == Version::Swagger20 {
        let list = match &mut update {
            Value::Object(members) => members.get_mut("parameters").and_then(Value::as_array_mut),
            Value::Array(list) => Some(list),
            _ => None,
        };
        let parameters = list.into_iter().flatten().filter_map(Value::as_object_mut);
        for parameter in parameters {
            if let Some(Value::Object(schema)) = parameter.shift_remove("schema") {
                parameter.extend(schema);
            }
        }
    }
    update
}

fn by_code(
    version: Version,
    document: &Value,
    one: &Diagnostic,
    at: &Pointer,
) -> Vec<OverlayAction> {
    let remove = |at: &Pointer, why: &str| vec![Mend::remove(at.clone(), why).action(document)];
    match one.code {
        "unknown-keyword" | "unknown-encoding" | "unenforced-keyword" => {
            remove(at, "This is ignored.")
        }
        "repeated-value" | "repeated-tag" | "repeated-parameter" => {
            vec![without_repetition(document, at)]
        }
        "required-unknown" => {
            let list = at.parent().unwrap_or_default();
            let name = document.pointer(at.as_str()).and_then(Value::as_str);
            let name = json_path::equal(name.unwrap_or_default());
            let target = json_path::of(document, &list) + &name;
            vec![OverlayAction::remove(target, "No property has this name.")]
        }
        "refused-example" | "refused-default" => {
            // The part that is refused may be deep in it.
            let mut whole = at.clone();
            let is_whole = |at: &Pointer| {
                let last = at.tokens().last().unwrap_or_default();
                ["example", "x-example", "default", "value"].contains(&last.as_str())
            };
            while let Some(parent) = whole.parent().filter(|_| !is_whole(&whole)) {
                whole = parent;
            }
            remove(&whole, "The schema refuses this.")
        }
        "misspelt-keyword" => spelt(version, document, at).unwrap_or_default(),
        "wrong-type" if at.tokens().last().as_deref() == Some("pattern") => {
            remove(at, "This is no pattern.")
        }
        "wrong-type" => as_text(document, at, &one.label).into_iter().collect(),
        "contradicting-keywords" if at.tokens().last().as_deref() == Some("enum") => {
            remove(at, "The alternatives say what the values are.")
        }
        _ => Vec::new(),
    }
}

/// Removes an element that stands in its list before.
fn without_repetition(document: &Value, at: &Pointer) -> OverlayAction {
    // The name of a tag stands in it.
    let is_name = at.tokens().last().is_some_and(|last| last == "name");
    let element = at.parent().filter(|_| is_name);
    let element = element.unwrap_or_else(|| at.clone());
    let index = element.tokens().last().unwrap_or_default();
    let list = json_path::of(document, &element.parent().unwrap_or_default());
    OverlayAction::remove(format!("{list}[{index}]"), "The same is there before.")
}

/// Gives the value of a misspelt keyword to the one that is meant.
fn spelt(version: Version, document: &Value, at: &Pointer) -> Option<Vec<OverlayAction>> {
    let (meant, around) = (meant_keyword(version, at)?, at.parent()?);
    let value = document.pointer(at.as_str())?;
    let create = creates(version, at, meant, value);
    let wrong = Mend::remove(at.clone(), "The keyword is misspelt.");
    let right = Mend::update(around, "The keyword as it is meant.", json!({meant: value}));
    let right = Mend { create, ..right };
    Some(vec![wrong.action(document), right.action(document)])
}

/// Members that are words of a person, which a number may well be meant as.
const WORDS: [&str; 6] = [
    "title",
    "version",
    "description",
    "summary",
    "name",
    "operationId",
];

/// Writes a number, a boolean or a version without quotes as the text that is expected.
fn as_text(document: &Value, at: &Pointer, label: &str) -> Option<OverlayAction> {
    let value = document.pointer(at.as_str())?;
    let is_word = matches!(value, Value::Number(_) | Value::Bool(_));
    let (name, around) = (at.tokens().last()?, at.parent()?);
    if !is_word || !WORDS.contains(&name.as_str()) || !label.starts_with("expected a string,") {
        return None;
    }
    let update = json!({name: value.to_string()});
    let mend = Mend::update(around, "A text is expected here.", update);
    Some(mend.action(document))
}
