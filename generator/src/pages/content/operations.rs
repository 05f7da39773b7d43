//! Pages of operations.

use crate::api::{
    Body, Docs, InputLocation, Method, Operation, Output, Payload, Resource, StatusMatch, Type,
};
use crate::docs;
use crate::sentences;

use super::PageContent;
use super::examples::{self, RequestExample};
use super::expand;
use super::paging::way;
use super::rows::Rows;
use super::titles::{described, title};
use crate::pages::page::{Link, PageBlock, PageKind, ReferencePage};
use crate::pages::places;

/// A page for each operation.
pub fn pages<'c>(content: &'c PageContent<'_>) -> impl Iterator<Item = ReferencePage> + 'c {
    let resources = content.api.resources.iter();
    resources.flat_map(move |resource| {
        let operations = resource.operations.iter();
        operations.map(move |operation| page(content, resource, operation))
    })
}

/// The same pages without what they say.
pub fn heads(content: &PageContent<'_>) -> Vec<ReferencePage> {
    let resources = content.api.resources.iter();
    let heads = resources.flat_map(|resource| {
        let operations = resource.operations.iter();
        operations.map(move |operation| head(resource, operation))
    });
    heads.collect()
}

fn head(resource: &Resource, operation: &Operation) -> ReferencePage {
    ReferencePage {
        path: places::of_operation(resource, operation),
        kind: PageKind::Operation,
        title: title(operation),
        summary: docs::sentence(&Docs::new(described(operation))),
        group: resource.name.bare().to_owned(),
        sections: Vec::new(),
    }
}

fn page(content: &PageContent<'_>, resource: &Resource, operation: &Operation) -> ReferencePage {
    let mut page = head(resource, operation);
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
                blocks.push(PageBlock::Text(vec![body(&operation.body)]));
            }
            blocks.push(PageBlock::Rows(inputs));
            page.add(anchor, title, blocks);
        }
    }
    let example = RequestExample::new(content, resource, operation);
    page.add("request", "Request", example.request(content, operation));
    let mut given = response(content, operation);
    given.extend(example.response(content, operation));
    page.add("response", "Response", given);
    page.add("errors", "Errors", errors(content, operation));
    page.add("expanding", "Expand", expand::section(content, operation));
    page.add("pages", "Pages", paging(content, operation));
    page.add("events", "Events", events(content, operation));
    page
}

/// What it does, where it is sent, who may, and what it costs to send it twice.
fn about(content: &PageContent<'_>, operation: &Operation) -> Vec<PageBlock> {
    let code = PageBlock::Code {
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
            format!("Since API version {}.", sentences::code(version)),
        ]);
    }
    let mut blocks = vec![code];
    if !lines.is_empty() {
        blocks.push(PageBlock::Text(lines));
    }
    let table = vec![
        vec![String::new(), String::new()],
        vec!["Server".to_owned(), sentences::code(&operation.server)],
        vec!["Authentication".to_owned(), access(operation)],
        vec!["Sent twice".to_owned(), twice(content, operation)],
        vec!["Answer".to_owned(), answer(content, operation)],
    ];
    blocks.push(PageBlock::Table(table));
    blocks
}

/// What comes back, in a line: the statuses of success, and what the body is.
fn answer(content: &PageContent<'_>, operation: &Operation) -> String {
    let status = content
        .asked(operation)
        .map_or(200, |asked| asked.outcome.status);
    let (statuses, payloads): (Vec<String>, Vec<&Payload>) = match &operation.output {
        Output::One(payload) => (vec![format!("Status {status}")], vec![payload]),
        Output::Several { cases, .. } => {
            let all = cases.iter();
            all.map(|case| (format!("Status {}", named(case.status)), &case.payload))
                .unzip()
        }
    };
    let is_json = payloads.iter().any(|one| matches!(one, Payload::Json(_)));
    let kind = match is_json {
        true => ", as `application/json`",
        false => "",
    };
    format!(
        "{}{kind}; anything else is an error.",
        statuses.join(", or ")
    )
}

fn named(status: StatusMatch) -> String {
    match status {
        StatusMatch::Exact(code) => code.to_string(),
        StatusMatch::Range(first) => format!("{first}00 to {first}99"),
        StatusMatch::Default => "any other".to_owned(),
    }
}

fn access(operation: &Operation) -> String {
    let ways = operation.security.iter().map(|all| {
        let names = all.iter().map(|name| sentences::code(name));
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
fn twice(content: &PageContent<'_>, operation: &Operation) -> String {
    let mut text = match (operation.method, &content.api.client.idempotency_header) {
        (Method::Get | Method::Head | Method::Options | Method::Trace, _) => {
            "Changes nothing, however often it is sent.".to_owned()
        }
        (Method::Put | Method::Delete, _) => {
            "Comes to the same as to send it once (RFC 9110, section 9.2.2).".to_owned()
        }
        (Method::Post | Method::Patch, Some(header)) => format!(
            "Is carried out again, unless both have the same {}: see [idempotency](page:guide/idempotency).",
            sentences::code(header)
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
    format!("Content type {}.{rest}", sentences::code(kind))
}

fn response(content: &PageContent<'_>, operation: &Operation) -> Vec<PageBlock> {
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
            blocks.push(PageBlock::Text(vec![format!(
                "**Status {}**",
                named(status)
            )]));
        }
        blocks.extend(payload_blocks(content, payload));
    }
    blocks
}

fn payload_blocks(content: &PageContent<'_>, payload: &Payload) -> Vec<PageBlock> {
    let ty = match payload {
        Payload::Empty => return vec![PageBlock::Text(vec!["Without a body.".to_owned()])],
        Payload::Text => return vec![PageBlock::Text(vec!["Text.".to_owned()])],
        Payload::Bytes => return vec![PageBlock::Text(vec!["Bytes.".to_owned()])],
        Payload::Json(ty) => ty,
    };
    let api = content.api;
    let mut rows = Rows::new(content);
    // Anchors of parameters stand on the same page.
    rows.prefix("response-");
    rows.unfold();
    match api.resolve(ty) {
        Type::Named(id)
            if api
                .get(*id)
                .is_some_and(|def| def.kind.as_struct().is_some()) =>
        {
            let mut blocks: Vec<PageBlock> = content.link(ty).map(links).into_iter().collect();
            blocks.push(PageBlock::Rows(rows.of_object(*id)));
            blocks
        }
        Type::Page(_) => vec![PageBlock::Rows(rows.of_page(ty))],
        _ => {
            let mut blocks = vec![PageBlock::Text(vec![format!(
                "JSON: {}.",
                content.kind(ty)
            )])];
            blocks.extend(content.link(ty).map(links));
            blocks
        }
    }
}

fn links(link: Link) -> PageBlock {
    PageBlock::Links(vec![link])
}

fn errors(content: &PageContent<'_>, operation: &Operation) -> Vec<PageBlock> {
    let mut blocks = Vec::new();
    let text = "Any status but 200 to 299 is an error: see [errors](page:guide/errors).";
    blocks.push(PageBlock::Text(vec![text.to_owned()]));
    blocks.extend(content.link(&operation.error).map(links));
    blocks.extend(examples::error(content, operation));
    blocks
}

fn paging(content: &PageContent<'_>, operation: &Operation) -> Vec<PageBlock> {
    match &operation.paging {
        None => Vec::new(),
        Some(paging) => {
            let words = way(operation, paging, &content.api.conventions);
            let more = "See [pages](page:guide/pagination).".to_owned();
            vec![PageBlock::Text(vec![words, String::new(), more])]
        }
    }
}

/// The events that it causes, where the document says so.
fn events(content: &PageContent<'_>, operation: &Operation) -> Vec<PageBlock> {
    let names = content.events_of(operation);
    let api = content.api;
    let all = api.received().flat_map(|received| &received.events);
    let all = all.zip(content.places.events());
    let links: Vec<Link> = all
        .filter(|(event, _)| names.contains(&event.wire))
        .map(|(event, path)| Link::to(path, sentences::code(&event.wire)))
        .collect();
    match links.is_empty() {
        true => Vec::new(),
        false => vec![PageBlock::Links(links)],
    }
}
