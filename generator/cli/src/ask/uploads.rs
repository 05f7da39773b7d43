//! Which operation uploads what another one refers to.
//!
//! In: the type that an id is of. Out: the operation that takes a file and answers with an object of that type. What always holds: what cannot be
//! found so is not guessed.

use std::path::PathBuf;

use crate::mock::model::{BodyKind, Model, Operation, Place, Shape, TypeIndex};

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
