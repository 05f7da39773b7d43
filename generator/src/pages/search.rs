//! The index of the search.
//!
//! In: pages. Out: a script that holds what can be found: names of pages, parameters and values, each with its address. What always holds: it is one
//! JSON text behind an assignment, in which nothing ends a script.

use serde_json::{Value, json};

use super::page::{PageKind, ReferencePage};

/// The most rows of a page that can be found.
const MOST: usize = 200;

/// The script.
pub fn index(pages: &[ReferencePage]) -> String {
    let mut entries: Vec<Value> = Vec::new();
    for page in pages {
        entries.push(json!([
            page.title,
            format!("{}.html", page.path),
            kind(page.kind),
            page.summary
        ]));
        let is_searched = page.kind != PageKind::Topic;
        for row in page.rows().into_iter().take(MOST).filter(|_| is_searched) {
            let address = format!("{}.html#{}", page.path, row.anchor);
            entries.push(json!([row.name, address, page.title]));
        }
    }
    let text = Value::Array(entries).to_string();
    // A script ends at its end tag, wherever that stands.
    let text = text
        .replace('<', "\\u003c")
        .replace('\u{2028}', "\\u2028")
        .replace('\u{2029}', "\\u2029");
    format!("window.searchIndex = {text};\n")
}

/// What a page is, in a word.
const fn kind(kind: PageKind) -> &'static str {
    match kind {
        PageKind::Start | PageKind::List => "overview",
        PageKind::Topic => "guide",
        PageKind::Operation => "call",
        PageKind::Object => "object",
        PageKind::Values => "enum",
        PageKind::Event => "event",
    }
}
