//! Which operation uploads what another one refers to.
//!
//! In: the type that an id is of. Out: the operation that takes a file and answers with an object of that type. What always holds: what cannot be
//! found so is not guessed.

use std::path::PathBuf;

use crate::mock::model::{BodyKind, Kind, Model, Operation, Place, Shape, TypeIndex};

/// A file that is to be uploaded, so that its id can be given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Upload {
    /// The file.
    pub file: PathBuf,
    /// The type of what it becomes.
    pub of_type: TypeIndex,
    /// The index of the input that takes the id.
    pub input: usize,
    /// The members below it that lead to the place, elements of lists by their number.
    pub path: Vec<String>,
}

/// The operation that uploads, and the input that takes the file.
#[derive(Clone, Copy, Debug)]
pub struct Uploader<'m> {
    /// Its index.
    pub index: usize,
    /// The operation.
    pub operation: &'m Operation,
    /// The index of the input.
    pub input: usize,
}

/// What uploads objects of a type.
#[must_use]
pub fn uploader(model: &Model, of_type: TypeIndex) -> Option<Uploader<'_>> {
    let operations = model.operations.iter().enumerate();
    let mut found = operations.filter_map(|(index, operation)| {
        let shape = operation.outcome.payload.shape()?;
        let gives = matches!(model.value(shape), Shape::Named(found) if *found == of_type);
        if !gives || operation.body != BodyKind::Multipart {
            return None;
        }
        let mut inputs = operation.inputs.iter().enumerate();
        let (input, _) = inputs.find(|(_, input)| {
            input.place == Place::Body && matches!(model.value(&input.member.shape), Shape::File)
        })?;
        Some(Uploader {
            index,
            operation,
            input,
        })
    });
    found.next()
}

/// What an upload needs besides the file and goes without saying: what the document says (`x-cli`); of an input that must be given, the only value that it has, or the one that is named after
/// what the file is for: `dispute_evidence`, for the `evidence` of a `dispute`.
#[must_use]
pub fn without_saying(
    model: &Model,
    uploader: Uploader<'_>,
    operation: &Operation,
    input: usize,
) -> Vec<(String, String)> {
    let shape = operation.outcome.payload.shape();
    let about = shape.and_then(|shape| model.object(shape));
    let input = operation.inputs.get(input);
    let meant = about
        .zip(input)
        .map(|((of_type, _), input)| format!("{}_{}", model.type_name(of_type), input.member.name));
    let inputs = uploader.operation.inputs.iter();
    let needed = inputs.filter(|input| input.member.required && input.place == Place::Body);
    let stated = operation.upload_with.iter().cloned();
    let is_stated = |name: &str| operation.upload_with.iter().any(|(known, _)| known == name);
    let needed = needed.filter(|input| !is_stated(&input.member.name));
    let found = needed.filter_map(|input| {
        let values = texts(model, &input.member.shape)?;
        let value = match values {
            [only] => only,
            values => values.iter().find(|value| Some(*value) == meant.as_ref())?,
        };
        Some((input.member.name.clone(), value.clone()))
    });
    stated.chain(found).collect()
}

/// The texts that a value can be.
fn texts<'m>(model: &'m Model, shape: &'m Shape) -> Option<&'m [String]> {
    let Shape::Named(index) = model.value(shape) else {
        return None;
    };
    match &model.definition(*index)?.kind {
        Kind::Texts { values, .. } => Some(values),
        Kind::OneOf(union) => {
            let mut variants = union.variants.iter();
            variants.find_map(|variant| texts(model, &variant.shape))
        }
        Kind::Object(_) | Kind::Integers(_) | Kind::Alias(_) => None,
    }
}
