//! What no keyword of OpenAPI says about what happens: `x-mock`.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use super::is_default;

/// Something that happens with an operation.
///
/// All conditions have to hold; then it is refused, or everything else is done, in the order of the members.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Rule {
    /// Inputs that have to be given.
    #[serde(default, skip_serializing_if = "is_default")]
    pub given: Vec<String>,
    /// Values that inputs have to have; one that is not given has its default.
    #[serde(default, skip_serializing_if = "is_default")]
    pub when: Map<String, Value>,
    /// Values that members of the object have to have: dotted path, and the value or a list of which one.
    #[serde(default, skip_serializing_if = "is_default")]
    pub state: Map<String, Value>,
    /// The request is refused.
    #[serde(default, skip_serializing_if = "is_default")]
    pub refuse: Option<Refusal>,
    /// Members that are set: dotted path, and the value.
    #[serde(default, skip_serializing_if = "is_default")]
    pub set: Map<String, Value>,
    /// Members that are counted up: dotted path, and by how much.
    #[serde(default, skip_serializing_if = "is_default")]
    pub add: Map<String, Value>,
    /// Events that are sent.
    #[serde(default, skip_serializing_if = "is_default")]
    pub emit: Vec<String>,
}

/// How a request is refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Refusal {
    /// The status.
    pub status: u16,
    /// The short name of the error.
    #[serde(default, skip_serializing_if = "is_default")]
    pub code: Option<String>,
    /// What is said to people.
    pub message: String,
}

/// How objects of a type are made up.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct TypeRules {
    /// What ids begin with.
    #[serde(default, skip_serializing_if = "is_default")]
    pub id_prefix: Option<String>,
    /// What members are at first: dotted path, and the value.
    #[serde(default, skip_serializing_if = "is_default")]
    pub initial: Map<String, Value>,
}
