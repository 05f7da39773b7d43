//! The semantic model: one API as plain data, with everything decided.
//!
//! In: what [`lower`](crate::lower) decided. Out: what [`emit`](crate::emit) prints. What always holds: every `$ref` is
//! resolved to a [`TypeId`], every Rust name is an [`Ident`] that is unique where it is used, every wire key is final
//! (and, for forms, percent-encoded), every recursion goes through [`Type::Boxed`] or a collection, every request field
//! has its [`Encoding`], and every node carries the JSON pointer it stems from. Nothing here knows OpenAPI or Rust syntax.

// A new kind of type has to be thought of wherever kinds are told apart.
#![warn(clippy::wildcard_enum_match_arm)]

mod bodies;
mod client;
mod conventions;
mod decided;
mod docs;
mod errors;
mod events;
mod ident;
mod operations;
mod outline;
mod questions;
mod resolve;
mod types;
mod walk;

pub use bodies::{Body, Encoding, FixedHeader, PartHead, Style, StyleKind};
pub use client::{
    Access, ClientProfile, SecurityScheme, SecuritySchemeKind, Server, ServerTemplate, ServerValue,
    ServerValues, ServerVariable, Together, UrlPiece,
};
pub use conventions::{
    Conventions, CursorNames, ErrorNames, EventNames, Expansion, PageNames, RangeNames,
};
pub use decided::{
    Argument, FieldSentAgain, Given, KeptNames, Likeness, MembersLikeness, MultipartParts, OneText,
    Pairs, Passed, Presence, RawBody, Role, SentAgain, Setters, Shown, Traits, ValueSentAgain,
};
pub use docs::{Docs, Publication};
pub use errors::{ErrorType, Errors};
pub use events::{
    Common, CommonValue, EventAccessor, EventField, EventValue, OtherEvent, Told, Webhook, Webhooks,
};
pub use ident::Ident;
pub use operations::{
    ALL_RESOURCES, EndSays, FixedPair, INNER, Input, InputLocation, Method, Operation, Output,
    PageEnd, PageMember, PageNext, PageWay, Paging, PathSegment, Payload, Resource,
    ResourceFeature, ResourceFeatures, ResponseCase, StatusMatch, TypeGroup,
};
pub use outline::outline;
pub use questions::{Deadline, Irreversible};
pub use types::{
    Additional, Constant, Demand, ExpandPath, ExpandPaths, Field, Integer, IntegerEnum,
    IntegerVariant, Limits, Number, Selector, StringEnum, StringVariant, Struct, TextFormat, Type,
    TypeDef, TypeId, TypeKind, Union, UnionVariant, Usage, ValueFields, ValueGroup,
};
pub use walk::{TypeReference, Wrapper};

pub use crate::place::Pointer;

/// A whole API: what one generated crate is made from.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "serialize", derive(serde::Serialize, serde::Deserialize))]
pub struct Api {
    /// `info.title`.
    pub title: String,
    /// `info.version`: the API version that the document describes.
    pub version: String,
    /// `info.description`, as Markdown.
    pub docs: Docs,
    /// The document's servers, in its order; an operation names its own.
    pub servers: Vec<Server>,
    /// `components.securitySchemes`, in the document's order.
    pub security_schemes: Vec<SecurityScheme>,
    /// What most operations need, and requests that no operation describes.
    pub security: Vec<Together>,
    /// Every type of the crate, in the order in which the document first names it; [`TypeId`] is the index.
    pub types: Vec<TypeDef>,
    /// The operations, grouped by the resource they act on, in the document's order.
    pub resources: Vec<Resource>,
    /// The events that the API sends, if the document has any.
    pub webhooks: Option<Webhooks>,
    /// What the API sends after operations, to addresses that these give it, if there is anything.
    pub callbacks: Option<Webhooks>,
    /// What clients have to know besides.
    pub client: ClientProfile,
    /// What the manifest says besides.
    pub publication: Publication,
    /// What the API calls the members, keys and headers that its idioms need.
    pub conventions: Conventions,
    /// What the bodies of errors are. [`decide`](crate::lower::decide) sets it.
    pub errors: Errors,
    /// What types need that hold each other deep, if there are such.
    pub deep_types: Option<DeepTypes>,
}

/// Types that hold each other deeper than compilers follow unasked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serialize", derive(serde::Serialize, serde::Deserialize))]
pub struct DeepTypes {
    /// The most levels from a type to what it holds last: each type, list, map and box is one.
    pub levels: usize,
    /// How deep a compiler has to be asked to follow.
    pub recursion_limit: usize,
}

impl Api {
    /// All that the API sends of its own accord.
    pub fn received(&self) -> impl Iterator<Item = &Webhooks> {
        self.webhooks.iter().chain(&self.callbacks)
    }

    /// Whether something proves that the API has sent an event.
    #[must_use]
    pub fn signs_events(&self) -> bool {
        let webhooks = self.webhooks.as_ref();
        webhooks.is_some_and(|webhooks| webhooks.signature_header.is_some())
    }

    /// The definition behind an id.
    ///
    /// Ids come only from the lowering that made this model, so that each one has its definition.
    #[must_use]
    #[expect(
        clippy::indexing_slicing,
        reason = "an id is the place of a definition in the model that it comes with"
    )]
    pub fn type_def(&self, id: TypeId) -> &TypeDef {
        &self.types[id.index()]
    }
}
