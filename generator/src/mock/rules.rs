//! What the document itself says besides the model: statuses, `x-mock` and `x-cli`.

use std::collections::HashMap;

use form_mock::model::{Refusal, Rule, TypeRules};
use indexmap::IndexMap;
use serde_json::{Map, Value};

use crate::place::Pointer;
use crate::spec::{Operation, Schema, Spec, StatedRule, Status};

/// What a document says, by place.
pub struct StatedBeside<'s> {
    operations: HashMap<&'s str, &'s Operation>,
    schemas: HashMap<&'s str, &'s Schema>,
}

impl<'s> StatedBeside<'s> {
    /// What a document says.
    pub fn of(spec: &'s Spec) -> Self {
        let operations = spec.paths.iter().flat_map(|path| path.operations.iter());
        Self {
            operations: operations
                .map(|operation| (operation.at.as_str(), operation))
                .collect(),
            schemas: spec
                .schemas
                .iter()
                .map(|schema| (schema.at.as_str(), schema))
                .collect(),
        }
    }

    /// The first status of success of an operation.
    pub fn status(&self, at: &Pointer) -> Option<u16> {
        let operation = self.operations.get(at.as_str())?;
        let mut answers = operation.responses.iter();
        answers.find_map(|answer| match answer.status {
            Status::Code(code) => (200..300).contains(&code).then_some(code),
            Status::Range(_) | Status::Default => None,
        })
    }

    /// What happens with an operation.
    pub fn of_operation(&self, at: &Pointer) -> Vec<Rule> {
        let operation = self.operations.get(at.as_str());
        let rules = operation.iter().flat_map(|operation| &operation.mock);
        rules.map(rule).collect()
    }

    /// What uploads for an operation are given.
    pub fn uploads(&self, at: &Pointer) -> Vec<(String, String)> {
        let operation = self.operations.get(at.as_str());
        let stated = operation.and_then(|operation| operation.uploads.as_ref());
        let given = stated.into_iter().flat_map(|stated| &stated.upload_with);
        given
            .map(|(name, value)| (name.clone(), value.clone()))
            .collect()
    }

    /// The columns of a table of a type's objects.
    pub fn columns(&self, at: &Pointer) -> Vec<String> {
        let schema = self.schemas.get(at.as_str());
        let stated = schema.and_then(|schema| schema.columns.as_deref());
        stated
            .map(|stated| stated.columns.clone())
            .unwrap_or_default()
    }

    /// How objects of a type are made up.
    pub fn of_type(&self, at: &Pointer) -> Option<TypeRules> {
        let stated = self.schemas.get(at.as_str())?.mock.as_deref()?;
        Some(TypeRules {
            id_prefix: stated.id_prefix.clone(),
            initial: members(&stated.initial),
        })
    }
}

fn rule(from: &StatedRule) -> Rule {
    let added = from.add.iter();
    let added = added.map(|(path, count)| (path.clone(), Value::from(*count)));
    Rule {
        given: from.given.clone(),
        when: members(&from.when),
        state: members(&from.state),
        refuse: from.refuse.as_ref().map(|refusal| Refusal {
            status: u16::try_from(refusal.status).unwrap_or(400),
            code: refusal.code.clone(),
            message: refusal.message.clone(),
        }),
        set: members(&from.set),
        add: added.collect(),
        emit: from.emit.clone(),
    }
}

fn members(from: &IndexMap<String, Value>) -> Map<String, Value> {
    let members = from.iter();
    members
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect()
}
