//! Which schemas describe the same value.
//!
//! In: all schemas. Out: for each, the schemas that it is made of, and those that it is a part of. What always holds: a walk over
//! either visits a schema once, and recurses over nothing.

use std::collections::{HashMap, HashSet};

use serde_json::{Map, Value};

use crate::place::Pointer;
use crate::spec::{AdditionalProperties, Schema, SchemaId, SchemaUse, Schemas};

/// How many schemas are looked at for one: they may be linked in a chain, and each may ask.
const MOST: usize = 1_000;

/// The schemas of a document by their places, with the ways between them that `allOf`, `anyOf` and `oneOf` make.
pub(super) struct Composition<'d> {
    schemas: &'d Schemas,
    root: &'d Value,
    /// What each is a part of, by its place.
    around: HashMap<&'d Pointer, Vec<&'d Schema>>,
}

impl<'d> Composition<'d> {
    pub(super) fn of(schemas: &'d Schemas, root: &'d Value) -> Self {
        let mut around: HashMap<&Pointer, Vec<&Schema>> = HashMap::new();
        for schema in schemas.iter() {
            for part in schema.composed() {
                around.entry(&schemas.of(part).at).or_default().push(schema);
            }
        }
        Self {
            schemas,
            root,
            around,
        }
    }

    /// The names of all members that a schema may be speaking of: its own, those of its parts, and those of what it is a part
    /// of. `None` if these are too many to look at.
    pub(super) fn members(&self, schema: &'d Schema) -> Option<HashSet<&'d str>> {
        let all = self.all(schema)?.into_iter();
        let own = all.filter_map(|schema| self.properties(schema));
        Some(own.flat_map(Map::keys).map(String::as_str).collect())
    }

    /// A schema, its parts, what it is a part of, and the parts of that. `None` if these are too many to look at.
    pub(super) fn all(&self, schema: &'d Schema) -> Option<Vec<&'d Schema>> {
        let around = self.reached(vec![schema], |schema, pending| {
            pending.extend(self.around.get(&schema.at).into_iter().flatten());
        })?;
        self.reached(around, |schema, pending| {
            let parts: Vec<&SchemaUse> = schema.composed().collect();
            pending.extend(parts.into_iter().map(|part| self.schemas.of(part)));
        })
    }

    /// Follows a dotted path of members from a schema on: to what the last one may be, if all can be looked at.
    ///
    /// # Errors
    ///
    /// The step that is no member, and the members that there are.
    pub(super) fn follow<'p>(
        &self,
        schema: &'d Schema,
        path: &'p str,
    ) -> Result<Option<SchemaId>, (&'p str, Vec<&'d str>)> {
        let (mut schema, mut last) = (schema, None);
        for step in path.split('.') {
            let Some(all) = self.all(schema) else {
                return Ok(None);
            };
            let mut members = all.iter().flat_map(|schema| &schema.properties);
            if let Some((_, used)) = members.find(|(name, _)| *name == step) {
                schema = self.schemas.of(used);
                last = Some(used.schema);
                continue;
            }
            let takes_any = all.iter().any(|schema| {
                let additional = schema.additional.as_ref();
                additional.is_some_and(|more| *more != AdditionalProperties::Forbidden)
            });
            if takes_any {
                return Ok(None);
            }
            let names = all.iter().flat_map(|schema| schema.properties.keys());
            return Err((step, names.map(String::as_str).collect()));
        }
        Ok(last)
    }

    /// `properties` as it is written.
    pub(super) fn properties(&self, schema: &Schema) -> Option<&'d Map<String, Value>> {
        let at = schema.at.child("properties");
        self.root.pointer(at.as_str())?.as_object()
    }

    fn reached(
        &self,
        mut pending: Vec<&'d Schema>,
        next: impl Fn(&'d Schema, &mut Vec<&'d Schema>),
    ) -> Option<Vec<&'d Schema>> {
        let (mut seen, mut all) = (HashSet::new(), Vec::new());
        while let Some(schema) = pending.pop() {
            if all.len() > MOST {
                return None;
            }
            if seen.insert(&schema.at) {
                all.push(schema);
                next(schema, &mut pending);
            }
        }
        Some(all)
    }
}
