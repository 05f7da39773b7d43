//! Pages of what calls have in common: limits, idempotency and pages.

use crate::sentences;

use super::PageContent;
use super::paging::way;
use super::titles::title;
use super::topic::{text, topic};
use crate::pages::page::{Link, PageBlock, ReferencePage};
use crate::pages::places;

/// What is limited where.
pub fn limits(content: &PageContent<'_>) -> Option<ReferencePage> {
    let mut page = topic("limits", "Limits", "What values may be.");
    let mut table = vec![vec![
        "Parameter".to_owned(),
        "Limit".to_owned(),
        "Call".to_owned(),
    ]];
    for resource in &content.api.resources {
        for operation in &resource.operations {
            let path = places::of_operation(resource, operation);
            let title = sentences::prose(&title(operation));
            let mut rows = super::rows::Rows::new(content);
            for row in rows.of_all_inputs(operation) {
                let facts: Vec<&str> = row.facts.iter().map(String::as_str).collect();
                let facts: Vec<&str> = facts
                    .into_iter()
                    .filter(|fact| {
                        let starts = [
                            "At most",
                            "At least",
                            "Exactly",
                            "More than",
                            "Less than",
                            "Each",
                        ];
                        starts.iter().any(|start| fact.starts_with(start))
                    })
                    .collect();
                if !facts.is_empty() && table.len() < MOST {
                    table.push(vec![
                        sentences::code(&row.name),
                        facts.join(" "),
                        format!("[{title}](page:{path}#{})", row.anchor),
                    ]);
                }
            }
        }
    }
    if table.len() == 1 {
        return None;
    }
    let mut blocks = vec![text(&[
        "Characters are Unicode scalar values. What breaks a limit is refused; the generated client does so before anything is sent.",
    ])];
    if table.len() == MOST {
        let more = format!(
            "These are the first {}; each call's page has all of its own.",
            MOST - 1
        );
        blocks.push(PageBlock::Text(vec![more]));
    }
    blocks.push(PageBlock::Table(table));
    page.add("limits", "", blocks);
    Some(page)
}

/// The most rows of the table of limits, its head included.
const MOST: usize = 500;

/// How a repeated request counts once.
pub fn idempotency(content: &PageContent<'_>) -> Option<ReferencePage> {
    let header = content.api.client.idempotency_header.as_ref()?;
    let mut page = topic(
        "idempotency",
        "Idempotency",
        "How a request that is sent twice counts once.",
    );
    let header = sentences::code(header);
    let about = format!(
        "A request that changes something may have the header {header}, with a value of its own such as a UUID. Whatever is sent again with the same value \
         is not carried out again: the first answer comes back. With other parameters, the same value is an error."
    );
    let client = "The generated client makes such a value for each call, and sends it with every attempt of the call.";
    page.add(
        "key",
        "",
        vec![PageBlock::Text(vec![
            about,
            String::new(),
            client.to_owned(),
        ])],
    );
    Some(page)
}

/// How lists go on.
pub fn pagination(content: &PageContent<'_>) -> Option<ReferencePage> {
    let mut page = topic("pagination", "Pages", "How to read a list to its end.");
    let mut links: Vec<(String, Vec<Link>)> = Vec::new();
    for resource in &content.api.resources {
        for operation in &resource.operations {
            let Some(paging) = &operation.paging else {
                continue;
            };
            let way = way(operation, paging, &content.api.conventions);
            let link = Link::to(
                places::of_operation(resource, operation),
                sentences::prose(&title(operation)),
            );
            match links.iter_mut().find(|(known, _)| *known == way) {
                Some((_, known)) => known.push(link),
                None => links.push((way, vec![link])),
            }
        }
    }
    if links.is_empty() {
        return None;
    }
    for (number, (way, links)) in links.into_iter().enumerate() {
        let blocks = vec![PageBlock::Text(vec![way]), PageBlock::Links(links)];
        page.add(&format!("way-{}", number + 1), "", blocks);
    }
    Some(page)
}
