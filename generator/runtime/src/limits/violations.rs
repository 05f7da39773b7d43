//! What is wrong with a request, found before it is sent.
//!
//! In: values with their keys and limits. Out: every violation with the form key, the limit and the actual size, in the
//! order of the fields; never a value. What is shown of them is of bounded length: the keys of a map are the caller's.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt;

use super::limit::{Actual, Limit};
use super::limits::Limits;
use super::measure::{Elements, Keys, Measure, Measured};
use crate::runtime::form::{ExpandPath, Key, Unwritten};
use crate::runtime::show::{Few, Shown};
use crate::runtime::types::{Clearable, ClearableEntries, Entries, Expandable};

/// A limit that a request breaks, and where.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub struct Violation {
    /// The decoded key of the value, such as `owner[name]`, or the name of the path parameter or header.
    pub key: String,
    /// The limit.
    pub limit: Limit,
    /// The size of the value.
    pub actual: Actual,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let key = Shown(&self.key);
        match self.actual {
            Actual::Unmeasured => write!(f, "{key}: {}", self.limit),
            actual => write!(f, "{key}: {actual}, {}", self.limit),
        }
    }
}

impl fmt::Debug for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Violation")
            .field("key", &Shown(&self.key))
            .field("limit", &self.limit)
            .field("actual", &self.actual)
            .finish()
    }
}

/// A request that was not made, because it would break limits of the API.
#[derive(Clone, PartialEq)]
#[non_exhaustive]
pub struct InvalidRequest {
    /// Every violation, in the order of the fields; at least one.
    pub violations: Vec<Violation>,
}

/// A violation a line; the first 100, and how many there are.
impl fmt::Display for InvalidRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let few = Few(&self.violations);
        for (index, violation) in few.shown().iter().enumerate() {
            let line_end = if index == 0 { "" } else { "\n" };
            write!(f, "{line_end}{violation}")?;
        }
        few.say_cut("\n", "violations", f)
    }
}

impl fmt::Debug for InvalidRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("InvalidRequest")
            .field("violations", &Few(&self.violations))
            .finish()
    }
}

impl Error for InvalidRequest {}

/// Collects violations.
#[derive(Clone, Default, PartialEq)]
pub struct Violations {
    violations: Vec<Violation>,
}

impl fmt::Debug for Violations {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Violations")
            .field(&Few(&self.violations))
            .finish()
    }
}

impl Violations {
    /// None so far.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            violations: Vec::new(),
        }
    }

    /// Checks a value.
    #[inline]
    pub fn check<T: Measured + ?Sized>(&mut self, key: &Key<'_>, value: &T, limits: Limits) {
        self.measured(key, value.measure(), &limits);
    }

    fn measured(&mut self, key: &Key<'_>, measure: Measure<'_>, limits: &Limits) {
        if !limits.allow(measure) {
            for (limit, actual) in limits.broken(measure) {
                self.add(key, limit, actual);
            }
        }
    }

    /// Checks a member of the value under `key`, if it is there; `encoded` is its name, as [`Key::member`] takes it.
    #[inline]
    pub fn member<T: Measured>(
        &mut self,
        key: &Key<'_>,
        encoded: &'static str,
        value: &Option<T>,
        limits: Limits,
    ) {
        if let Some(value) = value {
            self.check(&key.member(encoded), value, limits);
        }
    }

    /// Checks a value if there is one.
    pub fn optional<T: Measured>(&mut self, key: &Key<'_>, value: &Option<T>, limits: Limits) {
        self.check(key, value, limits);
    }

    /// Checks each element of a list, or the value of each entry of a map, by the same limits.
    pub fn each<C>(&mut self, key: &Key<'_>, elements: &C, limits: Limits)
    where
        C: Elements<Element: Measured> + ?Sized,
    {
        elements.each_element(key, &mut |key, element| self.check(key, element, limits));
    }

    /// Checks the name of each entry of a map by the same limits; it is told as the key of the entry.
    pub fn keys<C: Keys + ?Sized>(&mut self, key: &Key<'_>, map: &C, limits: Limits) {
        map.each_key(key, &mut |key, name| {
            let measure = name.measure();
            if !limits.allow(measure) {
                for (limit, actual) in limits.broken(measure) {
                    self.add(key, limit.of_key(), actual);
                }
            }
        });
    }

    /// Checks each element of a list, or the value of each entry of a map, in a way of its own.
    pub fn elements<C: Elements + ?Sized>(
        &mut self,
        key: &Key<'_>,
        elements: &C,
        check: impl Fn(&mut Self, &Key<'_>, &C::Element),
    ) {
        elements.each_element(key, &mut |key, element| check(self, key, element));
    }

    /// Checks each path to expand, as [`Form::expand`](crate::runtime::form::Form::expand) writes it.
    pub fn expand<P: ExpandPath>(
        &mut self,
        key: &Key<'_>,
        prefix: &'static str,
        paths: &[P],
        limits: Limits,
    ) {
        for (index, path) in paths.iter().enumerate() {
            let key = key.index(index);
            match path.prefix(prefix) {
                "" => self.check(&key, path.path(), limits),
                prefix => self.check(&key, &format!("{prefix}{}", path.path()), limits),
            }
        }
    }

    /// Checks the characters (Unicode scalar values) that the texts among several fields have together.
    pub fn max_total_length<const N: usize>(
        &mut self,
        key: &Key<'_>,
        max: u64,
        fields: [&dyn Measured; N],
    ) {
        // A character is at least one byte, so most texts need not be counted.
        if total(&fields, str::len) > max {
            let total = total(&fields, |text| text.chars().count());
            if total > max {
                self.add(key, Limit::MaxTotalLength(max), Actual::Characters(total));
            }
        }
    }

    /// Records a violation.
    pub fn add(&mut self, key: &Key<'_>, limit: Limit, actual: Actual) {
        self.add_named(key.to_string(), limit, actual);
    }

    pub(crate) fn add_named(&mut self, key: impl Into<String>, limit: Limit, actual: Actual) {
        self.violations.push(Violation {
            key: key.into(),
            limit,
            actual,
        });
    }

    /// Records values that a form could not write; of one that breaks a limit already, nothing more is said.
    pub(crate) fn unwritten(&mut self, failures: Vec<(String, Unwritten)>) {
        for (key, why) in failures {
            let limit = match why {
                Unwritten::NoForm => Limit::Json,
                Unwritten::Empty => Limit::Empty,
            };
            if !self.violations.iter().any(|known| known.key == key) {
                self.add_named(key, limit, Actual::Unmeasured);
            }
        }
    }

    pub(crate) fn extend(&mut self, more: Violations) {
        self.violations.extend(more.violations);
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.violations.is_empty()
    }

    /// Ends the collection.
    ///
    /// # Errors
    /// If there is a violation; the error holds all of them.
    pub fn into_result(self) -> Result<(), InvalidRequest> {
        if self.violations.is_empty() {
            Ok(())
        } else {
            Err(InvalidRequest {
                violations: self.violations,
            })
        }
    }
}

/// The lengths of all texts among the fields.
#[inline]
fn total(fields: &[&dyn Measured], length: impl Fn(&str) -> usize) -> u64 {
    let lengths = fields.iter().map(|field| match field.measure() {
        Measure::Text(text) => length(text) as u64,
        _ => 0,
    });
    lengths.fold(0, u64::saturating_add)
}

/// A value with parts that have limits.
pub trait Check {
    /// Records what breaks a limit in the value that stands under `key`.
    fn check(&self, key: &Key<'_>, violations: &mut Violations);
}

impl<T: Check + ?Sized> Check for &T {
    fn check(&self, key: &Key<'_>, violations: &mut Violations) {
        (**self).check(key, violations);
    }
}

impl<T: Check + ?Sized> Check for Box<T> {
    fn check(&self, key: &Key<'_>, violations: &mut Violations) {
        (**self).check(key, violations);
    }
}

impl<T: Check> Check for Option<T> {
    fn check(&self, key: &Key<'_>, violations: &mut Violations) {
        if let Some(value) = self {
            value.check(key, violations);
        }
    }
}

impl<T: Check> Check for Clearable<T> {
    fn check(&self, key: &Key<'_>, violations: &mut Violations) {
        if let Some(value) = self.set() {
            value.check(key, violations);
        }
    }
}

impl<T: Check> Check for [T] {
    fn check(&self, key: &Key<'_>, violations: &mut Violations) {
        self.each_element(key, &mut |key, element| element.check(key, violations));
    }
}

impl<T: Check> Check for Vec<T> {
    fn check(&self, key: &Key<'_>, violations: &mut Violations) {
        self.as_slice().check(key, violations);
    }
}

impl<V: Check> Check for BTreeMap<String, V> {
    fn check(&self, key: &Key<'_>, violations: &mut Violations) {
        self.each_element(key, &mut |key, element| element.check(key, violations));
    }
}

impl<V: Check> Check for Entries<V> {
    fn check(&self, key: &Key<'_>, violations: &mut Violations) {
        self.each_element(key, &mut |key, element| element.check(key, violations));
    }
}

impl<T: Check> Check for Expandable<T> {
    fn check(&self, key: &Key<'_>, violations: &mut Violations) {
        if let Some(object) = self.object() {
            object.check(key, violations);
        }
    }
}

/// Nothing may be unset by accident, and no change may be lost.
impl Check for ClearableEntries {
    fn check(&self, key: &Key<'_>, violations: &mut Violations) {
        for (name, value) in self.changes() {
            let key = key.entry(name);
            if self.is_clear() {
                let length = value.map_or(0, |value| value.chars().count());
                violations.add(
                    &key,
                    Limit::ClearedEntries,
                    Actual::Characters(length as u64),
                );
            } else if value == Some("") {
                violations.add(&key, Limit::EntryValue, Actual::Characters(0));
            }
        }
    }
}
