//! Pages of what calls have in common: limits, idempotency and pages.

use crate::api::{EndSays, Operation, PageEnd, PageMember, PageNext, PageWay, Paging};
use crate::docs;

use super::Content;
use super::topics::{text, topic};
use crate::pages::page::{Block, Link, Page};
use crate::pages::places;

/// What is limited where.
pub fn limits(content: &Content<'_>) -> Option<Page> {
    let mut page = topic("limits", "Limits", "What values may be.");
    let mut table = vec![vec![
        "Parameter".to_owned(),
        "Limit".to_owned(),
        "Call".to_owned(),
    ]];
    for resource in &content.api.resources {
        for operation in &resource.operations {
            let path = places::of_operation(resource, operation);
            let title = docs::prose(&super::operations::title(operation));
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
                        docs::code(&row.name),
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
        blocks.push(Block::Text(vec![more]));
    }
    blocks.push(Block::Table(table));
    page.add("limits", "", blocks);
    Some(page)
}

/// The most rows of the table of limits, its head included.
const MOST: usize = 500;

/// How a repeated request counts once.
pub fn idempotency(content: &Content<'_>) -> Option<Page> {
    let header = content.api.client.idempotency_header.as_ref()?;
    let mut page = topic(
        "idempotency",
        "Idempotency",
        "How a request that is sent twice counts once.",
    );
    let header = docs::code(header);
    let about = format!(
        "A request that changes something may have the header {header}, with a value of its own such as a UUID. Whatever is sent again with the same value \
         is not carried out again: the first answer comes back. With other parameters, the same value is an error."
    );
    let client = "The generated client makes such a value for each call, and sends it with every attempt of the call.";
    page.add(
        "key",
        "",
        vec![Block::Text(vec![about, String::new(), client.to_owned()])],
    );
    Some(page)
}

/// How lists go on.
pub fn pagination(content: &Content<'_>) -> Option<Page> {
    let mut page = topic("pagination", "Pages", "How to read a list to its end.");
    let mut links: Vec<(String, Vec<Link>)> = Vec::new();
    for resource in &content.api.resources {
        for operation in &resource.operations {
            let Some(paging) = &operation.paging else {
                continue;
            };
            let way = way(operation, paging);
            let link = Link::to(
                places::of_operation(resource, operation),
                docs::prose(&super::operations::title(operation)),
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
        let blocks = vec![Block::Text(vec![way]), Block::Links(links)];
        page.add(&format!("way-{}", number + 1), "", blocks);
    }
    Some(page)
}

/// How a list goes on, in a sentence or two.
pub fn way(operation: &Operation, paging: &Paging) -> String {
    let input = |index: usize| {
        let input = operation.inputs.get(index);
        docs::code(input.map_or("", |input| &input.field.wire))
    };
    let member = |member: &PageMember| docs::code(&member.path.join("."));
    match &paging.way {
        PageWay::Item {
            forward, backward, ..
        } => {
            let back = backward
                .map(|index| format!(" {} with the first item's ID leads back.", input(index)));
            format!(
                "{} with the ID of the last item leads to the next page.{}",
                input(*forward),
                back.unwrap_or_default()
            )
        }
        PageWay::Answer { next, last, .. } => {
            let next = match next {
                PageNext::Token { from, to } => format!(
                    "{} with the answer's {} leads to the next page; where that is missing or empty, there is none.",
                    input(*to),
                    member(from)
                ),
                PageNext::Link(from) => format!(
                    "The answer's {} is the address of the next page.",
                    member(from)
                ),
                PageNext::Header => {
                    "The header `Link` has the address of the next page (RFC 8288).".to_owned()
                }
                PageNext::Offset(to) => {
                    format!("{} is how many items come before the page.", input(*to))
                }
                PageNext::Number { to, first } => {
                    format!(
                        "{} is the number of the page; the first is {first}.",
                        input(*to)
                    )
                }
            };
            let last = last.as_ref().map(|end| format!(" {}", end_says(end)));
            next + &last.unwrap_or_default()
        }
    }
}

fn end_says(end: &PageEnd) -> String {
    let member = docs::code(&end.member.path.join("."));
    match end.says {
        EndSays::More => format!("{member} says whether there are more pages."),
        EndSays::Last => format!("{member} says whether it is the last page."),
        EndSays::Total => format!("{member} says how many there are in all."),
    }
}
