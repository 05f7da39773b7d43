//! The first page.

use crate::docs;
use crate::sentences;

use super::PageContent;
use crate::pages::page::{Link, PageBlock, PageKind, ReferencePage};
use crate::pages::places::slug;

/// What the API is, and the way to all other pages.
pub fn page(
    content: &PageContent<'_>,
    pages: &[ReferencePage],
    lists: &[ReferencePage],
) -> ReferencePage {
    let api = content.api;
    let mut page = ReferencePage {
        path: "index".to_owned(),
        kind: PageKind::Start,
        title: match api.title.trim() {
            "" => "API".to_owned(),
            title => title.to_owned(),
        },
        summary: docs::sentence(&api.docs),
        group: String::new(),
        sections: Vec::new(),
    };
    let mut lines = api.docs.lines.clone();
    if !api.version.trim().is_empty() {
        lines.extend([
            String::new(),
            format!("API version {}.", sentences::code(&api.version)),
        ]);
    }
    let servers = api
        .client
        .servers
        .iter()
        .map(|server| sentences::code(server));
    let servers: Vec<String> = servers.collect();
    if !servers.is_empty() {
        lines.extend([String::new(), format!("Servers: {}.", servers.join(", "))]);
    }
    page.add("about", "", vec![PageBlock::Text(lines)]);
    page.add("guide", "Guide", links(pages, PageKind::Topic, None));
    let calls = pages.iter().filter(|page| page.kind == PageKind::Operation);
    if calls.count() <= MANY {
        for group in groups(pages) {
            let anchor = format!("calls-{}", slug(group));
            page.add(
                &anchor,
                group,
                links(pages, PageKind::Operation, Some(group)),
            );
        }
    }
    let rest = lists
        .iter()
        .map(|list| Link::to(&list.path, list.title.clone()));
    page.add("lists", "Lists", vec![PageBlock::Links(rest.collect())]);
    page
}

/// So many calls stand on the first page.
const MANY: usize = 60;

/// A page for each kind of page, with links to all of that kind.
pub fn lists(pages: &[ReferencePage]) -> Vec<ReferencePage> {
    let kinds = [
        (PageKind::Operation, "operations", "All calls"),
        (PageKind::Object, "objects", "All objects"),
        (PageKind::Values, "enums", "All enums"),
        (PageKind::Event, "events", "All events"),
    ];
    let lists = kinds.into_iter().filter_map(|(kind, folder, title)| {
        let mut list = ReferencePage {
            path: format!("{folder}/index"),
            kind: PageKind::List,
            title: title.to_owned(),
            summary: String::new(),
            group: String::new(),
            sections: Vec::new(),
        };
        match kind {
            PageKind::Operation => {
                for group in groups(pages) {
                    list.add(&slug(group), group, links(pages, kind, Some(group)));
                }
            }
            _ => list.add("all", "", links(pages, kind, None)),
        }
        (!list.sections.is_empty()).then_some(list)
    });
    lists.collect()
}

/// The groups of calls, in their order.
fn groups(pages: &[ReferencePage]) -> Vec<&str> {
    let mut groups: Vec<&str> = Vec::new();
    for page in pages.iter().filter(|page| page.kind == PageKind::Operation) {
        if !groups.contains(&page.group.as_str()) {
            groups.push(&page.group);
        }
    }
    groups
}

fn links(pages: &[ReferencePage], kind: PageKind, group: Option<&str>) -> Vec<PageBlock> {
    let is_wanted =
        |page: &&ReferencePage| page.kind == kind && group.is_none_or(|group| page.group == group);
    let links = pages.iter().filter(is_wanted);
    let links: Vec<Link> = links
        .map(|page| Link::to(&page.path, sentences::prose(&page.title)).about(page.summary.clone()))
        .collect();
    match links.is_empty() {
        true => Vec::new(),
        false => vec![PageBlock::Links(links)],
    }
}
