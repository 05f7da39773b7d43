//! What limits apply to: the text, the number of elements or the number that a value is.
//!
//! In: a value of a request. Out: its measure, without copying it.

use std::collections::BTreeMap;
use std::fmt;

use bytes::Bytes;
use serde_json::{Map, Value};

use crate::runtime::form::Key;
use crate::runtime::types::{
    Clearable, ClearableEntries, Decimal, Entries, Expandable, Id, RangeFilter, Timestamp,
};

/// What limits measure a value by.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Measure<'a> {
    /// Nothing: no limit applies.
    Nothing,
    /// Its characters.
    Text(&'a str),
    /// Its elements.
    Items(usize),
    /// The number that it is.
    Number(Number),
}

/// A number of any type.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Number {
    /// A whole number.
    Whole(i128),
    /// A number that may have a fraction.
    Real(f64),
}

impl fmt::Display for Number {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Whole(number) => number.fmt(f),
            Self::Real(number) => number.fmt(f),
        }
    }
}

/// A value that limits can apply to.
pub trait Measured {
    /// What the limits measure.
    fn measure(&self) -> Measure<'_>;
}

/// A value with elements (or entries) that have limits of their own.
pub trait Elements {
    /// What an element is.
    type Element: ?Sized;

    /// Visits each element with its key.
    fn each_element(&self, key: &Key<'_>, visit: &mut dyn FnMut(&Key<'_>, &Self::Element));
}

/// A map with keys that have limits.
pub trait Keys {
    /// Visits the name of each entry with its key.
    fn each_key(&self, key: &Key<'_>, visit: &mut dyn FnMut(&Key<'_>, &str));
}

impl<T: Measured + ?Sized> Measured for &T {
    fn measure(&self) -> Measure<'_> {
        (**self).measure()
    }
}

impl<T: Measured + ?Sized> Measured for Box<T> {
    fn measure(&self) -> Measure<'_> {
        (**self).measure()
    }
}

impl<T: Measured> Measured for Option<T> {
    fn measure(&self) -> Measure<'_> {
        self.as_ref().map_or(Measure::Nothing, T::measure)
    }
}

impl<T: Measured> Measured for Clearable<T> {
    fn measure(&self) -> Measure<'_> {
        self.set().map_or(Measure::Nothing, T::measure)
    }
}

/// Bounds have no measure, only an exact value has.
impl<T: Measured> Measured for RangeFilter<T> {
    fn measure(&self) -> Measure<'_> {
        match self {
            Self::Exactly(value) => value.measure(),
            Self::Within(_) => Measure::Nothing,
        }
    }
}

impl Measured for str {
    fn measure(&self) -> Measure<'_> {
        Measure::Text(self)
    }
}

impl Measured for String {
    fn measure(&self) -> Measure<'_> {
        Measure::Text(self)
    }
}

impl<T: ?Sized> Measured for Id<T> {
    fn measure(&self) -> Measure<'_> {
        Measure::Text(self.as_str())
    }
}

macro_rules! whole {
    ($($number:ty),*) => {$(
        impl Measured for $number {
            fn measure(&self) -> Measure<'_> {
                Measure::Number(Number::Whole(i128::from(*self)))
            }
        }
    )*};
}

whole!(i32, i64, u64);

impl Measured for f32 {
    fn measure(&self) -> Measure<'_> {
        Measure::Number(Number::Real(f64::from(*self)))
    }
}

impl Measured for f64 {
    fn measure(&self) -> Measure<'_> {
        Measure::Number(Number::Real(*self))
    }
}

impl Measured for Decimal {
    fn measure(&self) -> Measure<'_> {
        Measure::Number(match self.to_i128() {
            Some(whole) => Number::Whole(whole),
            None => Number::Real(self.to_f64()),
        })
    }
}

impl Measured for bool {
    fn measure(&self) -> Measure<'_> {
        Measure::Nothing
    }
}

impl Measured for Timestamp {
    fn measure(&self) -> Measure<'_> {
        Measure::Number(Number::Whole(i128::from(self.as_unix())))
    }
}

/// Lengths are in characters, which bytes do not have.
impl Measured for Bytes {
    fn measure(&self) -> Measure<'_> {
        Measure::Nothing
    }
}

impl<T> Measured for [T] {
    fn measure(&self) -> Measure<'_> {
        Measure::Items(self.len())
    }
}

impl<T> Measured for Vec<T> {
    fn measure(&self) -> Measure<'_> {
        Measure::Items(self.len())
    }
}

impl<V> Measured for BTreeMap<String, V> {
    fn measure(&self) -> Measure<'_> {
        Measure::Items(self.len())
    }
}

impl<V> Measured for Entries<V> {
    fn measure(&self) -> Measure<'_> {
        Measure::Items(self.len())
    }
}

/// The entries to set: a map cannot have more than it may have if these are too many already.
impl Measured for ClearableEntries {
    fn measure(&self) -> Measure<'_> {
        Measure::Items(self.changes().filter(|(_, value)| value.is_some()).count())
    }
}

/// The id; an object is checked part by part.
impl<T> Measured for Expandable<T> {
    fn measure(&self) -> Measure<'_> {
        match self {
            Self::Id(id) => id.measure(),
            Self::Object(_) => Measure::Nothing,
        }
    }
}

impl Measured for Map<String, Value> {
    fn measure(&self) -> Measure<'_> {
        Measure::Items(self.len())
    }
}

impl Measured for Value {
    fn measure(&self) -> Measure<'_> {
        match self {
            Value::Null | Value::Bool(_) => Measure::Nothing,
            Value::Number(number) => match (number.as_i128(), number.as_f64()) {
                (Some(number), _) => Measure::Number(Number::Whole(number)),
                (None, Some(number)) => Measure::Number(Number::Real(number)),
                (None, None) => Measure::Nothing,
            },
            Value::String(text) => Measure::Text(text),
            Value::Array(values) => values.measure(),
            Value::Object(members) => members.measure(),
        }
    }
}

impl<T> Elements for [T] {
    type Element = T;

    fn each_element(&self, key: &Key<'_>, visit: &mut dyn FnMut(&Key<'_>, &T)) {
        for (index, element) in self.iter().enumerate() {
            visit(&key.index(index), element);
        }
    }
}

impl<T> Elements for Vec<T> {
    type Element = T;

    fn each_element(&self, key: &Key<'_>, visit: &mut dyn FnMut(&Key<'_>, &T)) {
        self.as_slice().each_element(key, visit);
    }
}

impl<V> Elements for BTreeMap<String, V> {
    type Element = V;

    fn each_element(&self, key: &Key<'_>, visit: &mut dyn FnMut(&Key<'_>, &V)) {
        for (name, element) in self {
            visit(&key.entry(name), element);
        }
    }
}

impl<V> Elements for Entries<V> {
    type Element = V;

    fn each_element(&self, key: &Key<'_>, visit: &mut dyn FnMut(&Key<'_>, &V)) {
        for (name, element) in self.iter() {
            visit(&key.entry(name), element);
        }
    }
}

/// The bounds; an exact value is no element, but measured itself.
impl<T> Elements for RangeFilter<T> {
    type Element = T;

    fn each_element(&self, key: &Key<'_>, visit: &mut dyn FnMut(&Key<'_>, &T)) {
        if let Self::Within(bounds) = self {
            for (name, bound) in bounds.given() {
                visit(&key.entry(name), bound);
            }
        }
    }
}

/// The values to set.
impl Elements for ClearableEntries {
    type Element = str;

    fn each_element(&self, key: &Key<'_>, visit: &mut dyn FnMut(&Key<'_>, &str)) {
        for (name, value) in self.changes() {
            if let Some(value) = value {
                visit(&key.entry(name), value);
            }
        }
    }
}

impl<C: Elements + ?Sized> Elements for Box<C> {
    type Element = C::Element;

    fn each_element(&self, key: &Key<'_>, visit: &mut dyn FnMut(&Key<'_>, &C::Element)) {
        (**self).each_element(key, visit);
    }
}

impl<C: Elements> Elements for Option<C> {
    type Element = C::Element;

    fn each_element(&self, key: &Key<'_>, visit: &mut dyn FnMut(&Key<'_>, &C::Element)) {
        if let Some(elements) = self {
            elements.each_element(key, visit);
        }
    }
}

impl<C: Elements> Elements for Clearable<C> {
    type Element = C::Element;

    fn each_element(&self, key: &Key<'_>, visit: &mut dyn FnMut(&Key<'_>, &C::Element)) {
        if let Some(elements) = self.set() {
            elements.each_element(key, visit);
        }
    }
}

impl<V> Keys for BTreeMap<String, V> {
    fn each_key(&self, key: &Key<'_>, visit: &mut dyn FnMut(&Key<'_>, &str)) {
        self.keys().for_each(|name| visit(&key.entry(name), name));
    }
}

impl Keys for Map<String, Value> {
    fn each_key(&self, key: &Key<'_>, visit: &mut dyn FnMut(&Key<'_>, &str)) {
        self.keys().for_each(|name| visit(&key.entry(name), name));
    }
}

impl<V> Keys for Entries<V> {
    fn each_key(&self, key: &Key<'_>, visit: &mut dyn FnMut(&Key<'_>, &str)) {
        self.iter()
            .for_each(|(name, _)| visit(&key.entry(name), name));
    }
}

/// Those to set and those to unset: what no entry can be called can't be unset either.
impl Keys for ClearableEntries {
    fn each_key(&self, key: &Key<'_>, visit: &mut dyn FnMut(&Key<'_>, &str)) {
        self.changes()
            .for_each(|(name, _)| visit(&key.entry(name), name));
    }
}

impl<C: Keys + ?Sized> Keys for Box<C> {
    fn each_key(&self, key: &Key<'_>, visit: &mut dyn FnMut(&Key<'_>, &str)) {
        (**self).each_key(key, visit);
    }
}

impl<C: Keys> Keys for Option<C> {
    fn each_key(&self, key: &Key<'_>, visit: &mut dyn FnMut(&Key<'_>, &str)) {
        if let Some(map) = self {
            map.each_key(key, visit);
        }
    }
}

impl<C: Keys> Keys for Clearable<C> {
    fn each_key(&self, key: &Key<'_>, visit: &mut dyn FnMut(&Key<'_>, &str)) {
        if let Some(map) = self.set() {
            map.each_key(key, visit);
        }
    }
}
