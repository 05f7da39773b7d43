//! The first page.

use crate::docs;

use super::Content;
use crate::pages::page::{Block, Link, Page, PageKind};

/// What the API is, and the way to all other pages.
pub fn page(content: &Content<'_>, pages: &[Page]) -> Page {
    let api = content.api;
    let mut page = Page {
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
        lines.extend([String::new(), format!("API version {}.", docs::code(&api.version))]);
    }
    let servers = api.client.servers.iter().map(|server| docs::code(server));
    let servers: Vec<String> = servers.collect();
    if !servers.is_empty() {
        lines.extend([String::new(), format!("Servers: {}.", servers.join(", "))]);
    }
    page.add("about", "", vec![Block::Text(lines)]);
    page.add("guide", "Guide", links(pages, PageKind::Topic, ""));
    let mut groups: Vec<&str> = Vec::new();
    for page in pages.iter().filter(|page| page.kind == PageKind::Operation) {
        if !groups.contains(&page.group.as_str()) {
            groups.push(&page.group);
        }
    }
    for group in groups {
        let anchor = format!("calls-{}", crate::pages::places::slug(group));
        page.add(&anchor, group, links(pages, PageKind::Operation, group));
    }
    page.add("objects", "Objects", links(pages, PageKind::Object, ""));
    page.add("enums", "Enums", links(pages, PageKind::Values, ""));
    page.add("events", "Events", links(pages, PageKind::Event, ""));
    page
}

fn links(pages: &[Page], kind: PageKind, group: &str) -> Vec<Block> {
    let wanted = pages.iter().filter(|page| page.kind == kind && page.group == group);
    let links: Vec<Link> = wanted
        .map(|page| Link::to(&page.path, docs::prose(&page.title)).about(page.summary.clone()))
        .collect();
    match links.is_empty() {
        true => Vec::new(),
        false => vec![Block::Links(links)],
    }
}
