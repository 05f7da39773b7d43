//! Cursor-paged lists: how to get from one page to the next.
//!
//! In: operations whose types are all lowered. Out: [`Paging`] where an operation returns a page, takes a cursor and
//! its items have ids. What always holds: the inputs that a [`Paging`] names are optional and hold text or an id.

use crate::api::{Ident, Operation, Output, PageWay, Paging, Payload, Type, TypeId, TypeKind};
use crate::lower::context::Lowering;
use crate::lower::operation::drafts::Draft;

impl Lowering<'_> {
    /// Finds the cursor-paged lists, and types their cursors by the item's id.
    pub fn add_paging(&self, drafts: &mut [Draft]) {
        for draft in drafts {
            let Some(item) = self.page_item_of(&draft.operation) else {
                continue;
            };
            let Some((cursor, cursor_type)) = self.cursor_of(&item) else {
                continue;
            };
            let operation = &mut draft.operation;
            let names = &self.conventions.cursors;
            let Some(forward) = cursor_input(operation, &names.after) else {
                continue;
            };
            let backward = cursor_input(operation, &names.before);
            for input in [Some(forward), backward].into_iter().flatten() {
                if let Some(input) = operation.inputs.get_mut(input) {
                    input.field.ty = cursor_type.clone();
                }
            }
            operation.paging = Some(Paging {
                item,
                way: PageWay::Item {
                    cursor,
                    forward,
                    backward,
                },
            });
        }
    }

    /// The type of the items, where an operation returns one page of a list.
    pub fn page_item_of(&self, operation: &Operation) -> Option<Type> {
        let Output::One(Payload::Json(ty)) = &operation.output else {
            return None;
        };
        if let Type::Page(item) = self.behind_aliases(ty) {
            Some(*item)
        } else {
            None
        }
    }

    /// What an alias stands for, to the end.
    pub fn behind_aliases(&self, ty: &Type) -> Type {
        let mut ty = ty.clone();
        // A chain of aliases is shorter than the list of types.
        for _ in 0..self.components.len() {
            let Type::Named(id) = ty else { break };
            match self.type_def(id).map(|def| &def.kind) {
                Some(TypeKind::Alias(target)) => ty = target.clone(),
                _ => break,
            }
        }
        ty
    }

    /// The struct behind a type.
    pub fn struct_behind(&self, ty: &Type) -> Option<TypeId> {
        let ty = self.behind_aliases(ty);
        if let Type::Boxed(inner) = &ty {
            return self.struct_behind(inner);
        }
        ty.as_named()
    }

    fn cursor_of(&self, item: &Type) -> Option<(Ident, Type)> {
        let def = self.type_def(self.struct_behind(item)?)?;
        let TypeKind::Struct(found) = &def.kind else {
            return None;
        };
        let id = found
            .fields
            .iter()
            .find(|field| field.wire == self.conventions.id && field.required && !field.nullable)?;
        matches!(id.ty, Type::Id(_) | Type::Text(_)).then(|| (id.name.clone(), id.ty.clone()))
    }
}

fn cursor_input(operation: &Operation, wire: &str) -> Option<usize> {
    operation.inputs.iter().position(|input| {
        input.field.wire == wire
            && !input.field.required
            && matches!(input.field.ty, Type::Text(_) | Type::Id(_))
    })
}
