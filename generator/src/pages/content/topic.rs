//! Pages of topics, to begin with.
//!
//! In: a name and a title. Out: a page without sections, and Markdown for it.

use crate::pages::page::{PageBlock, PageKind, ReferencePage};

/// A page without sections.
pub fn topic(name: &str, title: &str, summary: &str) -> ReferencePage {
    ReferencePage {
        path: format!("guide/{name}"),
        kind: PageKind::Topic,
        title: title.to_owned(),
        summary: summary.to_owned(),
        group: String::new(),
        sections: Vec::new(),
    }
}

/// Markdown, a line an entry.
pub fn text(lines: &[&str]) -> PageBlock {
    PageBlock::Text(lines.iter().map(|line| (*line).to_owned()).collect())
}
