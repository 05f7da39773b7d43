//! What a client depends on, and what a document only notes.
//!
//! In: the place of a fault. Out: whether a client that does as the document says needs what is wrong there. What always holds:
//! what is not known to be a note counts as needed, so that nothing is guessed.

use super::keywords;
use super::kind::ObjectKind;
use crate::diagnostic::{Diagnostic, nearest};

/// Mistakes after which what was read is still what the document says, or one of the things that it says.
const SPARED: [&str; 4] = [
    "refused-default",
    "repeated-operation-id",
    "repeated-parameter",
    "undeclared-security-scheme",
];

/// Whether something is missing from what was read, without which it would be used wrongly.
pub(super) fn is_needed(fault: &Diagnostic) -> bool {
    let Some(at) = fault.place.in_document() else {
        return true;
    };
    if SPARED.contains(&fault.code) {
        return false;
    }
    let mut kind = ObjectKind::OpenApi;
    for token in at.tokens() {
        let meant = || nearest(&token, keywords::known(kind)?.iter().copied());
        if is_note(kind, &token) {
            return false;
        }
        match kind.member(&token) {
            Some(next) => kind = next,
            None => return !meant().is_some_and(|meant| is_note(kind, meant)),
        }
    }
    true
}

/// Whether a member says nothing that a client does, or is checked without being used.
pub(super) fn is_note(kind: ObjectKind, name: &str) -> bool {
    if name.starts_with("x-") && !matches!(kind, ObjectKind::OpenApi) {
        return true;
    }
    match kind {
        ObjectKind::OpenApi => {
            ["info", "servers", "tags", "security", "externalDocs"].contains(&name)
        }
        ObjectKind::Components => [
            "examples",
            "headers",
            "links",
            "callbacks",
            "securitySchemes",
        ]
        .contains(&name),
        ObjectKind::PathItem => ["summary", "description"].contains(&name),
        ObjectKind::Operation => [
            "tags",
            "summary",
            "description",
            "externalDocs",
            "operationId",
            "callbacks",
            "deprecated",
        ]
        .contains(&name),
        ObjectKind::Parameter => [
            "description",
            "deprecated",
            "allowReserved",
            "example",
            "examples",
        ]
        .contains(&name),
        ObjectKind::RequestBody => name == "description",
        ObjectKind::MediaType => ["example", "examples"].contains(&name),
        ObjectKind::Encoding => ["headers", "allowReserved"].contains(&name),
        ObjectKind::Response => ["description", "headers", "links"].contains(&name),
        ObjectKind::Schema => [
            "title",
            "description",
            "externalDocs",
            "example",
            "default",
            "deprecated",
            "xml",
            "pattern",
            "minLength",
            "maxLength",
            "minItems",
            "maxItems",
            "minProperties",
            "maxProperties",
            "uniqueItems",
            "multipleOf",
            "minimum",
            "maximum",
            "exclusiveMinimum",
            "exclusiveMaximum",
            "not",
        ]
        .contains(&name),
        ObjectKind::Info
        | ObjectKind::Contact
        | ObjectKind::License
        | ObjectKind::Server
        | ObjectKind::ServerVariable
        | ObjectKind::ExternalDocumentation
        | ObjectKind::Example
        | ObjectKind::Link
        | ObjectKind::Header
        | ObjectKind::Callback
        | ObjectKind::Tag
        | ObjectKind::SecurityScheme
        | ObjectKind::OAuthFlows
        | ObjectKind::OAuthFlow
        | ObjectKind::SecurityRequirement
        | ObjectKind::ValueGroup
        | ObjectKind::ValueFields
        | ObjectKind::Deadline
        | ObjectKind::Irreversible
        | ObjectKind::Mock
        | ObjectKind::Terminal
        | ObjectKind::PropertyNames => true,
        ObjectKind::Paths
        | ObjectKind::Responses
        | ObjectKind::Discriminator
        | ObjectKind::MapOf(_)
        | ObjectKind::ListOf(_) => false,
    }
}
