//! The schemas of a document while it is read.
//!
//! In: places where schemas stand, and places that references lead to, in any order. Out: [`Schemas`]. What always holds: a
//! place has one id, whether it is met by a reference first or by reading it.

use std::collections::HashMap;

use crate::place::Pointer;
use crate::spec::{Schema, SchemaId, Schemas};

/// A value that a document gives for a schema.
#[derive(Clone, Debug)]
pub(crate) struct GivenValue {
    /// Where it stands.
    pub(crate) at: Pointer,
    /// What it is given for.
    pub(crate) schema: SchemaId,
}

/// The schemas met so far.
#[derive(Default)]
pub(super) struct SchemaTable {
    ids: HashMap<Pointer, SchemaId>,
    /// By id: the schema, if it was read and is right.
    schemas: Vec<Option<Schema>>,
    /// By id: the place, until the schema is read.
    wanted: Vec<Option<Pointer>>,
    /// All places before this one were looked at by [`SchemaTable::unread`].
    looked_at: usize,
}

impl SchemaTable {
    /// The id of the schema at a place.
    pub(super) fn id(&mut self, at: &Pointer) -> SchemaId {
        if let Some(id) = self.ids.get(at) {
            return *id;
        }
        let id = SchemaId::new(self.schemas.len());
        self.schemas.push(None);
        self.wanted.push(Some(at.clone()));
        self.ids.insert(at.clone(), id);
        id
    }

    /// Keeps a schema that was read; `None` if it is wrong.
    pub(super) fn fill(&mut self, id: SchemaId, schema: Option<Schema>) {
        if let Some(wanted) = self.wanted.get_mut(id.index()) {
            *wanted = None;
        }
        if let Some(slot) = self.schemas.get_mut(id.index()) {
            *slot = schema;
        }
    }

    /// The place of a schema that is referred to, but was not met where it stands; each is answered once.
    pub(super) fn unread(&mut self) -> Option<Pointer> {
        while let Some(wanted) = self.wanted.get_mut(self.looked_at) {
            self.looked_at += 1;
            if let Some(at) = wanted.take() {
                return Some(at);
            }
        }
        None
    }

    /// All schemas; one that is wrong, which was reported, says nothing of its values.
    pub(super) fn into_schemas(self) -> Schemas {
        let places: HashMap<SchemaId, &Pointer> =
            self.ids.iter().map(|(at, id)| (*id, at)).collect();
        let schemas = self.schemas.into_iter().enumerate().map(|(index, schema)| {
            schema.unwrap_or_else(|| Schema {
                at: places
                    .get(&SchemaId::new(index))
                    .map_or_else(Pointer::root, |at| (*at).clone()),
                ..Schema::default()
            })
        });
        Schemas::new(schemas.collect())
    }
}
