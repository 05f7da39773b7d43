//! Values that a request can set or clear.
//!
//! In: a caller's choice. Out: the value, or what the wire has for "nothing": `""` in a form, `null` in JSON.

use std::borrow::Cow;
use std::fmt;

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::runtime::show::{Extent, Private};

/// A value to set, or the wish to clear the one that is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Clearable<T> {
    /// Set this value.
    Set(T),
    /// Clear the value: an empty string in a form, `null` in JSON.
    Clear,
}

impl<T> Clearable<T> {
    /// The value to set, if there is one.
    #[must_use]
    pub fn set(&self) -> Option<&T> {
        match self {
            Self::Set(value) => Some(value),
            Self::Clear => None,
        }
    }

    /// Whether the value is to be cleared.
    #[must_use]
    pub fn is_clear(&self) -> bool {
        matches!(self, Self::Clear)
    }
}

impl<T: Extent + fmt::Debug> Extent for Clearable<T> {
    fn extent(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Set(value) => f.debug_tuple("Set").field(&Private(value)).finish(),
            Self::Clear => f.write_str("Clear"),
        }
    }
}

impl<T> From<T> for Clearable<T> {
    fn from(value: T) -> Self {
        Self::Set(value)
    }
}

/// What a text is made of, a text to set is made of.
macro_rules! text_of {
    ($($source:ty),*) => {$(
        impl From<$source> for Clearable<String> {
            fn from(value: $source) -> Self {
                Self::Set(value.into())
            }
        }
    )*};
}

text_of!(&str, &mut str, &String, Box<str>, Cow<'_, str>, char);

impl<T: Serialize> Serialize for Clearable<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Set(value) => value.serialize(serializer),
            Self::Clear => serializer.serialize_unit(),
        }
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Clearable<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let value = Option::deserialize(deserializer)?;
        Ok(value.map_or(Self::Clear, Self::Set))
    }
}
