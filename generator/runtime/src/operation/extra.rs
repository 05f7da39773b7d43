//! Parameters of a request that the document does not name.
//!
//! In: keys and values of the caller's, and the keys for which the request has functions. Out: what is wrong with each key. What
//! always holds: no parameter goes out under a key that has a type, or that no form of this crate could have.

use std::fmt;

use crate::runtime::limits::Limit;
use crate::runtime::show::{Few, Private, Shown, is_full};
use crate::runtime::types::Entries;

/// Parameters that the document does not name, in the caller's order; or the link that an answer had to the next page.
#[derive(Clone, Default)]
pub struct ExtraParams {
    params: Entries<String>,
    link: Option<Box<str>>,
}

impl ExtraParams {
    /// None.
    #[must_use]
    pub const fn new() -> Self {
        Self {
            params: Entries::new(),
            link: None,
        }
    }

    /// Whether there are none, and no link.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.params.is_empty() && self.link.is_none()
    }

    /// Goes on where an answer leads: what it says of path and query stands for what the request has there.
    pub fn follow(&mut self, link: impl Into<Box<str>>) {
        self.link = Some(link.into());
    }

    /// The link to go on at.
    #[must_use]
    pub fn link(&self) -> Option<&str> {
        self.link.as_deref()
    }

    /// Adds one, or gives another value to one that is there. What is wrong with it is said by the request.
    pub fn add(&mut self, key: impl Into<String>, value: impl fmt::Display) {
        self.params.insert(key, value.to_string());
    }

    /// Keys and values, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.params.iter().map(|(key, value)| (key, value.as_str()))
    }

    /// What is wrong with one of the keys, in a request that has functions for these.
    pub(super) fn fault(&self, key: &str, typed: KeyTable) -> Option<Limit> {
        let Some(path) = names(key) else {
            return Some(Limit::ExtraKey);
        };
        if typed.has(&path) {
            return Some(Limit::ExtraTyped);
        }
        let others = self.params.iter().filter_map(|(other, _)| names(other));
        let mut above = others.filter(|other| other.len() < path.len());
        above
            .any(|other| path.starts_with(&other))
            .then_some(Limit::ExtraBelow)
    }
}

/// The names of a key such as `a[b][c]`. `None` if it is none: a name is missing, or has brackets of its own.
fn names(key: &str) -> Option<Vec<&str>> {
    let (first, mut rest) = key.split_at(key.find('[').unwrap_or(key.len()));
    let mut names = vec![first];
    while !rest.is_empty() {
        let (name, behind) = rest.strip_prefix('[')?.split_once(']')?;
        names.push(name);
        rest = behind;
    }
    let is_name = |name: &&str| !name.is_empty() && !name.contains(['[', ']']);
    names.iter().all(is_name).then_some(names)
}

/// What follows a name of the document, which may have brackets itself.
fn behind<'p, 'k>(path: &'p [&'k str], name: &str) -> Option<&'p [&'k str]> {
    let names = names(name.strip_suffix("[]").unwrap_or(name))?;
    let starts = path.starts_with(&names);
    starts.then(|| path.get(names.len()..)).flatten()
}

/// The keys; of the values, how long they are. By `{:-?}`, the values, too.
impl fmt::Debug for ExtraParams {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let entries: Vec<_> = self.params.iter().collect();
        let few = Few(&entries);
        let shown = match is_full(f) {
            true => entries.as_slice(),
            false => few.shown(),
        };
        let mut map = f.debug_map();
        for (key, value) in shown {
            map.entry(&Shown(key), &Private(*value));
        }
        match shown.len() < entries.len() {
            true => map.finish_non_exhaustive(),
            false => map.finish(),
        }
    }
}

/// What a type has functions or fields for, by the names on the wire.
#[derive(Clone, Copy, Debug)]
pub struct KeyTable {
    values: &'static [&'static str],
    objects: &'static [KeyObject],
}

/// An object in a [`KeyTable`]: its name, which is empty if its members stand without one; behind how many positions or names
/// of entries its members stand; and what it has itself.
pub type KeyObject = (&'static str, usize, fn() -> KeyTable);

impl KeyTable {
    /// `values` have nothing below them that is not theirs.
    #[must_use]
    pub const fn new(values: &'static [&'static str], objects: &'static [KeyObject]) -> Self {
        Self { values, objects }
    }

    /// Whether there is a value at this key or above it, or an object at this key.
    fn has(&self, path: &[&str]) -> bool {
        let in_object = |&(name, levels, table): &KeyObject| match name {
            "" => table().has(path),
            name => behind(path, name).is_some_and(|inner| match inner.get(levels..) {
                None | Some([]) => true,
                Some(inner) => table().has(inner),
            }),
        };
        let mut values = self.values.iter();
        values.any(|name| behind(path, name).is_some()) || self.objects.iter().any(in_object)
    }
}

/// A type that has functions or fields for parameters.
pub trait TypedKeys {
    /// What it has them for.
    fn typed_keys() -> KeyTable;
}
