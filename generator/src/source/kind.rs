//! The kinds of object that OpenAPI defines, and which of them stands where.
//!
//! In: a kind and a member's name. Out: the kind of what stands there. What always holds: this table agrees with the
//! readers in [`structure`](super::structure), as far as a `$ref` can lead.

use super::version::Version;

/// A kind of object, named as in the specification.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ObjectKind {
    OpenApi,
    Info,
    Contact,
    License,
    Server,
    ServerVariable,
    Components,
    Paths,
    PathItem,
    Operation,
    ExternalDocumentation,
    Parameter,
    RequestBody,
    MediaType,
    Encoding,
    Responses,
    Response,
    Callback,
    Example,
    Link,
    Header,
    Tag,
    Schema,
    Discriminator,
    /// `x-propertyNames`: an extension.
    PropertyNames,
    /// One of `x-valueGroups`: an extension.
    ValueGroup,
    /// One of `x-valueFields`: an extension.
    ValueFields,
    /// `x-deadline`: an extension.
    Deadline,
    /// `x-irreversible`: an extension.
    Irreversible,
    /// `x-mock`, or a part of it: an extension.
    Mock,
    /// `x-cli`: an extension.
    Terminal,
    SecurityScheme,
    OAuthFlows,
    OAuthFlow,
    SecurityRequirement,
    /// A map from names to objects of one kind; not an object of the specification.
    MapOf(&'static ObjectKind),
    /// An array of objects of one kind.
    ListOf(&'static ObjectKind),
}

impl ObjectKind {
    /// The kind with its article, for a sentence.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::OpenApi => "an OpenAPI Object",
            Self::Info => "an Info Object",
            Self::Contact => "a Contact Object",
            Self::License => "a License Object",
            Self::Server => "a Server Object",
            Self::ServerVariable => "a Server Variable Object",
            Self::Components => "a Components Object",
            Self::Paths => "a Paths Object",
            Self::PathItem => "a Path Item Object",
            Self::Operation => "an Operation Object",
            Self::ExternalDocumentation => "an External Documentation Object",
            Self::Parameter => "a Parameter Object",
            Self::RequestBody => "a Request Body Object",
            Self::MediaType => "a Media Type Object",
            Self::Encoding => "an Encoding Object",
            Self::Responses => "a Responses Object",
            Self::Response => "a Response Object",
            Self::Callback => "a Callback Object",
            Self::Example => "an Example Object",
            Self::Link => "a Link Object",
            Self::Header => "a Header Object",
            Self::Tag => "a Tag Object",
            Self::Schema => "a Schema Object",
            Self::Discriminator => "a Discriminator Object",
            Self::PropertyNames => "`x-propertyNames`",
            Self::ValueGroup => "a group of `x-valueGroups`",
            Self::ValueFields => "one of `x-valueFields`",
            Self::Deadline => "`x-deadline`",
            Self::Irreversible => "`x-irreversible`",
            Self::Mock => "`x-mock`",
            Self::Terminal => "`x-cli`",
            Self::SecurityScheme => "a Security Scheme Object",
            Self::OAuthFlows => "an OAuth Flows Object",
            Self::OAuthFlow => "an OAuth Flow Object",
            Self::SecurityRequirement => "a Security Requirement Object",
            Self::MapOf(_) => "a map",
            Self::ListOf(_) => "an array",
        }
    }

    /// Whether an object of this kind is a thing of the API, rather than a note on one: what requests and responses look like
    /// follows from which of them there are.
    pub(crate) fn is_thing(self) -> bool {
        match self {
            Self::PathItem
            | Self::Operation
            | Self::Parameter
            | Self::RequestBody
            | Self::MediaType
            | Self::Encoding
            | Self::Response
            | Self::Callback
            | Self::Link
            | Self::Header
            | Self::Schema
            | Self::SecurityScheme => true,
            Self::OpenApi
            | Self::Info
            | Self::Contact
            | Self::License
            | Self::Server
            | Self::ServerVariable
            | Self::Components
            | Self::Paths
            | Self::ExternalDocumentation
            | Self::Responses
            | Self::Example
            | Self::Tag
            | Self::Discriminator
            | Self::PropertyNames
            | Self::ValueGroup
            | Self::ValueFields
            | Self::Deadline
            | Self::Irreversible
            | Self::Mock
            | Self::Terminal
            | Self::OAuthFlows
            | Self::OAuthFlow
            | Self::SecurityRequirement
            | Self::MapOf(_)
            | Self::ListOf(_) => false,
        }
    }

    /// The kinds that may be components.
    pub(crate) const REFERRED: [Self; 9] = [
        Self::Schema,
        Self::Response,
        Self::Parameter,
        Self::Example,
        Self::RequestBody,
        Self::Header,
        Self::SecurityScheme,
        Self::Link,
        Self::Callback,
    ];

    /// Where a component of this kind stands in a version, for a hint.
    pub(crate) fn section(self, version: Version) -> Option<&'static str> {
        if version == Version::Swagger20 {
            return match self {
                Self::Schema => Some("definitions"),
                Self::Response => Some("responses"),
                Self::Parameter => Some("parameters"),
                Self::SecurityScheme => Some("securityDefinitions"),
                _ => None,
            };
        }
        Some(match self {
            Self::Schema => "components/schemas",
            Self::Response => "components/responses",
            Self::Parameter => "components/parameters",
            Self::Example => "components/examples",
            Self::RequestBody => "components/requestBodies",
            Self::Header => "components/headers",
            Self::SecurityScheme => "components/securitySchemes",
            Self::Link => "components/links",
            Self::Callback => "components/callbacks",
            _ => return None,
        })
    }

    /// The kind of the node that the tokens of a pointer lead to, if OpenAPI says what stands there.
    pub(crate) fn at(version: Version, tokens: impl Iterator<Item = String>) -> Option<Self> {
        let mut kind = Self::OpenApi;
        for token in tokens {
            kind = kind.member_in(version, &token)?;
        }
        Some(kind)
    }

    /// The kind of one member in a document of a version.
    pub(crate) fn member_in(self, version: Version, name: &str) -> Option<Self> {
        let own = match version {
            Version::Swagger20 => return self.earlier_member(name),
            Version::OpenApi30 => None,
            Version::OpenApi31 => self.later_member(name),
        };
        own.or_else(|| self.member(name))
    }

    /// The kind of one member in Swagger 2.0.
    fn earlier_member(self, name: &str) -> Option<Self> {
        Some(match (self, name) {
            (Self::OpenApi, "definitions") => Self::MapOf(&Self::Schema),
            (Self::OpenApi, "parameters") => Self::MapOf(&Self::Parameter),
            (Self::OpenApi, "responses") => Self::MapOf(&Self::Response),
            (Self::OpenApi, "securityDefinitions") => Self::MapOf(&Self::SecurityScheme),
            (Self::Response, "schema") | (Self::Parameter | Self::Header, "items") => Self::Schema,
            (Self::OpenApi, "components")
            | (Self::Operation, "requestBody" | "callbacks")
            | (Self::Response | Self::Parameter | Self::Header, "content" | "examples" | "links") =>
            {
                return None;
            }
            _ => return self.member(name),
        })
    }

    /// The kind of one member that OpenAPI 3.0 does not have.
    fn later_member(self, name: &str) -> Option<Self> {
        Some(match (self, name) {
            (Self::OpenApi, "webhooks") | (Self::Components, "pathItems") => {
                Self::MapOf(&Self::PathItem)
            }
            (Self::Schema, "$defs" | "definitions" | "patternProperties" | "dependentSchemas") => {
                Self::MapOf(&Self::Schema)
            }
            (Self::Schema, "prefixItems") => Self::ListOf(&Self::Schema),
            (
                Self::Schema,
                "contains"
                | "if"
                | "then"
                | "else"
                | "propertyNames"
                | "unevaluatedItems"
                | "unevaluatedProperties",
            ) => Self::Schema,
            _ => return None,
        })
    }

    /// The kind of one member in OpenAPI 3.0.
    pub(crate) fn member(self, name: &str) -> Option<Self> {
        Some(match (self, name) {
            // Beside the events, as beside paths, an extension is no event.
            (Self::MapOf(Self::PathItem), _) if name.starts_with("x-") => return None,
            (Self::MapOf(kind) | Self::ListOf(kind), _) => *kind,
            (Self::OpenApi, "paths") => Self::Paths,
            (Self::OpenApi, "components") => Self::Components,
            (Self::OpenApi, "x-webhooks") => Self::MapOf(&Self::PathItem),
            // Where path items of OpenAPI 3.1 stand once they are read as 3.0.
            (Self::Components, "x-pathItems") => Self::MapOf(&Self::PathItem),
            (Self::Components, "schemas") => Self::MapOf(&Self::Schema),
            (Self::Components, "responses") => Self::MapOf(&Self::Response),
            (Self::Components, "parameters") => Self::MapOf(&Self::Parameter),
            (Self::Operation | Self::PathItem, "parameters") => Self::ListOf(&Self::Parameter),
            (Self::Components | Self::Parameter | Self::Header | Self::MediaType, "examples") => {
                Self::MapOf(&Self::Example)
            }
            (Self::Components, "requestBodies") => Self::MapOf(&Self::RequestBody),
            (Self::Components | Self::Response | Self::Encoding, "headers") => {
                Self::MapOf(&Self::Header)
            }
            (Self::Components, "securitySchemes") => Self::MapOf(&Self::SecurityScheme),
            (Self::Components | Self::Response, "links") => Self::MapOf(&Self::Link),
            (Self::Components | Self::Operation, "callbacks") => Self::MapOf(&Self::Callback),
            (Self::Paths | Self::Callback, _) if !name.starts_with("x-") => Self::PathItem,
            (
                Self::PathItem,
                "get" | "put" | "post" | "delete" | "options" | "head" | "patch" | "trace",
            ) => Self::Operation,
            (Self::Operation, "requestBody") => Self::RequestBody,
            (Self::Operation, "responses") => Self::Responses,
            (Self::Responses, _) if !name.starts_with("x-") => Self::Response,
            (Self::Parameter | Self::Header | Self::RequestBody | Self::Response, "content") => {
                Self::MapOf(&Self::MediaType)
            }
            (Self::Parameter | Self::Header | Self::MediaType, "schema") => Self::Schema,
            (Self::MediaType, "encoding") => Self::MapOf(&Self::Encoding),
            (Self::Schema, "items" | "not" | "additionalProperties") => Self::Schema,
            (Self::Schema, "properties") => Self::MapOf(&Self::Schema),
            (Self::Schema, "allOf" | "anyOf" | "oneOf") => Self::ListOf(&Self::Schema),
            _ => return None,
        })
    }
}
