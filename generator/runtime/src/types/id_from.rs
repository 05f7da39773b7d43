//! What ids are made of, and compare with.
//!
//! In: text, an id, an object, a reference to one; owned or borrowed. Out: the id, also as a value to set. What always holds:
//! wherever an id is accepted, all of these are, and no id of another kind of object.

use std::borrow::Cow;
use std::convert::Infallible;
use std::str::FromStr;

use super::clearable::Clearable;
use super::expandable::Expandable;
use super::id::{Id, Identified};

/// `From` each of these for an id, and for an id that can be cleared.
macro_rules! made_of {
    ($([$($generics:tt)*] $source:ty: $value:ident => $id:expr;)*) => {$(
        impl<$($generics)*> From<$source> for Id<T> {
            fn from($value: $source) -> Self {
                $id
            }
        }

        impl<$($generics)*> From<$source> for Clearable<Id<T>> {
            fn from(value: $source) -> Self {
                Self::Set(value.into())
            }
        }
    )*};
}

made_of! {
    [T: ?Sized] &str: text => Self::new(text);
    [T: ?Sized] String: text => Self::new(text);
    [T: ?Sized] &String: text => Self::new(text.as_str());
    [T: ?Sized] Cow<'_, str>: text => Self::new(text);
    [T: ?Sized] &Id<T>: id => id.clone();
    [T: Identified] T: object => object.id().clone();
    [T: Identified] &T: object => object.id().clone();
    [T: Identified] Expandable<T>: reference => reference.into_id();
    [T: Identified] &Expandable<T>: reference => reference.id().clone();
}

/// Every text is an id of that text: see [`Id::new`].
impl<T: ?Sized> FromStr for Id<T> {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        Ok(Self::new(text))
    }
}

impl<T: ?Sized> From<Id<T>> for String {
    fn from(id: Id<T>) -> Self {
        id.into_string()
    }
}

/// Equal exactly if the text is, whichever of the two stands first.
macro_rules! compares_with {
    ($($text:ty),*) => {$(
        impl<T: ?Sized> PartialEq<$text> for Id<T> {
            fn eq(&self, other: &$text) -> bool {
                let other: &str = other.as_ref();
                self.as_str() == other
            }
        }

        impl<T: ?Sized> PartialEq<Id<T>> for $text {
            fn eq(&self, other: &Id<T>) -> bool {
                other == self
            }
        }
    )*};
}

compares_with!(str, &str, String);
