//! Operations: what a client can ask for, and what comes back.
//!
//! In: path items and operations, lowered. Out: data to match on exhaustively. What always holds: see [`crate::api`].

mod division;
mod paging;

use super::bodies::Body;
use super::{Docs, Field, Ident, Pointer, Type};
pub use division::{ALL_RESOURCES, INNER, ResourceFeature, ResourceFeatures, TypeGroup};
pub use paging::{EndSays, PageEnd, PageMember, PageNext, PageWay, Paging};

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

impl Method {
    /// The method as a request has it.
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
    /// The pairs of the query that the path itself has.
    pub fixed_query: Vec<FixedPair>,
    /// The base URL this operation uses: its own server, its path's or the document's first; variables have their defaults.
    pub server: String,
    /// Everything a caller can give, in the order of the document: parameters first, then the body.
    pub inputs: Vec<Input>,
    /// The struct of what must be given, where that is too much for a function to take one after the other.
    pub args: Option<Ident>,
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
    /// What proves who the caller is: the alternatives, of which one is enough. Empty where nothing is needed.
    pub security: Vec<Vec<String>>,
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

/// A pair of the query that is always sent.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serialize", derive(serde::Serialize, serde::Deserialize))]
pub struct FixedPair {
    /// Its name.
    pub name: String,
    /// The pair as it is sent, percent-encoded.
    pub text: String,
}

/// Something a caller can give to an operation.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serialize", derive(serde::Serialize, serde::Deserialize))]
pub struct Input {
    /// Name, type, limits and encoding. Required ones are arguments or named in one, others are setters.
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
