//! Which types have numbers that are kept digit by digit.
//!
//! In: the types. Out: those that hold such a number, at whatever depth. What always holds: nothing here recurses over types.

use std::collections::BTreeSet;

use crate::api::{Api, Number, Type, TypeId};

impl Api {
    /// The types in whose values a number may stand that is kept digit by digit.
    #[must_use]
    pub fn with_decimals(&self) -> BTreeSet<TypeId> {
        let defs = self.types.iter().enumerate();
        let own = defs.filter(|(_, def)| {
            let mut types = def.kind.types().into_iter();
            types.any(|ty| *ty.innermost() == Type::Number(Number::Decimal))
        });
        let mut pending: Vec<TypeId> = own.map(|(index, _)| TypeId::new(index)).collect();
        if pending.is_empty() {
            return BTreeSet::new();
        }
        let users = self.users();
        let mut found = BTreeSet::new();
        while let Some(id) = pending.pop() {
            if found.insert(id) {
                pending.extend(users.get(id.index()).into_iter().flatten());
            }
        }
        found
    }
}
