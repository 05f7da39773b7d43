//! The members that OpenAPI gives to each kind of object, in each of its versions.
//!
//! In: an object of a known kind. Out: a diagnostic for each member that it may not have. What always holds: a name that begins
//! with `x-` is the document's business; what looks like a slip is an error, as it would silently change what the document
//! says; anything else is a warning, as it is ignored.

mod openapi31;
pub(super) mod swagger20;

use super::kind::ObjectKind;
use super::shape::quoted;
use super::version::Version;
use crate::diagnostic::{Diagnostic, Place, nearest};
use crate::place::At;

/// Reports the members of an object that its kind does not have in a version.
pub(crate) fn check<'v>(
    version: Version,
    kind: ObjectKind,
    mut names: impl Iterator<Item = &'v String>,
    at: &At<'_>,
    found: &mut Vec<Diagnostic>,
) {
    let Some((known, added)) = lists(version, kind) else {
        return;
    };
    let is_known =
        |name: &str| known.contains(&name) || name.starts_with("x-") || added.contains(&name);
    while let Some(name) = names.find(|name| !is_known(name)) {
        found.push(wrong(version, kind, name, at));
    }
}

fn wrong(version: Version, kind: ObjectKind, name: &str, at: &At<'_>) -> Diagnostic {
    let place = Place::Key(at.member(name).pointer());
    let known = known_in(version, kind);
    let kind = kind.name();
    let shown = quoted(name);
    let instead = match version {
        Version::Swagger20 => swagger20::later(name),
        Version::OpenApi30 => later(name),
        Version::OpenApi31 => None,
    };
    if let Some(instead) = instead {
        let message = format!("{kind} of {} has no `{shown}`", version.name());
        return Diagnostic::warning("unknown-keyword", place, message)
            .label("this is ignored: it is of a later version or of JSON Schema")
            .help(instead);
    }
    let message = format!("{kind} has no `{shown}`");
    match nearest(name, known) {
        Some(meant) => Diagnostic::error("misspelt-keyword", place, message)
            .label("this would be ignored")
            .help(format!(
                "did you mean `{meant}`? correct it with an overlay; a name of your own starts with `x-`"
            )),
        None => Diagnostic::warning("unknown-keyword", place, message)
            .label("this is ignored")
            .help("remove it with an overlay; a name of your own starts with `x-`"),
    }
}

/// What to write in OpenAPI 3.0 instead of a keyword of OpenAPI 3.1 or JSON Schema; `None` of others.
fn later(name: &str) -> Option<&'static str> {
    Some(match name {
        "const" => "write an `enum` with one value",
        "examples" => "write one `example`",
        "propertyNames" => "write `x-propertyNames`",
        "patternProperties" | "unevaluatedProperties" => "write `additionalProperties`",
        "prefixItems" | "contains" | "unevaluatedItems" | "additionalItems" => "write `items`",
        "webhooks" => "write `x-webhooks`",
        "definitions" | "$defs" => "move the schemas to `components/schemas`",
        "contentEncoding" | "contentMediaType" => "write `format: byte` or `format: binary`",
        "$schema" | "$id" | "id" | "$comment" | "$anchor" | "jsonSchemaDialect" | "identifier"
        | "pathItems" | "if" | "then" | "else" | "dependencies" | "dependentRequired"
        | "dependentSchemas" | "minContains" | "maxContains" | "contentSchema" => {
            "say the same with what OpenAPI 3.0 has, or remove it with an overlay"
        }
        _ => return None,
    })
}

/// The members of a kind in a version.
pub(crate) fn known_in(version: Version, kind: ObjectKind) -> impl Iterator<Item = &'static str> {
    let (known, added) = lists(version, kind).unwrap_or_default();
    known.iter().chain(added).copied()
}

/// KeywordNames of members.
type KeywordNames = &'static [&'static str];

/// The members of a kind in a version, and those that it has beyond them.
fn lists(version: Version, kind: ObjectKind) -> Option<(KeywordNames, KeywordNames)> {
    let known = known(kind)?;
    Some(match version {
        Version::Swagger20 => (
            swagger20::known(kind).unwrap_or(known),
            swagger20::added(kind),
        ),
        Version::OpenApi30 => (known, &[]),
        Version::OpenApi31 => (known, openapi31::added(kind)),
    })
}

/// The members of a kind, as OpenAPI 3.0.3 lists them; `None` if their names are up to the document, or checked elsewhere.
pub(crate) fn known(kind: ObjectKind) -> Option<&'static [&'static str]> {
    Some(match kind {
        ObjectKind::OpenApi => &[
            "openapi",
            "info",
            "servers",
            "paths",
            "components",
            "security",
            "tags",
            "externalDocs",
        ],
        ObjectKind::Info => &[
            "title",
            "description",
            "termsOfService",
            "contact",
            "license",
            "version",
        ],
        ObjectKind::Contact => &["name", "url", "email"],
        ObjectKind::License => &["name", "url"],
        ObjectKind::Server => &["url", "description", "variables"],
        ObjectKind::ServerVariable => &["enum", "default", "description"],
        ObjectKind::Components => &[
            "schemas",
            "responses",
            "parameters",
            "examples",
            "requestBodies",
            "headers",
            "securitySchemes",
            "links",
            "callbacks",
        ],
        ObjectKind::PathItem => &[
            "$ref",
            "summary",
            "description",
            "get",
            "put",
            "post",
            "delete",
            "options",
            "head",
            "patch",
            "trace",
            "servers",
            "parameters",
        ],
        ObjectKind::Operation => &[
            "tags",
            "summary",
            "description",
            "externalDocs",
            "operationId",
            "parameters",
            "requestBody",
            "responses",
            "callbacks",
            "deprecated",
            "security",
            "servers",
        ],
        ObjectKind::ExternalDocumentation => &["description", "url"],
        ObjectKind::Parameter => &[
            "name",
            "in",
            "description",
            "required",
            "deprecated",
            "allowEmptyValue",
            "style",
            "explode",
            "allowReserved",
            "schema",
            "example",
            "examples",
            "content",
        ],
        ObjectKind::RequestBody => &["description", "content", "required"],
        ObjectKind::MediaType => &["schema", "example", "examples", "encoding"],
        ObjectKind::Encoding => &[
            "contentType",
            "headers",
            "style",
            "explode",
            "allowReserved",
        ],
        ObjectKind::Response => &["description", "headers", "content", "links"],
        ObjectKind::Example => &["summary", "description", "value", "externalValue"],
        ObjectKind::Link => &[
            "operationRef",
            "operationId",
            "parameters",
            "requestBody",
            "description",
            "server",
        ],
        ObjectKind::Header => &[
            "description",
            "required",
            "deprecated",
            "allowEmptyValue",
            "style",
            "explode",
            "allowReserved",
            "schema",
            "example",
            "examples",
            "content",
        ],
        ObjectKind::Tag => &["name", "description", "externalDocs"],
        // The most frequent ones first: each is looked for from the front.
        ObjectKind::Schema => &[
            "type",
            "description",
            "maxLength",
            "enum",
            "nullable",
            "properties",
            "items",
            "anyOf",
            "required",
            "title",
            "format",
            "example",
            "default",
            "additionalProperties",
            "allOf",
            "oneOf",
            "minLength",
            "pattern",
            "minimum",
            "maximum",
            "deprecated",
            "readOnly",
            "writeOnly",
            "discriminator",
            "exclusiveMinimum",
            "exclusiveMaximum",
            "minItems",
            "maxItems",
            "uniqueItems",
            "multipleOf",
            "minProperties",
            "maxProperties",
            "not",
            "externalDocs",
            "xml",
        ],
        ObjectKind::Discriminator => &["propertyName", "mapping"],
        ObjectKind::SecurityScheme => &[
            "type",
            "description",
            "name",
            "in",
            "scheme",
            "bearerFormat",
            "flows",
            "openIdConnectUrl",
        ],
        ObjectKind::OAuthFlows => &[
            "implicit",
            "password",
            "clientCredentials",
            "authorizationCode",
        ],
        ObjectKind::OAuthFlow => &["authorizationUrl", "tokenUrl", "refreshUrl", "scopes"],
        ObjectKind::ValueGroup
        | ObjectKind::ValueFields
        | ObjectKind::Deadline
        | ObjectKind::Irreversible
        | ObjectKind::Mock
        | ObjectKind::Terminal
        | ObjectKind::Paths
        | ObjectKind::Responses
        | ObjectKind::Callback
        | ObjectKind::PropertyNames
        | ObjectKind::SecurityRequirement
        | ObjectKind::MapOf(_)
        | ObjectKind::ListOf(_) => return None,
    })
}
