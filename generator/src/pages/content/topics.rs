//! Pages of what holds for all calls: authentication, errors, events, and how programs are tested.

use form_cli::shell::quoted;

use crate::api::{InputLocation, SecuritySchemeKind, Type};
use crate::docs;
use crate::sentences;

use super::rows::Rows;
use super::topic::{text, topic};
use super::{PageContent, topics_of_calls};
use crate::pages::page::{Link, PageBlock, ReferencePage};

/// The pages of topics that the API has something to say about.
pub fn pages(content: &PageContent<'_>) -> Vec<ReferencePage> {
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

fn authentication(content: &PageContent<'_>) -> Option<ReferencePage> {
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
                format!("A key, as {place} {}.", sentences::code(name))
            }
            SecuritySchemeKind::OAuth { token_url, .. } => match token_url {
                Some(url) => format!("A token of OAuth 2, from {}.", sentences::code(url)),
                None => "A token of OAuth 2.".to_owned(),
            },
            SecuritySchemeKind::Other(what) => sentences::prose(what),
        });
        page.add(
            &crate::pages::places::slug(&scheme.wire),
            &scheme.wire,
            vec![PageBlock::Text(lines)],
        );
    }
    if let Some(variable) = &api.client.secret_variable {
        let text = format!(
            "Programs read the secret from the environment variable {}.",
            sentences::code(variable)
        );
        page.add(
            "environment",
            "In programs",
            vec![PageBlock::Text(vec![text])],
        );
    }
    Some(page)
}

fn errors(content: &PageContent<'_>) -> Option<ReferencePage> {
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
    let again = match api.client.idempotency_header {
        Some(_) => "send it again, with the same idempotency key.",
        None => "send it again where that does no harm: what the first one did is not known.",
    };
    let known = [
        (
            "400 to 499",
            "The request is wrong, or not allowed: to send it again as it is is in vain, but for 409 and 429.".to_owned(),
        ),
        (
            "401, 403",
            "What proves who is calling is wrong, or not enough for that.".to_owned(),
        ),
        ("404", "There is nothing of that name.".to_owned()),
        (
            "409",
            "It does not go with what is there, or with what else is being done: look, then send it again.".to_owned(),
        ),
        ("429", "Too many requests: wait, then send it again.".to_owned()),
        ("500 to 599", format!("The API failed: {again}")),
    ];
    statuses.extend(known.map(|(status, what)| vec![status.to_owned(), what]));
    page.add("statuses", "Statuses", vec![PageBlock::Table(statuses)]);
    let headers = api
        .conventions
        .request_id_headers
        .iter()
        .map(|name| sentences::code(name));
    let headers: Vec<String> = headers.collect();
    let id = format!(
        "The header {} names the request: say it when you ask for help.",
        headers.join(" or ")
    );
    page.add(
        "request-id",
        "The request's name",
        vec![PageBlock::Text(vec![id])],
    );
    if let Type::Named(id) = api.resolve(&api.errors.common) {
        let mut blocks: Vec<PageBlock> = Vec::new();
        blocks.extend(
            content
                .link(&api.errors.common)
                .map(|link| PageBlock::Links(vec![link])),
        );
        blocks.push(PageBlock::Rows(Rows::new(content).of_object(*id)));
        page.add("body", "The body", blocks);
    }
    Some(page)
}

fn webhooks(content: &PageContent<'_>) -> Option<ReferencePage> {
    let events = content.api.received().next()?;
    let mut page = topic("webhooks", "Webhooks", "What the API sends by itself.");
    let told = match &events.told {
        crate::api::Told::Member(member) => format!(
            "The member {} of the body says what happened.",
            sentences::code(member)
        ),
        crate::api::Told::Header { header, member } => {
            let more = member.as_ref().map_or(String::new(), |member| {
                format!(
                    " Where the body has {}, the name of the event is both, with a full stop between them.",
                    sentences::code(member)
                )
            });
            format!(
                "The header {} says what happened.{more}",
                sentences::code(header)
            )
        }
        crate::api::Told::Caller => "The address that it comes to says what happened.".to_owned(),
    };
    page.add("form", "What comes", vec![PageBlock::Text(vec![told])]);
    if let Some(header) = &events.signature_header {
        let signature = format!(
            "The header {} has a time and signatures: `t=1700000000,v1=…`. A signature is the HMAC-SHA256, in hexadecimal digits, of the time, \
             a full stop and the body as it came, by the secret of the endpoint. Compare in constant time, and refuse what is older than \
             five minutes.",
            sentences::code(header)
        );
        page.add(
            "signature",
            "Is it from the API?",
            vec![PageBlock::Text(vec![signature])],
        );
    }
    let answer = "Answer with a status of 200 to 299 at once, and do the work afterwards: what is not answered is sent again. The same event may come \
                  twice, and in another order.";
    page.add("answer", "The answer", vec![text(&[answer])]);
    let all = content.api.received().flat_map(|received| &received.events);
    let named = all.zip(content.places.events());
    let links = named.map(|(event, path)| {
        Link::to(path, sentences::code(&event.wire)).about(docs::sentence(&event.docs))
    });
    page.add("events", "Events", vec![PageBlock::Links(links.collect())]);
    Some(page)
}

/// Where the server for tests listens in examples.
const PORT: u16 = 12111;

fn testing(content: &PageContent<'_>) -> Option<ReferencePage> {
    if content.api.resources.is_empty() {
        return None;
    }
    let mut page = topic("testing", "Testing", "Without the API.");
    let server = "`form-codegen mock` serves this document on this machine: strict about what it is sent, and with objects that stay. Any program can \
                  be pointed at it.";
    let address = format!("http://127.0.0.1:{PORT}");
    let code = |title: &str, code: String| PageBlock::Code {
        title: title.to_owned(),
        language: "sh",
        code,
    };
    let mut blocks = vec![
        text(&[server]),
        code(
            "Start it",
            format!("form-codegen mock DOCUMENT --port {PORT}"),
        ),
    ];
    let events = content.api.received().flat_map(|received| &received.events);
    if let Some(event) = events.map(|event| event.wire.as_str()).next() {
        let command = format!("form-codegen trigger {} --server {address}", quoted(event));
        blocks.push(code("Have it make an event", command));
    }
    if let Some(variable) = &content.api.client.base_url_variable {
        let command = format!("export {variable}={address}");
        blocks.push(code("Point programs at it", command));
    }
    page.add("server", "A server", blocks);
    Some(page)
}
