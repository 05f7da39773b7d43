//! Components: the schemas that have a name of their own.
//!
//! In: `components.schemas`. Out: one type for each that is used, or that nothing uses. What always holds: names and
//! modules follow from the document's order alone; components are lowered from a queue, one after the other.

use super::view::View;
use std::collections::BTreeMap;

use crate::api::{Ident, Pointer, Traits, TypeDef, TypeId, TypeKind, Usage};
use crate::lower::context::{
    Component, Definition, Direction, Lowered, Lowering, Site, Slot, TypeDraft,
};
use crate::lower::reference::resources;
use crate::names::{self, Claimed, Scope};
use crate::spec::SchemaUse;

impl<'d> Lowering<'d> {
    /// Names every component, in the document's order, so that names don't depend on who uses what first.
    pub fn reserve_components(&mut self) {
        let spec = self.spec;
        let mut modules = Scope::modules();
        let mut homes: BTreeMap<&str, Ident> = BTreeMap::new();
        let resources = resources::resource_keys(spec);
        for (key, component) in &spec.components {
            let pointer = component.at.clone();
            let claimed = self.type_names.claim(&[names::type_ident(key)]);
            if claimed.collided {
                self.warn_collision(&pointer, &claimed);
            }
            let home = resources::home(key, &resources);
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
            if let Some(index) = spec.components.get_index_of(key) {
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
        self.drain_queue();
        for id in (0..self.components.len()).map(TypeId::new) {
            let component = self.components.get_index(id.index());
            let is_root = component.is_some_and(|(at, _)| self.body_roots.contains(at));
            if self.is_unused(id) && !is_root {
                self.enqueue(id);
                self.drain_queue();
            }
        }
    }

    fn drain_queue(&mut self) {
        while let Some(id) = self.dequeue() {
            self.lower_component(id);
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
        let Some(used) = self.spec.components.get(component.key) else {
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
        match self.component_def(id, used, &site) {
            Ok((draft, resource)) => {
                let def = TypeDef {
                    name: ident,
                    module,
                    docs: draft.docs,
                    deprecated: draft.deprecated,
                    usage: Usage::default(),
                    traits: Traits::default(),
                    resource,
                    kind: draft.kind,
                    pointer,
                };
                self.fill(id, Slot::Done(Box::new(def)));
            }
            Err(failed) => self.fail_type(id, failed),
        }
    }

    fn component_def(
        &mut self,
        id: TypeId,
        used: &'d SchemaUse,
        site: &Site,
    ) -> Lowered<(TypeDraft, Option<String>)> {
        self.intact(&used.at)?;
        if used.reference.is_some() {
            let target = self.use_of(used, site)?;
            let draft = TypeDraft {
                kind: TypeKind::Alias(target.ty),
                docs: target.docs,
                deprecated: false,
            };
            return Ok((draft, None));
        }
        let schema = self.schema(used);
        let base = self.define_base(schema, site)?;
        let found = match base {
            Some(union) => Definition::Kind(union),
            None => self.define(View::of(schema), site)?,
        };
        let kind = match found {
            Definition::Kind(kind) => kind,
            Definition::OpenEnum(values) => {
                self.open_enums.insert(id);
                TypeKind::StringEnum(values)
            }
            Definition::Use(target) => TypeKind::Alias(target.ty),
        };
        let draft = TypeDraft {
            kind,
            docs: self.docs_of(schema),
            deprecated: schema.deprecated,
        };
        let resource = resources::resource_name(schema);
        Ok((draft, resource.map(str::to_owned)))
    }
}
