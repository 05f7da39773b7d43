//! `README.md` of the generated crate.
//!
//! In: the whole model. Out: what the crate is, an example, the operations, and how it was made. What always holds: the
//! example is one that the documentation runs.

use crate::api::Operation;
use crate::emit::base::context::Context;
use crate::emit::base::docs;
use crate::emit::examples;
use crate::render::Contents;
use crate::render::Module;

use super::features;
use super::manifest::title;

/// The file.
pub fn emit(context: &Context<'_>) -> Module {
    let options = context.options;
    let mut lines = vec![
        format!("<!-- {} -->", options.head().replace("--", "- -")),
        String::new(),
        format!("# {}", options.package.as_str()),
        String::new(),
        format!(
            "Typed requests and responses of the {}, and clients that send them.",
            docs::prose(&title(context))
        ),
    ];
    if !context.api.version.trim().is_empty() {
        docs::paragraph(
            &mut lines,
            format!("API version: {}.", docs::code(&context.api.version)),
        );
    }
    if let Some(example) = examples::first(context) {
        docs::paragraph(&mut lines, "```rust");
        lines.extend(example.sent(false));
        lines.push("```".to_owned());
        docs::paragraph(
            &mut lines,
            "Without any I/O, each request becomes an `http::Request` for the HTTP client of your choice, and each response is",
        );
        lines.push("read from its status, headers and bytes:".to_owned());
        docs::paragraph(&mut lines, "```rust");
        lines.extend(example.built(false));
        lines.push("```".to_owned());
    }
    if context.api.operations().next().is_some() {
        docs::paragraph(&mut lines, "## Operations");
        docs::paragraph(&mut lines, "| Function | Request |");
        lines.push("|---|---|".to_owned());
    }
    for resource in &context.api.resources {
        let rows = resource.operations.iter().map(|operation| {
            format!(
                "| `{}::{}` | {} |",
                resource.name,
                operation.name,
                request(operation)
            )
        });
        lines.extend(rows);
    }
    features::section(context, "## Features", &mut lines);
    docs::paragraph(&mut lines, "## How it is made");
    let command = docs::code(&options.command);
    let made = match &options.described_in {
        Some(config) => format!("{command} as {} says", docs::code(config)),
        None => command,
    };
    docs::paragraph(
        &mut lines,
        format!(
            "Every file here is made by {made} and will be overwritten. Change the document or its overlays instead, and run"
        ),
    );
    lines.push("the command again.".to_owned());
    let text = lines.join("\n") + "\n";
    Module {
        path: "README.md".to_owned(),
        contents: Contents::Text(text),
    }
}

/// Method and path, as a cell of a table.
fn request(operation: &Operation) -> String {
    docs::code(&docs::request(operation)).replace('|', "\\|")
}
