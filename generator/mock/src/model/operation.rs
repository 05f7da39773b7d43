//! What can be asked for.

use serde::{Deserialize, Serialize};

use super::{Member, Rule, Shape, is_default};

/// An operation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Operation {
    /// Its `operationId`, or method and path.
    pub name: String,
    /// The method, in upper case.
    pub method: String,
    /// The path of the server's URL, without a slash at its end.
    #[serde(default, skip_serializing_if = "is_default")]
    pub base: String,
    /// The path, in pieces.
    pub path: Vec<Piece>,
    /// Pairs that the query always has.
    #[serde(default, skip_serializing_if = "is_default")]
    pub fixed_query: Vec<(String, String)>,
    /// What can be given.
    #[serde(default, skip_serializing_if = "is_default")]
    pub inputs: Vec<Input>,
    /// What the body is.
    pub body: BodyKind,
    /// What an answer of success is.
    pub outcome: Outcome,
    /// What the body of an error is.
    pub error: Shape,
    /// How its pages go on.
    #[serde(default, skip_serializing_if = "is_default")]
    pub paging: Option<Paging>,
    /// The alternatives of schemes, of which one is enough; none: nothing is needed.
    #[serde(default, skip_serializing_if = "is_default")]
    pub security: Vec<Vec<String>>,
    /// What the document says about what it does.
    #[serde(default, skip_serializing_if = "is_default")]
    pub rules: Vec<Rule>,
    /// Parameters of the uploads that a command line makes for it, each with its value.
    #[serde(default, skip_serializing_if = "is_default")]
    pub upload_with: Vec<(String, String)>,
}

/// A piece of a path.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Piece {
    /// Text, not percent-encoded, slashes included.
    Literal(String),
    /// The value of the input with that index.
    Input(usize),
}

/// Something that can be given.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Input {
    /// What it is.
    pub member: Member,
    /// Where it stands.
    pub place: Place,
    /// Whether an empty value in a query is one.
    #[serde(default, skip_serializing_if = "is_default")]
    pub allow_empty: bool,
}

/// Where an input stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Place {
    /// In the path.
    Path,
    /// In the query.
    Query,
    /// In a header.
    Header,
    /// In a cookie.
    Cookie,
    /// In the body: a member of a form, or all of a JSON or raw body.
    Body,
}

/// What a body is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum BodyKind {
    /// There is none.
    None,
    /// A form.
    Form,
    /// `multipart/form-data`.
    Multipart,
    /// JSON of that media type.
    Json(String),
    /// Bytes of that media type.
    Raw(String),
}

/// What an answer of success is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Outcome {
    /// The status.
    pub status: u16,
    /// The body.
    pub payload: Payload,
}

/// What the body of an answer is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Payload {
    /// Nothing.
    Empty,
    /// JSON.
    Json(Shape),
    /// Text.
    Text,
    /// Bytes.
    Bytes,
}

/// How pages go on.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Paging {
    /// What leads to the next page.
    pub way: PagingWay,
}

/// What leads to the next page.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum PagingWay {
    /// The last item: the input that takes its id, and the one that takes the first item's.
    Item {
        /// The input for what comes behind.
        after: String,
        /// The input for what comes before.
        before: Option<String>,
    },
    /// What the answer says.
    Answer {
        /// Where the items are.
        items: Vec<String>,
        /// What the next request has.
        next: NextPage,
        /// Where the answer says that this was the last page, and how.
        last: Option<(Vec<String>, EndSays)>,
    },
}

/// What the next request has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum NextPage {
    /// A value of the body, as an input.
    Token {
        /// Where the body has it.
        from: Vec<String>,
        /// The input.
        to: String,
    },
    /// An address in the body.
    Link(Vec<String>),
    /// The header `Link`.
    Header,
    /// How many items came before.
    Offset(String),
    /// The number of the page.
    Number {
        /// The input.
        to: String,
        /// The number of the first page.
        first: i64,
    },
}

/// What a member says of the end of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum EndSays {
    /// Whether there are more pages.
    More,
    /// Whether this is the last one.
    Last,
    /// How many there are, as the request counts.
    Total,
}
