//! Reading from JSON in memory, with the way to each fault.
//!
//! In: a [`Value`], of which texts are taken. Out: what a program reads from it, or a [`Fault`]. What always holds: it takes and
//! refuses what serde_json does, but takes as an integer whatever is one, such as `3.0`; a way is only written down once something
//! is wrong.

use serde::de::value::MapDeserializer;
use serde::de::{
    DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Unexpected, Visitor,
};
use serde::forward_to_deserialize_any;
use serde_json::{Number, Value, map};

use super::digits::{digits, whole, write};
use super::fault::{Fault, PathStep};
use crate::runtime::json::TEXT;

/// The most bytes of a member's name that is shown.
const LONGEST_NAME: usize = 64;

/// A value to be read.
pub struct Tree<'de>(&'de mut Value);

impl<'de> Tree<'de> {
    /// A value to be read; what is left of it afterwards is of no use.
    pub(super) fn new(value: &'de mut Value) -> Self {
        Self(value)
    }

    /// Reads a value of that kind alone.
    fn only<V: Visitor<'de>>(
        self,
        is_expected: fn(&Value) -> bool,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        match is_expected(self.0) {
            true if digits(self.0).is_none() => self.deserialize_any(visitor),
            _ => Err(Fault::invalid_type(unexpected(self.0), &visitor)),
        }
    }
}

fn unexpected(value: &Value) -> Unexpected<'_> {
    match value {
        _ if digits(value).is_some() => Unexpected::Float(0.0),
        Value::Null => Unexpected::Unit,
        Value::Bool(value) => Unexpected::Bool(*value),
        Value::Number(number) => match (number.as_i64(), number.as_u64()) {
            (Some(value), _) => Unexpected::Signed(value),
            (_, Some(value)) => Unexpected::Unsigned(value),
            _ => Unexpected::Float(number.as_f64().unwrap_or_default()),
        },
        Value::String(text) => Unexpected::Str(text),
        Value::Array(_) => Unexpected::Seq,
        Value::Object(_) => Unexpected::Map,
    }
}

/// Reads an integer, which may be written with a fraction of zeros or an exponent.
macro_rules! whole {
    ($($function:ident)*) => {$(
        fn $function<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
            match whole(self.0) {
                Some(whole) if !is_integer(self.0) => match u64::try_from(whole) {
                    Ok(whole) => visitor.visit_u64(whole),
                    Err(_) => visitor.visit_i64(whole),
                },
                _ => self.deserialize_any(visitor),
            }
        }
    )*};
}

fn is_integer(value: &Value) -> bool {
    value.is_i64() || value.is_u64()
}

impl<'de> Deserializer<'de> for Tree<'de> {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        if let Some(digits) = digits(self.0) {
            return visitor.visit_f64(digits.parse().map_err(|_| Fault::unknown())?);
        }
        match self.0 {
            Value::Null => visitor.visit_unit(),
            Value::Bool(value) => visitor.visit_bool(*value),
            Value::Number(number) => visit_number(number, visitor),
            Value::String(text) => visitor.visit_string(std::mem::take(text)),
            Value::Array(values) => {
                let mut elements = TreeElements {
                    rest: values.iter_mut(),
                    next: 0,
                };
                let value = visitor.visit_seq(&mut elements)?;
                match elements.rest.len() {
                    0 => Ok(value),
                    _ => Err(Fault::invalid_length(elements.next, &"fewer elements")),
                }
            }
            Value::Object(members) => visitor.visit_map(TreeMembers {
                rest: members.iter_mut(),
                current: None,
                is_named: false,
            }),
        }
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        match self.0 {
            Value::Null => visitor.visit_none(),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        if name == TEXT {
            let mut text = String::new();
            write(self.0, &mut text);
            let text = std::iter::once((TEXT, text));
            return visitor.visit_map(MapDeserializer::new(text));
        }
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Fault> {
        let value = std::mem::take(self.0);
        let value = value.deserialize_enum(name, variants, visitor);
        value.map_err(|_| Fault::unknown())
    }

    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.only(Value::is_boolean, visitor)
    }

    fn deserialize_str<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.only(Value::is_string, visitor)
    }

    fn deserialize_string<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.only(Value::is_string, visitor)
    }

    fn deserialize_seq<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.only(Value::is_array, visitor)
    }

    fn deserialize_map<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        self.only(Value::is_object, visitor)
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        visitor.visit_unit()
    }

    whole! {
        deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64 deserialize_i128
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64 deserialize_u128
    }

    forward_to_deserialize_any! {
        f32 f64 char bytes byte_buf unit unit_struct
        tuple tuple_struct struct identifier
    }
}

fn visit_number<'de, V: Visitor<'de>>(number: &Number, visitor: V) -> Result<V::Value, Fault> {
    if let Some(value) = number.as_u64() {
        visitor.visit_u64(value)
    } else if let Some(value) = number.as_i64() {
        visitor.visit_i64(value)
    } else {
        visitor.visit_f64(number.as_f64().ok_or_else(Fault::unknown)?)
    }
}

/// The elements of a list.
struct TreeElements<'de> {
    rest: std::slice::IterMut<'de, Value>,
    next: usize,
}

impl<'de> SeqAccess<'de> for TreeElements<'de> {
    type Error = Fault;

    fn next_element_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Fault> {
        let Some(value) = self.rest.next() else {
            return Ok(None);
        };
        let index = self.next;
        self.next = index.saturating_add(1);
        let value = seed.deserialize(Tree(value));
        value
            .map(Some)
            .map_err(|fault| fault.within(PathStep::Element(index)))
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.rest.len())
    }
}

/// The members of an object.
struct TreeMembers<'de> {
    rest: map::IterMut<'de>,
    current: Option<(&'de str, &'de mut Value)>,
    is_named: bool,
}

impl<'de> MapAccess<'de> for TreeMembers<'de> {
    type Error = Fault;

    fn next_key_seed<S: DeserializeSeed<'de>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Fault> {
        let Some((name, value)) = self.rest.next() else {
            return Ok(None);
        };
        self.current = Some((name, value));
        let is_named = &mut self.is_named;
        seed.deserialize(TreeName { name, is_named }).map(Some)
    }

    fn next_value_seed<S: DeserializeSeed<'de>>(&mut self, seed: S) -> Result<S::Value, Fault> {
        let Some((name, value)) = self.current.take() else {
            return Err(Fault::unknown());
        };
        let is_named = self.is_named;
        seed.deserialize(Tree(value)).map_err(|fault| {
            fault.within(match is_named && looks_like_a_name(name) {
                true => PathStep::Member(name.to_owned()),
                false => PathStep::Unnamed,
            })
        })
    }

    fn size_hint(&self) -> Option<usize> {
        Some(self.rest.len())
    }
}

/// What a reader asks for by name, it knows, or it says so (`additional`). A reader by another hand may say nothing: of what it
/// takes for a name, only what looks like one is shown.
fn looks_like_a_name(name: &str) -> bool {
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-');
    (1..=LONGEST_NAME).contains(&name.len()) && name.bytes().all(is_part)
}

/// The name of a member. Who asks for an identifier, as structs do, knows which there are.
struct TreeName<'de, 'n> {
    name: &'de str,
    is_named: &'n mut bool,
}

impl<'de> Deserializer<'de> for TreeName<'de, '_> {
    type Error = Fault;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        *self.is_named = false;
        visitor.visit_borrowed_str(self.name)
    }

    fn deserialize_identifier<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Fault> {
        *self.is_named = true;
        visitor.visit_borrowed_str(self.name)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Fault> {
        visitor.visit_newtype_struct(self)
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf option
        unit unit_struct seq tuple tuple_struct map struct enum ignored_any
    }
}
