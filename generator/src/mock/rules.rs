//! What the document itself says besides the model: statuses.

use std::collections::HashMap;

use form_mock::model::{Rule, TypeRules};

use crate::place::Pointer;
use crate::spec::{Operation, Schema, Spec, Status};

/// What a document says, by place.
pub struct Stated<'s> {
    operations: HashMap<&'s str, &'s Operation>,
    schemas: HashMap<&'s str, &'s Schema>,
}

impl<'s> Stated<'s> {
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
        let _ = self.operations.get(at.as_str());
        Vec::new()
    }

    /// How objects of a type are made up.
    pub fn of_type(&self, at: &Pointer) -> Option<TypeRules> {
        let _ = self.schemas.get(at.as_str())?;
        None
    }
}
