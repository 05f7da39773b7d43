//! The schemas of a document while it is read.
//!
//! In: places where schemas stand, and places that references lead to, in any order. Out: [`Schemas`]. What always holds: a
//! place has one id, whether it is met by a reference first or by reading it.

use std::collections::HashMap;

use crate::place::Pointer;
use crate::spec::{Schema, SchemaId, Schemas};

/// The schemas met so far.
#[derive(Default)]
pub(super) struct Table {
    ids: HashMap<Pointer, SchemaId>,
    slots: Vec<Slot>,
    /// All slots before this one were looked at by [`Table::unread`].
    looked_at: usize,
}

struct Slot {
    /// The place, until the schema is read.
    wanted: Option<Pointer>,
    schema: Option<Schema>,
}

impl Table {
    /// The id of the schema at a place.
    pub(super) fn id(&mut self, at: &Pointer) -> SchemaId {
        if let Some(id) = self.ids.get(at) {
            return *id;
        }
        let id = SchemaId::new(self.slots.len());
        self.slots.push(Slot {
            wanted: Some(at.clone()),
            schema: None,
        });
        self.ids.insert(at.clone(), id);
        id
    }

    /// Keeps a schema that was read; `None` if it is wrong.
    pub(super) fn fill(&mut self, id: SchemaId, schema: Option<Schema>) {
        if let Some(slot) = self.slots.get_mut(id.index()) {
            *slot = Slot {
                wanted: None,
                schema,
            };
        }
    }

    /// The place of a schema that is referred to, but was not met where it stands; each is answered once.
    pub(super) fn unread(&mut self) -> Option<Pointer> {
        while let Some(slot) = self.slots.get_mut(self.looked_at) {
            self.looked_at += 1;
            if let Some(at) = slot.wanted.take() {
                return Some(at);
            }
        }
        None
    }

    /// All schemas; `None` if one of them is wrong, which was reported.
    pub(super) fn into_schemas(self) -> Option<Schemas> {
        let schemas = self.slots.into_iter().map(|slot| slot.schema);
        schemas.collect::<Option<Vec<_>>>().map(Schemas::new)
    }
}
