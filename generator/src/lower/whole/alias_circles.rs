//! Aliases that are made of themselves.
//!
//! In: the types, lowered. Out: those that Rust can't express, reported and failed. What always holds: after this, every
//! alias ends at a type that is none, so that `A = [A]` never reaches the emission.

use std::collections::BTreeSet;

use crate::api::{TypeId, TypeKind};
use crate::lower::context::{Lowered, Lowering, Slot};

impl Lowering<'_> {
    /// Fails every alias that is made of itself.
    pub fn fail_alias_circles(&mut self) {
        let count = self.slots().len();
        let circular: Vec<TypeId> = (0..count)
            .map(TypeId::new)
            .filter(|id| self.is_circular(*id))
            .collect();
        for id in circular {
            let Some(def) = self.type_def(id) else {
                continue;
            };
            let (name, pointer) = (def.name.clone(), def.pointer.clone());
            let _: Lowered<()> = self.fail(
                "recursive-alias",
                &pointer,
                format!("`{name}` is made of itself without an object between"),
                "this schema",
                "make one of the schemas on the way an object, in an overlay",
            );
            self.fill(id, Slot::Failed);
        }
    }

    fn is_circular(&self, alias: TypeId) -> bool {
        let mut seen = BTreeSet::new();
        let mut pending = self.alias_targets(alias);
        while let Some(next) = pending.pop() {
            if next == alias {
                return true;
            }
            if seen.insert(next) {
                pending.extend(self.alias_targets(next));
            }
        }
        false
    }

    fn alias_targets(&self, id: TypeId) -> Vec<TypeId> {
        match self.type_def(id).map(|def| &def.kind) {
            Some(TypeKind::Alias(target)) => target.named().into_iter().collect(),
            _ => Vec::new(),
        }
    }
}
