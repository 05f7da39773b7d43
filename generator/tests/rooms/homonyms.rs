//! A name of a type means one thing in a crate.
//!
//! In: the sources of a crate. Out: the names that several of its types have, with their files. What always holds: types inside
//! of functions do not count, as nobody meets them elsewhere.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::imports::files;
use super::{generator, runtime};

/// What OpenAPI calls it is called so where the document is read (`spec`) and where Rust is decided (`api`): the same thing,
/// before and after.
const IN_SPEC_AND_API: [&str; 6] = [
    "Body",
    "Method",
    "Operation",
    "SecurityScheme",
    "Server",
    "ServerVariable",
];

/// The names of the types that items define.
fn types(items: &[syn::Item], names: &mut Vec<String>) {
    for item in items {
        match item {
            syn::Item::Struct(item) => names.push(item.ident.to_string()),
            syn::Item::Enum(item) => names.push(item.ident.to_string()),
            syn::Item::Trait(item) => names.push(item.ident.to_string()),
            syn::Item::Type(item) => names.push(item.ident.to_string()),
            syn::Item::Mod(item) => {
                let inner = item.content.as_ref().map(|(_, items)| items.as_slice());
                types(inner.unwrap_or_default(), names);
            }
            _ => {}
        }
    }
}

/// By name: the files in which a type of that name is, where there are several.
fn homonyms(folder: &Path) -> BTreeMap<String, Vec<String>> {
    let mut found: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for file in files(folder) {
        let text = fs::read_to_string(folder.join(&file)).unwrap();
        let parsed = syn::parse_file(&text).unwrap_or_else(|e| panic!("{file}: {e}"));
        let mut names = Vec::new();
        types(&parsed.items, &mut names);
        for name in names {
            found.entry(name).or_default().push(file.clone());
        }
    }
    found.retain(|_, files| files.len() > 1);
    found
}

#[test]
fn a_name_of_a_type_means_one_thing() {
    let above = generator().join("../..");
    let tools = [above.join("xtask/src"), above.join("tests/src")];
    let program = [generator().join("cli")];
    for folder in [generator(), runtime()]
        .into_iter()
        .chain(tools)
        .chain(program)
    {
        let mut found = homonyms(&folder);
        // The program is a house of its own.
        found
            .values_mut()
            .for_each(|files| files.retain(|file| !file.starts_with("cli/")));
        found.retain(|_, files| files.len() > 1);
        found.retain(|name, files| {
            let rooms: Vec<&str> = files
                .iter()
                .filter_map(|file| file.split('/').next())
                .collect();
            !(IN_SPEC_AND_API.contains(&name.as_str()) && rooms == ["api", "spec"])
        });
        assert_eq!(found, BTreeMap::new(), "{}", folder.display());
    }
}
