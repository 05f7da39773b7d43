//! Reading JSON in memory, without keeping track of anything.
//!
//! In: a text. Out: what a program reads from it, or a [`Stop`], and where it was. What always holds: it takes no more than
//! serde_json does and gives the same values; no value is deeper than it allows, so that the stack ends nowhere. What it refuses is read again by
//! others, who find out why, or that it can be read all the same.

use std::borrow::Cow;
use std::sync::OnceLock;

use serde::de::value::{BorrowedStrDeserializer, MapDeserializer};
use serde::de::{DeserializeSeed, Visitor};
use serde_json::Number;

use super::scan::{Numeral, Scan};
use super::stop::Stop;

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
    pub(super) fn other_kind(&mut self) -> Stop {
        if !matches!(self.scan.token(), b'{' | b'[') && self.scan.skip().is_err() {
            return Stop::Syntax;
        }
        self.refuse();
        Stop::Data
    }

    /// Takes the bracket that opens a list or an object.
    #[inline]
    pub(super) fn enter(&mut self) -> Result<(), Stop> {
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
    pub(super) fn leave(&mut self, is_read: bool, bracket: u8) -> Result<(), Stop> {
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

    /// Reads a number as one of 64 bits.
    pub(super) fn number<V: Visitor<'t>>(&mut self, visitor: V) -> Result<V::Value, Stop> {
        let value = match self.scan.number()? {
            Numeral::Unsigned(value) => visitor.visit_u64(value),
            Numeral::Negative(value) => visitor.visit_i64(value),
            Numeral::Other(text) => visitor.visit_f64(real(text)?),
        };
        self.told(value)
    }

    /// Reads a number for those who take anything: with its digits, where serde_json does so.
    pub(super) fn any_number<V: Visitor<'t>>(&mut self, visitor: V) -> Result<V::Value, Stop> {
        let value = match self.scan.number()? {
            Numeral::Unsigned(value) => visitor.visit_u64(value),
            Numeral::Negative(value) => visitor.visit_i64(value),
            Numeral::Other(text) if keeps_digits() => visitor.visit_map(private(NUMBER, text)),
            Numeral::Other(text) => visitor.visit_f64(real(text)?),
        };
        self.told(value)
    }

    #[inline]
    pub(super) fn literal<T, const N: usize>(
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
pub(super) type PrivateText<'t> =
    MapDeserializer<'t, std::iter::Once<(Borrowed<'t>, Borrowed<'t>)>, Stop>;

pub(super) type Borrowed<'t> = BorrowedStrDeserializer<'t, Stop>;

pub(super) fn private<'t>(name: &'static str, text: &'t str) -> PrivateText<'t> {
    MapDeserializer::new(std::iter::once((Borrowed::new(name), Borrowed::new(text))))
}
