//! Aliases that are made of themselves.
//!
//! In: the types, lowered. Out: those that Rust can't express, reported once a circle and failed. What always holds: after
//! this, every alias ends at a type that is none, so that `A = [A]` never reaches the emission. An alias names at most one
//! type, so that each is looked at once.

use std::collections::BTreeMap;

use crate::api::{TypeId, TypeKind};
use crate::diagnostic;
use crate::lower::context::{Failed, Lowering};

impl Lowering<'_> {
    /// Fails every alias that is made of itself.
    pub fn fail_alias_circles(&mut self) {
        let mut seen = vec![false; self.slots().len()];
        for start in 0..seen.len() {
            let circle = self.alias_circle(TypeId::new(start), &mut seen);
            if let Some(failed) = self.report_circle(&circle) {
                for id in circle {
                    self.fail_type(id, failed);
                }
            }
        }
    }

    /// The circle that an alias leads to, unless it was seen before.
    fn alias_circle(&self, start: TypeId, seen: &mut [bool]) -> Vec<TypeId> {
        let mut way = Vec::new();
        let mut positions = BTreeMap::new();
        let mut next = Some(start);
        while let Some(id) = next {
            if let Some(position) = positions.get(&id) {
                return way.split_off(*position);
            }
            match seen.get_mut(id.index()) {
                Some(seen) if !*seen => *seen = true,
                _ => break,
            }
            positions.insert(id, way.len());
            way.push(id);
            next = self.alias_target(id);
        }
        Vec::new()
    }

    fn report_circle(&mut self, circle: &[TypeId]) -> Option<Failed> {
        let defs = || circle.iter().filter_map(|id| self.type_def(*id));
        let first = defs().next()?;
        let names: Vec<&str> = defs().map(|def| def.name.as_str()).collect();
        let circle = diagnostic::circle(&names);
        let (name, pointer) = (first.name.clone(), first.pointer.clone());
        Some(self.failure(
            "recursive-alias",
            &pointer,
            format!("`{name}` is made of itself without an object between: {circle}"),
            "this schema",
            "make one of the schemas on the way an object, in an overlay",
        ))
    }

    fn alias_target(&self, id: TypeId) -> Option<TypeId> {
        match self.type_def(id).map(|def| &def.kind) {
            Some(TypeKind::Alias(target)) => target.named(),
            _ => None,
        }
    }
}
