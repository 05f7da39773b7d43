//! Names of members, as whatever a map has for keys.
//!
//! In: a reader before the quote of a name. Out: the name as text, or as the number that its text is. What always holds: the name is taken,
//! and nothing behind it.

use std::borrow::Cow;

use serde::de::{Deserializer, Visitor};
use serde::forward_to_deserialize_any;

use super::reader::Reader;
use super::stop::Stop;

/// The name of a member, whose quote comes next.
pub(super) struct Name<'r, 't>(pub(super) &'r mut Reader<'t>);

/// Reads a name as a number or as true or false, for maps whose keys are no texts.
macro_rules! key {
    ($($function:ident)*) => {$(
        fn $function<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop> {
            let Cow::Borrowed(name) = self.0.scan.text()? else {
                return Err(Stop::Syntax);
            };
            // Space around it makes it another name.
            if name.trim_ascii().len() != name.len() {
                return Err(Stop::Data);
            }
            let mut name = Reader::new(name);
            let value = (&mut name).$function(visitor);
            let value = value.and_then(|value| name.scan.end().map(|()| value));
            self.0.told(value)
        }
    )*};
}

impl<'de> Deserializer<'de> for Name<'_, 'de> {
    type Error = Stop;

    #[inline]
    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop> {
        self.0.text(visitor)
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Stop> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        name: &'static str,
        variants: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Stop> {
        self.0.deserialize_enum(name, variants, visitor)
    }

    fn deserialize_bytes<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop> {
        self.0.deserialize_bytes(visitor)
    }

    fn deserialize_byte_buf<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop> {
        self.0.deserialize_bytes(visitor)
    }

    key! {
        deserialize_bool deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64 deserialize_i128
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64 deserialize_u128
        deserialize_f32 deserialize_f64
    }

    forward_to_deserialize_any! {
        char str string unit unit_struct seq tuple tuple_struct map struct identifier ignored_any
    }
}
