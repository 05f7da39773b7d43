//! Names in `x-mock` that are of nothing.
//!
//! In: what was read. Out: an error for each name of an input, a member or an event that there is not. What always holds: what
//! [`composition`](super::composition) can't look at is not reported.

use std::collections::{HashMap, HashSet};

use serde_json::Value;

use super::composition::Composition;
use super::value::{Check, Refusal};
use crate::diagnostic::{Diagnostic, Place, did_you_mean};
use crate::place::Pointer;
use crate::source::shape::quoted;
use crate::spec::{
    Operation, Schema, SchemaId, SchemaUse, Spec, StatedObjects, StatedRule, Status,
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
                let at = at.child("initial").child(path);
                search.member(Some(schema), &at, path, &[(at.clone(), value)]);
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
        self.conditions(operation, rule);
        let schema = self.output(operation);
        for (path, wanted) in &rule.state {
            // What is deleted is still looked at.
            if schema.is_some() {
                let at = rule.at.child("state").child(path);
                let values = alternatives(&at, wanted);
                self.member(schema, &at, path, &values);
            }
        }
        for (path, value) in &rule.set {
            let at = rule.at.child("set").child(path);
            self.member(schema, &at, path, &[(at.clone(), value)]);
        }
        for path in rule.add.keys() {
            self.member(schema, &rule.at.child("add").child(path), path, &[]);
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

    /// Looks at `given` and `when`.
    fn conditions(&mut self, operation: &'s Operation, rule: &'s StatedRule) {
        let Some(inputs) = self.inputs(operation) else {
            return;
        };
        let given = rule.given.iter().enumerate();
        let given = given.map(|(place, name)| {
            let at = rule.at.child("given").child(place);
            (Place::Document(at), name, Vec::new())
        });
        let when = rule.when.iter().map(|(name, wanted)| {
            let at = rule.at.child("when").child(name);
            let values = alternatives(&at, wanted);
            (Place::Key(at), name, values)
        });
        for (place, name, values) in given.chain(when) {
            match inputs.get(name.as_str()) {
                None => {
                    let known = inputs.keys().copied();
                    self.unknown(place, "the operation has no input", name, known);
                }
                Some(schema) => self.refused(*schema, &values),
            }
        }
    }

    /// All inputs by name, with what they may be where that is known; `None` if they can't be looked at.
    fn inputs(&self, operation: &'s Operation) -> Option<HashMap<&'s str, Option<SchemaId>>> {
        let of = |used: &'s SchemaUse| Some(used.schema);
        let parameters = operation.parameters.iter();
        let mut found: HashMap<&str, Option<SchemaId>> = parameters
            .map(|one| (one.name.as_str(), one.schema.as_ref().and_then(of)))
            .collect();
        let media = operation.body.iter().flat_map(|body| &body.content);
        for used in media.filter_map(|media| media.schema.as_ref()) {
            let schema = self.spec.schemas.of(used);
            for name in self.composition.members(schema)? {
                found.entry(name).or_insert(None);
            }
            let all = self.composition.all(schema)?;
            for (name, used) in all.iter().flat_map(|schema| &schema.properties) {
                found.insert(name.as_str(), of(used));
            }
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
        values: &[(Pointer, &Value)],
    ) {
        let Some(schema) = schema else {
            return self.unknown(
                Place::Key(at.clone()),
                "the operation returns no object with a member",
                path,
                std::iter::empty(),
            );
        };
        match self.composition.follow(schema, path) {
            Ok(last) => self.refused(last, values),
            Err((step, names)) => {
                let place = Place::Key(at.clone());
                self.unknown(place, "the object has no member", step, names.into_iter());
            }
        }
    }

    /// Reports each value that a schema refuses.
    fn refused(&mut self, schema: Option<SchemaId>, values: &[(Pointer, &Value)]) {
        let Some(schema) = schema else { return };
        for (at, value) in values {
            let refusal = Check::new(&self.spec.schemas).refusal(value, schema);
            let Some(Refusal { why, .. }) = refusal else {
                continue;
            };
            let message = format!("a value of `x-mock` is {why}");
            let wrong =
                Diagnostic::error("refused-mock-value", Place::Document(at.clone()), message);
            self.found.push(
                wrong
                    .label("the schema refuses this")
                    .help("correct the value: the test server answers with it, or waits for it"),
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

/// The values that a condition allows, each with its place. `null` stands for what is not there, which any schema allows.
fn alternatives<'v>(at: &Pointer, wanted: &'v Value) -> Vec<(Pointer, &'v Value)> {
    let each = match wanted {
        Value::Array(several) => {
            let each = several.iter().enumerate();
            each.map(|(index, value)| (at.child(index), value))
                .collect()
        }
        one => vec![(at.clone(), one)],
    };
    each.into_iter()
        .filter(|(_, value)| !value.is_null())
        .collect()
}
