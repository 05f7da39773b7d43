//! What `Debug` shows of values that may be private.
//!
//! In: texts, maps, bytes and JSON. Out: how much there is, such as `<12 characters>`; all of it where it is asked for. What
//! always holds: whoever does not ask is shown nothing of them, also where a type in between does not pass the wish on.

use std::collections::BTreeMap;
use std::fmt;

use bytes::Bytes;
use http::HeaderMap;
use serde_json::{Map, Value};

/// Shows by `Debug` how much there is of a value instead of the value; by `{:-?}`, the value.
pub struct Private<'a, T: ?Sized>(pub &'a T);

impl<T: Extent + fmt::Debug + ?Sized> fmt::Debug for Private<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match is_full(f) {
            true => self.0.fmt(f),
            false => self.0.extent(f),
        }
    }
}

/// Shows all of a value, also what may be private: for a program that is being written, and for tests.
///
/// `Debug` shows how long texts are instead of the texts, as logs are read by more people than customers' data should be:
/// `customer_name: Some(<11 characters>)`. Ids, numbers, points in time and the values of enums are shown. With the minus
/// sign, a format string shows all: `{value:-?}`, or `{value:-#?}` over several lines. This does the same where there is no
/// format string.
pub trait DebugFull: fmt::Debug {
    /// The value, as something that `Debug` shows all of. Two of them compare as their values do, so that
    /// `assert_eq!(one.debug_full(), other.debug_full())` shows where they differ.
    fn debug_full(&self) -> Full<'_, Self> {
        Full(self)
    }
}

impl<T: fmt::Debug + ?Sized> DebugFull for T {}

/// A value that `Debug` shows all of: see [`DebugFull`].
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Full<'a, T: ?Sized>(&'a T);

impl<T: fmt::Debug + ?Sized> fmt::Debug for Full<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match f.alternate() {
            true => write!(f, "{:-#?}", self.0),
            false => write!(f, "{:-?}", self.0),
        }
    }
}

/// Shows what a response holds: also where that is text, bytes or JSON itself, whose `Debug` shows all.
#[cfg(feature = "client")]
pub(crate) struct Held<'a, T>(pub(crate) &'a T);

#[cfg(feature = "client")]
impl<T: fmt::Debug + 'static> fmt::Debug for Held<'_, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let value: &dyn std::any::Any = self.0;
        if let Some(text) = value.downcast_ref::<String>() {
            fmt::Debug::fmt(&Private(text), f)
        } else if let Some(bytes) = value.downcast_ref::<Bytes>() {
            fmt::Debug::fmt(&Private(bytes), f)
        } else if let Some(json) = value.downcast_ref::<Value>() {
            fmt::Debug::fmt(&Private(json), f)
        } else {
            self.0.fmt(f)
        }
    }
}

/// Whether all is to be shown: the minus sign, which the standard library has no use for and passes on to what a value
/// holds.
pub(crate) fn is_full(f: &fmt::Formatter<'_>) -> bool {
    f.sign_minus()
}

/// Writes how much there is of something.
pub(crate) fn count(
    f: &mut fmt::Formatter<'_>,
    count: usize,
    one: &str,
    many: &str,
) -> fmt::Result {
    write!(f, "<{count} {}>", if count == 1 { one } else { many })
}

/// How much there is of a value.
pub trait Extent {
    /// Writes it, such as `<12 characters>`, and nothing of the value.
    ///
    /// # Errors
    /// As the formatter fails.
    fn extent(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result;
}

impl Extent for str {
    fn extent(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        count(f, self.chars().count(), "character", "characters")
    }
}

impl Extent for String {
    fn extent(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.as_str().extent(f)
    }
}

impl Extent for Bytes {
    fn extent(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        count(f, self.len(), "byte", "bytes")
    }
}

impl<T> Extent for Vec<T> {
    fn extent(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        count(f, self.len(), "element", "elements")
    }
}

/// The keys are texts as well.
impl<T> Extent for BTreeMap<String, T> {
    fn extent(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        count(f, self.len(), "entry", "entries")
    }
}

impl Extent for HeaderMap {
    fn extent(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        count(f, self.len(), "header", "headers")
    }
}

impl Extent for Map<String, Value> {
    fn extent(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        count(f, self.len(), "entry", "entries")
    }
}

impl Extent for Value {
    fn extent(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Null | Self::Bool(_) | Self::Number(_) => fmt::Display::fmt(self, f),
            Self::String(text) => text.extent(f),
            Self::Array(elements) => elements.extent(f),
            Self::Object(entries) => entries.extent(f),
        }
    }
}

impl<T: Extent + fmt::Debug> Extent for Option<T> {
    fn extent(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.as_ref().map(Private), f)
    }
}

impl<T: Extent + ?Sized> Extent for Box<T> {
    fn extent(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        (**self).extent(f)
    }
}
