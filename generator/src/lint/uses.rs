//! Every place where a schema stands or is referred to.
//!
//! In: what a document says. Out: the uses of schemas, each once. What always holds: those of the document's operations come first.

use std::collections::HashSet;
use std::sync::Arc;

use crate::spec::{Operation, Parameter, SchemaUse, Spec};

/// Every operation once, wherever it is referred to from, with its path.
pub(super) fn operations(spec: &Spec) -> Vec<(&str, &Operation)> {
    let mut seen = HashSet::new();
    let paths = spec.paths.iter();
    let all = paths.flat_map(|path| {
        let operations = path.operations.iter();
        operations.map(|operation| (path.template.as_str(), operation))
    });
    all.filter(|(_, operation)| seen.insert(&operation.at))
        .collect()
}

/// Every parameter of an operation once.
pub(super) fn parameters(spec: &Spec) -> Vec<&Parameter> {
    let mut seen = HashSet::new();
    let operations = operations(spec).into_iter();
    let all = operations.flat_map(|(_, operation)| operation.parameters.iter().map(Arc::as_ref));
    all.filter(|parameter| seen.insert(&parameter.at)).collect()
}

/// Every use of a schema.
pub(super) fn all(spec: &Spec) -> Vec<&SchemaUse> {
    let mut seen = HashSet::new();
    let operations = operations(spec).into_iter();
    let media = operations.flat_map(|(_, operation)| {
        let answers = operation.responses.iter();
        let answered = answers.flat_map(|answer| &answer.response.content);
        let bodies = operation.body.iter().flat_map(|body| &body.content);
        bodies.chain(answered)
    });
    let media = media.filter_map(|media| media.schema.as_ref());
    let parameters = parameters(spec).into_iter();
    let parameters = parameters.filter_map(|parameter| parameter.schema.as_ref());
    let components = spec.components.values();
    let parts = spec.schemas.iter().flat_map(crate::spec::Schema::parts);
    let all = parameters.chain(media).chain(components).chain(parts);
    all.filter(|used| seen.insert(&used.at)).collect()
}
