//! Operations: what a client can ask for, and what comes back.
//!
//! In: path items and operations, lowered. Out: data to match on exhaustively. What always holds: see [`crate::api`].

use super::bodies::Body;
use super::{Docs, Field, Ident, Paging, Pointer, Type};

/// A base URL of the API.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serialize", derive(serde::Serialize, serde::Deserialize))]
pub struct Server {
    /// The URL, with every variable replaced by its default.
    pub url: String,
    /// Its description.
    pub docs: Docs,
    /// Where the document names it.
    pub pointer: Pointer,
}

/// A way to authenticate.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serialize", derive(serde::Serialize, serde::Deserialize))]
pub struct SecurityScheme {
    /// Its key in `components.securitySchemes`.
    pub wire: String,
    /// What it is.
    pub kind: SecuritySchemeKind,
    /// Its description.
    pub docs: Docs,
    /// Where the document defines it.
    pub pointer: Pointer,
}

/// What a security scheme asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serialize", derive(serde::Serialize, serde::Deserialize))]
pub enum SecuritySchemeKind {
    /// `Authorization: Basic`.
    Basic,
    /// `Authorization: Bearer`.
    Bearer,
    /// A key in a header, in the query or in a cookie of that name.
    ApiKey {
        /// Where it goes.
        location: InputLocation,
        /// The name it goes by.
        name: String,
    },
    /// OAuth 2 or OpenID Connect: a bearer token that the user obtained elsewhere.
    OAuth,
    /// An `http` scheme of another name.
    Other(String),
}

/// The operations on one resource: a unit struct with a function for each.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serialize", derive(serde::Serialize, serde::Deserialize))]
pub struct Resource {
    /// The struct, such as `Disputes`.
    pub name: Ident,
    /// The module (and file), such as `disputes`.
    pub module: Ident,
    /// The operations, in the document's order.
    pub operations: Vec<Operation>,
}

/// An HTTP method.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "serialize", derive(serde::Serialize, serde::Deserialize))]
#[allow(missing_docs, reason = "the names are those of RFC 9110 section 9.3")]
pub enum Method {
    Get,
    Put,
    Post,
    Delete,
    Options,
    Head,
    Patch,
    Trace,
}

/// One operation.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serialize", derive(serde::Serialize, serde::Deserialize))]
pub struct Operation {
    /// The function on the resource's struct, such as `update`.
    pub name: Ident,
    /// The request type, such as `UpdateDispute`, unique among all types of the crate.
    pub request: Ident,
    /// The document's `operationId`.
    pub id: Option<String>,
    /// The method.
    pub method: Method,
    /// The path as the document writes it.
    pub template: String,
    /// The path in pieces.
    pub path: Vec<PathSegment>,
    /// The base URL this operation uses: its own server, its path's or the document's first.
    pub server: String,
    /// Everything a caller can give, in the order of the document: parameters first, then the body.
    pub inputs: Vec<Input>,
    /// The field of the request that holds parameters that the document does not name.
    pub extra: Ident,
    /// What the body is made of.
    pub body: Body,
    /// What a success returns.
    pub output: Output,
    /// What the body of an error holds; [`Type::Json`] where the document names no one type.
    pub error: Type,
    /// How to get from one page to the next, if this is a list that has pages.
    pub paging: Option<Paging>,
    /// The names of the security schemes of which one is needed; empty where none is.
    pub security: Vec<String>,
    /// Its documentation.
    pub docs: Docs,
    /// Whether the document calls it deprecated.
    pub deprecated: bool,
    /// Whether what it does cannot be undone, which its name says as well.
    pub irreversible: bool,
    /// Where the document defines it.
    pub pointer: Pointer,
}

/// A piece of a path.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serialize", derive(serde::Serialize, serde::Deserialize))]
pub enum PathSegment {
    /// Percent-encoded text, slashes included.
    Literal(String),
    /// The value of `inputs[i]`.
    Input(usize),
}

/// Something a caller can give to an operation.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serialize", derive(serde::Serialize, serde::Deserialize))]
pub struct Input {
    /// Name, type, limits and encoding. Required ones are arguments, others are setters.
    pub field: Field,
    /// Where it goes in the request.
    pub location: InputLocation,
    /// Whether an empty value in a query means something to the API (`allowEmptyValue`); by default it counts as none.
    pub allow_empty: bool,
}

/// Where an input goes in the request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "serialize", derive(serde::Serialize, serde::Deserialize))]
pub enum InputLocation {
    /// A piece of the path.
    Path,
    /// A pair (or several) of the query.
    Query,
    /// A header.
    Header,
    /// A pair of the `Cookie` header.
    Cookie,
    /// A member of the form or multipart body, or the whole JSON or raw body.
    Body,
}

/// How a value of more than one part becomes text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// `key[member]`, `key[0]`, to any depth (`deepObject`).
    Brackets,
    /// A pair for each element (`form`, exploded); a scalar is one pair.
    Repeat,
    /// Each member of the object is a pair of its own, without the parameter's name (`form`, exploded).
    Spread,
    /// One pair, elements joined (`form`, `simple`, `spaceDelimited` or `pipeDelimited`, not exploded).
    Joined(&'static str),
    /// One pair whose value is JSON.
    Json,
}

/// What a success returns.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serialize", derive(serde::Serialize, serde::Deserialize))]
pub enum Output {
    /// The same for every status.
    One(Payload),
    /// An enum with a variant for each case.
    Several {
        /// The enum.
        name: Ident,
        /// Its variants, exact statuses before ranges before the default.
        cases: Vec<ResponseCase>,
        /// The variant that keeps the answer of any other status of success, unless the cases have all of them.
        other: Option<Ident>,
    },
}

/// One case of [`Output::Several`].
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serialize", derive(serde::Serialize, serde::Deserialize))]
pub struct ResponseCase {
    /// The Rust variant.
    pub name: Ident,
    /// The statuses it stands for.
    pub status: StatusMatch,
    /// What the body holds.
    pub payload: Payload,
    /// Its documentation.
    pub docs: Docs,
}

/// The statuses a response stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serialize", derive(serde::Serialize, serde::Deserialize))]
pub enum StatusMatch {
    /// One status.
    Exact(u16),
    /// A hundred of them, by the first digit.
    Range(u8),
    /// Every other one.
    Default,
}

/// What a response's body holds.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serialize", derive(serde::Serialize, serde::Deserialize))]
pub enum Payload {
    /// Nothing, or nothing that the document describes.
    Empty,
    /// JSON of that type.
    Json(Type),
    /// UTF-8 text.
    Text,
    /// Bytes as they came.
    Bytes,
}

impl Operation {
    /// Whether an input is a pair, or pairs, of the query or of the body.
    #[must_use]
    pub fn has_as_pair(&self, input: &Input) -> bool {
        match input.location {
            InputLocation::Query => true,
            InputLocation::Body => self.body.has_pairs(),
            InputLocation::Path | InputLocation::Header | InputLocation::Cookie => false,
        }
    }

    /// Each use of a type in the operation, outermost only: of its inputs, its error, its output and its pages' items.
    #[must_use]
    pub fn types(&self) -> Vec<&Type> {
        let inputs = self.inputs.iter().map(|input| &input.field.ty);
        let item = self.paging.as_ref().map(|paging| &paging.item);
        inputs
            .chain([&self.error])
            .chain(self.output.types())
            .chain(item)
            .collect()
    }

    /// As [`types`](Self::types), to change them.
    pub fn types_mut(&mut self) -> Vec<&mut Type> {
        let inputs = self.inputs.iter_mut().map(|input| &mut input.field.ty);
        let item = self.paging.as_mut().map(|paging| &mut paging.item);
        inputs
            .chain([&mut self.error])
            .chain(self.output.types_mut())
            .chain(item)
            .collect()
    }
}

impl Output {
    /// Each use of a type in the output.
    #[must_use]
    pub fn types(&self) -> Vec<&Type> {
        let payloads = match self {
            Self::One(payload) => vec![payload],
            Self::Several { cases, .. } => cases.iter().map(|case| &case.payload).collect(),
        };
        payloads.into_iter().filter_map(Payload::ty).collect()
    }

    /// As [`types`](Self::types), to change them.
    pub fn types_mut(&mut self) -> Vec<&mut Type> {
        let payloads = match self {
            Self::One(payload) => vec![payload],
            Self::Several { cases, .. } => cases.iter_mut().map(|case| &mut case.payload).collect(),
        };
        payloads
            .into_iter()
            .filter_map(|payload| match payload {
                Payload::Json(ty) => Some(ty),
                Payload::Empty | Payload::Text | Payload::Bytes => None,
            })
            .collect()
    }
}

impl Payload {
    /// The type of the body, if it is JSON.
    #[must_use]
    pub fn ty(&self) -> Option<&Type> {
        match self {
            Self::Json(ty) => Some(ty),
            Self::Empty | Self::Text | Self::Bytes => None,
        }
    }
}

/// Encodings by name: serde's derived code has no word for texts that live forever.
#[cfg(feature = "serialize")]
mod encodings {
    use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

    use super::Encoding;

    /// All encodings, each with its name.
    const ENCODINGS: [(&str, Encoding); 7] = [
        ("brackets", Encoding::Brackets),
        ("repeat", Encoding::Repeat),
        ("spread", Encoding::Spread),
        ("json", Encoding::Json),
        ("joined by commas", Encoding::Joined(",")),
        ("joined by spaces", Encoding::Joined(" ")),
        ("joined by pipes", Encoding::Joined("|")),
    ];

    /// Their names.
    const NAMES: &[&str] = &[
        "brackets",
        "repeat",
        "spread",
        "json",
        "joined by commas",
        "joined by spaces",
        "joined by pipes",
    ];

    impl Serialize for Encoding {
        fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
            let mut known = ENCODINGS.iter();
            let name = known.find(|(_, encoding)| encoding == self);
            to.serialize_str(name.map_or("", |(name, _)| name))
        }
    }

    impl<'de> Deserialize<'de> for Encoding {
        fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
            let text = String::deserialize(from)?;
            let found = ENCODINGS.iter().find(|(name, _)| **name == text);
            let found = found.map(|(_, encoding)| *encoding);
            found.ok_or_else(|| de::Error::unknown_variant(&text, NAMES))
        }
    }
}
