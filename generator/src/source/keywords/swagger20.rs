//! What Swagger 2.0 has instead of what OpenAPI 3.0 has.
//!
//! In: a kind of object. Out: the names of its members. What always holds: a kind that both have alike is not here.

use crate::source::kind::ObjectKind;

/// What a parameter, a header or `items` says of its values: what later versions say in a schema.
pub(crate) const OF_VALUES: &[&str] = &[
    "type",
    "format",
    "items",
    "default",
    "maximum",
    "exclusiveMaximum",
    "minimum",
    "exclusiveMinimum",
    "maxLength",
    "minLength",
    "pattern",
    "maxItems",
    "minItems",
    "uniqueItems",
    "enum",
    "multipleOf",
];

/// What the members of a kind are beyond [`known`].
pub(super) fn added(kind: ObjectKind) -> &'static [&'static str] {
    match kind {
        ObjectKind::Parameter | ObjectKind::Header => OF_VALUES,
        _ => &[],
    }
}

/// The members of a kind, as Swagger 2.0 lists them, but for those [`added`]; `None` where they are those of OpenAPI 3.0.
pub(super) fn known(kind: ObjectKind) -> Option<&'static [&'static str]> {
    Some(match kind {
        ObjectKind::OpenApi => &[
            "swagger",
            "info",
            "host",
            "basePath",
            "schemes",
            "consumes",
            "produces",
            "paths",
            "definitions",
            "parameters",
            "responses",
            "securityDefinitions",
            "security",
            "tags",
            "externalDocs",
        ],
        ObjectKind::PathItem => &[
            "$ref",
            "get",
            "put",
            "post",
            "delete",
            "options",
            "head",
            "patch",
            "parameters",
        ],
        ObjectKind::Operation => &[
            "tags",
            "summary",
            "description",
            "externalDocs",
            "operationId",
            "consumes",
            "produces",
            "parameters",
            "responses",
            "schemes",
            "deprecated",
            "security",
        ],
        ObjectKind::Parameter => &[
            "name",
            "in",
            "description",
            "required",
            "schema",
            "allowEmptyValue",
            "collectionFormat",
        ],
        ObjectKind::Header => &["description", "collectionFormat"],
        ObjectKind::Response => &["description", "schema", "headers", "examples"],
        ObjectKind::Schema => &[
            "type",
            "description",
            "maxLength",
            "enum",
            "properties",
            "items",
            "required",
            "title",
            "format",
            "example",
            "default",
            "additionalProperties",
            "allOf",
            "minLength",
            "pattern",
            "minimum",
            "maximum",
            "readOnly",
            "discriminator",
            "exclusiveMinimum",
            "exclusiveMaximum",
            "minItems",
            "maxItems",
            "uniqueItems",
            "multipleOf",
            "minProperties",
            "maxProperties",
            "externalDocs",
            "xml",
            "collectionFormat",
        ],
        ObjectKind::SecurityScheme => &[
            "type",
            "description",
            "name",
            "in",
            "flow",
            "authorizationUrl",
            "tokenUrl",
            "scopes",
        ],
        _ => return None,
    })
}

/// What to write in Swagger 2.0 instead of a keyword of a later version; `None` of others.
pub(super) fn later(name: &str) -> Option<&'static str> {
    Some(match name {
        "nullable" => "write `x-nullable: true`",
        "oneOf" | "anyOf" | "not" | "const" => {
            "convert the document to OpenAPI 3.0, or remove it with an overlay"
        }
        "example" | "examples" | "deprecated" | "writeOnly" => {
            "say it in the description, or remove it with an overlay"
        }
        "requestBody" => "write a parameter `in: body` or parameters `in: formData`",
        "content" => "write `schema`, and the media types in `produces` or `consumes`",
        "style" | "explode" => "write `collectionFormat`",
        "components" => "write `definitions`, `parameters` and `responses`",
        "servers" => "write `host`, `basePath` and `schemes`",
        "openapi" => "the document is of Swagger 2.0",
        _ => return None,
    })
}
