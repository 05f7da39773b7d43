//! Limits of values.
//!
//! In: the bounds of schemas, lowered. Out: data to check and to document. What always holds: see [`crate::api`].

/// What a value may be; all bounds are inclusive unless they say otherwise.
///
/// Documentation and checks are both printed from this, so that neither says what the other does not. A limit stands here only
/// where it applies to the type of the value.
#[derive(Clone, Debug, Default, PartialEq)]
#[cfg_attr(feature = "serialize", derive(serde::Serialize, serde::Deserialize))]
pub struct Limits {
    /// The fewest characters (Unicode scalar values).
    pub min_length: Option<u64>,
    /// The most characters (Unicode scalar values).
    pub max_length: Option<u64>,
    /// The fewest elements, or entries of a map.
    pub min_items: Option<u64>,
    /// The most elements, or entries of a map.
    pub max_items: Option<u64>,
    /// The smallest number, and whether it is itself excluded.
    pub minimum: Option<(f64, bool)>,
    /// The largest number, and whether it is itself excluded.
    pub maximum: Option<(f64, bool)>,
    /// A regular expression (ECMA 262): not checked, and documented as that.
    pub pattern: Option<String>,
    /// A text must not be empty, as the API would take it as none, or as the wish to clear. Documented once for all.
    pub not_empty: bool,
    /// Limits of each key of a map.
    pub keys: Option<Box<Limits>>,
    /// Limits of each element of a list, of each value of a map, or of each bound of a range.
    pub each: Option<Box<Limits>>,
}
