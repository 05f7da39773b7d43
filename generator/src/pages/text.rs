//! Pages as Markdown, for those who read with tools.
//!
//! In: pages. Out: Markdown that says what the page in HTML says, and an overview of all. What always holds: links lead to the Markdown
//! twins.

use std::fmt::Write as _;

use super::page::{Link, PageBlock, PageKind, PageRow, ReferencePage, RowMark};
use crate::api::Api;
use crate::docs;
use crate::sentences;

/// The page.
pub fn print(page: &ReferencePage) -> String {
    let mut out = format!("# {}\n", sentences::prose(&page.title));
    for section in &page.sections {
        if !section.title.is_empty() {
            let _ = writeln!(out, "\n## {}", sentences::prose(&section.title));
        }
        for block in &section.blocks {
            out.push('\n');
            self::block(page, block, &mut out);
        }
    }
    out
}

fn block(page: &ReferencePage, block: &PageBlock, out: &mut String) {
    match block {
        PageBlock::Text(lines) => {
            for line in lines {
                let _ = writeln!(out, "{}", twins(page, line));
            }
        }
        PageBlock::Code {
            title,
            language,
            code,
        } => {
            let fence = fence(code);
            let _ = writeln!(out, "{title}:\n\n{fence}{language}\n{code}\n{fence}");
        }
        PageBlock::Rows(rows) => {
            for row in rows {
                self::row(page, row, 0, out);
            }
        }
        PageBlock::Links(links) => {
            for link in links {
                let _ = writeln!(out, "- {}", self::link(page, link));
            }
        }
        PageBlock::Table(rows) => table(page, rows, out),
    }
}

/// Back quotes that do not occur in the code.
fn fence(code: &str) -> String {
    let longest = code.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    "`".repeat(longest.max(2) + 1)
}

fn table(page: &ReferencePage, rows: &[Vec<String>], out: &mut String) {
    for (index, row) in rows.iter().enumerate() {
        let cells = row.iter().map(|cell| twins(page, cell).replace('|', "\\|"));
        let _ = writeln!(out, "| {} |", cells.collect::<Vec<_>>().join(" | "));
        if index == 0 {
            let _ = writeln!(out, "|{}", "---|".repeat(row.len()));
        }
    }
}

fn row(page: &ReferencePage, row: &PageRow, depth: usize, out: &mut String) {
    let indent = "  ".repeat(depth);
    let marks = row.marks.iter().map(|mark| RowMark::as_str(*mark));
    let marks: Vec<&str> = marks.collect();
    let marks = match marks.is_empty() {
        true => String::new(),
        false => format!(" — {}", marks.join(", ")),
    };
    let kind = match &row.link {
        Some(to) => format!("{}, see {}", row.kind, link(page, to)),
        None => row.kind.clone(),
    };
    let _ = writeln!(
        out,
        "{indent}- {} ({kind}){marks}",
        sentences::code(&row.name)
    );
    let facts = [row.facts.join(" ")];
    for line in row
        .text
        .iter()
        .chain(&facts)
        .filter(|line| !line.trim().is_empty())
    {
        let _ = writeln!(out, "{indent}  {}", twins(page, line));
    }
    for (value, meaning) in &row.values {
        let meaning = meaning.join(" ");
        let gap = if meaning.is_empty() { "" } else { ": " };
        let _ = writeln!(out, "{indent}  - {}{gap}{meaning}", sentences::code(value));
    }
    for child in &row.children {
        self::row(page, child, depth + 1, out);
    }
}

fn link(page: &ReferencePage, link: &Link) -> String {
    let about = match link.about.is_empty() {
        true => String::new(),
        false => format!(": {}", link.about),
    };
    format!("[{}]({}{}.md){about}", link.text, up(page), link.path)
}

/// Links to pages, as they are from this one.
fn twins(page: &ReferencePage, line: &str) -> String {
    let mut out = String::new();
    let mut rest = line;
    while let Some((before, behind)) = rest.split_once("](page:") {
        let (target, after) = behind.split_once(')').unwrap_or((behind, ""));
        let path = target.split('#').next().unwrap_or_default();
        let _ = write!(out, "{before}]({}{path}.md)", up(page));
        rest = after;
    }
    out + rest
}

/// The way from a page to the folder.
pub fn up(page: &ReferencePage) -> String {
    "../".repeat(page.path.matches('/').count())
}

/// What there is, for a tool that looks for where to read on (`llms.txt`).
pub fn overview(api: &Api, pages: &[ReferencePage]) -> String {
    let mut starts = pages.iter().filter(|page| page.kind == PageKind::Start);
    let title = starts.next().map_or("API", |page| page.title.as_str());
    let mut out = format!("# {}\n", sentences::prose(title));
    let about = docs::sentence(&api.docs);
    if !about.is_empty() {
        let _ = writeln!(out, "\n> {about}");
    }
    let kinds = [
        (PageKind::Topic, "Guide"),
        (PageKind::Operation, "Calls"),
        (PageKind::Object, "Objects"),
        (PageKind::Values, "Enums"),
        (PageKind::Event, "Events"),
    ];
    for (kind, title) in kinds {
        let mut of_kind = pages.iter().filter(|page| page.kind == kind).peekable();
        if of_kind.peek().is_some() {
            let _ = write!(out, "\n## {title}\n\n");
        }
        for page in of_kind {
            let gap = if page.summary.is_empty() { "" } else { ": " };
            let _ = writeln!(
                out,
                "- [{}]({}.md){gap}{}",
                sentences::prose(&page.title),
                page.path,
                page.summary
            );
        }
    }
    out
}
