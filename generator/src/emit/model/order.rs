//! The order of a file's types: the one that the file is named after, then its parts, each behind one that holds it.
//!
//! In: the types of a module, in the model's order. Out: the same types, and the names of those that the file is about.
//! What always holds: the file begins with one of these; where nothing else decides, the model's order does.

use std::collections::BTreeSet;

use crate::api::{Ident, TypeDef, TypeId};
use crate::emit::base::context::named;

/// A type in its file: with the one that it stands behind as it is a part of it, by its index in the file.
pub type PlacedType<'a> = (Entry<'a>, Option<usize>);

/// A type and its place in the model.
pub type Entry<'a> = (TypeId, &'a TypeDef);

/// The types in their order, and what the file is about: the type it is named after, or those that are no part of another.
pub fn sorted<'a>(module: &Ident, entries: &[Entry<'a>]) -> (Vec<PlacedType<'a>>, Vec<&'a Ident>) {
    let parts: BTreeSet<TypeId> = entries
        .iter()
        .flat_map(|(id, def)| held(def).into_iter().filter(move |part| part != id))
        .collect();
    let eponym = entries
        .iter()
        .find(|(_, def)| is_named_after(module, &def.name));
    let free = entries.iter().filter(|(id, _)| !parts.contains(id));
    let heads: Vec<Entry<'a>> = match eponym {
        Some(eponym) => vec![*eponym],
        None => free.clone().copied().collect(),
    };
    let mut sorted: Vec<PlacedType<'a>> = Vec::new();
    let mut seen = BTreeSet::new();
    // What no head leads to is a circle that begins nowhere.
    for start in heads.iter().chain(free).chain(entries) {
        let mut queue = vec![(*start, None)];
        while let Some(placed) = queue.pop() {
            let ((id, def), _) = placed;
            if !seen.insert(id) {
                continue;
            }
            let own = Some(sorted.len());
            sorted.push(placed);
            let parts = held(def).into_iter().rev();
            let parts = parts.filter_map(|part| entry(entries, part));
            queue.extend(parts.map(|part| (part, own)));
        }
    }
    let heads = heads.iter().map(|(_, def)| &def.name).collect();
    (sorted, heads)
}

fn entry<'a>(entries: &[Entry<'a>], id: TypeId) -> Option<Entry<'a>> {
    let place = entries.binary_search_by_key(&id, |(id, _)| *id).ok()?;
    entries.get(place).copied()
}

/// The types of which a value is in a value of this one, in the order of its members.
fn held(def: &TypeDef) -> Vec<TypeId> {
    def.kind.types().into_iter().filter_map(named).collect()
}

/// Whether a module's name is a type's: `balance_transaction` and `BalanceTransaction`.
fn is_named_after(module: &Ident, name: &Ident) -> bool {
    let letters = |name: &Ident| name.bare().replace('_', "").to_lowercase();
    letters(module) == letters(name)
}
