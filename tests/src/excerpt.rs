//! What a reviewer has to see of generated Rust.
//!
//! In: the files of a generated crate. Out: of its models, resources and events, the types as they are, the signatures of
//! their functions, and in full what decides the bytes of a request; of other traits the names. Documentation, imports and
//! the runtime are left out.

use form_codegen::Files;
use quote::ToTokens;
use syn::{Attribute, Fields, ImplItem, Item, ItemImpl, Visibility};

/// The traits whose functions are shown in full.
const SHOWN: [&str; 4] = ["Operation", "FormValue", "Check", "CursorPaged"];

/// The excerpt of a crate.
///
/// # Errors
///
/// If a file is not Rust.
pub fn of(files: &Files) -> Result<String, syn::Error> {
    let mut text = String::new();
    for (path, source) in files.iter().filter(|(path, _)| is_shown(path)) {
        let file = syn::parse_file(source)?;
        text.push_str(&format!("\n// {path}\n"));
        items(file.items, &mut text);
    }
    Ok(text)
}

fn is_shown(path: &str) -> bool {
    let module = path.starts_with("src/models/") || path.starts_with("src/resources/");
    module && !path.ends_with("/mod.rs") || path == "src/webhooks.rs"
}

fn items(items: Vec<Item>, text: &mut String) {
    let mut others: Vec<(String, Vec<String>)> = Vec::new();
    for mut item in items {
        match &mut item {
            Item::Use(_) => continue,
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
            crate::surface::text::of_signature(&function.sig)
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
    let dropped = ["doc", "must_use", "non_exhaustive"];
    !dropped.iter().any(|name| attribute.path().is_ident(name))
}

/// Tokens as a person writes them.
fn plain(tokens: impl ToTokens) -> String {
    crate::surface::text::of(&tokens.to_token_stream())
}
