//! What the crate calls things in Rust: plain data.
//!
//! In: what whoever made it decided. Out: [`CrateNames`]. What always holds: lists are as long as those of the model that they are beside, or
//! shorter; what has no name here cannot be written in Rust.

use serde::{Deserialize, Serialize};

/// What the crate calls things in Rust.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CrateNames {
    /// How a client is made.
    #[serde(default)]
    pub client: ClientNames,
    /// By the index of the model's types.
    #[serde(default)]
    pub types: Vec<TypeNames>,
    /// By the index of the model's operations.
    #[serde(default)]
    pub operations: Vec<OperationNames>,
}

/// How a client is made.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClientNames {
    /// Whether the function `from_env` makes one.
    pub from_env: bool,
    /// Whether one secret is enough, wherever it comes from.
    pub one_secret: bool,
    /// The expression behind `Client::` that makes one: `new("secret")?`.
    pub made: String,
    /// The expression behind `Client::` that has its settings: `builder("secret")`.
    pub builder: String,
}

/// What an operation is called.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OperationNames {
    /// The path of the function from the root of the crate: `Disputes::update`.
    pub function: String,
    /// The path of the struct of what must be given, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub args: Option<String>,
    /// By the index of the inputs.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub members: Vec<MemberNames>,
}

/// What a type is called.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TypeNames {
    /// Its path from the root of the crate; empty for a type that nobody makes.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub path: String,
    /// The path of the struct of what must be given, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub args: Option<String>,
    /// The members of an object; the alternatives, where it is one of several types.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub members: Vec<MemberNames>,
    /// The variants of a list of values, each with its value; of paths to expand, too.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<(String, String)>,
    /// The variant for any other value.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub others: Option<String>,
    /// The type that it is another name of.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alias: Option<RustType>,
    /// The field that has the id of an object.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
}

/// What a member of an object, an input or an alternative is called.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemberNames {
    /// The field, the function that sets it, or the variant.
    pub name: String,
    /// What it holds.
    #[serde(rename = "type")]
    pub holds: RustType,
    /// How it is given.
    #[serde(default, skip_serializing_if = "is_default")]
    pub given: GivenBy,
    /// The function that says no, where the one that sets it takes nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub otherwise: Option<String>,
    /// The function that clears it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clear: Option<String>,
    /// The function that unsets one key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unset: Option<String>,
}

/// How a member is given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum GivenBy {
    /// By a function.
    #[default]
    Setter,
    /// As an argument.
    Argument,
    /// By name, in the struct of what must be given.
    Named,
    /// Not at all.
    Never,
}

/// A type, as far as values of it are written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum RustType {
    /// `bool`.
    Bool,
    /// A whole number.
    Integer,
    /// `f32` or `f64`.
    Float,
    /// `Decimal`.
    Decimal,
    /// `String`.
    #[default]
    Text,
    /// `Timestamp`.
    Timestamp,
    /// `Bytes`.
    Bytes,
    /// `Upload`.
    File,
    /// `Id`.
    Id,
    /// `serde_json::Value`.
    Json,
    /// What has that index.
    Named(usize),
    /// `Vec`.
    List(Box<RustType>),
    /// `BTreeMap`.
    Map(Box<RustType>),
    /// `Entries`.
    Entries(Box<RustType>),
    /// `ClearableEntries`.
    ClearableEntries,
    /// `Clearable`.
    Clearable(Box<RustType>),
    /// `Expandable`.
    Expandable(Box<RustType>),
    /// `RangeFilter`.
    Range(Box<RustType>),
    /// Paths to expand, of the type with that index; what stands before each on the wire.
    Expand(usize, String),
    /// `Option`.
    Nullable(Box<RustType>),
    /// `Box`.
    Boxed(Box<RustType>),
    /// What nobody makes.
    Never,
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}
