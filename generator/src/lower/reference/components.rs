//! Components: the schemas that have a name of their own.
//!
//! In: `components.schemas`. Out: one type for each that is used, or that nothing uses. What always holds: names and
//! modules follow from the document's order alone; components are lowered from a queue, one after the other.

use std::collections::BTreeMap;

use super::references::Node;
use crate::api::{Ident, Pointer, Traits, TypeDef, TypeId, TypeKind, Usage};
use crate::lower::context::{
    Component, Direction, Failed, Lowered, Lowering, Site, Slot, TypeDraft,
};
use crate::lower::schema::schemas::Definition;
use crate::lower::schema::view::View;
use crate::names::{self, Claimed, Scope};

impl<'d> Lowering<'d> {
    /// Names every component, in the document's order, so that names don't depend on who uses what first.
    pub fn reserve_components(&mut self) {
        let Some(components) = &self.document.openapi.components else {
            return;
        };
        let mut modules = Scope::modules();
        let mut homes: BTreeMap<&str, Ident> = BTreeMap::new();
        let root = Pointer::root().child("components").child("schemas");
        let resources = crate::lower::schema::objects::resource_keys(&components.schemas);
        for key in components.schemas.keys() {
            let pointer = root.child(key);
            let claimed = self.type_names.claim(&[names::type_ident(key)]);
            if claimed.collided {
                self.warn_collision(&pointer, &claimed);
            }
            let home = crate::lower::schema::objects::home(key, &resources);
            let module = homes
                .entry(home)
                .or_insert_with(|| modules.claim(&[names::module_ident(home)]).ident)
                .clone();
            let id = self.reserve();
            debug_assert_eq!(id.index(), self.components.len(), "components come first");
            self.components.insert(
                pointer,
                Component {
                    key,
                    ident: claimed.ident,
                    module,
                },
            );
        }
        for (name, key) in resources.unique_names() {
            if let Some(index) = self.components.get_index_of(&root.child(key)) {
                self.resources.insert(name.to_owned(), TypeId::new(index));
            }
        }
    }

    /// Reports that something is not called what it would be called, had the name been free.
    pub fn warn_collision(&mut self, at: &Pointer, claimed: &Claimed) {
        let Claimed { ident, wished, .. } = claimed;
        self.warn(
            "name-collision",
            at,
            format!("the type name `{wished}` is taken or means something else in Rust; this one is `{ident}`"),
            format!("becomes `{ident}`"),
            "give one of the two another name or `title` in an overlay, if users should see a better one",
        );
    }

    /// Lowers every component that is asked for, then the others, except those that became inputs.
    pub fn drain_components(&mut self) {
        loop {
            while let Some(id) = self.dequeue() {
                self.lower_component(id);
            }
            let next = (0..self.components.len()).map(TypeId::new).find(|id| {
                let root = self
                    .components
                    .get_index(id.index())
                    .map(|(pointer, _)| pointer);
                self.is_unused(*id)
                    && root.is_some_and(|pointer| !self.body_roots.contains(pointer))
            });
            match next {
                Some(id) => self.enqueue(id),
                None => return,
            }
        }
    }

    fn lower_component(&mut self, id: TypeId) {
        let Some((pointer, component)) = self.components.get_index(id.index()) else {
            return;
        };
        let (pointer, ident, module) = (
            pointer.clone(),
            component.ident.clone(),
            component.module.clone(),
        );
        let schemas = self
            .document
            .openapi
            .components
            .as_ref()
            .map(|components| &components.schemas);
        let Some(node) = schemas.and_then(|schemas| schemas.get(component.key)) else {
            return;
        };
        let sent = self.sent_only.contains(&pointer);
        let site = Site {
            pointer: pointer.clone(),
            name: ident.bare().to_owned(),
            module: module.clone(),
            direction: if sent {
                Direction::Request
            } else {
                Direction::Response
            },
            depth: 0,
        };
        let slot = match self.component_def(id, node.into(), &site) {
            Ok((draft, resource)) => Slot::Done(Box::new(TypeDef {
                name: ident,
                module,
                docs: draft.docs,
                deprecated: draft.deprecated,
                usage: Usage::default(),
                traits: Traits::default(),
                resource,
                kind: draft.kind,
                pointer,
            })),
            Err(Failed) => Slot::Failed,
        };
        self.fill(id, slot);
    }

    fn component_def(
        &mut self,
        id: TypeId,
        node: Node<'d>,
        site: &Site,
    ) -> Lowered<(TypeDraft, Option<String>)> {
        match node {
            Node::Reference(_) => {
                let target = self.use_of(node, site)?;
                Ok((
                    TypeDraft {
                        kind: TypeKind::Alias(target.ty),
                        docs: target.docs,
                        deprecated: false,
                    },
                    None,
                ))
            }
            Node::Schema(schema) => {
                let view = View::of(schema);
                let kind = match self.define(&view, site)? {
                    Definition::Kind(kind) => kind,
                    Definition::OpenEnum(values) => {
                        self.open_enums.insert(id);
                        TypeKind::StringEnum(values)
                    }
                    Definition::Use(target) => TypeKind::Alias(target.ty),
                };
                let docs = self.docs(view.description);
                let resource =
                    crate::lower::schema::objects::resource_name(&view).map(str::to_owned);
                Ok((
                    TypeDraft {
                        kind,
                        docs,
                        deprecated: view.deprecated,
                    },
                    resource,
                ))
            }
        }
    }
}
