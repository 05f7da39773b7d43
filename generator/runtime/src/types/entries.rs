//! Maps whose order the wire keeps.
//!
//! In: keys and values in the caller's order. Out: the same order; a key occurs at most once, at its first place.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::runtime::show::{count, is_full};

/// A map from text that keeps the order in which keys were first inserted. Made for the few entries of a request: a
/// lookup is a scan.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Entries<V> {
    entries: Vec<(String, V)>,
}

impl<V> Entries<V> {
    /// No entries.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            entries: Vec::new(),
        }
    }

    /// Sets the value of a key: in place if the key is there, else at the end. Returns the value it had.
    pub fn insert(&mut self, key: impl Into<String>, value: V) -> Option<V> {
        let key = key.into();
        if let Some((_, old)) = self.entries.iter_mut().find(|(known, _)| *known == key) {
            return Some(std::mem::replace(old, value));
        }
        self.entries.push((key, value));
        None
    }

    /// The value of a key.
    #[must_use]
    pub fn get(&self, key: &str) -> Option<&V> {
        self.entries
            .iter()
            .find(|(known, _)| known == key)
            .map(|(_, value)| value)
    }

    /// The number of entries.
    #[must_use]
    pub fn len(&self) -> usize {
        self.entries.len()
    }

    /// Whether there is no entry.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The entries in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &V)> {
        self.entries
            .iter()
            .map(|(key, value)| (key.as_str(), value))
    }
}

/// Shows how many entries there are; with the minus sign, all of them.
impl<V: fmt::Debug> fmt::Debug for Entries<V> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match is_full(f) {
            true => f.debug_map().entries(self.iter()).finish(),
            false => count(f, self.len(), "entry", "entries"),
        }
    }
}

impl<V> Default for Entries<V> {
    fn default() -> Self {
        Self::new()
    }
}

impl<K: Into<String>, V> Extend<(K, V)> for Entries<V> {
    fn extend<I: IntoIterator<Item = (K, V)>>(&mut self, entries: I) {
        for (key, value) in entries {
            self.insert(key, value);
        }
    }
}

impl<K: Into<String>, V> FromIterator<(K, V)> for Entries<V> {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(entries: I) -> Self {
        let mut all = Self::new();
        all.extend(entries);
        all
    }
}

impl<V> IntoIterator for Entries<V> {
    type Item = (String, V);
    type IntoIter = std::vec::IntoIter<(String, V)>;

    fn into_iter(self) -> Self::IntoIter {
        self.entries.into_iter()
    }
}

impl<V: Serialize> Serialize for Entries<V> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter())
    }
}

impl<'de, V: Deserialize<'de>> Deserialize<'de> for Entries<V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct InOrder<V>(PhantomData<fn() -> V>);

        impl<'de, V: Deserialize<'de>> Visitor<'de> for InOrder<V> {
            type Value = Entries<V>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
                let mut entries = Entries::new();
                while let Some((key, value)) = map.next_entry::<String, V>()? {
                    entries.insert(key, value);
                }
                Ok(entries)
            }
        }

        deserializer.deserialize_map(InOrder(PhantomData))
    }
}

/// Changes to a map of text that the API holds: keys to set, keys to unset, or the wish to unset all of them.
///
/// On the wire `key[k]=v` sets, `key[k]=` unsets, and `key=` unsets all. Without changes nothing is sent. One request
/// cannot unset all keys and set some: doing so is reported before anything is sent, as is an empty value given to
/// [`set`](Self::set), which the API would read as a wish to unset.
#[derive(Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ClearableEntries {
    cleared: bool,
    changes: Entries<Option<String>>,
}

impl ClearableEntries {
    /// No changes.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            cleared: false,
            changes: Entries::new(),
        }
    }

    /// Sets a key to a text, or to the text of a number, an id or whatever else is shown as one. The last change to a key
    /// counts; it keeps the place of the first one.
    pub fn set(&mut self, key: impl Into<String>, value: impl fmt::Display) {
        self.changes.insert(key, Some(value.to_string()));
    }

    /// Unsets a key. After [`clear`](Self::clear) there is nothing left to unset, so nothing is recorded.
    pub fn unset(&mut self, key: impl Into<String>) {
        if !self.cleared {
            self.changes.insert(key, None);
        }
    }

    /// Unsets all keys, and forgets the changes made so far. A key that is set later is reported before anything is
    /// sent: the two take two requests.
    pub fn clear(&mut self) {
        self.cleared = true;
        self.changes = Entries::new();
    }

    /// Whether all keys are to be unset.
    #[must_use]
    pub fn is_clear(&self) -> bool {
        self.cleared
    }

    /// Whether there is nothing to send.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        !self.cleared && self.changes.is_empty()
    }

    /// The keys to set, with their value, and the keys to unset, with `None`, in order.
    pub fn changes(&self) -> impl Iterator<Item = (&str, Option<&str>)> {
        self.changes
            .iter()
            .map(|(key, value)| (key, value.as_deref()))
    }
}

/// Shows how many changes there are; with the minus sign, all of them.
impl fmt::Debug for ClearableEntries {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.cleared {
            f.write_str("<all cleared> ")?;
        }
        match is_full(f) {
            true => self.changes.fmt(f),
            false => count(f, self.changes.len(), "change", "changes"),
        }
    }
}

/// Each entry sets a key.
impl<K: fmt::Display, V: fmt::Display> Extend<(K, V)> for ClearableEntries {
    fn extend<I: IntoIterator<Item = (K, V)>>(&mut self, entries: I) {
        for (key, value) in entries {
            self.set(key.to_string(), value);
        }
    }
}

/// Each entry sets a key.
impl<K: fmt::Display, V: fmt::Display> FromIterator<(K, V)> for ClearableEntries {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(entries: I) -> Self {
        let mut all = Self::new();
        all.extend(entries);
        all
    }
}

/// As JSON: `null` to unset all keys, else an object in which `null` unsets a key.
impl Serialize for ClearableEntries {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if self.cleared {
            serializer.serialize_unit()
        } else {
            self.changes.serialize(serializer)
        }
    }
}

impl<'de> Deserialize<'de> for ClearableEntries {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let changes = Option::<Entries<Option<String>>>::deserialize(deserializer)?;
        Ok(Self {
            cleared: changes.is_none(),
            changes: changes.unwrap_or_default(),
        })
    }
}
