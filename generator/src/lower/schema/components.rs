//! Components: the schemas that have a name of their own.
//!
//! In: `components.schemas`. Out: one type for each that is used, or that nothing uses. What always holds: names and
//! modules follow from the document's order alone; components are lowered from a queue, one after the other.

use super::schemas::stated_name;
use super::view::View;
use std::collections::BTreeMap;

use crate::api::{Ident, Pointer, Traits, TypeDef, TypeId, TypeKind, Usage};
use crate::lower::context::{
    Component, Definition, Direction, Lowered, Lowering, Site, Slot, TypeDraft,
};
use crate::lower::reference::resources;
use crate::names::{self, Claimed, Scope};
use crate::spec::SchemaUse;

/// The name that a component got.
struct ComponentName {
    name: Claimed,
    /// Whether it is one of those that it was to have.
    is_wish: bool,
}

impl ComponentName {
    /// The module for it: named after the key, unless that is long.
    fn module(&self, key: &str) -> Ident {
        match key.contains('.') || key.len() > names::BRIEF {
            true => names::module_ident(self.name.wished.bare()),
            false => names::module_ident(key),
        }
    }
}

/// The names of a component, where all with dots begin with so many segments.
fn component_wishes(key: &str, common: usize) -> Vec<Ident> {
    let segments: Vec<&str> = key.split('.').collect();
    let own = segments
        .get(common..)
        .filter(|own| segments.len() > 1 && !own.is_empty());
    names::type_names(&names::join(own.unwrap_or(&segments)))
}

/// How many segments all keys with dots begin with: a package, or an API and its version.
fn common_segments<'k>(keys: impl Iterator<Item = &'k str>) -> usize {
    let dotted = keys.filter(|key| key.contains('.'));
    let dotted: Vec<Vec<&str>> = dotted.map(|key| key.split('.').collect()).collect();
    let Some(first) = dotted.first().filter(|_| dotted.len() > 2) else {
        return 0;
    };
    let is_common = |count: &usize| {
        let start = first.get(..*count);
        dotted
            .iter()
            .all(|key| key.len() > *count && key.get(..*count) == start)
    };
    (1..first.len())
        .take_while(is_common)
        .last()
        .unwrap_or_default()
}

impl<'d> Lowering<'d> {
    /// Names every component, in the document's order, so that names don't depend on who uses what first.
    pub fn reserve_components(&mut self) {
        let spec = self.spec;
        let mut modules = Scope::modules();
        let mut homes: BTreeMap<&str, Ident> = BTreeMap::new();
        let resources = resources::resource_keys(spec);
        let names = self.component_names();
        for ((key, component), claimed) in spec.components.iter().zip(names) {
            let pointer = component.at.clone();
            if !claimed.is_wish {
                self.warn_collision(&pointer, &claimed.name);
            }
            let home = resources::home(key, &resources);
            let module = homes
                .entry(home)
                .or_insert_with(|| modules.claim(&[claimed.module(home)]).ident)
                .clone();
            let id = self.reserve();
            debug_assert_eq!(id.index(), self.components.len(), "components come first");
            self.components.insert(
                pointer,
                Component {
                    key,
                    ident: claimed.name.ident,
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

    /// The names of all components, in their order: those that are short as they are first, so that none of these yields to what
    /// is made shorter.
    fn component_names(&mut self) -> Vec<ComponentName> {
        let spec = self.spec;
        let common = common_segments(spec.components.keys().map(String::as_str));
        let wishes: Vec<Vec<Ident>> = spec
            .components
            .iter()
            .map(|(key, used)| match stated_name(self.schema(used)) {
                Some(name) if used.reference.is_none() => vec![names::type_ident(name)],
                _ => component_wishes(key, common),
            })
            .collect();
        let mut order: Vec<usize> = (0..wishes.len()).collect();
        order.sort_by_key(|index| wishes.get(*index).map_or(0, Vec::len) > 1);
        let mut claimed: BTreeMap<usize, ComponentName> = BTreeMap::new();
        for index in order {
            let wishes = wishes.get(index).map(Vec::as_slice).unwrap_or_default();
            let name = self.type_names.claim(wishes);
            let is_wish = wishes.contains(&name.ident);
            claimed.insert(index, ComponentName { name, is_wish });
        }
        claimed.into_values().collect()
    }

    /// Reports that something is not called what it would be called, had the name been free.
    pub fn warn_collision(&mut self, at: &Pointer, claimed: &Claimed) {
        let Claimed { ident, wished, .. } = claimed;
        self.warn(
            "name-collision",
            at,
            format!("the type name `{wished}` is taken or means something else in Rust; this one is `{ident}`"),
            format!("becomes `{ident}`"),
            "say `x-typeName` at one of the two in an overlay, if users should see a better one",
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
