//! A model as nodes with facts, all of one form, so that one comparison does for all of them.
//!
//! In: a part of an [`Api`](crate::api::Api). Out: a [`Node`]. What always holds: everything is taken apart without `..`, so that
//! the compiler asks here about whatever is added to the model, and all of it becomes a fact, a key or a part; what is passed
//! over is named with the reason. Nothing is copied that can be borrowed.

// A new kind of type has to be thought of wherever kinds are told apart.
#![warn(clippy::wildcard_enum_match_arm)]

mod conventions;
mod events;
mod fields;
mod operations;
mod questions;
mod types;

use std::borrow::Cow;

use crate::api::{Docs, Field, Input, Operation, Payload, Type, TypeDef, TypeId};
use crate::place::Pointer;

pub(super) use conventions::api;
pub(super) use operations::{called, operation, pieces, resource, verb};
pub(super) use types::{shape, type_def};

/// A part of a model.
#[derive(Clone, Debug)]
pub(super) struct Node<'a> {
    /// What it is.
    pub(super) kind: ViewKind<'a>,
    /// What it is recognised by among its siblings of the same kind, strongest first.
    pub(super) keys: Vec<Cow<'a, str>>,
    /// What people call it, without what it is in.
    pub(super) label: Cow<'a, str>,
    /// Where the document has it; `None` where only what it is in has a place.
    pub(super) pointer: Option<&'a Pointer>,
    /// What is said of it.
    pub(super) facts: Vec<Fact<'a>>,
    /// What it consists of.
    pub(super) parts: Vec<Node<'a>>,
}

/// What a node is, with the part of the model where a rule needs all of it at once.
#[derive(Clone, Copy, Debug)]
pub(super) enum ViewKind<'a> {
    Api,
    Server,
    /// A variable in base URLs.
    ServerVariable,
    /// A value that such a variable can have.
    ServerValue,
    SecurityScheme,
    ErrorType,
    Resource,
    Operation(&'a Operation),
    Input(&'a Input),
    Case,
    Type(&'a TypeDef),
    Field(&'a Field),
    Constant,
    Limits,
    EnumValue,
    Alternative,
    ExpandPath,
    Events,
    Event,
    OtherEvent,
    Common,
    Accessor,
    /// A function that tells what an extension says of a value.
    Question,
    /// What an extension says of a truth value.
    Irreversible,
    /// What is sent, made of what was read.
    Conversion,
}

/// Something that is said of a node.
#[derive(Clone, Debug)]
pub(super) struct Fact<'a> {
    pub(super) aspect: Aspect,
    pub(super) value: FactValue<'a>,
}

/// What a fact is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Aspect {
    /// What the parts of a multipart body say of themselves.
    Parts,
    /// What Rust calls it.
    RustName,
    /// The file that has it.
    Module,
    /// What the wire calls it.
    WireName,
    /// The same, percent-encoded.
    Key,
    Description,
    /// A value that the documentation shows.
    Example,
    /// What the documentation says that follows from other things.
    DerivedDocs,
    /// What a registry is told of the crate.
    Publication,
    Since,
    Deprecated,
    Title,
    Version,
    Url,
    /// A base URL with its variables.
    Template,
    BaseUrls,
    /// Which base URLs have variables, and where.
    Templates,
    /// The enum of the values that a variable can have.
    ValuesName,
    SchemeKind,
    /// Where tokens are from.
    TokenUrl,
    RefreshUrl,
    /// What most operations need.
    UsualSecurity,
    /// What a client is made with.
    Access,
    /// A setting of `x-client`, by its name there.
    Convention(&'static str),
    Levels,
    CommonError,
    ErrorKind,
    ErrorCode,
    Resource,
    RequestName,
    OperationId,
    Method,
    Path,
    /// The path in pieces.
    Pieces,
    Server,
    Body,
    /// Whether there is one answer or several.
    Answers,
    OutputName,
    /// Whether there is a body, and of what kind.
    Payload,
    Failure,
    Paging,
    PageItem,
    /// Where a page has its items.
    PageItems,
    /// What says that a page is the last one.
    PageEnd,
    /// The fields that lead to what a page says.
    PageFields,
    Cursor,
    Forward,
    Backward,
    Security,
    /// What must be given one after the other, in order.
    Arguments,
    /// What must be given by name.
    NamedArguments,
    /// The struct that has what must be given by name.
    ArgumentsName,
    Location,
    AllowEmpty,
    Type,
    Required,
    Nullable,
    Encoding,
    Limit(LimitKind),
    Default,
    ReadOnly,
    WriteOnly,
    OptionalInRust,
    Given,
    Set,
    Clear,
    Unset,
    WrittenNull,
    Omittable,
    /// Who uses a type, and for what.
    Use(Used),
    /// What code a type has.
    Code(Coded),
    ResourceId,
    /// Whether it is a struct, an enum, …
    Shape,
    Additional,
    AdditionalName,
    TotalLength,
    Value,
    Open,
    Selector,
    /// In which order alternatives are tried.
    Order,
    Tags,
    From,
    /// What else the document calls an alternative.
    Also,
    Demands,
    /// What names an event: its body, a header, or whoever receives it.
    EventSource,
    /// The field, or the header, that does.
    EventTag,
    /// The field that does together with a header.
    EventSecondTag,
    SignatureHeader,
    KindName,
    About,
    AccessorValue,
    AccessorFields,
    /// The type that a question is about.
    Asked,
    /// What a question is answered with.
    Answer,
    /// Whether something cannot be undone.
    Irreversible,
    /// The function that says the contrary.
    Otherwise,
    /// The field for parameters that the document does not name.
    Extra,
    /// The field for members that the document does not name.
    Unknown,
    /// The field that remembers which members are to be null.
    Nulls,
}

/// What is limited.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum LimitKind {
    MinLength,
    MaxLength,
    MinItems,
    MaxItems,
    Minimum,
    Maximum,
    Pattern,
    NotEmpty,
}

/// How a type is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Used {
    Response,
    Form,
    Json,
    Limited,
    Measured,
}

/// What code a type has.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Coded {
    Json,
    Form,
    Default,
    Cleared,
    Id,
}

/// What is said.
#[derive(Clone, Debug)]
pub(super) enum FactValue<'a> {
    Flag(bool),
    Count(Option<u64>),
    /// A number, and whether it is itself excluded.
    Edge(Option<(f64, bool)>),
    Text(Option<&'a str>),
    Words(String),
    Lines(&'a [String]),
    Type(Option<&'a Type>),
    Definition(Option<TypeId>),
    /// A resource, by its index.
    Resource(usize),
}

impl<'a> Node<'a> {
    /// A node that is recognised by its label, without facts and parts.
    fn new(kind: ViewKind<'a>, label: impl Into<Cow<'a, str>>) -> Self {
        let label = label.into();
        Self {
            kind,
            keys: vec![label.clone()],
            label,
            pointer: None,
            facts: Vec::new(),
            parts: Vec::new(),
        }
    }

    fn at(self, pointer: &'a Pointer) -> Self {
        Self {
            pointer: Some(pointer),
            ..self
        }
    }

    fn flag(&mut self, aspect: Aspect, flag: bool) {
        self.fact(aspect, FactValue::Flag(flag));
    }

    fn text(&mut self, aspect: Aspect, text: &'a str) {
        self.fact(aspect, FactValue::Text(Some(text)));
    }

    fn payload(&mut self, payload: &'a Payload) {
        let words = match payload {
            Payload::Empty => "nothing",
            Payload::Json(_) => "JSON",
            Payload::Text => "text",
            Payload::Bytes => "bytes",
        };
        self.text(Aspect::Payload, words);
        self.fact(Aspect::Type, FactValue::Type(payload.ty()));
    }

    fn maybe(&mut self, aspect: Aspect, text: Option<&'a str>) {
        self.fact(aspect, FactValue::Text(text));
    }

    fn words(&mut self, aspect: Aspect, words: String) {
        self.fact(aspect, FactValue::Words(words));
    }

    fn ty(&mut self, aspect: Aspect, ty: &'a Type) {
        self.fact(aspect, FactValue::Type(Some(ty)));
    }

    fn docs(&mut self, docs: &'a Docs) {
        let Docs {
            lines,
            since,
            summary,
            example,
            key,
            expanded_by,
            sent_as,
        } = docs;
        self.fact(Aspect::Description, FactValue::Lines(lines));
        self.maybe(Aspect::Example, example.as_deref());
        // What is derived from descriptions and names, so that it mostly follows from their changes.
        let derived = [summary.as_str(), key.as_deref().unwrap_or_default()];
        let derived = derived
            .into_iter()
            .chain(expanded_by.iter().map(String::as_str))
            .chain(sent_as.as_deref());
        self.words(Aspect::DerivedDocs, derived.collect::<Vec<_>>().join("\n"));
        self.maybe(Aspect::Since, since.as_deref());
    }

    fn fact(&mut self, aspect: Aspect, value: FactValue<'a>) {
        self.facts.push(Fact { aspect, value });
    }

    /// What is said of an aspect.
    pub(super) fn get(&self, aspect: Aspect) -> Option<&FactValue<'a>> {
        let mut facts = self.facts.iter();
        facts
            .find(|fact| fact.aspect == aspect)
            .map(|fact| &fact.value)
    }
}
