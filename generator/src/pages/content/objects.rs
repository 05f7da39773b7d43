//! Pages of objects and enums.

use crate::api::{TypeDef, TypeId, TypeKind};
use crate::sentences;

use super::facts::values;
use super::rows::Rows;
use super::titles::title;
use super::{PageContent, summary, words};
use crate::pages::page::{Link, PageBlock, PageKind, ReferencePage};
use crate::pages::places;

/// A page for each type that has one.
pub fn pages<'c>(content: &'c PageContent<'_>) -> impl Iterator<Item = ReferencePage> + 'c {
    let types = content.api.types.iter().enumerate();
    let types = types.map(|(index, def)| (TypeId::new(index), def));
    types.filter_map(move |(id, def)| {
        let path = content.places.of_type(id)?;
        Some(match &def.kind {
            TypeKind::StringEnum(_) | TypeKind::IntegerEnum(_) => of_values(def, path),
            TypeKind::Struct(_)
            | TypeKind::Union(_)
            | TypeKind::Alias(_)
            | TypeKind::ExpandPaths(_) => of_object(content, id, def, path),
        })
    })
}

/// The same pages without what they say.
pub fn heads(content: &PageContent<'_>) -> Vec<ReferencePage> {
    let types = content.api.types.iter().enumerate();
    let heads = types.filter_map(|(index, def)| {
        let path = content.places.of_type(TypeId::new(index))?;
        Some(head(def, path))
    });
    heads.collect()
}

fn head(def: &TypeDef, path: &str) -> ReferencePage {
    ReferencePage {
        path: path.to_owned(),
        kind: match &def.kind {
            TypeKind::StringEnum(_) | TypeKind::IntegerEnum(_) => PageKind::Values,
            TypeKind::Struct(_)
            | TypeKind::Union(_)
            | TypeKind::Alias(_)
            | TypeKind::ExpandPaths(_) => PageKind::Object,
        },
        title: words::name(def),
        summary: summary(&def.docs, ""),
        group: String::new(),
        sections: Vec::new(),
    }
}

fn start(def: &TypeDef, path: &str) -> ReferencePage {
    let mut page = head(def, path);
    let mut lines = def.docs.lines.clone();
    if def.deprecated {
        lines.extend([String::new(), "Deprecated.".to_owned()]);
    }
    if !lines.is_empty() {
        page.add("about", "", vec![PageBlock::Text(lines)]);
    }
    page
}

fn of_object(content: &PageContent<'_>, id: TypeId, def: &TypeDef, path: &str) -> ReferencePage {
    let mut page = start(def, path);
    let blocks = match &def.kind {
        TypeKind::Union(union) => {
            let kinds = union.variants.iter().map(|variant| {
                let kind = content.kind(&variant.ty);
                let tags = variant.tags.iter().map(|tag| sentences::code(tag));
                let tags: Vec<String> = tags.collect();
                match content.link(&variant.ty) {
                    Some(link) => link.about(tags.join(", ")),
                    None => Link::to(path, kind).about(tags.join(", ")),
                }
            });
            vec![
                PageBlock::Text(vec!["One of these:".to_owned()]),
                PageBlock::Links(kinds.collect()),
            ]
        }
        TypeKind::Struct(_)
        | TypeKind::StringEnum(_)
        | TypeKind::IntegerEnum(_)
        | TypeKind::Alias(_)
        | TypeKind::ExpandPaths(_) => {
            let mut rows = Rows::new(content);
            vec![PageBlock::Rows(match def.usage.role().is_read() {
                true => rows.of_object(id),
                false => rows.of_sent(id),
            })]
        }
    };
    page.add("members", "Members", blocks);
    let example = def.usage.role().is_read().then(|| content.example_of(id));
    if let Some(example) = example.flatten() {
        let code = PageBlock::Code {
            title: "JSON".to_owned(),
            language: "json",
            code: example,
        };
        page.add("example", "Example", vec![code]);
    }
    page.add("calls", "Calls that return it", returning(content, id));
    page
}

/// The operations whose answer is the object, or a page of it.
fn returning(content: &PageContent<'_>, id: TypeId) -> Vec<PageBlock> {
    let api = content.api;
    let mut links = Vec::new();
    for resource in &api.resources {
        for operation in &resource.operations {
            let types = operation.output.types();
            let is_it = types
                .iter()
                .any(|ty| words::object(api, ty).is_some_and(|(found, _)| found == id));
            if is_it {
                let path = places::of_operation(resource, operation);
                let title = sentences::prose(&title(operation));
                links.push(Link::to(path, title));
            }
        }
    }
    match links.is_empty() {
        true => Vec::new(),
        false => vec![PageBlock::Links(links)],
    }
}

fn of_values(def: &TypeDef, path: &str) -> ReferencePage {
    let mut page = start(def, path);
    let mut table = vec![vec!["Value".to_owned(), "Meaning".to_owned()]];
    for (value, meaning) in values(def) {
        table.push(vec![sentences::code(&value), meaning.join(" ")]);
    }
    let has_meaning = table
        .iter()
        .skip(1)
        .any(|row| row.iter().skip(1).any(|one| !one.is_empty()));
    if !has_meaning {
        for row in &mut table {
            row.truncate(1);
        }
    }
    let mut blocks = vec![PageBlock::Table(table)];
    let is_open = match &def.kind {
        TypeKind::StringEnum(list) => list.open.is_some(),
        _ => true,
    };
    if is_open {
        let text =
            "There may be further values: programs should expect some that they do not know.";
        blocks.push(PageBlock::Text(vec![text.to_owned()]));
    }
    page.add("values", "Values", blocks);
    page
}
