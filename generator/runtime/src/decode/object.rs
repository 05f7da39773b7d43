//! Objects of JSON, as types of a document read them.
//!
//! In: the members of an object, one after the other. Out: the value, or an error that names the member that is not there. What
//! always holds: emitted code says what is its own alone, the names and what becomes of them; whatever is the same for all types
//! stands here, once for rustc to check.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Deserialize, Deserializer, MapAccess, Visitor};

use super::json::missing;

/// What is read from the members of an object.
pub trait FromMembers: Sized {
    /// What is said to have been expected where something else comes, such as `a Widget object`.
    const EXPECTED: &'static str;

    /// Reads all members.
    ///
    /// # Errors
    /// If one can't be read, or one is not there that has to be.
    fn from_members<'de, A: MapAccess<'de>>(access: A) -> Result<Self, A::Error>;
}

/// Reads an object.
///
/// # Errors
/// If it is something else, or as its members fail.
pub fn read_object<'de, T: FromMembers, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    deserializer.deserialize_map(ObjectReader(PhantomData))
}

struct ObjectReader<T>(PhantomData<fn() -> T>);

impl<'de, T: FromMembers> Visitor<'de> for ObjectReader<T> {
    type Value = T;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(T::EXPECTED)
    }

    fn visit_map<A: MapAccess<'de>>(self, access: A) -> Result<T, A::Error> {
        T::from_members(access)
    }
}

/// Reads the value of the member whose name was read last into its place. One that is null is an error, unless `T` takes it.
///
/// # Errors
/// If it is something else than `T`.
pub fn read_value<'de, T: Deserialize<'de>, A: MapAccess<'de>>(
    into: &mut Option<T>,
    access: &mut A,
) -> Result<(), A::Error> {
    *into = Some(access.next_value()?);
    Ok(())
}

/// The same of a member that may be null, which empties its place.
///
/// # Errors
/// If it is something else than null or `T`.
pub fn read_nullable<'de, T: Deserialize<'de>, A: MapAccess<'de>>(
    into: &mut Option<T>,
    access: &mut A,
) -> Result<(), A::Error> {
    *into = access.next_value()?;
    Ok(())
}

/// The value of a member that has to be there.
///
/// # Errors
/// If it was not there.
pub fn needed<T, E: serde::de::Error>(value: Option<T>, name: &'static str) -> Result<T, E> {
    match value {
        Some(value) => Ok(value),
        None => Err(missing(name)),
    }
}
