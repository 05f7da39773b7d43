//! How values are shown.
//!
//! In: what was asked for, and the terminal. Out: plain data. What always holds: without colour, nothing is added to a text.

use crate::cli::words::Words;
use crate::mock::model::Model;

/// How values are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// A table, or a record of one value.
    Table,
    /// JSON.
    Json,
    /// YAML.
    Yaml,
    /// Comma-separated values (RFC 4180).
    Csv,
    /// Ids alone, one a line.
    Ids,
}

/// What it takes to show a value.
#[derive(Clone, Debug)]
pub struct Terms<'m> {
    /// The API.
    pub model: &'m Model,
    /// What is said of it.
    pub words: &'m Words,
    /// The format.
    pub format: Format,
    /// The columns that were asked for.
    pub columns: Vec<String>,
    /// The time, in seconds since 1970.
    pub now: i64,
    /// How wide a line may be.
    pub width: u16,
    /// Whether there are colours.
    pub color: bool,
}

impl Terms<'_> {
    /// A text that stands out.
    pub fn bold(&self, text: &str) -> String {
        match self.color {
            true => format!("\u{1b}[1m{text}\u{1b}[0m"),
            false => text.to_owned(),
        }
    }
}
