//! Closing the gaps in the list of types.
//!
//! In: slots of which some are empty, and what refers to the others. Out: the same, numbered without gaps. What always
//! holds: components stay, used or not; an inline type stays if something that stays refers to it.

use std::collections::BTreeMap;

use crate::api::{Payload, Type, TypeId};
use crate::lower::context::{Lowering, Slot};
use crate::lower::idiom::events::Received;
use crate::lower::operation::drafts::Draft;

impl Lowering<'_> {
    /// Drops the inline types of what was left out, and renumbers the others.
    pub fn close_gaps(&mut self, drafts: &mut [Draft], received: &mut Received) {
        self.drop_unreachable(drafts, received);
        let done = self
            .slots()
            .iter()
            .enumerate()
            .filter(|(_, slot)| matches!(slot, Slot::Done(_)));
        let ids: BTreeMap<TypeId, TypeId> = done
            .enumerate()
            .map(|(new, (old, _))| (TypeId::new(old), TypeId::new(new)))
            .collect();
        let renamed = |id: &mut TypeId| {
            if let Some(new) = ids.get(id) {
                *id = *new;
            }
        };
        for slot in self.slots() {
            if let Slot::Done(def) = slot {
                for ty in def.kind.types_mut() {
                    ty.change_id(&renamed);
                }
            }
        }
        for draft in drafts {
            for ty in draft.operation.types_mut() {
                ty.change_id(&renamed);
            }
        }
        for events in received.iter_mut() {
            renamed(&mut events.kind);
            for event in &mut events.events {
                if let Payload::Json(ty) = &mut event.payload {
                    ty.change_id(&renamed);
                }
            }
        }
        self.open_enums = self
            .open_enums
            .iter()
            .filter_map(|id| ids.get(id).copied())
            .collect();
    }

    fn drop_unreachable(&mut self, drafts: &[Draft], received: &Received) {
        let mut pending: Vec<usize> = (0..self.components.len()).collect();
        let used = drafts.iter().flat_map(|draft| draft.operation.types());
        pending.extend(used.filter_map(Type::named).map(TypeId::index));
        for events in received.iter() {
            let types = events.events.iter().filter_map(|event| event.payload.ty());
            pending.extend(types.filter_map(Type::named).map(TypeId::index));
            pending.push(events.kind.index());
        }
        let mut reached = vec![false; self.slots().len()];
        while let Some(index) = pending.pop() {
            match reached.get_mut(index) {
                Some(reached) if !*reached => *reached = true,
                _ => continue,
            }
            if let Some(Slot::Done(def)) = self.slots().get(index) {
                let used = def.kind.types().into_iter().filter_map(Type::named);
                pending.extend(used.map(TypeId::index));
            }
        }
        for (slot, reached) in self.slots().iter_mut().zip(reached) {
            if !reached {
                *slot = Slot::Failed;
            }
        }
    }
}
