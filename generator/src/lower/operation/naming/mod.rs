//! What operations are called, and which resource each belongs to.
//!
//! In: the operations of a document, with their tags, ids, paths and whether they list. Out: words, from the most to the least
//! natural; [`names`](crate::names) makes identifiers of them. What always holds: the names depend on the document alone. The
//! resource is the tag, where tags divide the operations as a person would, else it follows from the path. The
//! function is what `operationId` says, as a phrase that makes sense beside the resource; an id that only repeats method and path
//! says nothing, so the path decides: `GET /disputes` lists, `POST /disputes/{id}` updates,
//! `POST /disputes/{id}/close` is `close`.

mod ids;
mod lists;
mod paths;
mod phrase;
mod requests;
mod resources;
mod segments;
mod tags;
mod verbs;

use super::endpoint::Endpoint;
use crate::spec;
use paths::Paths;
use resources::Division;

/// What an operation is called, in words, from the most to the least natural.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OperationName {
    /// The resource, plural as in the path.
    pub resource: String,
    /// The same with all that the path says before it, for where a type has its name.
    pub resource_in_full: String,
    /// The function.
    pub functions: Vec<String>,
    /// The request type.
    pub requests: Vec<String>,
}

impl OperationName {
    /// The name, with the word that warns where what the operation does cannot be undone.
    pub fn warning(&self, operation: &spec::Operation) -> Self {
        let mut warning = self.clone();
        if operation.irreversible {
            let functions = &mut warning.functions;
            functions
                .iter_mut()
                .for_each(|it| it.push_str(" irreversibly"));
        }
        warning
    }
}

/// An operation to be named, and whether it returns a list.
#[derive(Clone, Copy, Debug)]
pub struct ToName<'d> {
    /// The operation.
    pub endpoint: Endpoint<'d, 'd>,
    /// Whether it returns a list.
    pub listed: bool,
}

/// Names the operations of a document; the names stand in the order of the operations.
pub fn names(operations: &[ToName<'_>], title: &str) -> Vec<OperationName> {
    let paths = Paths::of(operations, title);
    let division = Division::of(operations, &paths);
    let prefixes = ids::prefixes(operations, &division);
    let named = operations.iter().zip(&division.resources);
    let named = named.zip(&prefixes).zip(&paths.all);
    named
        .map(|(((operation, resource), prefix), path)| {
            let operation = &ToName {
                listed: operation.listed || path.is_collection,
                ..*operation
            };
            let phrases = phrase::phrases(operation, resource, prefix, path);
            OperationName {
                resource: resource.words.join(" "),
                resource_in_full: resource.in_full(path),
                functions: phrases.iter().map(phrase::Phrase::function).collect(),
                requests: requests::requests(&phrases, resource, operation, path),
            }
        })
        .collect()
}
