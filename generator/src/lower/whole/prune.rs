//! Leaving out what can't be expressed, and all that needs it.
//!
//! In: slots of which some failed, and the operations. Out: the same without what needs a failed one. What always holds:
//! nothing that stays needs something that went; each operation and event that went is named in a warning. An id does
//! not need the object it names: it stays, as plain text.

use std::collections::BTreeMap;

use crate::api::{Operation, TextFormat, Type, TypeId, Webhooks};
use crate::lower::context::{Lowering, Slot};
use crate::lower::operation::drafts::Draft;

impl Lowering<'_> {
    /// Removes types that failed or were never asked for, and operations and events that need such a one.
    pub fn prune(&mut self, drafts: &mut Vec<Draft>, webhooks: &mut Option<Webhooks>) {
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
        self.prune_events(webhooks, &|id| is_failed(id));
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
    }

    fn prune_events(
        &mut self,
        webhooks: &mut Option<Webhooks>,
        is_failed: &impl Fn(usize) -> bool,
    ) {
        let Some(found) = webhooks else { return };
        let (kept, gone): (Vec<_>, Vec<_>) = found
            .events
            .drain(..)
            .partition(|event| !is_failed(event.payload.index()));
        found.events = kept;
        for event in gone {
            let failed = self.failure_of(event.payload);
            self.leave_out_event(&event.wire, &event.pointer, failed);
        }
        if found.events.is_empty() {
            *webhooks = None;
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
