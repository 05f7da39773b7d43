//! Pages of a list.
//!
//! In: a list object of the API. Out: its items, and whether there are more.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{MapAccess, Visitor};
use serde::ser::SerializeMap;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::runtime::conventions::page;
use crate::runtime::decode::{MemberName, UnknownMembers, ignore, missing};
use crate::runtime::show::{Extent, Private};

/// One page of a list.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct List<T> {
    /// The items of this page.
    pub data: Vec<T>,
    /// Whether there are items beyond this page, in the direction the request went.
    pub has_more: bool,
    /// The path of the list; empty if the API did not say.
    pub url: String,
    /// How many items there are on all pages, where the API was asked to count them.
    pub total_count: Option<u64>,
    /// The members that the document does not name.
    pub unknown: UnknownMembers,
}

impl<T> List<T> {
    /// The items of this page, in order.
    pub fn iter(&self) -> std::slice::Iter<'_, T> {
        self.data.iter()
    }
}

impl<T: fmt::Debug> fmt::Debug for List<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("List")
            .field("data", &self.data)
            .field("has_more", &self.has_more)
            .field("url", &Private(&self.url))
            .field("total_count", &self.total_count)
            .field("unknown", &self.unknown)
            .finish()
    }
}

impl<T> Extent for List<T> {
    fn extent(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.data.extent(f)
    }
}

/// A page without items that is the last one.
impl<T> Default for List<T> {
    fn default() -> Self {
        Self {
            data: Vec::new(),
            has_more: false,
            url: String::new(),
            total_count: None,
            unknown: UnknownMembers::new(),
        }
    }
}

impl<T> IntoIterator for List<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.data.into_iter()
    }
}

impl<'a, T> IntoIterator for &'a mut List<T> {
    type Item = &'a mut T;
    type IntoIter = std::slice::IterMut<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.data.iter_mut()
    }
}

impl<'a, T> IntoIterator for &'a List<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<T: Serialize> Serialize for List<T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        let (tag, value) = page::TAG;
        map.serialize_entry(tag, value)?;
        map.serialize_entry(page::ITEMS, &self.data)?;
        map.serialize_entry(page::MORE, &self.has_more)?;
        map.serialize_entry(page::URL, &self.url)?;
        if let Some(count) = self.total_count {
            map.serialize_entry(page::TOTAL, &count)?;
        }
        self.unknown.write(&mut map)?;
        map.end()
    }
}

/// The items and whether there are more have to be there: without them a page of something else could pass for an empty last page.
impl<'de, T: Deserialize<'de>> Deserialize<'de> for List<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Members<T>(PhantomData<fn() -> T>);

        impl<'de, T: Deserialize<'de>> Visitor<'de> for Members<T> {
            type Value = List<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut data = None;
                let mut has_more = None;
                let mut url = None;
                let mut total_count = None;
                let mut unknown = UnknownMembers::new();
                while let Some(name) = map.next_key::<MemberName<'de>>()? {
                    match name.as_str() {
                        page::ITEMS => data = Some(map.next_value()?),
                        page::MORE => has_more = Some(map.next_value()?),
                        page::URL => url = map.next_value()?,
                        page::TOTAL => total_count = map.next_value()?,
                        tag if tag == page::TAG.0 => ignore(&mut map)?,
                        _ => unknown.keep(name, &mut map)?,
                    }
                }
                Ok(List {
                    data: data.ok_or_else(|| missing(page::ITEMS))?,
                    has_more: has_more.ok_or_else(|| missing(page::MORE))?,
                    url: url.unwrap_or_default(),
                    total_count,
                    unknown,
                })
            }
        }

        deserializer.deserialize_map(Members(PhantomData))
    }
}
