//! Rows as a table.
//!
//! In: columns and rows. Out: lines, as wide as the terminal at most. What always holds: a later part of a list has the columns of the first.

use comfy_table::presets::NOTHING;
use comfy_table::{ColumnConstraint, ContentArrangement, Table, Width};

/// The widths of the columns of a table that was begun.
pub type Widths = Vec<u16>;

/// The lines of a table; behind the first part, those without the head.
pub fn table(
    titles: &[String],
    rows: &[Vec<String>],
    width: u16,
    widths: &mut Option<Widths>,
) -> (Option<String>, String) {
    let mut table = Table::new();
    table
        .load_style(NOTHING)
        .set_content_arrangement(ContentArrangement::Dynamic)
        .set_width(width);
    table.set_header(titles);
    for row in rows {
        table.add_row(row);
    }
    if let Some(widths) = widths {
        let fixed = widths.iter();
        table.set_constraints(fixed.map(|width| ColumnConstraint::Absolute(Width::Fixed(*width))));
    } else {
        *widths = Some(
            table
                .column_max_content_widths()
                .into_iter()
                .map(|width| width.saturating_add(2))
                .collect(),
        );
    }
    let text = table.to_string();
    let mut lines = text.lines().map(str::trim_end);
    let head = lines.next().map(str::to_owned);
    let body = lines.map(|line| format!("{line}\n")).collect();
    (head, body)
}

/// How many columns fit beside each other, from the first one on: at least one.
pub fn fitting(titles: &[String], rows: &[Vec<String>], width: u16) -> usize {
    let mut used = 0;
    let mut count = 0;
    for (at, title) in titles.iter().enumerate() {
        let cells = rows.iter().filter_map(|row| row.get(at));
        let widest = cells.chain([title]).map(|cell| cell.chars().count()).max();
        used += widest.unwrap_or_default() + 2;
        if used > usize::from(width) && count > 0 {
            break;
        }
        count += 1;
    }
    count
}
