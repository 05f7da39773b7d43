//! Blocks, written as lines of Markdown.
//!
//! In: blocks. Out: lines. What always holds: no line has trailing blanks, the first and the last are not empty.

use super::{
    inline::{Holder, write},
    tree::{Block, Inline},
    wrap::{JOINED, wrap},
};

/// The least width that nested blocks are wrapped to.
const NARROWEST: usize = 40;

/// Writes blocks, with blank lines between them.
pub(super) fn blocks(blocks: &[Block], width: usize) -> Vec<String> {
    joined(blocks.iter().map(|block| (lines(block, width), true)))
}

/// Joins the lines of several blocks, each with whether it stands apart; blocks without lines leave no gap.
fn joined(parts: impl Iterator<Item = (Vec<String>, bool)>) -> Vec<String> {
    let mut all: Vec<String> = Vec::new();
    for (part, apart) in parts.filter(|(part, _)| !part.is_empty()) {
        if apart && !all.is_empty() {
            all.push(String::new());
        }
        all.extend(part);
    }
    all
}

/// Whether the second block needs no blank line to be told from the first.
fn touch(first: Option<&Block>, second: &Block) -> bool {
    matches!(first, Some(Block::Paragraph(_)))
        && matches!(
            second,
            Block::Code { .. }
                | Block::List {
                    start: None | Some(1),
                    ..
                }
        )
}

fn lines(block: &Block, width: usize) -> Vec<String> {
    match block {
        Block::Paragraph(text) => wrap(&write(text, Holder::Paragraph), width),
        Block::Heading(level, text) => {
            let text = one_line(text, Holder::Heading);
            // The page has a heading of its own above.
            let marks = "#".repeat((level + 1).min(6));
            if text.is_empty() {
                Vec::new()
            } else {
                vec![format!("{marks} {text}")]
            }
        }
        Block::Code { language, text } => code(language, text),
        Block::List {
            start,
            loose,
            items,
        } => list(*start, *loose, items, width),
        Block::Quote(inner) => blocks(inner, width.saturating_sub(2).max(NARROWEST))
            .into_iter()
            .map(|line| {
                if line.is_empty() {
                    ">".to_owned()
                } else {
                    format!("> {line}")
                }
            })
            .collect(),
        Block::Table(rows) => table(rows),
        Block::Rule => vec!["---".to_owned()],
    }
}

fn one_line(text: &[Inline], holder: Holder) -> String {
    write(text, holder).replace(['\n', JOINED], " ")
}

fn code(language: &str, text: &str) -> Vec<String> {
    let text = text.trim_end();
    if text.trim_start().is_empty() {
        return Vec::new();
    }
    let longest = text
        .split(|char| char != '`')
        .map(str::len)
        .max()
        .unwrap_or(0);
    let fence = "`".repeat(3.max(longest + 1));
    let mut lines = vec![format!("{fence}{language}")];
    lines.extend(text.split('\n').map(|line| line.trim_end().to_owned()));
    lines.push(fence);
    lines
}

fn list(start: Option<u64>, loose: bool, items: &[Vec<Block>], width: usize) -> Vec<String> {
    let mut number = start;
    let items = items.iter().map(|item| {
        let marker = number.map_or_else(|| "- ".to_owned(), |number| format!("{number}. "));
        let inner = width.saturating_sub(marker.len()).max(NARROWEST);
        let apart = |at: usize, block| {
            loose || !touch(at.checked_sub(1).and_then(|at| item.get(at)), block)
        };
        let inner = joined(
            item.iter()
                .enumerate()
                .map(|(at, block)| (lines(block, inner), apart(at, block))),
        );
        if inner.is_empty() {
            return (inner, loose);
        }
        // Markdown takes no more than nine digits for a number.
        number = number.map(|number| {
            if number < 999_999_999 {
                number + 1
            } else {
                number
            }
        });
        let indent = " ".repeat(marker.len());
        let indented = |(at, line): (usize, String)| match (at, line.is_empty()) {
            (0, _) => format!("{marker}{line}"),
            (_, true) => line,
            (_, false) => format!("{indent}{line}"),
        };
        (inner.into_iter().enumerate().map(indented).collect(), loose)
    });
    joined(items)
}

fn table(rows: &[Vec<Vec<Inline>>]) -> Vec<String> {
    let mut lines = Vec::new();
    for row in rows {
        let cells: Vec<String> = row
            .iter()
            .map(|cell| one_line(cell, Holder::Cell))
            .collect();
        if cells.is_empty() {
            continue;
        }
        lines.push(format!("| {} |", cells.join(" | ")).replace("|  |", "| |"));
        if lines.len() == 1 {
            lines.push(format!("|{}", " --- |".repeat(cells.len())));
        }
    }
    lines
}
