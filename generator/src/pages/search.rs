//! The index of the search.
//!
//! In: pages. Out: a script that holds what can be found: names of pages, parameters and values, each with its address. What always holds: it is one
//! JSON text behind an assignment, in which nothing ends a script.

use serde_json::{Value, json};

use super::page::{PageKind, ReferencePage};

/// The most rows of a page that can be found.
const MOST: usize = 200;

/// What can be found.
#[derive(Default)]
pub struct SearchIndex {
    /// Entries of a JSON list, with what stands between them.
    text: String,
}

impl SearchIndex {
    /// Adds a page with its rows.
    pub fn add(&mut self, page: &ReferencePage) {
        self.entry(&json!([
            page.title,
            format!("{}.html", page.path),
            kind(page.kind),
            page.summary
        ]));
        let is_searched = page.kind != PageKind::Topic;
        for row in page.rows().into_iter().take(MOST).filter(|_| is_searched) {
            let address = format!("{}.html#{}", page.path, row.anchor);
            self.entry(&json!([row.name, address, page.title]));
        }
    }

    fn entry(&mut self, entry: &Value) {
        if !self.text.is_empty() {
            self.text.push(',');
        }
        // A script ends at its end tag, wherever that stands.
        let text = entry.to_string().replace('<', "\\u003c");
        let text = text.replace('\u{2028}', "\\u2028");
        self.text.push_str(&text.replace('\u{2029}', "\\u2029"));
    }

    /// The script.
    pub fn print(&self) -> String {
        format!("window.searchIndex = [{}];\n", self.text)
    }
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
