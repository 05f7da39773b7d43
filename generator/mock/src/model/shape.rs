//! What values look like.

use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::is_default;

/// The place of a [`Definition`] in the model.
pub type TypeIndex = usize;

/// What a value is.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Shape {
    /// True or false.
    Bool,
    /// A whole number; whether it has no sign, and whether it has 32 bits.
    Integer {
        /// Whether it can't be negative.
        unsigned: bool,
        /// Whether it has 32 bits instead of 64.
        short: bool,
    },
    /// A number with a fraction.
    Number,
    /// A text.
    Text(TextKind),
    /// Seconds since 1970.
    Timestamp,
    /// Bytes, or a file.
    File,
    /// The id of an object of that type.
    Id(TypeIndex),
    /// Anything.
    Any,
    /// What is defined there.
    Named(TypeIndex),
    /// A list.
    List(Box<Shape>),
    /// A map from text.
    Map(Box<Shape>),
    /// A map of texts that can be cleared as a whole and key by key.
    ClearableMap,
    /// What can be cleared: by an empty text in a form, by null in JSON.
    Clearable(Box<Shape>),
    /// An id, or the object itself if the request asks for it.
    Expandable(Box<Shape>),
    /// A page of a list, with the members that the API's pages have.
    Page(Box<Shape>),
    /// A value, or bounds of it.
    Range(Box<Shape>),
    /// Paths into the answer, with what stands before each.
    Expand {
        /// What stands before them: `data.` in a list.
        prefix: String,
    },
    /// What may be null.
    Nullable(Box<Shape>),
}

/// What a text means.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum TextKind {
    /// Nothing in particular.
    Plain,
    /// A full-date of RFC 3339.
    Date,
    /// A date-time of RFC 3339.
    DateTime,
    /// A number, digit by digit.
    Decimal,
    /// Base64.
    Base64,
    /// Another format, by its name.
    Other(String),
}

/// A type with a name.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Definition {
    /// What people know it by: the name of its resource, or of its schema.
    pub name: String,
    /// What it is.
    pub kind: Kind,
    /// What the document says about how objects of it are made up.
    #[serde(default, skip_serializing_if = "is_default")]
    pub rules: super::TypeRules,
    /// The columns of a table of such objects, members by dotted path: no matter to a server, but to a command line beside it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub columns: Vec<String>,
}

/// What a type is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Kind {
    /// An object with members.
    Object(Object),
    /// One of these texts.
    Texts {
        /// The known ones.
        values: Vec<String>,
        /// Whether others may be sent, too.
        open: bool,
    },
    /// One of these numbers.
    Integers(Vec<i64>),
    /// One of several.
    OneOf(OneOf),
    /// Another name.
    Alias(Shape),
}

/// An object with members.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Object {
    /// Its members, in the document's order.
    #[serde(default, skip_serializing_if = "is_default")]
    pub members: Vec<Member>,
    /// Members with one value.
    #[serde(default, skip_serializing_if = "is_default")]
    pub constants: Vec<(String, String)>,
    /// Members that have no name in the document.
    #[serde(default, skip_serializing_if = "is_default")]
    pub extra: Extra,
    /// The most characters of all plain texts together.
    #[serde(default, skip_serializing_if = "is_default")]
    pub max_total: Option<u64>,
}

/// Members that have no name in the document.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub enum Extra {
    /// There are none.
    #[default]
    None,
    /// Each is one of these.
    Each(Shape, Box<Bounds>),
}

/// A member, or an input of an operation.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Member {
    /// Its name.
    pub name: String,
    /// What it is.
    pub shape: Shape,
    /// Whether it must be there.
    #[serde(default, skip_serializing_if = "is_default")]
    pub required: bool,
    /// Whether it may be null.
    #[serde(default, skip_serializing_if = "is_default")]
    pub nullable: bool,
    /// How it is written.
    #[serde(default, skip_serializing_if = "is_default")]
    pub encoding: Encoding,
    /// What it may be.
    #[serde(default, skip_serializing_if = "is_default")]
    pub bounds: Bounds,
    /// What it is if it is not given.
    #[serde(default, skip_serializing_if = "is_default")]
    pub default: Option<Value>,
    /// A value that the document shows, as text.
    #[serde(default, skip_serializing_if = "is_default")]
    pub example: Option<String>,
    /// Whether it is never sent.
    #[serde(default, skip_serializing_if = "is_default")]
    pub read_only: bool,
    /// Whether it is never received.
    #[serde(default, skip_serializing_if = "is_default")]
    pub write_only: bool,
}

/// How a value of more than one part is written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Encoding {
    /// `key[member]`, `key[0]`.
    #[default]
    Brackets,
    /// A pair for each element.
    Repeat,
    /// The members are pairs of their own.
    Spread,
    /// One pair, elements joined by this.
    Joined(String),
    /// One pair of JSON.
    Json,
    /// By a style and whether it is exploded; the value says what it is.
    Styled {
        /// `form`, `simple`, `label`, `matrix`.
        style: String,
        /// What stands between elements.
        between: String,
        /// Whether each part stands for itself.
        explode: bool,
    },
}

/// What a value may be.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Bounds {
    /// The fewest and the most characters.
    #[serde(default, skip_serializing_if = "is_default")]
    pub length: (Option<u64>, Option<u64>),
    /// The fewest and the most elements or entries.
    #[serde(default, skip_serializing_if = "is_default")]
    pub items: (Option<u64>, Option<u64>),
    /// The smallest number, and whether it is excluded.
    #[serde(default, skip_serializing_if = "is_default")]
    pub minimum: Option<(f64, bool)>,
    /// The largest number, and whether it is excluded.
    #[serde(default, skip_serializing_if = "is_default")]
    pub maximum: Option<(f64, bool)>,
    /// A regular expression: not checked, but examples try to keep to it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub pattern: Option<String>,
    /// Whether a text must not be empty.
    #[serde(default, skip_serializing_if = "is_default")]
    pub not_empty: bool,
    /// Of each key of a map.
    #[serde(default, skip_serializing_if = "is_default")]
    pub keys: Option<Box<Bounds>>,
    /// Of each element or value.
    #[serde(default, skip_serializing_if = "is_default")]
    pub each: Option<Box<Bounds>>,
}

/// One of several types.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OneOf {
    /// The alternatives.
    pub variants: Vec<Variant>,
    /// The member that tells them apart.
    #[serde(default, skip_serializing_if = "is_default")]
    pub tag: Option<String>,
}

/// One of several types.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Variant {
    /// What it is.
    pub shape: Shape,
    /// What it may be.
    #[serde(default, skip_serializing_if = "is_default")]
    pub bounds: Bounds,
    /// The values of the tag that choose it.
    #[serde(default, skip_serializing_if = "is_default")]
    pub tags: Vec<String>,
}
