//! What the server has to know of an API: plain data.
//!
//! In: what whoever made the model decided. Out: [`Model`]. What always holds: a [`TypeIndex`] is a place in [`Model::types`]; one that
//! leads nowhere is taken as any JSON value, so that nothing here can go wrong.

mod lookup;
mod operation;
mod rules;
mod shape;

use serde::{Deserialize, Serialize};

pub use operation::{
    BodyKind, EndSays, Input, NextPage, Operation, Outcome, Paging, PagingWay, Payload, Piece,
    Place,
};
pub use rules::{Refusal, Rule, TypeRules};
pub use shape::{
    Bounds, Definition, Encoding, Extra, Kind, Member, Object, OneOf, Shape, TextKind, TypeIndex,
    Variant,
};

/// Whether a member says what it says anyway when it is missing: most do, so that a model is much shorter without.
fn is_default<T: Default + PartialEq>(member: &T) -> bool {
    *member == T::default()
}

/// An API.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Model {
    /// The API's name, for people.
    pub title: String,
    /// The version that the document describes.
    pub version: String,
    /// The types.
    pub types: Vec<Definition>,
    /// The operations.
    pub operations: Vec<Operation>,
    /// The ways to authenticate.
    pub schemes: Vec<Scheme>,
    /// What the API calls things.
    pub names: Names,
    /// The events that it sends.
    pub events: Option<Events>,
}

/// A way to authenticate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scheme {
    /// Its name, as operations have it.
    pub name: String,
    /// What it asks for.
    pub kind: SchemeKind,
}

/// What a way to authenticate asks for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SchemeKind {
    /// `Authorization: Basic`.
    Basic,
    /// `Authorization: Bearer`.
    Bearer,
    /// A header of that name.
    Header(String),
    /// A pair of the query of that name.
    Query(String),
    /// A cookie of that name.
    Cookie(String),
    /// What the server can't check, and takes for given.
    Other,
}

/// What the API calls members, parameters and headers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Names {
    /// The members of a page: items, whether there are more, the list's path, how many there are.
    pub page: PageNames,
    /// Steps of a path of an expansion, at most.
    pub expand_levels: usize,
    /// The keys of bounds: greater, greater or equal, less, less or equal.
    pub range: [String; 4],
    /// Where errors say what went wrong.
    pub error: ErrorNames,
    /// The members of an event: what holds the rest, the object, what it held before.
    pub event: [String; 3],
    /// The header that names a request.
    pub request_id: String,
    /// The member that is an object's id.
    pub id: String,
    /// The header that asks for a version, and says it.
    pub version_header: Option<String>,
    /// The header that makes a repeated request count once.
    pub idempotency_header: Option<String>,
    /// The header that says whether a request may be repeated.
    pub retry_header: Option<String>,
}

/// The members of a page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageNames {
    /// The items.
    pub items: String,
    /// Whether there are more.
    pub more: String,
    /// The path of the list.
    pub url: String,
    /// What tells that an object is a page, and its value.
    pub tag: (String, String),
}

/// Where the body of an error says what went wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ErrorNames {
    /// The member that holds the others.
    pub object: String,
    /// The kind of error.
    pub kind: String,
    /// Its short name.
    pub code: String,
    /// What is said to people.
    pub message: Vec<String>,
    /// The parameter at fault.
    pub param: String,
}

/// The events that the API sends.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Events {
    /// The member of an event that names it.
    pub tag: Option<String>,
    /// The header that names it.
    pub tag_header: Option<String>,
    /// The member that says the rest of the name, behind a full stop, where the header has its beginning alone.
    pub second_tag: Option<String>,
    /// The header with the signature.
    pub signature_header: Option<String>,
    /// The events: name, and what the body is.
    pub events: Vec<(String, Shape)>,
}

impl Default for Names {
    fn default() -> Self {
        let text = str::to_owned;
        Self {
            page: PageNames {
                items: text("data"),
                more: text("has_more"),
                url: text("url"),
                tag: (text("object"), text("list")),
            },
            expand_levels: 4,
            range: ["gt", "gte", "lt", "lte"].map(text),
            error: ErrorNames {
                object: text("error"),
                kind: text("type"),
                code: text("code"),
                message: ["message", "detail", "title"].map(text).into(),
                param: text("param"),
            },
            event: ["data", "object", "previous_attributes"].map(text),
            request_id: text("request-id"),
            id: text("id"),
            version_header: None,
            idempotency_header: None,
            retry_header: None,
        }
    }
}
