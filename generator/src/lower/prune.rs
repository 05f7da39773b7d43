//! Leaving out what can't be expressed, and all that needs it.
//!
//! In: slots of which some failed, and the operations. Out: the same without gaps: ids are renumbered. What always
//! holds: nothing that stays refers to something that went; each operation that went is named in a warning.

use std::collections::BTreeMap;

use super::context::{Lowering, Slot};
use super::finish::{each_type, each_type_mut, types_in};
use super::operations::{Draft, types_of};
use crate::api::{Type, TypeId, Webhooks};

impl Lowering<'_> {
    /// Removes types that failed or were never needed, and operations and events that need a failed one.
    pub fn prune(&mut self, drafts: &mut Vec<Draft>, webhooks: &mut Option<Webhooks>) {
        self.spread_failures();
        let failed: Vec<bool> = self.slots().iter().map(|slot| !matches!(slot, Slot::Done(_))).collect();
        let is_gone = |ty: &Type| types_in(ty).iter().any(|id| failed.get(id.index()).copied().unwrap_or(true));
        let (kept, gone): (Vec<Draft>, Vec<Draft>) =
            drafts.drain(..).partition(|draft| !types_of(&draft.operation).into_iter().any(is_gone));
        for draft in gone {
            self.warn(
                "operation-left-out",
                &draft.operation.pointer,
                format!("`{}` is left out, since it needs a schema that can't be expressed", draft.operation.template),
                "this operation",
                "see the error on that schema",
            );
        }
        *drafts = kept;
        if let Some(webhooks) = webhooks {
            webhooks.events.retain(|event| !is_gone(&Type::Named(event.payload)));
        }
        if webhooks.as_ref().is_some_and(|webhooks| webhooks.events.is_empty()) {
            *webhooks = None;
        }
        self.renumber(drafts, webhooks);
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
            each_type(&def.kind, &mut |ty| {
                for used in types_in(ty) {
                    users.entry(used.index()).or_default().push(index);
                }
            });
        }
        while let Some(index) = pending.pop() {
            for user in users.remove(&index).unwrap_or_default() {
                if let Some(slot @ Slot::Done(_)) = self.slots().get_mut(user) {
                    *slot = Slot::Failed;
                    pending.push(user);
                }
            }
        }
    }

    fn renumber(&mut self, drafts: &mut [Draft], webhooks: &mut Option<Webhooks>) {
        let mut next = 0;
        let ids: Vec<TypeId> = self
            .slots()
            .iter()
            .map(|slot| {
                let id = TypeId::new(next);
                next += usize::from(matches!(slot, Slot::Done(_)));
                id
            })
            .collect();
        let renamed = |id: &mut TypeId| {
            if let Some(new) = ids.get(id.index()) {
                *id = *new;
            }
        };
        for slot in self.slots() {
            if let Slot::Done(def) = slot {
                each_type_mut(&mut def.kind, &mut |ty| super::finish::each_id_mut(ty, &renamed));
            }
        }
        for draft in drafts {
            super::finish::each_operation_type_mut(&mut draft.operation, &mut |ty| {
                super::finish::each_id_mut(ty, &renamed);
            });
        }
        for event in webhooks.iter_mut().flat_map(|webhooks| &mut webhooks.events) {
            renamed(&mut event.payload);
        }
        self.open_enums = self.open_enums.iter().filter_map(|id| ids.get(id.index()).copied()).collect();
    }
}
