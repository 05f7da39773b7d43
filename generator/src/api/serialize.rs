//! What serde's derived code cannot read by itself.
//!
//! In: a serialised model. Out: values of it. What always holds: only tests, which change models leaf by leaf, have this code.

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
