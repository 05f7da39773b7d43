//! Headings, lists, quotations and tables.
//!
//! In: their tags. Out: their Markdown. What always holds: a cell is one line; lists nest no deeper than [`DEEPEST`].

use super::state::{Frame, OpenTable, State};
use crate::docs::tag::HtmlTag;

/// How deep lists and quotations may nest; deeper ones go on at this depth.
const DEEPEST: usize = 12;

impl State<'_> {
    pub fn rule(&mut self) {
        self.block();
        if !self.one_line() {
            self.settle();
            self.out.push_str("---");
            self.content();
            self.block();
        }
    }

    pub fn heading(&mut self, tag: &HtmlTag<'_>) {
        self.block();
        if !tag.end && !self.one_line() {
            let digit = tag.name.bytes().last().unwrap_or(b'1');
            self.settle();
            self.out
                .push_str(&"#".repeat(usize::from(digit.saturating_sub(b'0')).clamp(1, 6)));
            self.out.push(' ');
            self.begun();
            self.heading = true;
        }
    }

    pub fn begin_frame(&mut self, tag: &HtmlTag<'_>) {
        self.block();
        if self.frames.len() >= DEEPEST || self.one_line() {
            self.too_deep += 1;
            return;
        }
        if tag.name == "blockquote" {
            self.settle();
            self.out.push_str("> ");
            self.frames.push(Frame::Quote);
            self.begun();
        } else {
            let start = tag
                .attribute("start")
                .and_then(|start| start.parse().ok())
                .unwrap_or(1);
            self.frames.push(Frame::List {
                next: (tag.name == "ol").then_some(start),
                width: 0,
            });
        }
    }

    pub fn end_frame(&mut self) {
        if self.too_deep > 0 {
            self.too_deep -= 1;
        } else {
            self.frames.pop();
        }
        self.block();
        self.fresh = false;
    }

    pub fn item(&mut self, end: bool) {
        self.block();
        if end || self.one_line() {
            return;
        }
        // Outside a list, an item is taken for one of a list without numbers.
        let (next, first) = match self.frames.pop() {
            Some(Frame::List { next, width }) => (next, width == 0),
            other => {
                self.frames.extend(other);
                (None, true)
            }
        };
        if first && !matches!(self.frames.last(), Some(Frame::List { .. })) {
            // A list that stands for itself: a paragraph may go before.
            self.settle();
        } else {
            self.pending = false;
            // A blank line before the item would set all of the list apart.
            let end = self.out.trim_end_matches([' ', '\n']).len();
            self.out.truncate(end);
            self.out.push('\n');
            self.indent();
        }
        let marker = next.map_or_else(|| "- ".to_owned(), |number| format!("{number}. "));
        self.out.push_str(&marker);
        self.frames.push(Frame::List {
            next: next.map(|number| number.saturating_add(1)),
            width: marker.len(),
        });
        self.begun();
    }

    pub fn table_tag(&mut self, tag: &HtmlTag<'_>) {
        match (tag.name.as_str(), tag.end) {
            ("table", false) if self.table.is_none() => {
                self.block();
                self.settle();
                self.table = Some(OpenTable::default());
            }
            ("table", false) => {}
            ("table", true) => self.end_table(),
            (name, end) => {
                self.end_cell();
                if let Some(table) = &mut self.table {
                    match name {
                        "tr" if !end => table.rows.push(Vec::new()),
                        "td" | "th" if !end => table.cell = Some(self.out.len()),
                        _ => {}
                    }
                }
            }
        }
    }

    fn end_cell(&mut self) {
        self.cancel_capture();
        let Some(table) = &mut self.table else { return };
        if let Some(from) = table.cell.take() {
            let text = self.out.split_off(from.min(self.out.len()));
            let text = text
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ")
                .replace('|', "\\|");
            match table.rows.last_mut() {
                Some(row) => row.push(text),
                None => table.rows.push(vec![text]),
            }
        }
    }

    /// Writes the table that is open, if there is one. The first row is its head; short rows stay short.
    pub fn end_table(&mut self) {
        self.end_cell();
        let Some(table) = self.table.take() else {
            return;
        };
        let columns = table.rows.iter().map(Vec::len).max().unwrap_or(0);
        self.fresh = false;
        self.block();
        self.settle();
        for (index, row) in table.rows.iter().filter(|row| !row.is_empty()).enumerate() {
            let missing = if index == 0 {
                columns.saturating_sub(row.len())
            } else {
                0
            };
            self.out.push_str(&format!(
                "| {} |{}\n",
                row.join(" | "),
                " |".repeat(missing)
            ));
            self.indent();
            if index == 0 {
                self.out
                    .push_str(&format!("|{}\n", " --- |".repeat(columns)));
                self.indent();
            }
        }
        self.content();
        self.block();
    }
}
