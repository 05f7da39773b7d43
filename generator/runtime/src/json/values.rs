//! Values of any kind, for whoever asks by serde.
//!
//! In: what kind a program asks for. Out: what comes, as the program's visitor takes it. What always holds: one of another kind is refused,
//! and read over.

use std::borrow::Cow;

use serde::de::{Deserializer, Visitor};

use super::reader::{Reader, TEXT, private};
use super::stop::Stop;
use super::within::{TextElements, TextMembers, Variant};

impl<'t> Reader<'t> {
    #[inline]
    fn object<V: Visitor<'t>>(&mut self, visitor: V) -> Result<V::Value, Stop> {
        self.enter()?;
        let value = visitor.visit_map(TextMembers::of(self));
        self.leave(value.is_ok(), b'}')?;
        value
    }

    #[inline]
    fn list<V: Visitor<'t>>(&mut self, visitor: V) -> Result<V::Value, Stop> {
        self.enter()?;
        let value = visitor.visit_seq(TextElements::of(self));
        self.leave(value.is_ok(), b']')?;
        value
    }
}

/// Reads numbers of at most 64 bits.
macro_rules! numbers {
    ($($function:ident)*) => {$(
        #[inline]
        fn $function<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop> {
            match self.scan.token() {
                b'-' | b'0'..=b'9' => self.number(visitor),
                _ => Err(self.other_kind()),
            }
        }
    )*};
}

/// Reads what starts with one byte alone.
macro_rules! only {
    ($($function:ident $first:literal $read:ident)*) => {$(
        #[inline]
        fn $function<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop> {
            match self.scan.token() {
                $first => self.$read(visitor),
                _ => Err(self.other_kind()),
            }
        }
    )*};
}

/// Reads an integer of more than 64 bits, or one that fits as well.
macro_rules! wide {
    ($($function:ident $visit:ident)*) => {$(
        fn $function<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop> {
            if !matches!(self.scan.token(), b'-' | b'0'..=b'9') {
                return Err(self.other_kind());
            }
            let number = self.scan.skip()?;
            let value = number.parse().map_or(Err(Stop::Data), |value| visitor.$visit(value));
            self.told(value)
        }
    )*};
}

impl<'de> Deserializer<'de> for &mut Reader<'de> {
    type Error = Stop;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop> {
        match self.scan.token() {
            b'"' => self.text(visitor),
            b'{' => self.object(visitor),
            b'[' => self.list(visitor),
            b'n' => self.literal(b"null", visitor.visit_unit()),
            b't' => self.literal(b"true", visitor.visit_bool(true)),
            b'f' => self.literal(b"false", visitor.visit_bool(false)),
            _ => self.any_number(visitor),
        }
    }

    numbers! {
        deserialize_i8 deserialize_i16 deserialize_i32 deserialize_i64
        deserialize_u8 deserialize_u16 deserialize_u32 deserialize_u64
        deserialize_f32 deserialize_f64
    }

    only! {
        deserialize_char b'"' text
        deserialize_identifier b'"' text
        deserialize_str b'"' text
        deserialize_string b'"' text
        deserialize_seq b'[' list
        deserialize_map b'{' object
    }

    wide! { deserialize_i128 visit_i128 deserialize_u128 visit_u128 }

    #[inline]
    fn deserialize_bool<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop> {
        match self.scan.token() {
            b't' => self.literal(b"true", visitor.visit_bool(true)),
            b'f' => self.literal(b"false", visitor.visit_bool(false)),
            _ => Err(self.other_kind()),
        }
    }

    fn deserialize_unit<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop> {
        match self.scan.token() {
            b'n' => self.literal(b"null", visitor.visit_unit()),
            _ => Err(self.other_kind()),
        }
    }

    fn deserialize_unit_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        visitor: V,
    ) -> Result<V::Value, Stop> {
        self.deserialize_unit(visitor)
    }

    #[inline]
    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop> {
        match self.scan.token() {
            b'n' => self.literal(b"null", visitor.visit_none()),
            _ => visitor.visit_some(self),
        }
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(
        self,
        name: &'static str,
        visitor: V,
    ) -> Result<V::Value, Stop> {
        if name == TEXT {
            let text = self.scan.skip()?;
            let value = visitor.visit_map(private(TEXT, text));
            return self.told(value);
        }
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Stop> {
        match self.scan.token() {
            b'{' => self.object(visitor),
            b'[' => self.list(visitor),
            _ => Err(self.other_kind()),
        }
    }

    fn deserialize_bytes<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop> {
        match self.scan.token() {
            b'"' => {
                let value = match self.scan.text()? {
                    Cow::Borrowed(text) => visitor.visit_borrowed_bytes(text.as_bytes()),
                    Cow::Owned(text) => visitor.visit_byte_buf(text.into_bytes()),
                };
                self.told(value)
            }
            b'[' => self.list(visitor),
            _ => Err(self.other_kind()),
        }
    }

    fn deserialize_byte_buf<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop> {
        self.deserialize_bytes(visitor)
    }

    fn deserialize_tuple<V: Visitor<'de>>(self, _: usize, visitor: V) -> Result<V::Value, Stop> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_tuple_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: usize,
        visitor: V,
    ) -> Result<V::Value, Stop> {
        self.deserialize_seq(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Stop> {
        if self.scan.token() != b'{' {
            return visitor.visit_enum(Variant::alone(self));
        }
        self.enter()?;
        let value = visitor.visit_enum(Variant::with_value(self));
        self.leave(value.is_ok(), b'}')?;
        value
    }

    fn deserialize_ignored_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Stop> {
        self.scan.skip()?;
        visitor.visit_unit()
    }
}
