//! Names in `x-mock` that are of nothing.
//!
//! In: what was read. Out: an error for each name of an input, a member or an event that there is not. What always holds: what
//! [`composition`](super::composition) can't look at is not reported.

use std::collections::HashSet;

use serde_json::Value;

use super::composition::Composition;
use super::value::{Check, Refusal};
use crate::diagnostic::{Diagnostic, Place, did_you_mean};
use crate::place::Pointer;
use crate::source::shape::quoted;
use crate::spec::{
    AdditionalProperties, Operation, Schema, Spec, StatedObjects, StatedRule, Status,
};

/// Finds the names that are of nothing, and values that no member can have.
pub(super) fn find(spec: &Spec, composition: &Composition<'_>) -> Vec<Diagnostic> {
    let mut search = NamesOfMock {
        spec,
        composition,
        found: Vec::new(),
    };
    let mut seen = HashSet::new();
    let operations = spec.paths.iter().flat_map(|path| path.operations.iter());
    for operation in operations.filter(|operation| seen.insert(&operation.at)) {
        for rule in &operation.mock {
            search.rule(operation, rule);
        }
    }
    for schema in spec.schemas.iter() {
        if let Some(StatedObjects { at, initial, .. }) = schema.mock.as_deref() {
            for (path, value) in initial {
                search.member(
                    Some(schema),
                    &at.child("initial").child(path),
                    path,
                    Some(value),
                );
            }
        }
    }
    search.found
}

struct NamesOfMock<'s> {
    spec: &'s Spec,
    composition: &'s Composition<'s>,
    found: Vec<Diagnostic>,
}

impl<'s> NamesOfMock<'s> {
    fn rule(&mut self, operation: &'s Operation, rule: &'s StatedRule) {
        let inputs = self.inputs(operation);
        let given = rule.given.iter().enumerate();
        let given = given.map(|(place, name)| (rule.at.child("given").child(place), name, false));
        let when = rule.when.keys();
        let when = when.map(|name| (rule.at.child("when").child(name), name, true));
        for (at, name, is_key) in given.chain(when) {
            if let Some(inputs) = &inputs
                && !inputs.contains(name.as_str())
            {
                let place = if is_key {
                    Place::Key(at)
                } else {
                    Place::Document(at)
                };
                let known = inputs.iter().copied();
                self.unknown(place, "the operation has no input", name, known);
            }
        }
        let schema = self.output(operation);
        let checked = |value: &'s Value| Some(value);
        let state = rule.state.keys().map(|path| ("state", path, None));
        let set = rule
            .set
            .iter()
            .map(|(path, value)| ("set", path, checked(value)));
        let add = rule.add.keys().map(|path| ("add", path, None));
        for (key, path, value) in state.chain(set).chain(add) {
            // What is deleted is still looked at.
            if key == "state" && schema.is_none() {
                continue;
            }
            self.member(schema, &rule.at.child(key).child(path), path, value);
        }
        let events: Vec<&str> = self
            .spec
            .events
            .iter()
            .map(|event| event.name.as_str())
            .collect();
        for (place, name) in rule.emit.iter().enumerate() {
            if !events.contains(&name.as_str()) {
                let place = Place::Document(rule.at.child("emit").child(place));
                self.unknown(
                    place,
                    "the document has no event",
                    name,
                    events.iter().copied(),
                );
            }
        }
    }

    /// The names of all inputs; `None` if they can't be looked at.
    fn inputs(&self, operation: &'s Operation) -> Option<HashSet<&'s str>> {
        let parameters = operation.parameters.iter();
        let mut found: HashSet<&str> = parameters.map(|one| one.name.as_str()).collect();
        let media = operation.body.iter().flat_map(|body| &body.content);
        for used in media.filter_map(|media| media.schema.as_ref()) {
            found.extend(self.composition.members(self.spec.schemas.of(used))?);
        }
        Some(found)
    }

    /// What the body of a success is.
    fn output(&self, operation: &'s Operation) -> Option<&'s Schema> {
        let mut answers = operation.responses.iter();
        let answer = answers.find(|answer| match answer.status {
            Status::Code(code) => (200..300).contains(&code),
            Status::Range(digit) => digit == 2,
            Status::Default => false,
        })?;
        let mut content = answer.response.content.iter();
        let used = content.find_map(|media| media.schema.as_ref())?;
        Some(self.spec.schemas.of(used))
    }

    /// Follows a dotted path from a schema on.
    fn member(
        &mut self,
        schema: Option<&'s Schema>,
        at: &Pointer,
        path: &str,
        value: Option<&Value>,
    ) {
        let Some(mut schema) = schema else {
            return self.unknown(
                Place::Key(at.clone()),
                "the operation returns no object with a member",
                path,
                std::iter::empty(),
            );
        };
        let mut last = None;
        for step in path.split('.') {
            let Some(all) = self.composition.all(schema) else {
                return;
            };
            let mut members = all.iter().flat_map(|schema| &schema.properties);
            if let Some((_, used)) = members.find(|(name, _)| *name == step) {
                schema = self.spec.schemas.of(used);
                last = Some(used.schema);
                continue;
            }
            let takes_any = all.iter().any(|schema| {
                let additional = schema.additional.as_ref();
                additional.is_some_and(|more| *more != AdditionalProperties::Forbidden)
            });
            if !takes_any {
                let names: Vec<&str> = all
                    .iter()
                    .flat_map(|schema| schema.properties.keys().map(String::as_str))
                    .collect();
                let place = Place::Key(at.clone());
                self.unknown(place, "the object has no member", step, names.into_iter());
            }
            return;
        }
        let refusal = value
            .zip(last)
            .and_then(|(value, schema)| Check::new(&self.spec.schemas).refusal(value, schema));
        if let Some(Refusal { why, .. }) = refusal {
            let message = format!("a value of `x-mock` is {why}");
            let wrong =
                Diagnostic::error("refused-mock-value", Place::Document(at.clone()), message);
            self.found.push(
                wrong
                    .label("the member's schema refuses this")
                    .help("correct the value: the test server answers with it"),
            );
        }
    }

    fn unknown<'n>(
        &mut self,
        place: Place,
        what: &str,
        name: &str,
        known: impl Iterator<Item = &'n str>,
    ) {
        let message = format!("{what} `{}`", quoted(name));
        let meant = did_you_mean(name, known);
        let wrong = Diagnostic::error("unknown-mock-name", place, message);
        self.found.push(
            wrong
                .label("the test server would pass it over")
                .help(format!("{meant}correct the name in `x-mock`")),
        );
    }
}
