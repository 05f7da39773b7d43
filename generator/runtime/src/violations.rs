//! What is wrong with a request, found before it is sent.
//!
//! In: values with their keys and limits. Out: every violation with the form key, the limit and the actual size, in the
//! order of the fields; never a value.

use std::collections::BTreeMap;
use std::error::Error;
use std::fmt;

use super::clearable::Clearable;
use super::entries::{ClearableEntries, Entries};
use super::expandable::Expandable;
use super::form::ExpandPath;
use super::key::Key;
use super::limits::Limits;
use super::measure::{Elements, Measure, Measured, Number};

/// A limit that a request breaks.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum Limit {
    /// The fewest characters (Unicode scalar values).
    MinLength(u64),
    /// The most characters (Unicode scalar values).
    MaxLength(u64),
    /// The most characters (Unicode scalar values) of several fields together.
    MaxTotalLength(u64),
    /// The fewest elements.
    MinItems(u64),
    /// The most elements.
    MaxItems(u64),
    /// The smallest number.
    Minimum(f64),
    /// The number that the value has to be greater than.
    ExclusiveMinimum(f64),
    /// The greatest number.
    Maximum(f64),
    /// The number that the value has to be less than.
    ExclusiveMaximum(f64),
    /// A value has to say something: the API takes an empty one as none, or as the wish to clear.
    Empty,
    /// A path parameter has to be there and to survive the URL parsers that resolve `.` and `..`, encoded or not.
    PathSegment,
    /// The name or value of a header, or the content type of a part, has to be one (RFC 9110, section 5).
    Header,
    /// The address has to be a URI (RFC 3986) of at most 65,534 bytes.
    Address,
    /// The value has to be one that JSON can hold.
    Json,
    /// An entry is unset by asking for it, not by setting it to nothing.
    EntryValue,
    /// Unsetting all entries and setting some takes two requests.
    ClearedEntries,
    /// Contents that are not in memory have to be there, and to be the same as when they were given.
    Contents,
}

impl fmt::Display for Limit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::MinLength(limit) | Self::MinItems(limit) => write!(f, "at least {limit} allowed"),
            Self::MaxLength(limit) | Self::MaxItems(limit) => write!(f, "at most {limit} allowed"),
            Self::MaxTotalLength(limit) => {
                write!(f, "at most {limit} allowed in all fields together")
            }
            Self::Minimum(limit) => write!(f, "at least {limit} allowed"),
            Self::ExclusiveMinimum(limit) => write!(f, "more than {limit} expected"),
            Self::Maximum(limit) => write!(f, "at most {limit} allowed"),
            Self::ExclusiveMaximum(limit) => write!(f, "less than {limit} expected"),
            Self::Empty => f.write_str(
                "an empty value would count as none, or as the wish to clear: leave it out, or clear it explicitly",
            ),
            Self::PathSegment => {
                f.write_str("an empty text, `.` and `..` cannot be part of a path")
            }
            Self::Header => f.write_str("only visible ASCII characters and spaces allowed"),
            Self::Address => f.write_str("a valid URI of at most 65534 bytes expected"),
            Self::Json => f.write_str("cannot be written as what the API reads"),
            Self::EntryValue => {
                f.write_str("an empty value would unset the entry: unset it explicitly")
            }
            Self::ClearedEntries => {
                f.write_str("an entry is set while all are cleared: send two requests")
            }
            Self::Contents => f.write_str(
                "a file to upload cannot be read, or changed since it was given: make a new upload of it",
            ),
        }
    }
}

/// The size that breaks a limit.
#[derive(Clone, Copy, Debug, PartialEq)]
#[non_exhaustive]
pub enum Actual {
    /// Characters (Unicode scalar values).
    Characters(u64),
    /// Elements.
    Items(u64),
    /// Bytes.
    Bytes(u64),
    /// The number itself.
    Number(Number),
    /// None: it is not the size that is wrong.
    Unmeasured,
}

impl fmt::Display for Actual {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (count, unit) = match self {
            Self::Characters(count) => (count, "character"),
            Self::Items(count) => (count, "element"),
            Self::Bytes(count) => (count, "byte"),
            Self::Number(number) => return number.fmt(f),
            Self::Unmeasured => return f.write_str("a value of any size"),
        };
        write!(f, "{count} {unit}{}", if *count == 1 { "" } else { "s" })
    }
}

/// A limit that a request breaks, and where.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Violation {
    /// The decoded key of the value, such as `evidence[customer_name]`, or the name of the path parameter or header.
    pub key: String,
    /// The limit.
    pub limit: Limit,
    /// The size of the value.
    pub actual: Actual,
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.actual {
            Actual::Unmeasured => write!(f, "{}: {}", self.key, self.limit),
            actual => write!(f, "{}: {actual}, {}", self.key, self.limit),
        }
    }
}

/// A request that was not made, because it would break limits of the API.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct InvalidRequest {
    /// Every violation, in the order of the fields; at least one.
    pub violations: Vec<Violation>,
}

/// A violation a line.
impl fmt::Display for InvalidRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, violation) in self.violations.iter().enumerate() {
            let line_end = if index == 0 { "" } else { "\n" };
            write!(f, "{line_end}{violation}")?;
        }
        Ok(())
    }
}

impl Error for InvalidRequest {}

/// Collects violations.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Violations {
    violations: Vec<Violation>,
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
    pub fn check<T: Measured + ?Sized>(&mut self, key: &Key<'_>, value: &T, limits: Limits) {
        limits.check(value.measure(), |limit, actual| {
            self.add(key, limit, actual);
        });
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

    /// Checks each element of a list, or the value of each entry of a map, in a way of its own.
    pub fn elements<C: Elements + ?Sized>(
        &mut self,
        key: &Key<'_>,
        elements: &C,
        check: impl Fn(&mut Self, &Key<'_>, &C::Element),
    ) {
        elements.each_element(key, &mut |key, element| check(self, key, element));
    }

    /// Checks each path to expand, as [`Form::expand`](super::Form::expand) writes it.
    pub fn expand<P: ExpandPath>(
        &mut self,
        key: &Key<'_>,
        prefix: &'static str,
        paths: &[P],
        limits: Limits,
    ) {
        for (index, path) in paths.iter().enumerate() {
            let key = key.index(index);
            match path.is_known() {
                true => self.check(&key, &format!("{prefix}{}", path.path()), limits),
                false => self.check(&key, path.path(), limits),
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
        let texts = fields.map(|field| match field.measure() {
            Measure::Text(text) => text,
            _ => "",
        });
        let total = |length: fn(&str) -> usize| {
            let lengths = texts.iter().map(|text| length(text) as u64);
            lengths.fold(0, u64::saturating_add)
        };
        // A character is at least one byte, so most texts need not be counted.
        if total(str::len) > max {
            let total = total(|text| text.chars().count());
            if total > max {
                self.add(key, Limit::MaxTotalLength(max), Actual::Characters(total));
            }
        }
    }

    /// Records a violation.
    pub fn add(&mut self, key: &Key<'_>, limit: Limit, actual: Actual) {
        self.add_named(key.to_string(), limit, actual);
    }

    pub(super) fn add_named(&mut self, key: impl Into<String>, limit: Limit, actual: Actual) {
        self.violations.push(Violation {
            key: key.into(),
            limit,
            actual,
        });
    }

    /// Records values that a form could not write; of one that breaks a limit already, nothing more is said.
    pub(super) fn unwritten(&mut self, failures: Vec<(String, Limit)>) {
        for (key, limit) in failures {
            if !self.violations.iter().any(|known| known.key == key) {
                self.add_named(key, limit, Actual::Unmeasured);
            }
        }
    }

    pub(super) fn extend(&mut self, more: Violations) {
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
