//! What stands first in the crate's documentation: a table of what there is.
//!
//! In: the whole model. Out: a row for each thing that a program begins with. What always holds: each name is a link to where it
//! is, however crowded the crate's root is.

use crate::api::Resource;
use crate::emit::base::context::Context;
use crate::emit::base::docs;

/// Adds the table.
pub fn section(context: &Context<'_>, lines: &mut Vec<String>) {
    docs::paragraph(lines, "# Overview");
    docs::paragraph(lines, "| | |");
    lines.push("|---|---|".to_owned());
    lines.extend(clients(context));
    let resources = context.api.resources.iter();
    lines.extend(resources.map(|resource| resource_row(context, resource)));
    let about = match context.api.signs_events() {
        true => {
            "What the API sends by itself: read and, with the feature `webhooks`, proved to be the API's"
        }
        false => "What the API sends by itself: read, and not proved to be the API's",
    };
    let received = [
        ("webhooks", &context.api.webhooks, about),
        (
            "callbacks",
            &context.api.callbacks,
            "What the API sends to addresses that requests give it: read, and not proved to be the API's",
        ),
    ];
    for (module, events, about) in received {
        if let Some(events) = events {
            let event = match context.is_at_root(module, &events.name) {
                true => events.name.to_string(),
                false => format!("{module}::{}", events.name),
            };
            lines.push(format!("| [`{event}`] | {about} |"));
        }
    }
    let modules = [
        (
            "models",
            "The types that requests and responses are made of",
        ),
        ("guide", "How to …: a page for each question"),
        ("prelude", "What programs need, to import all at once"),
    ];
    lines.extend(modules.map(|(module, about)| format!("| [`{module}`] | {about} |")));
}

fn clients(context: &Context<'_>) -> [String; 3] {
    let link = |name: &str| match context.client_names().any(|known| known == name) {
        true => format!("[`{name}`]"),
        false => format!("[`client::{name}`]"),
    };
    let (client, builder) = (link("Client"), link("ClientBuilder"));
    let (options, error) = (link("RequestOptions"), link("CallError"));
    [
        format!(
            "| {client}, [`blocking::Client`] | Sends requests, asynchronously or not; repeats what failed where that is safe |"
        ),
        format!("| {builder}, {options} | The settings of a client, and of a call |"),
        format!("| {error} | Why a call gave no value: `code()`, `kind()`, `is_retryable()` |"),
    ]
}

/// The row of a resource, with links to its functions.
fn resource_row(context: &Context<'_>, resource: &Resource) -> String {
    let name = &resource.name;
    // At the root, the name alone is the link.
    let target = match context.is_at_root("resources", name) {
        true => String::new(),
        false => format!("(resources::{name})"),
    };
    let functions = resource.operations.iter().map(|operation| {
        let function = operation.name.bare();
        format!("[`{function}`](resources::{name}::{function})")
    });
    let functions: Vec<String> = functions.collect();
    let functions = match functions.is_empty() {
        true => "No operations".to_owned(),
        false => functions.join(", "),
    };
    format!("| [`{name}`]{target} | {functions} |")
}
