//! What `x-mock` says about an operation.
//!
//! In: rules, what was given, and the object as it was. Out: a refusal, or what else is done to the object, and events. What always holds: all
//! conditions are looked at before anything is changed.

use serde_json::{Map, Value};

use super::Run;
use crate::mock::answer::{ErrorKind, Failure, set};
use crate::mock::events::{changed, envelope};
use crate::mock::model::{Operation, Rule};
use crate::mock::read::Given;
use crate::mock::store::{get, matches, text_of};

/// The rules whose conditions hold.
///
/// # Errors
///
/// The refusal that one of them is.
pub fn holding<'o>(
    operation: &'o Operation,
    given: &Given,
    object: Option<&Value>,
) -> Result<Vec<&'o Rule>, Failure> {
    let mut found = Vec::new();
    for rule in &operation.rules {
        if !holds(rule, operation, given, object) {
            continue;
        }
        if let Some(refusal) = &rule.refuse {
            let failure = Failure::new(refusal.status, ErrorKind::Invalid, refusal.message.clone());
            return Err(match &refusal.code {
                Some(code) => failure.code(code.clone()),
                None => failure,
            });
        }
        found.push(rule);
    }
    Ok(found)
}

fn holds(rule: &Rule, operation: &Operation, given: &Given, object: Option<&Value>) -> bool {
    let is_given = |name: &String| given.get(name).is_some_and(|value| !is_nothing(value));
    let value = |name: &str| {
        let default = || operation.input(name)?.member.default.as_ref();
        given.get(name).or_else(default)
    };
    let has = |name: &str, wanted: &Value| match (value(name), wanted) {
        (Some(value), Value::Array(several)) => {
            several.iter().any(|one| text_of(one) == text_of(value))
        }
        (Some(value), wanted) => text_of(value) == text_of(wanted),
        (None, wanted) => wanted.is_null(),
    };
    let is_so = |path: &str, wanted: &Value| {
        object.is_some_and(|object| matches(get(object, path), wanted))
    };
    rule.given.iter().all(is_given)
        && rule.when.iter().all(|(name, wanted)| has(name, wanted))
        && rule.state.iter().all(|(path, wanted)| is_so(path, wanted))
}

fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Null => true,
        Value::Object(members) => members.is_empty(),
        Value::Array(items) => items.is_empty(),
        _ => false,
    }
}

/// Changes an object as rules say.
pub fn apply(rules: &[&Rule], object: &mut Map<String, Value>) {
    for rule in rules {
        for (path, value) in &rule.set {
            set(object, path, value.clone());
        }
        for (path, count) in &rule.add {
            let mut known = object.get(path.split('.').next().unwrap_or_default());
            if let Some((_, rest)) = path.split_once('.') {
                known = known.and_then(|value| get(value, rest));
            }
            let known = known.and_then(Value::as_i64).unwrap_or(0);
            let sum = known.saturating_add(count.as_i64().unwrap_or(0));
            set(object, path, Value::from(sum));
        }
    }
}

impl Run<'_, '_> {
    /// Makes the events that rules tell of.
    pub fn emit(&mut self, rules: &[&Rule], before: Option<&Value>, now: &Value) {
        for name in rules.iter().flat_map(|rule| &rule.emit) {
            let previous = before.map(|before| changed(before, now));
            // What nothing changed is no update.
            if previous.as_ref().is_some_and(Map::is_empty) {
                continue;
            }
            let cause = self.cause.clone();
            match envelope(&mut self.maker(), name, now, previous, &cause) {
                Ok(event) => self.state.events.push(event),
                Err(message) => self.notes.push(message),
            }
        }
    }
}
