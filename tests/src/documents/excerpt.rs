//! What a reviewer has to see of generated Rust.
//!
//! In: the files of a generated crate. Out: of its models, resources and events, the types as they are, the signatures of
//! their functions, and in full what decides the bytes of a request; of other traits the names. What stands in the file of
//! a `wire` comes behind the type it is about. Documentation, imports and the runtime are left out.

use form_codegen::Files;
use quote::ToTokens;
use syn::{Attribute, Fields, ImplItem, Item, ItemImpl, Visibility};

/// The traits whose functions are shown in full.
const SHOWN: [&str; 4] = ["Operation", "FormValue", "Check", "CursorPaged"];

/// How the path of a file ends that belongs to the one above it.
const WIRE: &str = "/wire.rs";

/// The excerpt of a crate.
///
/// # Errors
///
/// If a file is not Rust.
pub fn of(files: &Files) -> Result<String, syn::Error> {
    let mut text = String::new();
    for (path, source) in files.iter().filter(|(path, _)| is_shown(path)) {
        let mut all = syn::parse_file(source)?.items;
        if let Some(wire) = files.get(&path.replace(".rs", WIRE)) {
            all.extend(syn::parse_file(wire)?.items);
        }
        text.push_str(&format!("\n// {path}\n"));
        items(grouped(all), &mut text);
    }
    Ok(text)
}

fn is_shown(path: &str) -> bool {
    let module = path.starts_with("src/models/") || path.starts_with("src/resources/");
    let whole = !path.ends_with("/mod.rs") && !is_wire(path);
    module && whole || ["src/webhooks.rs", "src/callbacks.rs"].contains(&path)
}

/// Whether it is a file below another one's: `src/models/a/wire.rs`, but not `src/models/wire.rs`.
fn is_wire(path: &str) -> bool {
    path.ends_with(WIRE) && path.split('/').count() == 4
}

/// The items, each `impl` behind the type that it is about.
fn grouped(items: Vec<Item>) -> Vec<Item> {
    let mut groups: Vec<(String, Vec<Item>)> = Vec::new();
    for item in items {
        let owner = match &item {
            Item::Impl(block) => plain(&block.self_ty),
            Item::Struct(object) => object.ident.to_string(),
            Item::Enum(values) => values.ident.to_string(),
            _ => String::new(),
        };
        match groups
            .iter_mut()
            .find(|(of, _)| *of == owner && !of.is_empty())
        {
            Some((_, group)) => group.push(item),
            None => groups.push((owner, vec![item])),
        }
    }
    groups.into_iter().flat_map(|(_, group)| group).collect()
}

fn items(items: Vec<Item>, text: &mut String) {
    let mut others: Vec<(String, Vec<String>)> = Vec::new();
    for mut item in items {
        match &mut item {
            Item::Use(_) | Item::Mod(_) => continue,
            Item::Impl(block) => {
                let owner = plain(&block.self_ty);
                let Some((path, _)) = &block.trait_ else {
                    signatures(block, &owner, text);
                    continue;
                };
                let last = path.segments.last();
                if !last.is_some_and(|last| SHOWN.iter().any(|shown| last.ident == shown)) {
                    let name = plain(last.to_token_stream());
                    match others.iter_mut().find(|(other, _)| *other == owner) {
                        Some((_, names)) => names.push(name),
                        None => others.push((owner, vec![name])),
                    }
                    continue;
                }
                block.items.iter_mut().for_each(bare);
            }
            Item::Struct(object) => {
                object.attrs.retain(is_kept);
                bare_fields(&mut object.fields);
            }
            Item::Enum(values) => {
                values.attrs.retain(is_kept);
                for variant in &mut values.variants {
                    variant.attrs.retain(is_kept);
                    bare_fields(&mut variant.fields);
                }
            }
            Item::Type(alias) => alias.attrs.retain(is_kept),
            _ => {}
        }
        let file = syn::File {
            shebang: None,
            frontmatter: None,
            attrs: Vec::new(),
            items: vec![item],
        };
        text.push_str(&prettyplease::unparse(&file));
    }
    for (owner, names) in others {
        text.push_str(&format!("impl {} for {owner}\n", names.join(", ")));
    }
}

/// The public functions of an `impl`, a line each.
fn signatures(block: &ItemImpl, owner: &str, text: &mut String) {
    let public = block.items.iter().filter_map(|item| match item {
        ImplItem::Fn(function) if matches!(function.vis, Visibility::Public(_)) => Some(format!(
            "    pub {}\n",
            crate::documents::surface::text::of_signature(&function.sig)
        )),
        _ => None,
    });
    let public: String = public.collect();
    if !public.is_empty() {
        text.push_str(&format!("impl {owner} {{\n{public}}}\n"));
    }
}

fn bare(item: &mut ImplItem) {
    if let ImplItem::Fn(function) = item {
        function.attrs.retain(is_kept);
    }
}

fn bare_fields(fields: &mut Fields) {
    fields
        .iter_mut()
        .for_each(|field| field.attrs.retain(is_kept));
}

fn is_kept(attribute: &Attribute) -> bool {
    let dropped = ["doc", "expect", "must_use", "non_exhaustive"];
    !dropped.iter().any(|name| attribute.path().is_ident(name))
}

/// Tokens as a person writes them.
fn plain(tokens: impl ToTokens) -> String {
    crate::documents::surface::text::of(&tokens.to_token_stream())
}
