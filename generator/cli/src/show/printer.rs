//! All formats.
//!
//! In: one value, or the items of a list, page by page. Out: text. What always holds: what was begun is ended, so that JSON is whole even where a list
//! ends early.

use std::io::{self, Write};

use serde_json::Value;

use super::columns::{Column, columns};
use super::record::record;
use super::table::{Widths, fitting, table};
use super::terms::{Format, Terms};
use crate::mock::model::Shape;

/// Shows values.
pub struct Printer<'m, 'o> {
    terms: Terms<'m>,
    out: &'o mut dyn Write,
    columns: Option<Vec<Column<'m>>>,
    widths: Option<Widths>,
    count: usize,
}

impl<'m, 'o> Printer<'m, 'o> {
    /// Into that.
    pub fn new(terms: Terms<'m>, out: &'o mut dyn Write) -> Self {
        Self {
            terms,
            out,
            columns: None,
            widths: None,
            count: 0,
        }
    }

    /// Shows one value.
    ///
    /// # Errors
    ///
    /// If it cannot be written.
    pub fn one(&mut self, shape: Option<&'m Shape>, value: &Value) -> io::Result<()> {
        match self.terms.format {
            Format::Json => writeln!(self.out, "{value:#}"),
            Format::Yaml => self.out.write_all(yaml(value).as_bytes()),
            Format::Ids => self.ids(std::slice::from_ref(value)),
            Format::Csv => {
                self.items(shape, std::slice::from_ref(value))?;
                self.end()
            }
            Format::Table => {
                if !self.terms.columns.is_empty() {
                    return self.items(shape, std::slice::from_ref(value));
                }
                let text = record(&self.terms, shape, value);
                self.out.write_all(text.as_bytes())
            }
        }
    }

    /// Shows items of a list, behind those that came before.
    ///
    /// # Errors
    ///
    /// If they cannot be written.
    pub fn items(&mut self, shape: Option<&'m Shape>, items: &[Value]) -> io::Result<()> {
        for item in items {
            match self.terms.format {
                Format::Json => {
                    let start = if self.count == 0 { "[\n" } else { ",\n" };
                    let text = format!("{item:#}").replace('\n', "\n  ");
                    write!(self.out, "{start}  {text}")?;
                }
                Format::Yaml => {
                    let text = yaml(item).trim_end().replace('\n', "\n  ");
                    writeln!(self.out, "- {text}")?;
                }
                Format::Ids => self.ids(std::slice::from_ref(item))?,
                Format::Csv | Format::Table => {}
            }
            self.count += 1;
        }
        match self.terms.format {
            Format::Csv => self.csv(shape, items),
            Format::Table => self.table(shape, items),
            Format::Json | Format::Yaml | Format::Ids => Ok(()),
        }?;
        self.out.flush()
    }

    /// Ends a list.
    ///
    /// # Errors
    ///
    /// If that cannot be written.
    pub fn end(&mut self) -> io::Result<()> {
        match (self.terms.format, self.count) {
            (Format::Json, 0) => writeln!(self.out, "[]"),
            (Format::Json, _) => writeln!(self.out, "\n]"),
            (Format::Yaml, 0) => writeln!(self.out, "[]"),
            _ => Ok(()),
        }
    }

    fn ids(&mut self, values: &[Value]) -> io::Result<()> {
        let name = &self.terms.model.names.id;
        for value in values {
            let id = value.get(name).unwrap_or(value);
            let text = match id {
                Value::String(text) => crate::cli::stop::harmless(text),
                other => other.to_string(),
            };
            writeln!(self.out, "{text}")?;
        }
        Ok(())
    }

    fn columns(&mut self, shape: Option<&'m Shape>, first: Option<&Value>) -> Vec<Column<'m>> {
        let terms = &self.terms;
        let made = self
            .columns
            .get_or_insert_with(|| columns(terms.model, terms.words, shape, &terms.columns, first));
        made.clone()
    }

    fn csv(&mut self, shape: Option<&'m Shape>, items: &[Value]) -> io::Result<()> {
        let is_first = self.columns.is_none();
        let columns = self.columns(shape, items.first());
        let mut writer = csv::Writer::from_writer(&mut *self.out);
        if is_first && !columns.is_empty() {
            writer.write_record(columns.iter().map(Column::title))?;
        }
        for item in items {
            // As it came: whoever reads this is a program.
            let cells = columns.iter().map(|column| match column.of(item) {
                Value::String(text) => text.clone(),
                Value::Null => String::new(),
                other => other.to_string(),
            });
            writer.write_record(cells)?;
        }
        writer.flush()
    }

    fn table(&mut self, shape: Option<&'m Shape>, items: &[Value]) -> io::Result<()> {
        if items.is_empty() {
            return Ok(());
        }
        let is_first = self.widths.is_none();
        let columns = self.columns(shape, items.first());
        let titles: Vec<String> = columns.iter().map(Column::short_title).collect();
        let (model, now) = (self.terms.model, self.terms.now);
        let rows = items.iter().map(|item| {
            let cells = columns.iter().map(|column| {
                super::cell::cell(model, column.shape, column.words, column.of(item), now)
            });
            cells.collect()
        });
        let rows: Vec<Vec<String>> = rows.collect();
        let kept = match is_first && self.terms.columns.is_empty() {
            true => fitting(&titles, &rows, self.terms.width),
            false => titles.len(),
        };
        let cut = |row: &Vec<String>| -> Vec<String> { row.iter().take(kept).cloned().collect() };
        let (titles, rows) = (cut(&titles), rows.iter().map(cut).collect::<Vec<_>>());
        if let Some(columns) = &mut self.columns {
            columns.truncate(kept);
        }
        let (head, body) = table(&titles, &rows, self.terms.width, &mut self.widths);
        if let Some(head) = head.filter(|_| is_first) {
            let head = self.terms.bold(&head);
            writeln!(self.out, "{head}")?;
        }
        self.out.write_all(body.as_bytes())
    }
}

fn yaml(value: &Value) -> String {
    // What YAML cannot hold, JSON can, which is YAML.
    serde_saphyr::to_string(value).unwrap_or_else(|_| format!("{value:#}\n"))
}
