//! Leaving out what can't be expressed, and all that needs it.
//!
//! In: slots of which some failed, and the operations. Out: the same without what needs a failed one. What always holds:
//! nothing that stays needs something that went; each operation that went, and each event that lost its type, is named in a warning. An id does
//! not need the object it names: it stays, as plain text.

use std::collections::BTreeMap;

use crate::api::{Operation, Payload, TextFormat, Type, TypeId};
use crate::lower::context::{Lowering, Slot};
use crate::lower::idiom::events::Received;
use crate::lower::operation::drafts::Draft;

impl Lowering<'_> {
    /// Removes types that failed or were never asked for, and operations that need such a one.
    pub fn prune(&mut self, drafts: &mut Vec<Draft>, received: &mut Received) {
        self.spread_failures();
        let failed: Vec<bool> = self
            .slots()
            .iter()
            .map(|slot| !matches!(slot, Slot::Done(_)))
            .collect();
        let is_failed = |id: usize| failed.get(id).copied().unwrap_or(true);
        let gone = |operation: &Operation| {
            let needed = operation.types().into_iter().filter_map(Type::needed);
            needed.into_iter().find(|id| is_failed(id.index()))
        };
        let mut kept = Vec::with_capacity(drafts.len());
        for draft in drafts.drain(..) {
            let operation = &draft.operation;
            match gone(operation) {
                None => kept.push(draft),
                Some(id) => {
                    let failed = self.failure_of(id);
                    let (method, template) = (operation.method, &operation.template);
                    self.leave_out_operation(method, template, &operation.pointer, failed);
                }
            }
        }
        *drafts = kept;
        self.prune_events(received, &|id| is_failed(id));
        let plain = |ty: &mut Type| forget_object(ty, &is_failed);
        for slot in self.slots() {
            if let Slot::Done(def) = slot {
                for ty in def.kind.types_mut() {
                    ty.each_level_mut(&plain);
                }
            }
        }
        for draft in drafts {
            for ty in draft.operation.types_mut() {
                ty.each_level_mut(&plain);
            }
        }
        for event in received.iter_mut().flat_map(|events| &mut events.events) {
            if let Payload::Json(ty) = &mut event.payload {
                ty.each_level_mut(&plain);
            }
        }
    }

    /// What an event holds that can't be expressed is kept as JSON.
    fn prune_events(&mut self, received: &mut Received, is_failed: &impl Fn(usize) -> bool) {
        for event in received.iter_mut().flat_map(|events| &mut events.events) {
            let needed = match &event.payload {
                Payload::Json(ty) => ty.needed(),
                Payload::Empty | Payload::Text | Payload::Bytes => None,
            };
            if let Some(id) = needed.filter(|id| is_failed(id.index())) {
                let failed = self.failure_of(id);
                self.leave_out_event(&event.wire, &event.pointer, failed);
                event.payload = Payload::Json(Type::Json);
            }
        }
    }

    /// A type that holds a failed one has failed too.
    fn spread_failures(&mut self) {
        let mut users: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        let mut pending = Vec::new();
        for (index, slot) in self.slots().iter().enumerate() {
            let Slot::Done(def) = slot else {
                pending.push(index);
                continue;
            };
            for used in def.kind.types().into_iter().filter_map(Type::needed) {
                users.entry(used.index()).or_default().push(index);
            }
        }
        while let Some(index) = pending.pop() {
            let failed = self.failure_of(TypeId::new(index));
            for user in users.remove(&index).unwrap_or_default() {
                if let Some(slot @ Slot::Done(_)) = self.slots().get_mut(user) {
                    *slot = Slot::Failed;
                    pending.push(user);
                    if let Some(failed) = failed {
                        self.fail_type(TypeId::new(user), failed);
                    }
                }
            }
        }
    }
}

/// The id of an object that has no type is plain text.
fn forget_object(ty: &mut Type, is_failed: &impl Fn(usize) -> bool) {
    if matches!(ty, Type::Id(id) if is_failed(id.index())) {
        *ty = Type::Text(TextFormat::Plain);
    }
}
