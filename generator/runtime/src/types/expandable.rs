//! References that a request may ask to expand.
//!
//! In: a JSON string (the id) or a JSON object. Out: which of the two it was; nothing is buffered in between.

use std::fmt;
use std::marker::PhantomData;

use serde::de::value::MapAccessDeserializer;
use serde::de::{self, MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::id::{Id, Identified};
use crate::runtime::show::{Extent, Private};

/// Another object, by its id or, if the request's `expand` asked for it, in full.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Expandable<T> {
    /// The id alone.
    Id(Id<T>),
    /// The object.
    Object(Box<T>),
}

impl<T> Expandable<T> {
    /// The object, if it was expanded.
    #[must_use]
    pub fn object(&self) -> Option<&T> {
        match self {
            Self::Id(_) => None,
            Self::Object(object) => Some(object),
        }
    }

    /// The object, if it was expanded, without copying it.
    #[must_use]
    pub fn into_object(self) -> Option<T> {
        match self {
            Self::Id(_) => None,
            Self::Object(object) => Some(*object),
        }
    }
}

impl<T: Identified> Expandable<T> {
    /// The id, which the object has as well.
    #[must_use]
    pub fn id(&self) -> &Id<T> {
        match self {
            Self::Id(id) => id,
            Self::Object(object) => object.id(),
        }
    }

    /// The id, without copying it where it stands alone.
    #[must_use]
    pub fn into_id(self) -> Id<T> {
        match self {
            Self::Id(id) => id,
            Self::Object(object) => object.id().clone(),
        }
    }
}

/// An object of which no type says what is private shows how large it is.
impl<T: Extent + fmt::Debug> Extent for Expandable<T> {
    fn extent(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Id(id) => f.debug_tuple("Id").field(id).finish(),
            Self::Object(object) => f.debug_tuple("Object").field(&Private(object)).finish(),
        }
    }
}

impl<T> From<Id<T>> for Expandable<T> {
    fn from(id: Id<T>) -> Self {
        Self::Id(id)
    }
}

impl<T: Serialize> Serialize for Expandable<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Id(id) => id.serialize(serializer),
            Self::Object(object) => object.serialize(serializer),
        }
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Expandable<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct IdOrObject<T>(PhantomData<fn() -> T>);

        impl<'de, T: Deserialize<'de>> Visitor<'de> for IdOrObject<T> {
            type Value = Expandable<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an id or the object itself")
            }

            fn visit_str<E: de::Error>(self, id: &str) -> Result<Self::Value, E> {
                Ok(Expandable::Id(Id::new(id)))
            }

            fn visit_string<E: de::Error>(self, id: String) -> Result<Self::Value, E> {
                Ok(Expandable::Id(Id::new(id)))
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Self::Value, A::Error> {
                T::deserialize(MapAccessDeserializer::new(map))
                    .map(Box::new)
                    .map(Expandable::Object)
            }
        }

        deserializer.deserialize_any(IdOrObject(PhantomData))
    }
}
