//! Pages of events.

use crate::api::{Type, Webhook};
use crate::docs;

use super::rows::Rows;
use super::{Content, summary};
use crate::pages::page::{Block, Link, Page, PageKind};

/// A page for each event.
pub fn pages(content: &Content<'_>) -> Vec<Page> {
    let events = content.api.received().flat_map(|all| &all.events);
    let paths = content.places.events();
    let events = events.zip(paths);
    events
        .map(|(event, path)| page(content, event, path))
        .collect()
}

fn page(content: &Content<'_>, event: &Webhook, path: &str) -> Page {
    let mut page = Page {
        path: path.to_owned(),
        kind: PageKind::Event,
        title: event.wire.clone(),
        summary: summary(&event.docs, ""),
        group: String::new(),
        sections: Vec::new(),
    };
    let mut about = event.docs.lines.clone();
    if let Some(version) = &event.docs.since {
        about.extend([
            String::new(),
            format!("Since API version {}.", docs::code(version)),
        ]);
    }
    if !about.is_empty() {
        page.add("about", "", vec![Block::Text(about)]);
    }
    let Some(ty) = event.payload.ty() else {
        return page;
    };
    let rows = match content.api.resolve(ty) {
        Type::Named(id) => Rows::new(content).of_object(*id),
        _ => Vec::new(),
    };
    let blocks = match (rows.is_empty(), content.link(ty)) {
        (false, _) => vec![Block::Rows(rows)],
        (true, Some(link)) => vec![Block::Links(vec![link])],
        (true, None) => vec![Block::Text(vec![content.kind(ty)])],
    };
    page.add("members", "Body", blocks);
    if let Some(example) = content.example_of_event(&event.wire) {
        let code = Block::Code {
            title: "JSON".to_owned(),
            language: "json",
            code: example,
        };
        page.add("example", "Example", vec![code]);
    }
    let links = vec![
        Link::to("guide/webhooks", "Webhooks").about("how events come, and how they are proved"),
    ];
    page.add("see", "See also", vec![Block::Links(links)]);
    page
}
