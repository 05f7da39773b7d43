//! What is within a value of JSON: elements, members, the variant of an enum.
//!
//! In: a reader that has taken the opening bracket. Out: one part after the other; the closing bracket is left. What always holds: between
//! two parts is one comma.

use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, EnumAccess, MapAccess, SeqAccess, VariantAccess,
    Visitor,
};

use super::names::Name;
use super::reader::Reader;
use super::stop::Stop;

/// The elements of a list.
pub(super) struct TextElements<'r, 't> {
    reader: &'r mut Reader<'t>,
    is_first: bool,
}

impl<'r, 't> TextElements<'r, 't> {
    pub(super) const fn of(reader: &'r mut Reader<'t>) -> Self {
        let is_first = true;
        Self { reader, is_first }
    }
}

impl<'t> SeqAccess<'t> for TextElements<'_, 't> {
    type Error = Stop;

    #[inline]
    fn next_element_seed<S: DeserializeSeed<'t>>(
        &mut self,
        seed: S,
    ) -> Result<Option<S::Value>, Stop> {
        let scan = &mut self.reader.scan;
        match scan.token() {
            b']' => return Ok(None),
            b',' if !self.is_first => scan.take(),
            _ if self.is_first => self.is_first = false,
            _ => return Err(Stop::Syntax),
        }
        seed.deserialize(&mut *self.reader).map(Some)
    }
}

/// The members of an object.
pub(super) struct TextMembers<'r, 't> {
    reader: &'r mut Reader<'t>,
    is_first: bool,
}

impl<'r, 't> TextMembers<'r, 't> {
    pub(super) const fn of(reader: &'r mut Reader<'t>) -> Self {
        let is_first = true;
        Self { reader, is_first }
    }
}

impl<'t> MapAccess<'t> for TextMembers<'_, 't> {
    type Error = Stop;

    #[inline]
    fn next_key_seed<S: DeserializeSeed<'t>>(&mut self, seed: S) -> Result<Option<S::Value>, Stop> {
        let scan = &mut self.reader.scan;
        let mut token = scan.token();
        if token == b',' && !self.is_first {
            scan.take();
            token = scan.token();
        } else if token == b'}' {
            return Ok(None);
        } else if !self.is_first {
            return Err(Stop::Syntax);
        }
        self.is_first = false;
        match token {
            b'"' => seed.deserialize(Name(self.reader)).map(Some),
            _ => Err(Stop::Syntax),
        }
    }

    #[inline]
    fn next_value_seed<S: DeserializeSeed<'t>>(&mut self, seed: S) -> Result<S::Value, Stop> {
        self.reader.scan.expect(b':')?;
        seed.deserialize(&mut *self.reader)
    }
}

/// The variant of an enum: a text alone, or the one member of an object.
pub(super) struct Variant<'r, 't> {
    reader: &'r mut Reader<'t>,
    has_value: bool,
}

impl<'r, 't> Variant<'r, 't> {
    pub(super) const fn alone(reader: &'r mut Reader<'t>) -> Self {
        let has_value = false;
        Self { reader, has_value }
    }

    pub(super) const fn with_value(reader: &'r mut Reader<'t>) -> Self {
        let has_value = true;
        Self { reader, has_value }
    }

    /// The reader, if there is a value to be read.
    fn value(self) -> Result<&'r mut Reader<'t>, Stop> {
        match self.has_value {
            true => Ok(self.reader),
            false => Err(Stop::Data),
        }
    }
}

impl<'t> EnumAccess<'t> for Variant<'_, 't> {
    type Error = Stop;
    type Variant = Self;

    fn variant_seed<S: DeserializeSeed<'t>>(self, seed: S) -> Result<(S::Value, Self), Stop> {
        let variant = match self.reader.scan.token() {
            b'"' => seed.deserialize(&mut *self.reader)?,
            _ => return Err(Stop::Syntax),
        };
        if self.has_value {
            self.reader.scan.expect(b':')?;
        }
        Ok((variant, self))
    }
}

impl<'t> VariantAccess<'t> for Variant<'_, 't> {
    type Error = Stop;

    fn unit_variant(self) -> Result<(), Stop> {
        match self.has_value {
            true => <()>::deserialize(self.reader),
            false => Ok(()),
        }
    }

    fn newtype_variant_seed<S: DeserializeSeed<'t>>(self, seed: S) -> Result<S::Value, Stop> {
        seed.deserialize(self.value()?)
    }

    fn tuple_variant<V: Visitor<'t>>(self, _: usize, visitor: V) -> Result<V::Value, Stop> {
        self.value()?.deserialize_seq(visitor)
    }

    fn struct_variant<V: Visitor<'t>>(
        self,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Stop> {
        self.value()?.deserialize_struct("", fields, visitor)
    }
}
