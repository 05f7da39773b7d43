//! What OpenAPI 3.1 and 3.2 have beyond 3.0.
//!
//! In: a kind of object. Out: the names of members. What always holds: each of them is converted, or said to have no place.

use crate::source::kind::ObjectKind;

/// The members of a kind that OpenAPI 3.0 does not have, as 3.1.1, 3.2.0 and JSON Schema 2020-12 list them.
pub(super) fn added(kind: ObjectKind) -> &'static [&'static str] {
    match kind {
        ObjectKind::OpenApi => &["webhooks", "jsonSchemaDialect", "$self"],
        ObjectKind::Info => &["summary"],
        ObjectKind::License => &["identifier"],
        ObjectKind::Server => &["name"],
        ObjectKind::Components => &["pathItems", "mediaTypes"],
        ObjectKind::PathItem => &["query", "additionalOperations"],
        ObjectKind::MediaType => &[
            "itemSchema",
            "prefixEncoding",
            "itemEncoding",
            "description",
        ],
        ObjectKind::Encoding => &["encoding", "prefixEncoding", "itemEncoding"],
        ObjectKind::Response => &["summary"],
        ObjectKind::Example => &["dataValue", "serializedValue"],
        ObjectKind::Tag => &["summary", "parent", "kind"],
        ObjectKind::Discriminator => &["defaultMapping"],
        ObjectKind::SecurityScheme => &["deprecated", "oauth2MetadataUrl"],
        ObjectKind::OAuthFlows => &["deviceAuthorization"],
        ObjectKind::OAuthFlow => &["deviceAuthorizationUrl"],
        ObjectKind::Schema => &[
            "const",
            "examples",
            "$defs",
            "definitions",
            "prefixItems",
            "patternProperties",
            "propertyNames",
            "contentEncoding",
            "contentMediaType",
            "contentSchema",
            "if",
            "then",
            "else",
            "contains",
            "minContains",
            "maxContains",
            "dependentRequired",
            "dependentSchemas",
            "dependencies",
            "unevaluatedProperties",
            "unevaluatedItems",
            "$id",
            "$schema",
            "$anchor",
            "$comment",
            "$dynamicRef",
            "$dynamicAnchor",
            "$vocabulary",
        ],
        _ => &[],
    }
}
