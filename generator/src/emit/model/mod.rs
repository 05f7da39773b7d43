//! `models/`: one module for each resource's or component's types.
//!
//! In: the [`TypeDef`]s. Out: `models/mod.rs`, which names every type, and the modules in the order of their first type:
//! the types, and in a child of its own, `wire`, what becomes of them on the wire. What always holds: as many types come out
//! as are in the model, and no type stands in a `wire`.

mod enums;
mod expand;
pub mod gathered;
mod order;
mod questions;
mod sent_again;
mod structs;
mod unions;
pub mod variants;

use indexmap::IndexMap;
use quote::quote;

use crate::api::{Ident, TypeDef, TypeId, TypeKind};
use crate::emit::base::context::Context;
use crate::emit::base::items::{Exported, Items};
use crate::emit::base::parts::{self, Head, ModulePart};
use crate::emit::base::{docs, root, types};
use crate::emit::wire::errors;
use crate::names;
use crate::render::Module;

use order::Entry;

/// All modules of types.
pub fn emit(context: &Context<'_>) -> Vec<Module> {
    let mut groups: IndexMap<&Ident, Vec<Entry<'_>>> = IndexMap::new();
    for (index, def) in context.api.types.iter().enumerate() {
        groups
            .entry(&def.module)
            .or_default()
            .push((TypeId::new(index), def));
    }
    let groups: Vec<_> = groups
        .into_iter()
        .map(|(module, entries)| (module, order::sorted(module, &entries)))
        .collect();
    let children = groups.iter().map(|(module, (defs, _))| {
        let names = defs
            .iter()
            .flat_map(|((_, def), _)| root::type_names(def))
            .map(|name| quote! { #name });
        Exported {
            module,
            names: names.collect(),
            feature: context.feature_of_module(module),
        }
    });
    let children: Vec<Exported<'_>> = children.collect();
    let lines = ["The types that requests and responses are made of.".to_owned()];
    let mut modules = parts::index(context, "models", lines.to_vec(), &children);
    for (module, (defs, heads)) in &groups {
        let parts = defs
            .iter()
            .map(|((id, def), under)| part(context, (*id, def), module, *under));
        let title = title(heads, defs.len() > heads.len());
        let head = Head {
            folder: "models",
            module,
            title: &title,
            own: Items::default(),
            keeps: true,
        };
        modules.extend(parts::into_modules(context, head, parts.collect()));
    }
    modules
}

/// A type as a part of its module.
fn part(
    context: &Context<'_>,
    (id, def): (TypeId, &TypeDef),
    module: &Ident,
    under: Option<usize>,
) -> ModulePart {
    let mut items = self::items(context, def);
    items.wire.extend(errors::emit(context, id, def));
    ModulePart {
        file: names::part(&def.name, module),
        title: title(&[&def.name], !def.kind.types().is_empty()),
        names: root::type_names(def).cloned().collect(),
        items,
        under,
    }
}

/// What a file is about: its heads, and whether they have parts.
fn title(heads: &[&Ident], has_parts: bool) -> String {
    let names: Vec<String> = heads.iter().map(|name| format!("[`{name}`]")).collect();
    match (names.as_slice(), has_parts) {
        ([name], false) => name.clone(),
        ([name], true) => format!("{name} and its parts"),
        ([first, second], false) => format!("{first} and {second}"),
        ([first, second], true) => format!("{first}, {second} and their parts"),
        ([first, second, ..], _) => format!("{first}, {second} and others"),
        ([], _) => String::new(),
    }
}

fn items(context: &Context<'_>, def: &TypeDef) -> Items {
    match &def.kind {
        TypeKind::Struct(shape) => structs::emit(context, def, shape),
        TypeKind::StringEnum(shape) => enums::emit_string(context, def, shape),
        TypeKind::IntegerEnum(shape) => enums::emit_integer(context, def, shape),
        TypeKind::Union(shape) => unions::emit(context, def, shape),
        TypeKind::Alias(target) => {
            let name = &def.name;
            let docs = docs::of_type(def);
            let ty = types::ty(context, target);
            Items::of(quote! { #docs pub type #name = #ty; })
        }
        TypeKind::ExpandPaths(expand) => expand::emit(def, expand),
    }
}
