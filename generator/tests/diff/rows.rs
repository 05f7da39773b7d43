//! A table of changes, each a few lines of a document.
//!
//! In: a file of rows. Out: for each the two documents, and the classes that it says they have. What always holds: a row is
//! written as a diff is: lines with `-` are in the old document alone, lines with `+` in the new one.

use std::fmt::Write as _;

use form_codegen::api::Api;
use form_codegen::diff::{Change, diff};
use form_codegen::lower::{LowerOptions, lower};
use form_codegen::source::{SourceText, read};

/// What stands around the lines of a row.
const FRAMES: [(&str, &str); 5] = [
    ("document", "{}"),
    (
        "response",
        "paths:
  /thing:
    get:
      responses: {'200': {description: '', content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}}}
components:
  schemas:
    Thing:
{}",
    ),
    (
        "form",
        "paths:
  /thing:
    post:
      requestBody:
        required: true
        content:
          application/x-www-form-urlencoded:
            schema:
              type: object
{}
      responses: {'204': {description: ''}}
",
    ),
    (
        "json",
        "paths:
  /thing:
    post:
      requestBody: {required: true, content: {application/json: {schema: {$ref: '#/components/schemas/Thing'}}}}
      responses: {'204': {description: ''}}
components:
  schemas:
    Thing:
{}",
    ),
    (
        "operation",
        "paths:
  /things/{thing}:
    get:
{}
      responses: {'204': {description: ''}}
",
    ),
];

/// One row of the table.
pub struct Row {
    pub title: String,
    /// The classes that the table gives it, and the way back: `breaking major, back none minor`.
    pub classes: String,
    /// The lines, as they are written.
    pub lines: String,
    /// A program that uses the old crate, and one that uses the new one: what stands in a function's body.
    pub programs: Option<[String; 2]>,
    /// Why no program proves the Rust class.
    pub unproven: Option<String>,
    pub old: Api,
    pub new: Api,
}

/// The rows of a file: a title and its classes behind `==`, what stands around them, and the lines.
pub fn rows(text: &str) -> Vec<Row> {
    let rows = text.split("== ").skip(1);
    rows.map(row).collect()
}

fn row(text: &str) -> Row {
    let (head, rest) = text.split_once('\n').unwrap();
    let (title, classes) = head.split_once(": ").unwrap_or_else(|| panic!("{head}"));
    let (frame, lines) = rest.split_once('\n').unwrap();
    let around = FRAMES.iter().find(|(name, _)| *name == frame);
    let (_, around) = around.unwrap_or_else(|| panic!("{title}: no frame {frame}"));
    let (before, after) = around
        .split_once("{}\n")
        .or(around.split_once("{}"))
        .unwrap();
    let last = before.lines().last().unwrap_or_default();
    let depth = last.len() - last.trim_start().len();
    let gap = if last.ends_with(':') {
        depth + 2
    } else {
        depth
    };
    let document = |sign: char| {
        let kept = lines.lines().filter(|line| !line.trim().is_empty());
        let kept = kept.filter(|line| line.starts_with([' ', sign]));
        let kept: String = kept
            .map(|line| format!("{:gap$}{}\n", "", &line[2..]))
            .collect();
        api(title, &format!("{before}{kept}{after}"))
    };
    let program = |sign: char| {
        let mut lines = lines.lines();
        lines
            .find_map(|line| line.strip_prefix(sign))
            .map(str::to_owned)
    };
    Row {
        title: title.to_owned(),
        classes: classes.to_owned(),
        lines: lines.trim_end().to_owned(),
        unproven: program('!'),
        programs: program('>').zip(program('<')).map(|(old, new)| [old, new]),
        old: document('-'),
        new: document('+'),
    }
}

/// The model of a document without its head.
pub fn api(title: &str, text: &str) -> Api {
    let head = "openapi: 3.0.3\ninfo: {title: Things, version: '1'}\n";
    let servers = match text.contains("servers:") {
        true => "",
        false => "servers: [{url: https://things.example}]\n",
    };
    let paths = if text.contains("paths:") {
        ""
    } else {
        "paths: {}\n"
    };
    let text = format!("{head}{servers}{paths}{text}");
    let source = SourceText {
        name: title,
        bytes: text.as_bytes(),
    };
    let document = read(source, &[]).unwrap_or_else(|report| panic!("{title}: {report}\n{text}"));
    let (api, found) = lower(&document.spec, LowerOptions::default());
    assert!(found.is_empty(), "{title}: {found:?}\n{text}");
    api
}

/// The worst classes of what differs, as the table writes them.
pub fn classes(old: &Api, new: &Api) -> String {
    let (wire, rust) = diff(old, new).worst();
    format!("{} {}", wire.as_str(), rust.as_str())
}

/// What differs, a line each.
pub fn told(old: &Api, new: &Api) -> String {
    let mut text = String::new();
    for change in diff(old, new).list {
        let _ = writeln!(text, "  {}", line(&change));
    }
    text
}

fn line(change: &Change) -> String {
    let wire = change.wire;
    let mut line = format!(
        "{} {}: {}/{} {}",
        change.id,
        change.place,
        wire.old_program.as_str(),
        wire.new_program.as_str(),
        change.rust.as_str()
    );
    match (&change.before, &change.after) {
        (Some(before), Some(after)) => {
            let _ = write!(line, ", {before} -> {after}");
        }
        (Some(before), None) => {
            let _ = write!(line, ", was {before}");
        }
        (None, Some(after)) => {
            let _ = write!(line, ", now {after}");
        }
        (None, None) => {}
    }
    if change.follows {
        line.push_str(", follows");
    }
    line
}
