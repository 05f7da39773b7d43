//! What a document says for its test server alone: `x-mock`.
//!
//! In: nothing; a reader fills it. Out: plain data. What always holds: no client is different for it.

use indexmap::IndexMap;
use serde_json::Value;

use crate::place::Pointer;

/// What happens with an operation: one of the rules at it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StatedRule {
    /// Where it stands.
    pub at: Pointer,
    /// `given`: inputs that have to be given.
    pub given: Vec<String>,
    /// `when`: values that inputs have to have, or a list of which one.
    pub when: IndexMap<String, Value>,
    /// `state`: values that members of the object have to have, by dotted path.
    pub state: IndexMap<String, Value>,
    /// `refuse`: the request is refused.
    pub refuse: Option<StatedRefusal>,
    /// `set`: values that members get, by dotted path.
    pub set: IndexMap<String, Value>,
    /// `add`: what is added to members, by dotted path.
    pub add: IndexMap<String, i64>,
    /// `emit`: the names of events that are sent.
    pub emit: Vec<String>,
}

/// How a request is refused.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StatedRefusal {
    /// `status`.
    pub status: u64,
    /// `code`: the short name of the error.
    pub code: Option<String>,
    /// `message`.
    pub message: String,
}

/// How objects of a schema are made up.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct StatedObjects {
    /// Where it stands.
    pub at: Pointer,
    /// `idPrefix`: what ids begin with.
    pub id_prefix: Option<String>,
    /// `initial`: what members are at first, by dotted path.
    pub initial: IndexMap<String, Value>,
}
