//! `models/`: one module for each resource's or component's types.
//!
//! In: the [`TypeDef`]s. Out: `models/mod.rs`, which names every type, and the modules in the order of their first type.
//! What always holds: as many types come out as are in the model.

use indexmap::IndexMap;
use proc_macro2::TokenStream;
use quote::quote;

use crate::api::{Ident, TypeDef, TypeId, TypeKind};

use super::context::Context;
use super::{Module, enums, expand, structs, types, unions};

/// All modules of types.
pub(super) fn emit(context: &Context<'_>) -> Vec<Module> {
    let mut groups: IndexMap<&Ident, Vec<(TypeId, &TypeDef)>> = IndexMap::new();
    for (index, def) in context.api.types.iter().enumerate() {
        groups
            .entry(&def.module)
            .or_default()
            .push((TypeId::new(index), def));
    }
    let entries = groups.iter().map(|(module, defs)| {
        let names = defs
            .iter()
            .map(|(_, def)| &def.name)
            .map(|name| quote! { #name });
        (*module, names.collect())
    });
    let lines = ["The types that requests and responses are made of.".to_owned()];
    let root = context.module(
        "src/models/mod.rs",
        lines.to_vec(),
        exports("models", entries),
    );
    let mut modules = vec![root];
    for (module, defs) in &groups {
        let items = defs
            .iter()
            .flat_map(|(_, def)| items(context, def))
            .collect();
        let title = match defs.as_slice() {
            [(_, def)] => format!("[`{}`].", def.name),
            [(_, def), ..] => format!("[`{}`] and its parts.", def.name),
            [] => String::new(),
        };
        let path = format!("src/models/{}.rs", module.bare());
        modules.push(context.module(path, vec![title], items));
    }
    modules
}

/// `mod` and `pub use` of each module: `parent` is the module that has them.
pub(super) fn exports<'a>(
    parent: &str,
    entries: impl Iterator<Item = (&'a Ident, Vec<TokenStream>)> + Clone,
) -> Vec<TokenStream> {
    let modules = entries.clone().map(|(module, _)| {
        let same = (module.bare() == parent).then(|| {
            let reason = "the document has something of that name";
            quote! { #[expect(clippy::module_inception, reason = #reason)] }
        });
        quote! { #same mod #module; }
    });
    let uses = entries
        .filter(|(_, names)| !names.is_empty())
        .map(|(module, names)| match names.as_slice() {
            [name] => quote! { pub use #module::#name; },
            _ => quote! { pub use #module::{#(#names),*}; },
        });
    let (modules, uses): (Vec<_>, Vec<_>) = (modules.collect(), uses.collect());
    modules.into_iter().chain(uses).collect()
}

fn items(context: &Context<'_>, def: &TypeDef) -> Vec<TokenStream> {
    match &def.kind {
        TypeKind::Struct(shape) => structs::emit(context, def, shape),
        TypeKind::StringEnum(shape) => enums::emit_string(context, def, shape),
        TypeKind::IntegerEnum(shape) => enums::emit_integer(context, def, shape),
        TypeKind::Union(shape) => unions::emit(context, def, shape),
        TypeKind::Alias(target) => {
            let name = &def.name;
            let docs = structs::type_docs(def, "Another name for a type.");
            let ty = types::ty(context, target);
            vec![quote! { #docs pub type #name = #ty; }]
        }
        TypeKind::ExpandPaths(expand) => expand::emit(def, expand),
    }
}
