//! What stands below the key of a member.
//!
//! In: a [`Field`] that forms write. Out: the objects whose members have keys below its own. What always holds: a member without
//! such objects has all that is below its key for itself.

use std::collections::BTreeSet;

use crate::api::{Additional, Api, Field, Pairs, Type, TypeId, TypeKind};

impl Api {
    /// The objects that a member can be, each with the number of positions and names of entries before the names of its
    /// members. An object that takes members of any name is none: whatever is below its key is its own.
    #[must_use]
    pub fn key_objects(&self, field: &Field) -> Vec<(usize, TypeId)> {
        let mut found = BTreeSet::new();
        if let Pairs::Value | Pairs::Spread = self.pairs(field) {
            self.collect_key_objects(&field.ty, 0, &mut BTreeSet::new(), &mut found);
        }
        found.into_iter().collect()
    }

    fn collect_key_objects(
        &self,
        ty: &Type,
        levels: usize,
        unions: &mut BTreeSet<TypeId>,
        found: &mut BTreeSet<(usize, TypeId)>,
    ) {
        let ty = self.value(ty);
        if let Type::List(inner) | Type::Map(inner) | Type::Entries(inner) = ty {
            return self.collect_key_objects(inner, levels + 1, unions, found);
        }
        let Some(id) = ty.as_named() else {
            return;
        };
        let Some(def) = self.get(id).filter(|def| def.traits.form) else {
            return;
        };
        if let TypeKind::Struct(object) = &def.kind
            && !matches!(object.additional, Additional::Kept { .. })
        {
            found.insert((levels, id));
        }
        if let TypeKind::Union(union) = &def.kind
            && unions.insert(id)
        {
            for variant in &union.variants {
                self.collect_key_objects(&variant.ty, levels, unions, found);
            }
        }
    }
}
