//! What an answer can have in full, on demand.
//!
//! In: an operation. Out: its paths to expand, each with what it gives. What always holds: an operation that takes no such paths has no section.

use crate::api::{Api, Operation, Type, TypeKind, Wrapper};
use crate::sentences;

use super::PageContent;
use crate::pages::page::PageBlock;

/// The paths of an operation, and how deep they may lead.
pub fn section(content: &PageContent<'_>, operation: &Operation) -> Vec<PageBlock> {
    let api = content.api;
    let found = operation.inputs.iter().find_map(|input| {
        let mut ty = api.resolve(&input.field.ty);
        while let Some((_, inner)) = ty.wrapped() {
            ty = api.resolve(inner);
        }
        match ty {
            Type::Expand { paths, prefix } => Some((input, *paths, prefix)),
            _ => None,
        }
    });
    let Some((input, paths, prefix)) = found else {
        return Vec::new();
    };
    let Some(TypeKind::ExpandPaths(paths)) = api.get(paths).map(|def| &def.kind) else {
        return Vec::new();
    };
    let text = format!(
        "{} takes paths to members that hold an ID: what it names is then there in full instead. A path has at most {} steps{}; the paths that \
         the document tells of are these, and any other can be given as text.",
        sentences::code(&input.field.wire),
        api.conventions.expand.levels,
        match prefix.is_empty() {
            true => String::new(),
            false => format!(", behind {}", sentences::code(prefix.trim_end_matches('.'))),
        }
    );
    let mut table = vec![vec!["Path".to_owned(), "Gives".to_owned()]];
    let roots = operation.output.types();
    for path in &paths.paths {
        let target = roots.iter().find_map(|root| target(api, root, &path.wire));
        let given = target.map_or_else(String::new, |ty| match content.link(ty) {
            Some(link) => format!("[{}](page:{})", link.text, link.path),
            None => content.kind(ty),
        });
        let name = format!("{prefix}{}", path.wire);
        table.push(vec![sentences::code(&name), given]);
    }
    vec![PageBlock::Text(vec![text]), PageBlock::Table(table)]
}

/// What stands where a path leads, once it is expanded.
fn target<'a>(api: &'a Api, root: &'a Type, path: &str) -> Option<&'a Type> {
    let items = api.conventions.page.items.as_str();
    let mut ty = inner(api, root);
    for step in path.split('.') {
        let object = ty.as_named().and_then(|id| api.get(id)?.kind.as_struct());
        let field = object.and_then(|object| object.fields.iter().find(|field| field.wire == step));
        ty = match field {
            Some(field) => inner(api, &field.ty),
            // A page is what is in it, here.
            None if step == items => ty,
            None => return None,
        };
    }
    Some(ty)
}

/// What a value is or holds, also of a page or in place of an ID.
fn inner<'a>(api: &'a Api, ty: &'a Type) -> &'a Type {
    let mut ty = api.resolve(ty);
    while let Some((wrapper, inside)) = ty.wrapped() {
        if wrapper == Wrapper::Range {
            break;
        }
        ty = api.resolve(inside);
    }
    ty
}
