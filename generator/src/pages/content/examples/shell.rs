//! A request as a command: of curl, and of the crate's own program.
//!
//! In: an operation, and the values that an example gives. Out: the command. What always holds: a shell takes each word of it as one; no secret is in
//! it, but the name of the variable that has it.

use form_cli::shell::{credentials, quoted};
use form_mock::model::{Input, Operation as Asked, Piece, Place, Shape};
use serde_json::Value;

use super::super::PageContent;
use super::given::pairs;
use crate::api::{Body, Operation};

/// The request by curl.
pub fn curl(
    content: &PageContent<'_>,
    operation: &Operation,
    values: &[Option<Value>],
) -> Option<String> {
    let asked = content.asked(operation)?;
    let with = |place| placed(asked, values, place);
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

/// The inputs of one place that are given.
pub fn placed<'v>(
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
pub fn step(value: &Option<Value>) -> String {
    match value {
        Some(Value::String(text)) => text.clone(),
        Some(value) => value.to_string(),
        None => String::new(),
    }
}

/// The request by the program of the crate; none where a body is no form.
pub fn command(
    content: &PageContent<'_>,
    operation: &Operation,
    values: &[Option<Value>],
) -> Option<String> {
    let index = content.places.index_of(operation)?;
    let (asked, words) = (content.asked(operation)?, content.commands.get(index)?);
    if matches!(operation.body, Body::Json { .. } | Body::Raw { .. }) {
        return None;
    }
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
        for (input, value) in placed(asked, values, place) {
            lines.push(flag(input, &step(&Some(value.clone()))));
        }
    }
    for place in [Place::Query, Place::Body] {
        for (input, value) in placed(asked, values, place) {
            if matches!(content.model.value(&input.member.shape), Shape::File) {
                lines.push(flag(input, "@receipt.txt"));
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
                true => format!("-F {}", quoted(&format!("{key}=@receipt.txt"))),
                // Curl takes `@` and `<` at the beginning of a value of `-F` for files.
                false => format!("--form-string {}", quoted(&format!("{key}={value}"))),
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
