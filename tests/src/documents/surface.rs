//! The public surface of the generated crate.
//!
//! In: its sources, from `lib.rs` on. Out: a line for each item that a user can name, `path: item`, sorted by path, without
//! functions that the documentation hides; the fields and variants of a type stay in their order. Sources are read as they are: what a macro makes is not seen.

mod items;
pub(crate) mod text;

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use syn::{Item, UseTree, Visibility};

use items::Line;

/// The surface of the crate whose sources are in a folder.
///
/// # Errors
/// If a file cannot be read or is not Rust.
pub fn of_crate(src: &Path) -> Result<String, String> {
    let mut lines = Vec::new();
    let root = parse(&src.join("lib.rs"))?;
    module(&root, src, "", &mut lines)?;
    lines.sort();
    let mut lines: Vec<String> = lines.iter().map(ToString::to_string).collect();
    lines.dedup();
    Ok(lines.join("\n"))
}

/// Collects a public module; its private ones are where their items are exported to.
fn module(items: &[Item], folder: &Path, path: &str, lines: &mut Vec<Line>) -> Result<(), String> {
    let exports: Vec<(String, String)> = items.iter().flat_map(exported).collect();
    let types = exports.iter().map(|(_, item)| item.clone()).collect();
    let mut public = BTreeSet::new();
    for item in items {
        let Item::Mod(module) = item else { continue };
        let name = module.ident.to_string();
        let inner = match &module.content {
            Some((_, items)) => items.clone(),
            None => parse_module(folder, &name)?,
        };
        if is_public(&module.vis) {
            lines.push(Line::module(path, &name));
            self::module(&inner, &folder.join(&name), &join(path, &name), lines)?;
            public.insert(name);
        } else {
            let visible = taken(&exports, &name);
            if path.is_empty() && visible.is_empty() {
                // Its types are its own, whatever they are called.
                continue;
            }
            let seen = Seen {
                path,
                types: &types,
            };
            private(&inner, &folder.join(&name), [&visible; 2], &seen, lines)?;
        }
    }
    for (module, item) in exports {
        let first = module.split("::").next().unwrap_or_default();
        if first == "crate" || public.contains(first) {
            lines.push(Line::export(path, &format!("{module}::{item}")));
        }
    }
    let visible = items.iter().filter_map(items::name).collect();
    items::collect(items, path, &visible, [&visible; 2], lines);
    Ok(())
}

/// A public module, as its private ones see it.
struct Seen<'a> {
    path: &'a str,
    /// What it exports.
    types: &'a BTreeSet<String>,
}

/// Collects what is exported of a private module: its own items, and those of its private modules. These may say what the
/// types implement that the module itself defines.
fn private(
    items: &[Item],
    folder: &Path,
    [visible, around]: [&BTreeSet<String>; 2],
    seen: &Seen<'_>,
    lines: &mut Vec<Line>,
) -> Result<(), String> {
    let implementing = visible.union(around).cloned().collect();
    items::collect(
        items,
        seen.path,
        visible,
        [&implementing, seen.types],
        lines,
    );
    let mut exports: Vec<(String, String)> = items.iter().flat_map(exported).collect();
    exports.retain(|(_, item)| visible.contains(item));
    let types = items
        .iter()
        .filter(|item| matches!(item, Item::Struct(_) | Item::Enum(_)));
    let mut types: BTreeSet<String> = types.filter_map(items::name).collect();
    types.retain(|name| visible.contains(name));
    for item in items {
        let Item::Mod(module) = item else { continue };
        let name = module.ident.to_string();
        let inner_visible = taken(&exports, &name);
        if module.content.is_none() {
            let inner = parse_module(folder, &name)?;
            let folder = folder.join(&name);
            private(&inner, &folder, [&inner_visible, &types], seen, lines)?;
        }
    }
    Ok(())
}

/// The items that are exported from a module.
fn taken(exports: &[(String, String)], module: &str) -> BTreeSet<String> {
    let from = |(of, item): &(String, String)| (of == module).then(|| item.clone());
    exports.iter().filter_map(from).collect()
}

fn parse_module(folder: &Path, name: &str) -> Result<Vec<Item>, String> {
    let file = folder.join(format!("{name}.rs"));
    if file.exists() {
        parse(&file)
    } else {
        parse(&folder.join(name).join("mod.rs"))
    }
}

fn parse(file: &Path) -> Result<Vec<Item>, String> {
    let said = |error: &dyn std::fmt::Display| format!("{}: {error}", file.display());
    let text = fs::read_to_string(file).map_err(|error| said(&error))?;
    let file = syn::parse_file(&text).map_err(|error| said(&error))?;
    Ok(file.items)
}

fn is_public(visibility: &Visibility) -> bool {
    matches!(visibility, Visibility::Public(_))
}

fn join(path: &str, name: &str) -> String {
    if path.is_empty() {
        name.to_owned()
    } else {
        format!("{path}::{name}")
    }
}

/// What `pub use` exports: the module it comes from, and its name.
fn exported(item: &Item) -> Vec<(String, String)> {
    let mut names = Vec::new();
    if let Item::Use(import) = item
        && is_public(&import.vis)
    {
        leaves(&import.tree, "", &mut names);
    }
    names
}

fn leaves(tree: &UseTree, path: &str, names: &mut Vec<(String, String)>) {
    match tree {
        UseTree::Path(inner) => {
            leaves(&inner.tree, &join(path, &inner.ident.to_string()), names);
        }
        UseTree::Group(group) => {
            for tree in &group.items {
                leaves(tree, path, names);
            }
        }
        UseTree::Name(name) => names.push((path.to_owned(), name.ident.to_string())),
        UseTree::Rename(name) => {
            let name = format!("{} as {}", name.ident, name.rename);
            names.push((path.to_owned(), name));
        }
        UseTree::Glob(_) => names.push((path.to_owned(), "*".to_owned())),
    }
}
