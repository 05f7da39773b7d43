//! Examples: requests and what comes back.
//!
//! In: operations and objects, with the model of the test server. Out: code. What always holds: the values are those that the test server would give or
//! take, and the same each time.

use form_cli::shell::{credentials, quoted};
use form_mock::answer::{ErrorKind, Failure, Ids, Maker, error_body};
use form_mock::model::{Input, Operation as Asked, Payload, Piece, Place, Shape};
use serde_json::Value;

use super::PageContent;
use super::given::{GivenValues, pairs};
use crate::api::{Body, Operation, Resource, TypeId};
use crate::pages::page::PageBlock;

/// The time in all examples: the first of January 2026.
const NOW: i64 = 1_767_225_600;

impl PageContent<'_> {
    /// What the test server knows of an operation: it has the same ones in the same order.
    fn asked(&self, operation: &Operation) -> Option<&Asked> {
        let index = self.places.index_of(operation)?;
        self.model.operations.get(index)
    }

    /// An object of a type, as JSON.
    pub fn example_of(&self, id: TypeId) -> Option<String> {
        let mut ids = Ids::new(1);
        let mut maker = self.maker(&mut ids);
        Some(shown(&maker.value(&Shape::Named(id.index()), "")))
    }

    /// The body of an event, as JSON.
    pub fn example_of_event(&self, name: &str) -> Option<String> {
        let events = self.model.events.as_ref()?;
        let (_, shape) = events.events.iter().find(|(known, _)| known == name)?;
        let mut ids = Ids::new(1);
        let mut value = self.maker(&mut ids).value(shape, "");
        if let (Some(tag), Value::Object(members)) = (&events.tag, &mut value) {
            members.insert(tag.clone(), name.into());
        }
        Some(shown(&value))
    }

    /// The events that an operation causes, by name.
    pub fn events_of(&self, operation: &Operation) -> Vec<String> {
        let rules = self.asked(operation).map(|asked| asked.rules.as_slice());
        let rules = rules.unwrap_or_default().iter();
        rules.flat_map(|rule| rule.emit.clone()).collect()
    }

    fn maker<'m>(&'m self, ids: &'m mut Ids) -> Maker<'m> {
        Maker {
            model: self.model,
            now: NOW,
            ids,
            full: true,
        }
    }
}

/// The request of an operation: by curl, by the crate's own program, and in Rust.
pub fn requests(
    content: &PageContent<'_>,
    resource: &Resource,
    operation: &Operation,
) -> Vec<PageBlock> {
    let mut blocks = Vec::new();
    if let Some(code) = curl(content, operation) {
        blocks.push(PageBlock::Code {
            title: "curl".to_owned(),
            language: "sh",
            code,
        });
    }
    if let Some(code) = command(content, operation) {
        blocks.push(PageBlock::Code {
            title: "Command line".to_owned(),
            language: "sh",
            code,
        });
    }
    let calls = content.calls.of(resource, operation);
    let titles = ["Rust, asynchronous", "Rust, blocking"];
    for (title, lines) in titles.into_iter().zip(calls.into_iter().flatten()) {
        blocks.push(PageBlock::Code {
            title: title.to_owned(),
            language: "rust",
            code: lines.join("\n"),
        });
    }
    blocks
}

/// What comes back.
pub fn response(content: &PageContent<'_>, operation: &Operation) -> Vec<PageBlock> {
    let Some(Payload::Json(shape)) = content.asked(operation).map(|one| &one.outcome.payload)
    else {
        return Vec::new();
    };
    let mut ids = Ids::new(1);
    let mut maker = content.maker(&mut ids);
    let value = match content.model.resolve(shape) {
        Shape::Page(item) => {
            let item = match content.model.object(item) {
                Some((index, _)) => maker.value(&Shape::Named(index), ""),
                None => maker.value(item, ""),
            };
            maker.page(vec![item], false, &operation.template)
        }
        shape => maker.value(shape, ""),
    };
    vec![PageBlock::Code {
        title: "JSON".to_owned(),
        language: "json",
        code: shown(&value),
    }]
}

/// What an error looks like.
pub fn error(content: &PageContent<'_>, operation: &Operation) -> Vec<PageBlock> {
    let Some(asked) = content.asked(operation) else {
        return Vec::new();
    };
    if matches!(content.model.resolve(&asked.error), Shape::Any) {
        // What no schema says is not made up.
        return Vec::new();
    }
    let first = asked.inputs.first().map(|input| input.member.name.clone());
    let failure = Failure::new(400, ErrorKind::Invalid, "A parameter is wrong.");
    let failure = match first {
        Some(name) => failure.param(name),
        None => failure,
    };
    let mut ids = Ids::new(1);
    let mut maker = content.maker(&mut ids);
    vec![PageBlock::Code {
        title: "Status 400".to_owned(),
        language: "json",
        code: shown(&error_body(&mut maker, &asked.error, &failure)),
    }]
}

fn shown(value: &Value) -> String {
    format!("{value:#}")
}

/// The request by curl.
fn curl(content: &PageContent<'_>, operation: &Operation) -> Option<String> {
    let asked = content.asked(operation)?;
    let values = values(content, operation, asked);
    let with = |place| placed(asked, &values, place);
    let path = asked.path.iter().map(|piece| match piece {
        Piece::Literal(text) => text.clone(),
        Piece::Input(index) => values
            .get(*index)
            .map(step)
            .map_or_else(String::new, |step| encoded(&step)),
    });
    let path: String = path.collect();
    let mut url = format!("{}{path}", operation.server.trim_end_matches('/'));
    let mut query: Vec<String> = Vec::new();
    for (input, value) in with(Place::Query) {
        query.extend(
            pairs(&input.member, value)
                .into_iter()
                .map(|(key, value)| format!("{key}={}", encoded(&value))),
        );
    }
    if !query.is_empty() {
        url = format!("{url}?{}", query.join("&"));
    }
    let mut lines = vec![format!("curl {}", quoted(&url))];
    if operation.method.as_str() != "GET" {
        lines.push(format!("-X {}", operation.method.as_str()));
    }
    if url.contains(['[', '{']) {
        // Brackets are patterns to curl.
        lines.push("-g".to_owned());
    }
    lines.extend(access(content, operation));
    for (input, value) in with(Place::Header) {
        let text = value
            .as_str()
            .map_or_else(|| value.to_string(), str::to_owned);
        lines.push(format!(
            "-H {}",
            quoted(&format!("{}: {text}", input.member.name))
        ));
    }
    let body: Vec<(&Input, &Value)> = with(Place::Body).collect();
    lines.extend(sent(content, &operation.body, &body));
    Some(lines.join(" \\\n  "))
}

/// The values that an example gives; none for an input that it does not give.
fn values(content: &PageContent<'_>, operation: &Operation, asked: &Asked) -> Vec<Option<Value>> {
    let mut ids = Ids::new(1);
    GivenValues::new(content, &mut ids, NOW).of(operation, asked)
}

/// The inputs of one place that are given.
fn placed<'v>(
    asked: &'v Asked,
    values: &'v [Option<Value>],
    place: Place,
) -> impl Iterator<Item = (&'v Input, &'v Value)> {
    let inputs = asked.inputs.iter().zip(values);
    inputs.filter_map(move |(input, value)| {
        (input.place == place).then_some((input, value.as_ref()?))
    })
}

/// A value in a path.
fn step(value: &Option<Value>) -> String {
    match value {
        Some(Value::String(text)) => text.clone(),
        Some(value) => value.to_string(),
        None => String::new(),
    }
}

/// The request by the program of the crate; none where a body is no form.
fn command(content: &PageContent<'_>, operation: &Operation) -> Option<String> {
    let index = content.places.index_of(operation)?;
    let (asked, words) = (content.asked(operation)?, content.commands.get(index)?);
    if matches!(operation.body, Body::Json { .. } | Body::Raw { .. }) {
        return None;
    }
    let values = values(content, operation, asked);
    let mut line = vec![content.program.to_owned()];
    line.extend(words.iter().cloned());
    let path = asked.path.iter().filter_map(|piece| match piece {
        Piece::Literal(_) => None,
        Piece::Input(index) => values.get(*index),
    });
    line.extend(path.map(|value| quoted(&step(value))));
    let mut lines = vec![line.join(" ")];
    let flag = |input: &Input, value: &str| {
        let name = input.member.name.replace('_', "-");
        format!("--{name} {}", quoted(value))
    };
    for place in [Place::Header, Place::Cookie] {
        for (input, value) in placed(asked, &values, place) {
            lines.push(flag(input, &step(&Some(value.clone()))));
        }
    }
    for place in [Place::Query, Place::Body] {
        for (input, value) in placed(asked, &values, place) {
            if matches!(content.model.value(&input.member.shape), Shape::File) {
                lines.push(flag(input, "@receipt.pdf"));
                continue;
            }
            let pairs = pairs(&input.member, value).into_iter();
            lines.extend(
                pairs.map(|(key, value)| format!("-d {}", quoted(&format!("{key}={value}")))),
            );
        }
    }
    if operation.irreversible {
        lines.push("--yes".to_owned());
    }
    Some(lines.join(" \\\n  "))
}

fn sent(content: &PageContent<'_>, body: &Body, inputs: &[(&Input, &Value)]) -> Vec<String> {
    let all = inputs.iter().flat_map(|(input, value)| {
        let is_file = matches!(content.model.value(&input.member.shape), Shape::File);
        let pairs = pairs(&input.member, value);
        pairs
            .into_iter()
            .map(move |(key, value)| (is_file, key, value))
    });
    match body {
        Body::None => Vec::new(),
        Body::Form { .. } => all
            .map(|(_, key, value)| {
                format!("--data-urlencode {}", quoted(&format!("{key}={value}")))
            })
            .collect(),
        Body::Multipart { .. } => all
            .map(|(is_file, key, value)| match is_file {
                true => format!("-F {}", quoted(&format!("{key}=@receipt.pdf"))),
                false => format!("-F {}", quoted(&format!("{key}={value}"))),
            })
            .collect(),
        Body::Json { content_type } => {
            let value = inputs.first().map(|(_, value)| value.to_string());
            let mut lines = vec![format!(
                "-H {}",
                quoted(&format!("Content-Type: {content_type}"))
            )];
            lines.extend(value.map(|value| format!("--data {}", quoted(&value))));
            lines
        }
        Body::Raw { content_type } => vec![
            format!("-H {}", quoted(&format!("Content-Type: {content_type}"))),
            "--data-binary @file".to_owned(),
        ],
    }
}

/// What shows who is calling: of the first way that is enough.
fn access(content: &PageContent<'_>, operation: &Operation) -> Vec<String> {
    let names = operation.security.first().into_iter().flatten();
    let variable = content
        .api
        .client
        .secret_variable
        .as_deref()
        .unwrap_or("API_KEY");
    let lines = names.filter_map(|name| {
        let mut schemes = content.model.schemes.iter();
        let scheme = schemes.find(|scheme| scheme.name == *name)?;
        credentials(&scheme.kind, variable)
    });
    lines.collect()
}

/// A value in a path or a query.
fn encoded(text: &str) -> String {
    crate::percent::path_segment(text)
}
