//! Types that stand inline.
//!
//! In: what a schema came to, and what it might be called. Out: a type with a name. What always holds: the same wish with the same
//! shape is the same type; what stands around others has the shorter name.

use super::site::Site;
use super::{Lowering, Slot, TypeDraft, shape};
use crate::api::{Ident, Traits, TypeDef, TypeId, TypeKind, Usage};
use crate::names;

impl Lowering<'_> {
    /// Adds a type that stands inline; the same wish with the same shape is the same type.
    pub fn add_inline(&mut self, wishes: &[String], def: TypeDraft, site: &Site) -> TypeId {
        let mut all = wishes.iter();
        let mut candidates = all
            .next()
            .map_or_else(Vec::new, |wish| names::type_names(wish));
        // Most are there already, so that nobody asks what else they could be called.
        if let Some(id) = self.known(&candidates, &shape::shape(&def.kind)) {
            return id;
        }
        candidates.extend(all.flat_map(|wish| names::type_names(wish)));
        self.add_named(&candidates, def, site)
    }

    /// The type of the same wish for a name and the same shape.
    fn known(&self, candidates: &[Ident], shape: &TypeKind) -> Option<TypeId> {
        let mut known = self.shapes.get(candidates.first()?.as_str())?.iter();
        known.find_map(|(other, id)| (other == shape).then_some(*id))
    }

    /// The same, of a type that is to have one of these names.
    pub fn add_named(&mut self, candidates: &[Ident], def: TypeDraft, site: &Site) -> TypeId {
        let shape = shape::shape(&def.kind);
        if let Some(id) = self.known(candidates, &shape) {
            return id;
        }
        // What stands around it keeps its name, though it is only named when all of its parts are.
        let is_outer = |name: &&Ident| {
            let mut outer = self.outer.iter();
            outer.any(|(taken, words)| taken == *name && *words != site.name)
        };
        let own: Vec<Ident> = candidates
            .iter()
            .filter(|name| !is_outer(name))
            .cloned()
            .collect();
        let own = if own.is_empty() { candidates } else { &own };
        let claimed = self.type_names.claim(own);
        if !own.contains(&claimed.ident) {
            self.warn_collision(&site.pointer, &claimed);
        }
        let id = TypeId::new(self.slots.len());
        self.slots.push(Slot::Done(Box::new(TypeDef {
            name: claimed.ident,
            module: site.module.clone(),
            docs: def.docs,
            deprecated: def.deprecated,
            usage: Usage::default(),
            traits: Traits::default(),
            resource: None,
            kind: def.kind,
            pointer: site.pointer.clone(),
        })));
        let key = candidates.first().map(ToString::to_string);
        let known = self.shapes.entry(key.unwrap_or_default());
        known.or_default().push((shape, id));
        id
    }

    /// Does something with the parts of a type that will be called so, if it can be: none of them takes that name. What is the type
    /// itself, by the words that its place is called by, may.
    pub fn around<T>(
        &mut self,
        name: Option<Ident>,
        site: &Site,
        work: impl FnOnce(&mut Self) -> T,
    ) -> T {
        let Some(name) = name.filter(|name| self.type_names.is_free(name)) else {
            return work(self);
        };
        self.outer.push((name, site.name.clone()));
        let done = work(self);
        self.outer.pop();
        done
    }
}
