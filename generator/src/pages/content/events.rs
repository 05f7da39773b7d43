//! Pages of events.

use crate::api::{Type, Webhook};
use crate::sentences;

use super::rows::Rows;
use super::{PageContent, summary};
use crate::pages::page::{Link, PageBlock, PageKind, ReferencePage};

/// A page for each event.
pub fn pages<'c>(content: &'c PageContent<'_>) -> impl Iterator<Item = ReferencePage> + 'c {
    let events = content.api.received().flat_map(|all| &all.events);
    let paths = content.places.events();
    let events = events.zip(paths);
    events.map(move |(event, path)| page(content, event, path))
}

/// The same pages without what they say.
pub fn heads(content: &PageContent<'_>) -> Vec<ReferencePage> {
    let events = content.api.received().flat_map(|all| &all.events);
    let events = events.zip(content.places.events());
    events.map(|(event, path)| head(event, path)).collect()
}

fn head(event: &Webhook, path: &str) -> ReferencePage {
    ReferencePage {
        path: path.to_owned(),
        kind: PageKind::Event,
        title: event.wire.clone(),
        summary: summary(&event.docs, ""),
        group: String::new(),
        sections: Vec::new(),
    }
}

fn page(content: &PageContent<'_>, event: &Webhook, path: &str) -> ReferencePage {
    let mut page = head(event, path);
    let mut about = event.docs.lines.clone();
    if let Some(version) = &event.docs.since {
        about.extend([
            String::new(),
            format!("Since API version {}.", sentences::code(version)),
        ]);
    }
    if !about.is_empty() {
        page.add("about", "", vec![PageBlock::Text(about)]);
    }
    let Some(ty) = event.payload.ty() else {
        return page;
    };
    let rows = match content.api.resolve(ty) {
        Type::Named(id) => Rows::new(content).of_object(*id),
        _ => Vec::new(),
    };
    let blocks = match (rows.is_empty(), content.link(ty)) {
        (false, _) => vec![PageBlock::Rows(rows)],
        (true, Some(link)) => vec![PageBlock::Links(vec![link])],
        (true, None) => vec![PageBlock::Text(vec![content.kind(ty)])],
    };
    page.add("members", "Body", blocks);
    if let Some(example) = content.example_of_event(&event.wire) {
        let code = PageBlock::Code {
            title: "JSON".to_owned(),
            language: "json",
            code: example,
        };
        page.add("example", "Example", vec![code]);
    }
    let links = vec![
        Link::to("guide/webhooks", "Webhooks").about("how events come, and how they are proved"),
    ];
    page.add("see", "See also", vec![PageBlock::Links(links)]);
    page
}
