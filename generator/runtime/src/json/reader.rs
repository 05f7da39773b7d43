//! Reading JSON in memory, without keeping track of anything.
//!
//! In: a text. Out: what a program reads from it, or a [`Stop`], and where it was. What always holds: it takes no more than
//! serde_json does and gives the same values; no value is deeper than it allows, so that the stack ends nowhere. What it refuses is read again by
//! others, who find out why, or that it can be read all the same.

use std::borrow::Cow;
use std::sync::OnceLock;

use serde::de::value::{BorrowedStrDeserializer, MapDeserializer};
use serde::de::{DeserializeSeed, Deserializer, Visitor};
use serde_json::Number;

use super::scan::{Numeral, Scan};
use super::stop::Stop;
use super::within::{Elements, Entries, Variant};

/// How deep a value may be, as serde_json has it.
const LEVELS: u8 = 128;

/// The name by which serde_json asks itself for the text of a value, as there is no other way to ask without knowing which
/// deserialiser it is. One that does not know the name gives the value itself: then its numbers are those of serde_json's `Value`.
pub(crate) const TEXT: &str = "$serde_json::private::RawValue";

/// The name by which serde_json asks itself for the text of a number, where a program has its feature `arbitrary_precision`.
const NUMBER: &str = "$serde_json::private::Number";

/// A text of JSON that is being read.
pub(crate) struct Reader<'t> {
    pub(super) scan: Scan<'t>,
    /// How many levels may still be opened.
    levels: u8,
    /// Where the first value ended that is not what was asked for.
    unfit: Option<usize>,
}

impl<'t> Reader<'t> {
    pub(crate) const fn new(text: &'t str) -> Self {
        Self {
            scan: Scan::new(text),
            levels: LEVELS,
            unfit: None,
        }
    }

    /// Reads the whole text.
    #[inline]
    pub(crate) fn whole<S: DeserializeSeed<'t>>(&mut self, seed: S) -> Result<S::Value, Stop> {
        let value = seed.deserialize(&mut *self);
        if value.is_ok() {
            self.scan.end()?;
        }
        value
    }

    /// Where reading stopped, in bytes.
    pub(crate) fn stopped_at(&self) -> usize {
        self.unfit.unwrap_or(self.scan.at())
    }

    /// Remembers where a value ended that a visitor refused.
    #[inline]
    pub(super) fn told<T>(&mut self, result: Result<T, Stop>) -> Result<T, Stop> {
        if result.is_err() {
            self.refuse();
        }
        result
    }

    #[cold]
    fn refuse(&mut self) {
        self.unfit.get_or_insert(self.scan.at());
    }

    /// Something else comes than was asked for.
    #[cold]
    fn other_kind(&mut self) -> Stop {
        if !matches!(self.scan.token(), b'{' | b'[') && self.scan.skip().is_err() {
            return Stop::Syntax;
        }
        self.refuse();
        Stop::Data
    }

    /// Takes the bracket that opens a list or an object.
    #[inline]
    fn enter(&mut self) -> Result<(), Stop> {
        self.levels = self.levels.saturating_sub(1);
        match self.levels {
            0 => Err(Stop::Syntax),
            _ => {
                self.scan.take();
                Ok(())
            }
        }
    }

    /// Takes the bracket that closes it. The value is not handed through here: large ones would be copied.
    #[inline]
    fn leave(&mut self, is_read: bool, bracket: u8) -> Result<(), Stop> {
        self.levels += 1;
        match is_read {
            true => self.scan.expect(bracket),
            false => {
                self.leave_refused(bracket);
                Ok(())
            }
        }
    }

    #[cold]
    fn leave_refused(&mut self, bracket: u8) {
        if self.unfit.is_none() && self.scan.token() == bracket {
            self.scan.take();
        }
        self.refuse();
    }

    #[inline]
    pub(super) fn text<V: Visitor<'t>>(&mut self, visitor: V) -> Result<V::Value, Stop> {
        let value = match self.scan.text()? {
            Cow::Borrowed(text) => visitor.visit_borrowed_str(text),
            Cow::Owned(text) => visitor.visit_string(text),
        };
        self.told(value)
    }

    #[inline]
    fn object<V: Visitor<'t>>(&mut self, visitor: V) -> Result<V::Value, Stop> {
        self.enter()?;
        let value = visitor.visit_map(Entries::of(self));
        self.leave(value.is_ok(), b'}')?;
        value
    }

    #[inline]
    fn list<V: Visitor<'t>>(&mut self, visitor: V) -> Result<V::Value, Stop> {
        self.enter()?;
        let value = visitor.visit_seq(Elements::of(self));
        self.leave(value.is_ok(), b']')?;
        value
    }

    /// Reads a number as one of 64 bits.
    fn number<V: Visitor<'t>>(&mut self, visitor: V) -> Result<V::Value, Stop> {
        let value = match self.scan.number()? {
            Numeral::Unsigned(value) => visitor.visit_u64(value),
            Numeral::Negative(value) => visitor.visit_i64(value),
            Numeral::Other(text) => visitor.visit_f64(real(text)?),
        };
        self.told(value)
    }

    /// Reads a number for those who take anything: with its digits, where serde_json does so.
    fn any_number<V: Visitor<'t>>(&mut self, visitor: V) -> Result<V::Value, Stop> {
        let value = match self.scan.number()? {
            Numeral::Unsigned(value) => visitor.visit_u64(value),
            Numeral::Negative(value) => visitor.visit_i64(value),
            Numeral::Other(text) if keeps_digits() => visitor.visit_map(private(NUMBER, text)),
            Numeral::Other(text) => visitor.visit_f64(real(text)?),
        };
        self.told(value)
    }

    #[inline]
    fn literal<T, const N: usize>(
        &mut self,
        word: &[u8; N],
        value: Result<T, Stop>,
    ) -> Result<T, Stop> {
        self.scan.literal(word)?;
        self.told(value)
    }
}

/// What serde_json makes of the text of a number: it rounds in its own way, unless a program asks it for another.
fn real(text: &str) -> Result<f64, Stop> {
    serde_json::from_str(text).map_err(|_| Stop::Syntax)
}

/// Whether a program made serde_json keep numbers as texts.
fn keeps_digits() -> bool {
    const PROBE: &str = "1.00";
    static KEEPS: OnceLock<bool> = OnceLock::new();
    *KEEPS.get_or_init(|| {
        let number = serde_json::from_str::<Number>(PROBE);
        number.is_ok_and(|number| number.to_string() == PROBE)
    })
}

/// A text under one of the names by which serde_json asks itself.
type PrivateText<'t> = MapDeserializer<'t, std::iter::Once<(Borrowed<'t>, Borrowed<'t>)>, Stop>;

type Borrowed<'t> = BorrowedStrDeserializer<'t, Stop>;

fn private<'t>(name: &'static str, text: &'t str) -> PrivateText<'t> {
    MapDeserializer::new(std::iter::once((Borrowed::new(name), Borrowed::new(text))))
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
