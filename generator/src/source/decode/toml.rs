//! TOML 1.0, as configurations are written in.
//!
//! In: the text. Out: what it holds, into a [`Tree`]. What always holds: tables are objects, in the order in which the text opens them;
//! a date is the text that it is written as; what is no TOML is refused where the parser stopped.

use std::ops::Range;

use serde_json::{Number, Value};
use toml_edit::{Array, Document, InlineTable, Item, Key, Table, Value as TomlValue};

use super::fault::Fault;
use super::tree::{CollectionKind, Tree};

/// Reads a text.
pub(super) fn read(text: &str, tree: &mut Tree<'_>) -> Result<(), Fault> {
    let document = Document::parse(text).map_err(|error| {
        let offset = error.span().map_or(0, |span| span.start);
        let message = error.message().replace('\n', "; ");
        Fault::syntax("TOML", &message, offset)
    })?;
    table(document.as_table(), 0..text.len(), tree)
}

/// A table that may have no place of its own: dotted keys and headers open it.
fn table(table: &Table, range: Range<usize>, tree: &mut Tree<'_>) -> Result<(), Fault> {
    tree.open(CollectionKind::Object, range.start, None)?;
    for (name, item) in table {
        if let Some((key, _)) = table.get_key_value(name) {
            enter(key, &range, tree);
            self::item(item, span(key.span(), &range), tree)?;
        }
    }
    tree.close(range.end)
}

fn item(item: &Item, near: Range<usize>, tree: &mut Tree<'_>) -> Result<(), Fault> {
    let here = span(item.span(), &near);
    match item {
        Item::None => tree.scalar(Value::Null, here, None).map(drop),
        Item::Value(value) => self::value(value, here, tree),
        Item::Table(inner) => table(inner, here, tree),
        Item::ArrayOfTables(tables) => {
            tree.open(CollectionKind::Array, here.start, None)?;
            for inner in tables {
                table(inner, span(inner.span(), &here), tree)?;
            }
            tree.close(here.end)
        }
    }
}

fn value(value: &TomlValue, near: Range<usize>, tree: &mut Tree<'_>) -> Result<(), Fault> {
    let here = span(value.span(), &near);
    let scalar = match value {
        TomlValue::Array(elements) => return array(elements, here, tree),
        TomlValue::InlineTable(inner) => return inline(inner, here, tree),
        TomlValue::String(text) => Value::String(text.value().clone()),
        TomlValue::Integer(number) => Value::from(*number.value()),
        TomlValue::Float(number) => match Number::from_f64(*number.value()) {
            Some(number) => Value::Number(number),
            None => {
                return Err(Fault::syntax(
                    "TOML",
                    "no infinite number has a meaning here",
                    here.start,
                ));
            }
        },
        TomlValue::Boolean(flag) => Value::Bool(*flag.value()),
        TomlValue::Datetime(date) => Value::String(date.value().to_string()),
    };
    tree.scalar(scalar, here, None).map(drop)
}

fn array(elements: &Array, here: Range<usize>, tree: &mut Tree<'_>) -> Result<(), Fault> {
    tree.open(CollectionKind::Array, here.start, None)?;
    for element in elements {
        value(element, here.clone(), tree)?;
    }
    tree.close(here.end)
}

fn inline(inner: &InlineTable, here: Range<usize>, tree: &mut Tree<'_>) -> Result<(), Fault> {
    tree.open(CollectionKind::Object, here.start, None)?;
    for (name, element) in inner {
        if let Some((key, _)) = inner.get_key_value(name) {
            enter(key, &here, tree);
            value(element, span(key.span(), &here), tree)?;
        }
    }
    tree.close(here.end)
}

fn enter(key: &Key, near: &Range<usize>, tree: &mut Tree<'_>) {
    tree.key(key.get().to_owned(), span(key.span(), near));
}

/// Where something stands, or what is around it.
fn span(own: Option<Range<usize>>, near: &Range<usize>) -> Range<usize> {
    own.unwrap_or_else(|| near.clone())
}
