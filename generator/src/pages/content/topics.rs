//! Pages of what holds for all calls: authentication, errors, events, and how programs are tested.

use crate::api::{InputLocation, SecuritySchemeKind, Type};
use crate::docs;

use super::rows::Rows;
use super::{Content, topics_of_calls};
use crate::pages::page::{Block, Link, Page, PageKind};

/// The pages of topics that the API has something to say about.
pub fn pages(content: &Content<'_>) -> Vec<Page> {
    let pages = [
        authentication(content),
        errors(content),
        topics_of_calls::limits(content),
        topics_of_calls::idempotency(content),
        topics_of_calls::pagination(content),
        webhooks(content),
        testing(content),
    ];
    pages.into_iter().flatten().collect()
}

/// A page without sections.
pub fn topic(name: &str, title: &str, summary: &str) -> Page {
    Page {
        path: format!("guide/{name}"),
        kind: PageKind::Topic,
        title: title.to_owned(),
        summary: summary.to_owned(),
        group: String::new(),
        sections: Vec::new(),
    }
}

/// Markdown, a line an entry.
pub fn text(lines: &[&str]) -> Block {
    Block::Text(lines.iter().map(|line| (*line).to_owned()).collect())
}

fn authentication(content: &Content<'_>) -> Option<Page> {
    let api = content.api;
    if api.security_schemes.is_empty() {
        return None;
    }
    let mut page = topic(
        "authentication",
        "Authentication",
        "What proves who is calling.",
    );
    for scheme in &api.security_schemes {
        let mut lines = scheme.docs.lines.clone();
        if !lines.is_empty() {
            lines.push(String::new());
        }
        lines.push(match &scheme.kind {
            SecuritySchemeKind::Basic => {
                "A user and a password, as `Authorization: Basic` (RFC 7617).".to_owned()
            }
            SecuritySchemeKind::Bearer => {
                "A secret, as `Authorization: Bearer` (RFC 6750).".to_owned()
            }
            SecuritySchemeKind::ApiKey { location, name } => {
                let place = match location {
                    InputLocation::Query => "the pair of the query",
                    InputLocation::Cookie => "the cookie",
                    InputLocation::Header | InputLocation::Path | InputLocation::Body => {
                        "the header"
                    }
                };
                format!("A key, as {place} {}.", docs::code(name))
            }
            SecuritySchemeKind::OAuth { token_url, .. } => match token_url {
                Some(url) => format!("A token of OAuth 2, from {}.", docs::code(url)),
                None => "A token of OAuth 2.".to_owned(),
            },
            SecuritySchemeKind::Other(what) => docs::prose(what),
        });
        page.add(
            &crate::pages::places::slug(&scheme.wire),
            &scheme.wire,
            vec![Block::Text(lines)],
        );
    }
    if let Some(variable) = &api.client.secret_variable {
        let text = format!(
            "Programs read the secret from the environment variable {}.",
            docs::code(variable)
        );
        page.add("environment", "In programs", vec![Block::Text(vec![text])]);
    }
    Some(page)
}

fn errors(content: &Content<'_>) -> Option<Page> {
    let api = content.api;
    if api.resources.is_empty() {
        return None;
    }
    let mut page = topic(
        "errors",
        "Errors",
        "What an answer says that is no success.",
    );
    let mut statuses = vec![vec!["Status".to_owned(), "What to do".to_owned()]];
    let known = [
        (
            "400 to 499",
            "The request is wrong, or not allowed: to send it again is in vain, but for these:",
        ),
        (
            "401, 403",
            "The secret is wrong, or is not allowed to do that.",
        ),
        ("404", "There is nothing of that name."),
        (
            "409",
            "Something else changed it at the same time, or the idempotency key is in use: send it again.",
        ),
        ("429", "Too many requests: wait, then send it again."),
        ("500 to 599", "The API failed: send it again."),
    ];
    statuses.extend(known.map(|(status, what)| vec![status.to_owned(), what.to_owned()]));
    page.add("statuses", "Statuses", vec![Block::Table(statuses)]);
    let headers = api
        .conventions
        .request_id_headers
        .iter()
        .map(|name| docs::code(name));
    let headers: Vec<String> = headers.collect();
    let id = format!(
        "The header {} names the request: say it when you ask for help.",
        headers.join(" or ")
    );
    page.add(
        "request-id",
        "The request's name",
        vec![Block::Text(vec![id])],
    );
    if let Type::Named(id) = api.resolve(&api.errors.common) {
        let mut blocks: Vec<Block> = Vec::new();
        blocks.extend(
            content
                .link(&api.errors.common)
                .map(|link| Block::Links(vec![link])),
        );
        blocks.push(Block::Rows(Rows::new(content).of_object(*id)));
        page.add("body", "The body", blocks);
    }
    Some(page)
}

fn webhooks(content: &Content<'_>) -> Option<Page> {
    let events = content.api.webhooks.as_ref()?;
    let mut page = topic("webhooks", "Webhooks", "What the API sends by itself.");
    let told = match &events.told {
        crate::api::Told::Member(member) => format!(
            "The member {} of the body says what happened.",
            docs::code(member)
        ),
        crate::api::Told::Header(header) => {
            format!("The header {} says what happened.", docs::code(header))
        }
        crate::api::Told::Caller => "The address that it comes to says what happened.".to_owned(),
    };
    page.add("form", "What comes", vec![Block::Text(vec![told])]);
    if let Some(header) = &events.signature_header {
        let signature = format!(
            "The header {} has a time and signatures: `t=1700000000,v1=…`. A signature is the HMAC-SHA256, in hexadecimal digits, of the time, \
             a full stop and the body as it came, by the secret of the endpoint. Compare in constant time, and refuse what is older than \
             five minutes.",
            docs::code(header)
        );
        page.add(
            "signature",
            "Is it from the API?",
            vec![Block::Text(vec![signature])],
        );
    }
    let answer = "Answer with a status of 200 to 299 at once, and do the work afterwards: what is not answered is sent again. The same event may come \
                  twice, and in another order.";
    page.add("answer", "The answer", vec![text(&[answer])]);
    let named = events.events.iter().zip(content.places.events());
    let links = named.map(|(event, path)| {
        Link::to(path, docs::code(&event.wire)).about(docs::sentence(&event.docs))
    });
    page.add("events", "Events", vec![Block::Links(links.collect())]);
    Some(page)
}

fn testing(content: &Content<'_>) -> Option<Page> {
    if content.api.resources.is_empty() {
        return None;
    }
    let mut page = topic("testing", "Testing", "Without the API.");
    let server = "`form-codegen mock` serves this document on this machine: strict about what it is sent, and with objects that stay. Any program can \
                  be pointed at it.";
    page.add("server", "A server", vec![text(&[server])]);
    Some(page)
}
