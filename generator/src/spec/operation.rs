//! Operations: what can be asked for.
//!
//! In: nothing; a reader fills them. Out: [`Operation`]s with their parameters, bodies and responses. What always holds:
//! what several operations refer to is shared, and stands where it says.

use std::sync::Arc;

use indexmap::IndexMap;

use super::{Event, SchemaUse, Server};
use crate::place::Pointer;

/// A method of HTTP.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// `GET`.
    Get,
    /// `PUT`.
    Put,
    /// `POST`.
    Post,
    /// `DELETE`.
    Delete,
    /// `OPTIONS`.
    Options,
    /// `HEAD`.
    Head,
    /// `PATCH`.
    Patch,
    /// `TRACE`.
    Trace,
}

impl Method {
    /// The method as a request has it (RFC 9110, section 9).
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Put => "PUT",
            Self::Post => "POST",
            Self::Delete => "DELETE",
            Self::Options => "OPTIONS",
            Self::Head => "HEAD",
            Self::Patch => "PATCH",
            Self::Trace => "TRACE",
        }
    }
}

/// Something that can be asked for.
#[derive(Clone, Debug, PartialEq)]
pub struct Operation {
    /// Where it stands.
    pub at: Pointer,
    /// How.
    pub method: Method,
    /// `operationId`.
    pub id: Option<String>,
    /// `tags`.
    pub tags: Vec<String>,
    /// `summary`.
    pub summary: Option<String>,
    /// `description`.
    pub description: Option<String>,
    /// `deprecated`.
    pub deprecated: bool,
    /// `x-irreversible`: what it does cannot be undone.
    pub irreversible: bool,
    /// `x-since`: the version of the API that it came with.
    pub since: Option<String>,
    /// The path's parameters, then its own, which replace the path's of the same name and location.
    pub parameters: Vec<Arc<Parameter>>,
    /// `requestBody`.
    pub body: Option<Arc<Body>>,
    /// `responses`, in the document's order.
    pub responses: Vec<Answer>,
    /// `x-paging`: how to get from one page of a list to the next.
    pub paging: Option<serde_json::Value>,
    /// `x-mock`: what happens with it at a test server.
    pub mock: Vec<super::StatedRule>,
    /// `x-cli`: what a command line uploads for it with.
    pub uploads: Option<super::StatedUploads>,
    /// `callbacks`: what the API sends after it, in the document's order.
    pub callbacks: Vec<Callback>,
    /// The names of the security schemes that each alternative needs: the operation's, else the document's.
    pub security: Vec<Vec<String>>,
    /// The first server: the operation's, else the path's, else the document's.
    pub server: Option<Server>,
}

/// What the API sends after an operation, to an address that the request gave it.
#[derive(Clone, Debug, PartialEq)]
pub struct Callback {
    /// What it is called.
    pub name: String,
    /// What is sent, each by the expression that says where to; shared, if it is a reference.
    pub events: Arc<[Event]>,
}

/// Where a parameter is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ParameterLocation {
    /// In the path.
    Path,
    /// In the query.
    Query,
    /// In a header.
    Header,
    /// In a cookie.
    Cookie,
}

/// How a value is written (OpenAPI 3.0.3, "Style Values").
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ParameterStyle {
    /// `matrix`.
    Matrix,
    /// `label`.
    Label,
    /// `simple`.
    Simple,
    /// `form`.
    Form,
    /// `spaceDelimited`.
    SpaceDelimited,
    /// `pipeDelimited`.
    PipeDelimited,
    /// `collectionFormat: tsv` of Swagger 2.0, for lists of texts, numbers or booleans alone: OpenAPI has no style for it.
    TabDelimited,
    /// `deepObject`.
    DeepObject,
}

/// A parameter.
#[derive(Clone, Debug, PartialEq)]
pub struct Parameter {
    /// Where it stands.
    pub at: Pointer,
    /// Its name on the wire.
    pub name: String,
    /// Where it is given.
    pub location: ParameterLocation,
    /// How it is written.
    pub style: ParameterStyle,
    /// Whether each part of it is a pair of its own.
    pub explode: bool,
    /// `required`.
    pub required: bool,
    /// `allowEmptyValue`, in a query.
    pub allow_empty: bool,
    /// `deprecated`.
    pub deprecated: bool,
    /// `x-since`: the version of the API that it came with.
    pub since: Option<String>,
    /// `example`, if it is one word: a text, a number or a boolean, as text.
    pub example: Option<String>,
    /// `description`.
    pub description: Option<String>,
    /// What it may be.
    pub schema: Option<SchemaUse>,
    /// The media type of its value, where `content` names one.
    pub media_type: Option<String>,
}

/// The body of a request.
#[derive(Clone, Debug, PartialEq)]
pub struct Body {
    /// Where it stands.
    pub at: Pointer,
    /// `required`.
    pub required: bool,
    /// `x-mediaType`: the key of the content that is sent.
    pub media_type: Option<String>,
    /// `content`, in the document's order.
    pub content: Vec<Media>,
}

/// A body in one media type.
#[derive(Clone, Debug, PartialEq)]
pub struct Media {
    /// Where it stands.
    pub at: Pointer,
    /// The media type, as the document spells it.
    pub media_type: String,
    /// What the body may be.
    pub schema: Option<SchemaUse>,
    /// `encoding`, by the name of a member.
    pub encoding: IndexMap<String, MemberEncoding>,
}

/// How a member of a form is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MemberEncoding {
    /// Where it stands.
    pub at: Pointer,
    /// `contentType`.
    pub content_type: Option<String>,
    /// `headers`, by name, each with its one value if it has one.
    pub headers: IndexMap<String, Option<String>>,
    /// `style`, if it is given.
    pub style: Option<ParameterStyle>,
    /// `explode`, if it is given.
    pub explode: Option<bool>,
}

/// A status and the response that has it.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    /// Where it stands; the response stands elsewhere, if it is a reference.
    pub at: Pointer,
    /// The status.
    pub status: Status,
    /// The response.
    pub response: Arc<Response>,
}

/// Which status a response has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// This one.
    Code(u16),
    /// All that start with this digit.
    Range(u8),
    /// All that are not named.
    Default,
}

/// A response.
#[derive(Clone, Debug, PartialEq)]
pub struct Response {
    /// Where it stands.
    pub at: Pointer,
    /// `description`.
    pub description: String,
    /// The names of the headers that are described.
    pub headers: Vec<String>,
    /// `content`, in the document's order.
    pub content: Vec<Media>,
}
