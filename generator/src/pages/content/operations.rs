//! Pages of operations.

use crate::api::{
    Body, Docs, InputLocation, Method, Operation, Output, Payload, Resource, StatusMatch, Type,
};
use crate::docs;

use super::Content;
use super::examples;
use super::rows::Rows;
use crate::pages::page::{Block, Link, Page, PageKind};
use crate::pages::places;

/// A page for each operation.
pub fn pages(content: &Content<'_>) -> Vec<Page> {
    let resources = content.api.resources.iter();
    let pages = resources.flat_map(|resource| {
        let operations = resource.operations.iter();
        operations.map(move |operation| page(content, resource, operation))
    });
    pages.collect()
}

/// What people call an operation: its summary, without the stop at its end.
pub fn title(operation: &Operation) -> String {
    let sentence = operation.docs.summary.trim().trim_end_matches('.');
    match sentence.is_empty() {
        false => sentence.to_owned(),
        true => format!("{} {}", operation.method.as_str(), operation.template),
    }
}

fn page(content: &Content<'_>, resource: &Resource, operation: &Operation) -> Page {
    let mut page = Page {
        path: places::of_operation(resource, operation),
        kind: PageKind::Operation,
        title: title(operation),
        summary: docs::sentence(&Docs::new(described(operation))),
        group: resource.name.bare().to_owned(),
        sections: Vec::new(),
    };
    page.add("about", "", about(content, operation));
    let mut rows = Rows::new(content);
    let places = [
        (InputLocation::Path, "path", "In the path"),
        (InputLocation::Query, "query", "In the query"),
        (InputLocation::Header, "headers", "Headers"),
        (InputLocation::Cookie, "cookies", "Cookies"),
        (InputLocation::Body, "body", "Body"),
    ];
    for (location, anchor, title) in places {
        let inputs = rows.of_inputs(operation, location);
        if !inputs.is_empty() {
            let mut blocks = Vec::new();
            if location == InputLocation::Body {
                blocks.push(Block::Text(vec![body(&operation.body)]));
            }
            blocks.push(Block::Rows(inputs));
            page.add(anchor, title, blocks);
        }
    }
    page.add(
        "request",
        "Request",
        examples::requests(content, resource, operation),
    );
    page.add("response", "Response", response(content, operation));
    page.add("errors", "Errors", errors(content, operation));
    page.add("pages", "Pages", paging(operation));
    page.add("events", "Events", events(content, operation));
    page
}

/// The description without what the heading says.
fn described(operation: &Operation) -> Vec<String> {
    let lines = operation.docs.lines.iter();
    let is_said =
        |line: &&String| line.is_empty() || line.trim_end_matches('.') == title(operation);
    lines.skip_while(is_said).cloned().collect()
}

/// What it does, where it is sent, who may, and what it costs to send it twice.
fn about(content: &Content<'_>, operation: &Operation) -> Vec<Block> {
    let code = Block::Code {
        title: "Request line".to_owned(),
        language: "http",
        code: format!("{} {}", operation.method.as_str(), operation.template),
    };
    let mut lines = described(operation);
    if operation.deprecated {
        lines.extend([String::new(), "Deprecated.".to_owned()]);
    }
    if let Some(version) = &operation.docs.since {
        lines.extend([
            String::new(),
            format!("Since API version {}.", docs::code(version)),
        ]);
    }
    let mut blocks = vec![code];
    if !lines.is_empty() {
        blocks.push(Block::Text(lines));
    }
    let table = vec![
        vec![String::new(), String::new()],
        vec!["Server".to_owned(), docs::code(&operation.server)],
        vec!["Authentication".to_owned(), access(operation)],
        vec!["Sent twice".to_owned(), twice(content, operation)],
    ];
    blocks.push(Block::Table(table));
    blocks
}

fn access(operation: &Operation) -> String {
    let ways = operation.security.iter().map(|all| {
        let names = all.iter().map(|name| docs::code(name));
        match all.is_empty() {
            true => "none".to_owned(),
            false => names.collect::<Vec<_>>().join(" and "),
        }
    });
    let ways: Vec<String> = ways.collect();
    match ways.is_empty() {
        true => "None.".to_owned(),
        false => format!(
            "{}: see [authentication](page:guide/authentication).",
            ways.join(", or ")
        ),
    }
}

/// What happens if it is sent again.
fn twice(content: &Content<'_>, operation: &Operation) -> String {
    let mut text = match (operation.method, &content.api.client.idempotency_header) {
        (Method::Get | Method::Head | Method::Options | Method::Trace, _) => {
            "Changes nothing, however often it is sent.".to_owned()
        }
        (Method::Put | Method::Delete, _) => {
            "Comes to the same as to send it once (RFC 9110, section 9.2.2).".to_owned()
        }
        (Method::Post | Method::Patch, Some(header)) => format!(
            "Is carried out again, unless both have the same {}: see [idempotency](page:guide/idempotency).",
            docs::code(header)
        ),
        (Method::Post | Method::Patch, None) => "Is carried out again.".to_owned(),
    };
    let is_final = operation.irreversible
        || operation
            .inputs
            .iter()
            .any(|input| input.field.irreversible.is_some());
    if operation.irreversible {
        text.push_str(" **It cannot be undone.**");
    } else if is_final {
        text.push_str(" **What it does can be final:** see the parameters.");
    }
    text
}

fn body(body: &Body) -> String {
    let (kind, closed) = match body {
        Body::None => return "None.".to_owned(),
        Body::Form { closed } => ("application/x-www-form-urlencoded", *closed),
        Body::Multipart { closed, parts: _ } => ("multipart/form-data", *closed),
        Body::Json { content_type } | Body::Raw { content_type } => (content_type.as_str(), false),
    };
    let rest = match closed {
        true => " Other parameters are refused.",
        false => "",
    };
    format!("Content type {}.{rest}", docs::code(kind))
}

fn response(content: &Content<'_>, operation: &Operation) -> Vec<Block> {
    let mut blocks = Vec::new();
    let several = match &operation.output {
        Output::One(payload) => vec![(None, payload)],
        Output::Several { cases, .. } => cases
            .iter()
            .map(|case| (Some(case.status), &case.payload))
            .collect(),
    };
    for (status, payload) in several {
        if let Some(status) = status {
            let status = match status {
                StatusMatch::Exact(code) => code.to_string(),
                StatusMatch::Range(first) => format!("{first}00 to {first}99"),
                StatusMatch::Default => "any other".to_owned(),
            };
            blocks.push(Block::Text(vec![format!("**Status {status}**")]));
        }
        blocks.extend(payload_blocks(content, payload));
    }
    blocks.extend(examples::response(content, operation));
    blocks
}

fn payload_blocks(content: &Content<'_>, payload: &Payload) -> Vec<Block> {
    let ty = match payload {
        Payload::Empty => return vec![Block::Text(vec!["Without a body.".to_owned()])],
        Payload::Text => return vec![Block::Text(vec!["Text.".to_owned()])],
        Payload::Bytes => return vec![Block::Text(vec!["Bytes.".to_owned()])],
        Payload::Json(ty) => ty,
    };
    let api = content.api;
    let mut rows = Rows::new(content);
    // Anchors of parameters stand on the same page.
    rows.prefix("response-");
    match api.resolve(ty) {
        Type::Named(id)
            if api
                .get(*id)
                .is_some_and(|def| def.kind.as_struct().is_some()) =>
        {
            let mut blocks: Vec<Block> = content.link(ty).map(links).into_iter().collect();
            blocks.push(Block::Rows(rows.of_object(*id)));
            blocks
        }
        Type::Page(_) => vec![Block::Rows(rows.of_page(ty))],
        _ => {
            let mut blocks = vec![Block::Text(vec![format!("JSON: {}.", content.kind(ty))])];
            blocks.extend(content.link(ty).map(links));
            blocks
        }
    }
}

fn links(link: Link) -> Block {
    Block::Links(vec![link])
}

fn errors(content: &Content<'_>, operation: &Operation) -> Vec<Block> {
    let mut blocks = Vec::new();
    let text = "Any status but 200 to 299 is an error: see [errors](page:guide/errors).";
    blocks.push(Block::Text(vec![text.to_owned()]));
    blocks.extend(content.link(&operation.error).map(links));
    blocks.extend(examples::error(content, operation));
    blocks
}

fn paging(operation: &Operation) -> Vec<Block> {
    match &operation.paging {
        None => Vec::new(),
        Some(paging) => {
            let words = super::topics_of_calls::way(operation, paging);
            let more = "See [pages](page:guide/pagination).".to_owned();
            vec![Block::Text(vec![words, String::new(), more])]
        }
    }
}

/// The events that it causes, where the document says so.
fn events(content: &Content<'_>, operation: &Operation) -> Vec<Block> {
    let names = content.events_of(operation);
    let api = content.api;
    let all = api.received().flat_map(|received| &received.events);
    let all = all.zip(content.places.events());
    let links: Vec<Link> = all
        .filter(|(event, _)| names.contains(&event.wire))
        .map(|(event, path)| Link::to(path, docs::code(&event.wire)))
        .collect();
    match links.is_empty() {
        true => Vec::new(),
        false => vec![Block::Links(links)],
    }
}
