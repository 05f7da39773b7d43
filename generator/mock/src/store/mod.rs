//! Objects in memory.
//!
//! In: what operations do to objects, found from their paths and types. Out: objects. What always holds: the objects of one type are one
//! collection, whichever path leads to them; the newest comes first.

mod classify;
mod form;
mod list;
mod merge;

use std::collections::HashMap;

use serde_json::{Map, Value};

pub use classify::{Act, Action, ResourceKind, Roles};
pub use form::{ListForm, object_in, put_at};
pub use list::{CursorPlace, Cut, ON, Wanted, is_below, page, text_of, token};
pub use merge::{Merge, get, matches};

/// An object.
#[derive(Clone, Debug, PartialEq)]
pub struct Stored {
    /// The object.
    pub value: Value,
    /// What stood in the path when it was made, without its own id.
    pub parents: Map<String, Value>,
    /// When it was made, among all objects.
    pub serial: u64,
}

/// The objects of a resource.
#[derive(Clone, Debug, Default)]
pub struct Collection {
    order: Vec<String>,
    objects: HashMap<String, Stored>,
}

/// All objects.
#[derive(Clone, Debug, Default)]
pub struct Store {
    collections: HashMap<usize, Collection>,
    serial: u64,
}

impl Store {
    /// Keeps an object, in the place of the one that has its id.
    pub fn put(&mut self, resource: usize, id: &str, value: Value, parents: Map<String, Value>) {
        self.serial += 1;
        let serial = self.serial;
        let collection = self.collections.entry(resource).or_default();
        match collection.objects.get_mut(id) {
            Some(stored) => stored.value = value,
            None => {
                collection.order.push(id.to_owned());
                let stored = Stored {
                    value,
                    parents,
                    serial,
                };
                collection.objects.insert(id.to_owned(), stored);
            }
        }
    }

    /// The object with an id.
    #[must_use]
    pub fn get(&self, resource: usize, id: &str) -> Option<&Stored> {
        self.collections.get(&resource)?.objects.get(id)
    }

    /// The object with an id, to be changed.
    pub fn get_mut(&mut self, resource: usize, id: &str) -> Option<&mut Stored> {
        self.collections.get_mut(&resource)?.objects.get_mut(id)
    }

    /// Takes an object out.
    pub fn remove(&mut self, resource: usize, id: &str) -> Option<Stored> {
        let collection = self.collections.get_mut(&resource)?;
        let stored = collection.objects.remove(id)?;
        collection.order.retain(|known| known != id);
        Some(stored)
    }

    /// The objects of a resource, the newest first, with their ids.
    pub fn newest(&self, resource: usize) -> impl Iterator<Item = (&str, &Stored)> {
        let collection = self.collections.get(&resource);
        collection.into_iter().flat_map(|collection| {
            let order = collection.order.iter().rev();
            order.filter_map(|id| Some((id.as_str(), collection.objects.get(id)?)))
        })
    }

    /// How many objects a resource has.
    #[must_use]
    pub fn count(&self, resource: usize) -> usize {
        self.collections
            .get(&resource)
            .map_or(0, |collection| collection.order.len())
    }
}
