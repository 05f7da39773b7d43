//! JSON as text: taken from any deserialiser, given to any serialiser.
//!
//! In: the value that comes next, or the text of one. Out: its text, or the value as a format writes it. What always holds: of a
//! body of JSON, the text is as it came, and JSON gets it back with every digit of its numbers and its members in their
//! order; no text, however deep, takes more stack than is said here.

use std::fmt;

use serde::de::value::SeqAccessDeserializer;
use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, Error, IntoDeserializer, MapAccess, SeqAccess,
    Unexpected, Visitor,
};
use serde::ser::{Serialize, Serializer};
use serde_json::value::RawValue;
use serde_json::{Map, Value};

use super::name::MemberName;
use crate::runtime::json::TEXT;

/// How many levels of a text are written one by one. What is deeper is written as it is, which other formats than JSON may
/// show as an odd object.
const LEVELS: u8 = 32;

/// Reads the value that comes next as its text, borrowed from the body where that is possible.
pub(super) struct JsonText;

impl<'de> DeserializeSeed<'de> for JsonText {
    type Value = MemberName<'de>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_newtype_struct(TEXT, self)
    }
}

/// The text of the value that comes next, as [`JsonText`] reads it.
pub(crate) fn json_text_of<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<MemberName<'de>, D::Error> {
    JsonText.deserialize(deserializer)
}

/// What kind of value a text of JSON is, for an error that repeats nothing of it.
pub(crate) fn kind_of(text: &str) -> Unexpected<'static> {
    match text.as_bytes().first() {
        Some(b'{') => Unexpected::Map,
        Some(b'[') => Unexpected::Seq,
        Some(b'"') => Unexpected::Str(""),
        Some(b't') => Unexpected::Bool(true),
        Some(b'f') => Unexpected::Bool(false),
        Some(b'n') => Unexpected::Unit,
        _ => Unexpected::Other("a number"),
    }
}

/// Writes the text of a number as a number.
pub(crate) fn write_number<S: Serializer>(text: &str, serializer: S) -> Result<S::Ok, S::Error> {
    let number: &RawValue = serde_json::from_str(text).map_err(serde::ser::Error::custom)?;
    Written::new(number).serialize(serializer)
}

/// The text of what any deserialiser gives.
fn text_of<'de, D: Deserializer<'de>>(deserializer: D) -> Result<MemberName<'de>, D::Error> {
    Value::deserialize(deserializer).map(|value| value.to_string().into())
}

impl<'de> Visitor<'de> for JsonText {
    type Value = MemberName<'de>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value of JSON")
    }

    fn visit_newtype_struct<D: Deserializer<'de>>(
        self,
        deserializer: D,
    ) -> Result<Self::Value, D::Error> {
        text_of(deserializer)
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut members = Map::new();
        while let Some(name) = map.next_key::<MemberName<'de>>()? {
            if members.is_empty() && name.as_str() == TEXT {
                return map.next_value();
            }
            members.insert(name.into_string(), map.next_value()?);
        }
        Ok(Value::Object(members).to_string().into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<Self::Value, A::Error> {
        text_of(SeqAccessDeserializer::new(seq))
    }

    fn visit_some<D: Deserializer<'de>>(self, inner: D) -> Result<Self::Value, D::Error> {
        text_of(inner)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Self::Value, E> {
        text_of(value.into_deserializer())
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Self::Value, E> {
        text_of(value.into_deserializer())
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Self::Value, E> {
        text_of(value.into_deserializer())
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Self::Value, E> {
        text_of(value.into_deserializer())
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Self::Value, E> {
        text_of(value.into_deserializer())
    }

    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        text_of(().into_deserializer())
    }

    fn visit_none<E: Error>(self) -> Result<Self::Value, E> {
        self.visit_unit()
    }
}

/// The members of an object, in their order, each with its text.
pub(super) struct RawMembers<'t>(pub(super) Vec<(MemberName<'t>, &'t RawValue)>);

impl<'de> Deserialize<'de> for RawMembers<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Members;

        impl<'de> Visitor<'de> for Members {
            type Value = RawMembers<'de>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(RawMembers(members))
            }
        }

        deserializer.deserialize_map(Members)
    }
}

/// A value of JSON that any format can write.
pub(super) struct Written<'t> {
    text: &'t RawValue,
    levels: u8,
}

impl<'t> Written<'t> {
    pub(super) const fn new(text: &'t RawValue) -> Self {
        Self {
            text,
            levels: LEVELS,
        }
    }

    /// What the value holds, if it can be written one by one and is the same then.
    fn opened(&self) -> Option<Opened<'t>> {
        let text = self.text.get();
        let levels = self.levels.checked_sub(1)?;
        let inner = |text| Written { text, levels };
        match text.as_bytes().first()? {
            b'{' => {
                let RawMembers(members) = serde_json::from_str(text).ok()?;
                let members = members.into_iter();
                let members = members.map(|(name, text)| (name.into_string(), inner(text)));
                Some(Opened::Object(members.collect()))
            }
            b'[' => {
                let elements: Vec<&RawValue> = serde_json::from_str(text).ok()?;
                Some(Opened::Array(elements.into_iter().map(inner).collect()))
            }
            _ => {
                let value: Value = serde_json::from_str(text).ok()?;
                // Numbers that are longer than Rust's, or written in another way, stay as they are.
                let number = value.as_number().map(ToString::to_string);
                let exact = number.is_none_or(|number| number == text);
                exact.then_some(Opened::Scalar(value))
            }
        }
    }
}

enum Opened<'t> {
    Object(Vec<(String, Written<'t>)>),
    Array(Vec<Written<'t>>),
    Scalar(Value),
}

impl Serialize for Written<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.opened() {
            None => self.text.serialize(serializer),
            Some(Opened::Scalar(value)) => value.serialize(serializer),
            Some(Opened::Array(elements)) => serializer.collect_seq(elements),
            Some(Opened::Object(members)) => serializer.collect_map(members),
        }
    }
}
