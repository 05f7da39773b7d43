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
use crate::render::{Code, Module};

use order::Entry;

/// The types of a module, in its order.
pub struct ModelFile<'a> {
    module: &'a Ident,
    entries: Vec<(Entry<'a>, Option<usize>)>,
    /// What the module is about.
    heads: Vec<&'a Ident>,
}

/// All types, by their modules.
pub fn groups<'a>(context: &Context<'a>) -> Vec<ModelFile<'a>> {
    let mut groups: IndexMap<&Ident, Vec<Entry<'_>>> = IndexMap::new();
    for (index, def) in context.api.types.iter().enumerate() {
        groups
            .entry(&def.module)
            .or_default()
            .push((TypeId::new(index), def));
    }
    let sorted = groups.into_iter().map(|(module, entries)| {
        let (entries, heads) = order::sorted(module, &entries);
        ModelFile {
            module,
            entries,
            heads,
        }
    });
    sorted.collect()
}

/// The module that names every type.
pub fn root(context: &Context<'_>, groups: &[ModelFile<'_>]) -> Vec<Module> {
    let children = groups.iter().map(|group| {
        let names = group
            .entries
            .iter()
            .flat_map(|((_, def), _)| root::type_names(def))
            .map(|name| quote! { #name });
        Exported {
            module: group.module,
            names: names.collect(),
            feature: context.feature_of_module(group.module),
        }
    });
    let children: Vec<Exported<'_>> = children.collect();
    let lines = ["The types that requests and responses are made of.".to_owned()];
    parts::index(context, "models", lines.to_vec(), &children)
}

impl ModelFile<'_> {
    /// The module, in as many files as it needs, and what becomes of its types on the wire.
    pub fn modules(&self, context: &Context<'_>) -> Vec<Module> {
        let parts = self
            .entries
            .iter()
            .map(|((id, def), under)| part(context, (*id, def), self.module, *under));
        let title = title(&self.heads, self.entries.len() > self.heads.len());
        let head = Head {
            folder: "models",
            module: self.module,
            title: &title,
            own: Items::default(),
            keeps: true,
        };
        parts::into_modules(context, head, parts.collect())
    }
}

/// A type as a part of its module.
fn part(
    context: &Context<'_>,
    (id, def): (TypeId, &TypeDef),
    module: &Ident,
    under: Option<usize>,
) -> ModulePart {
    let mut items = self::items(context, def);
    items
        .wire
        .extend(errors::emit(context, id, def).map(Code::from));
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
