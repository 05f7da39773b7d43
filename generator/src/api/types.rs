//! Types: the structs, enums and unions that requests and responses are made of.
//!
//! In: schemas, lowered. Out: data to match on exhaustively. What always holds: see [`crate::api`].

mod enums;
mod limits;

use super::{
    Deadline, Docs, Encoding, Ident, Irreversible, Pointer, Presence, Role, SentAgain, StatusMatch,
    Traits,
};
pub use enums::{IntegerEnum, IntegerVariant, StringEnum, StringVariant, ValueFields, ValueGroup};
pub use limits::Limits;

/// The index of a [`TypeDef`] in [`Api::types`](super::Api::types).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[cfg_attr(feature = "serialize", derive(serde::Serialize, serde::Deserialize))]
pub struct TypeId(u32);

impl TypeId {
    /// The id of the definition at `index`. An API has fewer than 2^32 types.
    #[must_use]
    pub fn new(index: usize) -> Self {
        Self(u32::try_from(index).unwrap_or(u32::MAX))
    }

    /// The index into [`Api::types`](super::Api::types).
    #[must_use]
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A use of a type: what a field holds, an input takes or an operation returns.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serialize", derive(serde::Serialize, serde::Deserialize))]
pub enum Type {
    /// `true` or `false`.
    Bool,
    /// A whole number.
    Integer(Integer),
    /// A number with a fraction.
    Number(Number),
    /// Text; the format says what the text means, all of them are strings on the wire.
    Text(TextFormat),
    /// Seconds since the Unix epoch (`format: unix-time`).
    Timestamp,
    /// Raw bytes (`format: binary`): a file part or a whole body.
    Bytes,
    /// A file to upload in a multipart body: bytes, file name and content type.
    File,
    /// The id of an object of the resource that `TypeId`'s struct describes.
    Id(TypeId),
    /// Any JSON value.
    Json,
    /// A type of the crate.
    Named(TypeId),
    /// A JSON array.
    List(Box<Type>),
    /// A JSON object used as a map from text.
    Map(Box<Type>),
    /// A map in a form: keeps its order on the wire.
    Entries(Box<Type>),
    /// A map of text in a form, that can be cleared as a whole (`key=`) and key by key (`key[k]=`).
    ClearableEntries,
    /// A request value that can be set or cleared (`""` in a form, `null` in JSON).
    Clearable(Box<Type>),
    /// An id or the object itself, as the request's `expand` asked (`x-expansionResources`).
    Expandable(Box<Type>),
    /// One page of a cursor-paged list: `data`, `has_more`, `url`.
    Page(Box<Type>),
    /// An exact value, or bounds `gt`, `gte`, `lt`, `lte` on it.
    Range(Box<Type>),
    /// Paths into a response that it should expand: typed ones of the named [`TypeKind::ExpandPaths`], or any text.
    Expand {
        /// The type that lists the paths.
        paths: TypeId,
        /// What stands before each typed path on the wire: `data.` on a list, else nothing.
        prefix: String,
    },
    /// A value that may be null where nothing around it says so: an element, a map's value, a whole body.
    Nullable(Box<Type>),
    /// A recursion that has to go through a pointer.
    Boxed(Box<Type>),
}

/// The size of a whole number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serialize", derive(serde::Serialize, serde::Deserialize))]
pub enum Integer {
    /// `format: int32`.
    I32,
    /// `format: int64`, or none.
    I64,
    /// `format: uint64`, or one that says it is unsigned; bounds that leave no negative number, or allow more than `i64` holds.
    U64,
}

/// The size of a number with a fraction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serialize", derive(serde::Serialize, serde::Deserialize))]
pub enum Number {
    /// `format: float`.
    F32,
    /// `format: double`, or none.
    F64,
    /// `format: decimal`, or whole numbers of more than 64 bits: kept digit by digit.
    Decimal,
}

/// What a text means. All are strings in Rust; the documentation names the format.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serialize", derive(serde::Serialize, serde::Deserialize))]
pub enum TextFormat {
    /// No format.
    Plain,
    /// `date`: a full-date of RFC 3339.
    Date,
    /// `date-time`: a date-time of RFC 3339.
    DateTime,
    /// `decimal`: a number kept digit by digit.
    Decimal,
    /// `byte`: base64 text.
    Base64,
    /// `password`: never shown in `Debug`.
    Password,
    /// Any other format, by its name.
    Other(String),
}

/// One type of the generated crate.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serialize", derive(serde::Serialize, serde::Deserialize))]
pub struct TypeDef {
    /// Its name, unique among all types of the crate.
    pub name: Ident,
    /// The module (and file) that holds it: the resource or component it belongs to.
    pub module: Ident,
    /// Its documentation.
    pub docs: Docs,
    /// Whether the document calls it deprecated.
    pub deprecated: bool,
    /// How the crate uses it.
    pub usage: Usage,
    /// What code it has.
    pub traits: Traits,
    /// `x-resourceId`: the name of the resource that this struct describes; ids are typed by it.
    pub resource: Option<String>,
    /// What it is.
    pub kind: TypeKind,
    /// Where the document defines it.
    pub pointer: Pointer,
}

/// How the crate uses a type, itself or through others.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "serialize", derive(serde::Serialize, serde::Deserialize))]
pub struct Usage {
    /// Read from a response or an event. Also set for a component that nothing uses.
    pub response: bool,
    /// Written into a form (body, query or multipart).
    pub form: bool,
    /// Written into a JSON body.
    pub json: bool,
    /// Something in it, or in a type it holds, is checked before sending.
    pub limited: bool,
    /// It may be a text, and in some place must not be an empty one.
    pub measured: bool,
}

impl Usage {
    /// What values of the type are there for. What nothing uses counts as read.
    #[must_use]
    pub fn role(self) -> Role {
        match (self.response, self.form || self.json) {
            (true, true) => Role::Both,
            (false, true) => Role::Write,
            (true | false, false) => Role::Read,
        }
    }
}

/// What a type is.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serialize", derive(serde::Serialize, serde::Deserialize))]
pub enum TypeKind {
    /// An object with named members.
    Struct(Struct),
    /// Text with known values.
    StringEnum(StringEnum),
    /// Whole numbers with names.
    IntegerEnum(IntegerEnum),
    /// One of several types.
    Union(Union),
    /// Another name for a type: a component that is no object, enum or union.
    Alias(Type),
    /// The paths that an `expand` parameter takes.
    ExpandPaths(ExpandPaths),
}

/// An object with named members.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serialize", derive(serde::Serialize, serde::Deserialize))]
pub struct Struct {
    /// The members, in the document's order.
    pub fields: Vec<Field>,
    /// Required members that only say what the object is: written when sent, passed over when read, no field in Rust.
    pub constants: Vec<Constant>,
    /// What becomes of members that the document does not name.
    pub additional: Additional,
    /// The Rust field that keeps members that the document does not name, as they came, if they have no map of their own.
    pub unknown: Option<Ident>,
    /// The private Rust field that remembers which members are to be written as `null`, if some can be cleared so: of what is
    /// read and sent, a field that holds nothing says no more than that.
    pub nulls: Option<Ident>,
    /// The struct of what must be given, where that is too much for `new` to take one after the other.
    pub args: Option<Ident>,
    /// The most characters (Unicode scalar values) that all plain-text fields together may have (`x-maxTotalLength`).
    pub max_total_length: Option<u64>,
    /// What is read and can be sent again as this.
    pub made_of: Vec<SentAgain>,
}

/// A required member with one value, which only says what the object is, such as `object: dispute`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serialize", derive(serde::Serialize, serde::Deserialize))]
pub struct Constant {
    /// The member's name on the wire.
    pub wire: String,
    /// The percent-encoded name, as in [`Field::key`].
    pub key: String,
    /// The value.
    pub value: String,
}

/// What becomes of members that the document does not name.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serialize", derive(serde::Serialize, serde::Deserialize))]
pub enum Additional {
    /// The document is silent: ignored when read.
    Ignored,
    /// `additionalProperties: false`: ignored when read (a newer server may send them), impossible to send.
    Forbidden,
    /// `additionalProperties: true` or a schema: kept in a map of this type.
    Kept {
        /// The Rust field that holds them.
        name: Ident,
        /// The type of a value.
        value: Type,
        /// What is checked of their map before sending.
        limits: Box<Limits>,
    },
}

/// A member of a struct, or one input of an operation.
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serialize", derive(serde::Serialize, serde::Deserialize))]
pub struct Field {
    /// The Rust field and its setter.
    pub name: Ident,
    /// The name on the wire, as it is.
    pub wire: String,
    /// The name as `application/x-www-form-urlencoded` writes it: percent-encoded, without brackets.
    pub key: String,
    /// The type, without `Option`.
    pub ty: Type,
    /// Whether the member must be there.
    pub required: bool,
    /// Whether `null` is a value of the member.
    pub nullable: bool,
    /// How a form writes the member.
    pub encoding: Encoding,
    /// What is checked before sending, and documented: nothing, where it is never sent.
    pub limits: Limits,
    /// The document's default, as JSON, for the documentation.
    pub default: Option<String>,
    /// Its documentation.
    pub docs: Docs,
    /// Whether the document calls it deprecated.
    pub deprecated: bool,
    /// `readOnly`: never sent.
    pub read_only: bool,
    /// `writeOnly`: never received.
    pub write_only: bool,
    /// The function that says how much time is left until this point in time, if there is one.
    pub deadline: Option<Deadline>,
    /// What is called instead of a setter, if `true` asks for what cannot be undone.
    pub irreversible: Option<Irreversible>,
    /// How Rust has it.
    pub presence: Presence,
    /// Where the document defines it.
    pub pointer: Pointer,
}

/// One of several types (`oneOf` and `anyOf`).
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serialize", derive(serde::Serialize, serde::Deserialize))]
pub struct Union {
    /// The alternatives, in the document's order.
    pub variants: Vec<UnionVariant>,
    /// How a reader tells them apart.
    pub selector: Selector,
    /// The variant that keeps any other JSON value, so that a new alternative is no error.
    pub open: Ident,
}

/// An alternative of a [`Union`].
#[derive(Clone, Debug, PartialEq)]
#[cfg_attr(feature = "serialize", derive(serde::Serialize, serde::Deserialize))]
pub struct UnionVariant {
    /// The Rust variant.
    pub name: Ident,
    /// What it holds.
    pub ty: Type,
    /// With [`Selector::Tag`]: the values of the member that choose this alternative.
    pub tags: Vec<String>,
    /// With [`Selector::Status`]: the statuses of which it is the body.
    pub status: Option<StatusMatch>,
    /// Whether the union can be made [`From`] what it holds: no other alternative could be meant.
    pub from: bool,
    /// What is checked before sending, and documented.
    pub limits: Limits,
    /// What the document calls further alternatives, which are the same as this one.
    pub also: Vec<String>,
    /// With [`Selector::BestFit`]: what a value has to say of itself to be this alternative.
    pub demands: Vec<Demand>,
    /// Where the document defines it.
    pub pointer: Pointer,
}

/// A text that a value has to have in it, if it is to be an alternative of a [`Union`].
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[cfg_attr(feature = "serialize", derive(serde::Serialize, serde::Deserialize))]
pub struct Demand {
    /// The names of the members that lead to it, on the wire, from outside.
    pub path: Vec<String>,
    /// The text.
    pub text: String,
}

/// How a reader tells the alternatives of a union apart.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serialize", derive(serde::Serialize, serde::Deserialize))]
pub enum Selector {
    /// By a member of that name on the wire: a discriminator, or a constant that all alternatives have.
    Tag(String),
    /// By the alternative that fits best, of those that the value decodes as: it has all members that must be there, and meets the
    /// demands; more of its members are known by name than in another one; else it is the document's first.
    BestFit,
    /// By the status of the response that has it as its body: what only errors are.
    Status,
}

/// The paths that an `expand` parameter takes.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serialize", derive(serde::Serialize, serde::Deserialize))]
pub struct ExpandPaths {
    /// Those that the document tells of.
    pub paths: Vec<ExpandPath>,
    /// The variant for any other path.
    pub open: Ident,
}

/// A path that an `expand` parameter takes.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "serialize", derive(serde::Serialize, serde::Deserialize))]
pub struct ExpandPath {
    /// The Rust variant.
    pub name: Ident,
    /// The path on the wire, relative to the resource.
    pub wire: String,
}
