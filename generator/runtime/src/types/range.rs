//! Filters by an exact value or by bounds.
//!
//! In: one of the constructors, or a range of the standard library. Out: either `key=value` or up to four pairs such as
//! `key[gte]`, by the API's names for bounds; never both kinds.

use std::fmt;
use std::marker::PhantomData;
use std::ops::{Range, RangeFrom, RangeInclusive, RangeTo, RangeToInclusive};

use serde::de::value::MapAccessDeserializer;
use serde::de::{self, IntoDeserializer, MapAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::runtime::conventions::range;
use crate::runtime::decode::{MemberName, ignore};
use crate::runtime::show::{Extent, Private, count};

/// An exact value, or bounds on it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RangeFilter<T> {
    /// Exactly this value.
    Exactly(T),
    /// Every value within the bounds.
    Within(Bounds<T>),
}

/// Bounds on a value; a value has to keep all that are given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Bounds<T> {
    pub(crate) gt: Option<T>,
    pub(crate) gte: Option<T>,
    pub(crate) lt: Option<T>,
    pub(crate) lte: Option<T>,
}

impl<T> RangeFilter<T> {
    /// The same filter of another value.
    pub(super) fn map<U>(self, change: impl Fn(T) -> U) -> RangeFilter<U> {
        match self {
            Self::Exactly(value) => RangeFilter::Exactly(change(value)),
            Self::Within(bounds) => RangeFilter::Within(bounds.map(change)),
        }
    }

    /// Greater than `value`. A second bound can follow: `gt(a).and_lte(b)`.
    pub fn gt(value: T) -> Bounds<T> {
        Bounds::none().and_gt(value)
    }

    /// `value` or greater. A second bound can follow: `gte(a).and_lt(b)`.
    pub fn gte(value: T) -> Bounds<T> {
        Bounds::none().and_gte(value)
    }

    /// Less than `value`.
    pub fn lt(value: T) -> Bounds<T> {
        Bounds::none().and_lt(value)
    }

    /// `value` or less.
    pub fn lte(value: T) -> Bounds<T> {
        Bounds::none().and_lte(value)
    }
}

impl<T> Bounds<T> {
    const fn none() -> Self {
        Self {
            gt: None,
            gte: None,
            lt: None,
            lte: None,
        }
    }

    /// Also greater than `value`.
    #[must_use]
    pub fn and_gt(mut self, value: T) -> Self {
        self.gt = Some(value);
        self
    }

    /// Also `value` or greater.
    #[must_use]
    pub fn and_gte(mut self, value: T) -> Self {
        self.gte = Some(value);
        self
    }

    /// Also less than `value`.
    #[must_use]
    pub fn and_lt(mut self, value: T) -> Self {
        self.lt = Some(value);
        self
    }

    /// Also `value` or less.
    #[must_use]
    pub fn and_lte(mut self, value: T) -> Self {
        self.lte = Some(value);
        self
    }

    /// The same bounds on another value.
    pub(super) fn map<U>(self, change: impl Fn(T) -> U) -> Bounds<U> {
        Bounds {
            gt: self.gt.map(&change),
            gte: self.gte.map(&change),
            lt: self.lt.map(&change),
            lte: self.lte.map(&change),
        }
    }

    /// The bounds that are given, by their names on the wire, in the order of the document.
    pub(crate) fn given(&self) -> impl Iterator<Item = (&'static str, &T)> {
        [
            (range::GT, &self.gt),
            (range::GTE, &self.gte),
            (range::LT, &self.lt),
            (range::LTE, &self.lte),
        ]
        .into_iter()
        .filter_map(|(name, bound)| bound.as_ref().map(|bound| (name, bound)))
    }
}

impl<T: Extent + fmt::Debug> Extent for RangeFilter<T> {
    fn extent(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Exactly(value) => f.debug_tuple("Exactly").field(&Private(value)).finish(),
            Self::Within(bounds) => {
                f.write_str("Within(")?;
                count(f, bounds.given().count(), "bound", "bounds")?;
                f.write_str(")")
            }
        }
    }
}

impl<T> From<T> for RangeFilter<T> {
    fn from(value: T) -> Self {
        Self::Exactly(value)
    }
}

impl<T> From<Bounds<T>> for RangeFilter<T> {
    fn from(bounds: Bounds<T>) -> Self {
        Self::Within(bounds)
    }
}

impl<T> From<Range<T>> for RangeFilter<T> {
    fn from(range: Range<T>) -> Self {
        Self::gte(range.start).and_lt(range.end).into()
    }
}

impl<T> From<RangeInclusive<T>> for RangeFilter<T> {
    fn from(range: RangeInclusive<T>) -> Self {
        let (start, end) = range.into_inner();
        Self::gte(start).and_lte(end).into()
    }
}

impl<T> From<RangeFrom<T>> for RangeFilter<T> {
    fn from(range: RangeFrom<T>) -> Self {
        Self::gte(range.start).into()
    }
}

impl<T> From<RangeTo<T>> for RangeFilter<T> {
    fn from(range: RangeTo<T>) -> Self {
        Self::lt(range.end).into()
    }
}

impl<T> From<RangeToInclusive<T>> for RangeFilter<T> {
    fn from(range: RangeToInclusive<T>) -> Self {
        Self::lte(range.end).into()
    }
}

impl<T: Serialize> Serialize for RangeFilter<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Exactly(value) => value.serialize(serializer),
            Self::Within(bounds) => {
                let mut map = serializer.serialize_map(Some(bounds.given().count()))?;
                for (name, bound) in bounds.given() {
                    map.serialize_entry(name, bound)?;
                }
                map.end()
            }
        }
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for RangeFilter<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(ExactOrBounds(PhantomData))
    }
}

fn an_object_of_bounds(f: &mut fmt::Formatter<'_>) -> fmt::Result {
    let [gt, gte, lt, lte] = [range::GT, range::GTE, range::LT, range::LTE];
    write!(f, "an object with {gt}, {gte}, {lt} or {lte}")
}

struct ExactOrBounds<T>(PhantomData<fn() -> T>);

impl<'de, T: Deserialize<'de>> Visitor<'de> for ExactOrBounds<T> {
    type Value = RangeFilter<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value, or ")?;
        an_object_of_bounds(f)
    }

    fn visit_i64<E: de::Error>(self, value: i64) -> Result<Self::Value, E> {
        T::deserialize(value.into_deserializer()).map(RangeFilter::Exactly)
    }

    fn visit_u64<E: de::Error>(self, value: u64) -> Result<Self::Value, E> {
        T::deserialize(value.into_deserializer()).map(RangeFilter::Exactly)
    }

    fn visit_f64<E: de::Error>(self, value: f64) -> Result<Self::Value, E> {
        T::deserialize(value.into_deserializer()).map(RangeFilter::Exactly)
    }

    fn visit_str<E: de::Error>(self, value: &str) -> Result<Self::Value, E> {
        T::deserialize(value.into_deserializer()).map(RangeFilter::Exactly)
    }

    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
        Bounds::deserialize(MapAccessDeserializer::new(map)).map(RangeFilter::Within)
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Bounds<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Members<T>(PhantomData<fn() -> T>);

        impl<'de, T: Deserialize<'de>> Visitor<'de> for Members<T> {
            type Value = Bounds<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                an_object_of_bounds(f)
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut bounds = Bounds::none();
                while let Some(name) = map.next_key::<MemberName<'de>>()? {
                    match name.as_str() {
                        range::GT => bounds.gt = map.next_value()?,
                        range::GTE => bounds.gte = map.next_value()?,
                        range::LT => bounds.lt = map.next_value()?,
                        range::LTE => bounds.lte = map.next_value()?,
                        _ => ignore(&mut map)?,
                    }
                }
                Ok(bounds)
            }
        }

        deserializer.deserialize_map(Members(PhantomData))
    }
}
