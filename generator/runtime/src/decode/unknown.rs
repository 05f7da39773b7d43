//! Members of an object that the document does not name.
//!
//! In: the members that a reader has no field for. Out: their JSON, when it is asked for or written again. What always holds:
//! where there are none, nothing is allocated, and this is one pointer.

use std::fmt;

use serde::de::{DeserializeOwned, MapAccess};
use serde::ser::{Error as _, SerializeMap};
use serde_json::Value;

use super::error::DecodeError;
use super::json::decode_json;
use super::name::MemberName;
use super::raw::{JsonText, RawMembers, Written};
use crate::runtime::show::{Few, Shown, count, is_full};

/// The members of an object that the document does not name, as they came: those that a newer version of the API has, or of
/// which its document does not tell. They are written again with the object, behind those that have a name; requests do not
/// send them.
///
/// They are kept as text, with every digit and in their order, and only read when they are asked for. Two are equal if they
/// are as [`Value`]s.
///
/// Inside of an alternative of a union, they are mostly kept as a [`Value`] has them, as that is what tells alternatives apart: none is
/// lost, but a number that fits neither 64 bits nor an `f64` has the digits of the nearest `f64`, and the order is that of
/// `serde_json`'s maps. Whoever needs them as they came has the body of the response.
#[derive(Clone, Default)]
pub struct UnknownMembers(Option<Box<Kept>>);

/// The members, as an object of JSON: at least one.
#[derive(Clone, Default)]
struct Kept {
    json: String,
}

impl UnknownMembers {
    /// None.
    #[must_use]
    pub const fn new() -> Self {
        Self(None)
    }

    /// Whether there are none.
    #[must_use]
    pub const fn is_empty(&self) -> bool {
        self.0.is_none()
    }

    /// All of them as one object of JSON; `{}` if there are none. It can be read as any type, and has numbers that no type of
    /// Rust can hold as they came.
    #[must_use]
    pub fn as_json(&self) -> &str {
        self.0.as_ref().map_or("{}", |kept| &kept.json)
    }

    /// The member of that name, read as a type of the caller's choice, such as `String` or `serde_json::Value`; `None` if there
    /// is none.
    ///
    /// # Errors
    /// If it is something else than `T`. Where the same name came twice, the last one counts.
    #[must_use]
    pub fn get<T: DeserializeOwned>(&self, name: &str) -> Option<Result<T, DecodeError>> {
        let members = self.members();
        let mut members = members.iter().rev();
        let (_, text) = members.find(|(known, _)| known.as_str() == name)?;
        Some(decode_json(text.get().as_bytes()))
    }

    /// Their names, in the order in which they came.
    pub fn names(&self) -> impl Iterator<Item = String> {
        let members = self.members().into_iter();
        members.map(|(name, _)| name.into_string())
    }

    fn members(&self) -> Vec<(MemberName<'_>, &serde_json::value::RawValue)> {
        // What is kept was read as members before.
        let members = serde_json::from_str(self.as_json());
        members.map_or_else(|_| Vec::new(), |RawMembers(members)| members)
    }

    /// Keeps the member whose name was read last, with the value that comes next.
    ///
    /// # Errors
    /// If it is no valid JSON.
    pub fn keep<'de, A: MapAccess<'de>>(
        &mut self,
        name: MemberName<'de>,
        map: &mut A,
    ) -> Result<(), A::Error> {
        let json = map.next_value_seed(JsonText)?;
        self.push(name.as_str(), json.as_str());
        Ok(())
    }

    fn push(&mut self, name: &str, value: &str) {
        let Kept { json } = &mut **self.0.get_or_insert_default();
        // The braces, quotes, a colon and a comma.
        json.reserve(name.len() + value.len() + 6);
        let is_first = json.pop().is_none();
        json.push(if is_first { '{' } else { ',' });
        if name.contains(|c: char| matches!(c, '"' | '\\' | '\0'..='\x1f')) {
            json.push_str(&Value::from(name).to_string());
        } else {
            json.extend(["\"", name, "\""]);
        }
        json.extend([":", value, "}"]);
    }

    /// Writes them behind the members that were written so far.
    ///
    /// # Errors
    /// As the format fails.
    pub fn write<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        if self.is_empty() {
            return Ok(());
        }
        let members = serde_json::from_str(self.as_json());
        let RawMembers(members) = members.map_err(M::Error::custom)?;
        for (name, text) in members {
            map.serialize_entry(name.as_str(), &Written::new(text))?;
        }
        Ok(())
    }
}

impl PartialEq for UnknownMembers {
    fn eq(&self, other: &Self) -> bool {
        let value = |members: &Self| serde_json::from_str::<Value>(members.as_json()).ok();
        self.as_json() == other.as_json()
            || value(self).is_some_and(|value_of_self| Some(value_of_self) == value(other))
    }
}

impl Eq for UnknownMembers {}

/// The names, and how long each value is as JSON; by `{:-?}`, the JSON.
impl fmt::Debug for UnknownMembers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if is_full(f) {
            return f.write_str(self.as_json());
        }
        let members = self.members();
        let few = Few(&members);
        let few = few.shown();
        let mut map = f.debug_map();
        for (name, text) in few {
            map.entry(&Shown(name.as_str()), &Length(text.get().len()));
        }
        match few.len() < members.len() {
            true => map.finish_non_exhaustive(),
            false => map.finish(),
        }
    }
}

/// A number of bytes.
struct Length(usize);

impl fmt::Debug for Length {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        count(f, self.0, "byte", "bytes")
    }
}
