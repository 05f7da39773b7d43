//! Values as expressions.
//!
//! In: JSON, and the type that it is to be. Out: an expression. What always holds: it has that type, or is taken for one by what it is passed to.

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;

use serde_json::Value;

use super::expression::Expression;
use super::text::literal;
use crate::cli::names::{CrateNames, RustType, TypeNames};
use crate::cli::request::text_of;
use crate::mock::model::{Kind, Model};

/// What a text begins with that stands for the id of an upload: no argument of a program has it.
pub const UPLOADED: char = '\0';

/// How deep values are written.
const DEEPEST: usize = 32;

/// How a value is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Position {
    /// Passed to a parameter, which converts it.
    Argument,
    /// A value of the very type.
    Plain,
}

/// Writes values.
pub struct Writer<'m> {
    /// What the document says.
    pub model: &'m Model,
    /// What the crate calls things.
    pub names: &'m CrateNames,
    /// The expressions of the ids that uploads gave.
    pub uploaded: &'m [String],
    /// What is named of the root of the crate.
    pub imports: RefCell<BTreeSet<String>>,
    depth: Cell<usize>,
}

impl<'m> Writer<'m> {
    /// Without a name yet.
    pub fn new(model: &'m Model, names: &'m CrateNames, uploaded: &'m [String]) -> Self {
        Self {
            model,
            names,
            uploaded,
            imports: RefCell::default(),
            depth: Cell::new(0),
        }
    }

    /// A path from the root of the crate, which is imported.
    pub fn path(&self, path: &str) -> String {
        let first = path.split("::").next().unwrap_or(path);
        self.imports.borrow_mut().insert(first.to_owned());
        path.to_owned()
    }

    /// What a type is called.
    pub fn type_names(&self, index: usize) -> Option<&'m TypeNames> {
        self.names.types.get(index)
    }

    /// A value of a type.
    pub fn value(&self, holds: &RustType, value: &Value, position: Position) -> Option<Expression> {
        if self.depth.get() > DEEPEST {
            return None;
        }
        self.depth.set(self.depth.get() + 1);
        let written = match holds {
            RustType::Clearable(_) | RustType::Nullable(_) | RustType::Boxed(_) => {
                self.wrapped(holds, value, position)
            }
            RustType::Json => Some(Expression::Word(format!("serde_json::json!({value})"))),
            RustType::Named(index) => self.named(*index, value, position),
            RustType::List(inner) => self.list(inner, value, position),
            RustType::Map(inner) | RustType::Entries(inner) => {
                self.map(holds, inner, value, position)
            }
            RustType::ClearableEntries => self.changes(value, position),
            RustType::Expandable(_) => {
                let id = self.value(&RustType::Id, value, Position::Plain);
                let function = format!("{}::Id", self.path("Expandable"));
                id.map(|id| Expression::call(function, id))
            }
            RustType::Range(inner) => self.range(inner, value),
            RustType::Expand(index, prefix) => self.expand(*index, prefix, value, position),
            RustType::Never => None,
            _ => self.single(holds, value, position),
        };
        self.depth.set(self.depth.get() - 1);
        written
    }

    /// A value that is one text on the wire.
    fn single(&self, holds: &RustType, value: &Value, position: Position) -> Option<Expression> {
        let is_plain = position == Position::Plain;
        if value.is_object() || value.is_array() || value.is_null() {
            return None;
        }
        let text = text_of(value);
        let quoted = Expression::word(literal(&text));
        Some(match holds {
            RustType::Bool if text == "true" || text == "false" => Expression::word(text),
            RustType::Integer if text.parse::<i128>().is_ok() => Expression::word(text),
            RustType::Float => return float(text),
            RustType::Decimal => self.decimal(&text, position),
            RustType::Text if is_plain => Expression::call("String::from", quoted),
            RustType::Id => match self.upload(&text) {
                Some(uploaded) => uploaded,
                None if is_plain => Expression::call(format!("{}::new", self.path("Id")), quoted),
                None => quoted,
            },
            RustType::Text => quoted,
            RustType::Timestamp if text.parse::<i64>().is_ok() => {
                let function = format!("{}::from_unix", self.path("Timestamp"));
                Expression::call(function, Expression::word(text))
            }
            RustType::Bytes => {
                let read = Expression::call("std::fs::read", quoted).tried();
                match is_plain {
                    true => Expression::call("bytes::Bytes::from", read),
                    false => read,
                }
            }
            RustType::File => {
                let function = format!("{}::from_path", self.path("Upload"));
                Expression::call(function, quoted).tried()
            }
            _ => return None,
        })
    }

    /// A value in something that may hold none, or in a box.
    fn wrapped(&self, holds: &RustType, value: &Value, position: Position) -> Option<Expression> {
        let is_plain = position == Position::Plain;
        Some(match holds {
            RustType::Clearable(_) if value.is_null() => {
                Expression::Word(format!("{}::Clear", self.path("Clearable")))
            }
            RustType::Clearable(inner) if is_plain => {
                let value = self.value(inner, value, position)?;
                Expression::call(format!("{}::Set", self.path("Clearable")), value)
            }
            RustType::Nullable(_) if value.is_null() => Expression::word("None"),
            RustType::Nullable(inner) => {
                Expression::call("Some", self.value(inner, value, Position::Plain)?)
            }
            RustType::Boxed(inner) if is_plain => {
                Expression::call("Box::new", self.value(inner, value, position)?)
            }
            RustType::Clearable(inner) | RustType::Boxed(inner) => {
                return self.value(inner, value, position);
            }
            _ => return None,
        })
    }

    /// The id that an upload gave.
    fn upload(&self, text: &str) -> Option<Expression> {
        let index: usize = text.strip_prefix(UPLOADED)?.parse().ok()?;
        self.uploaded.get(index).map(Expression::word)
    }

    fn decimal(&self, text: &str, position: Position) -> Expression {
        let is_small = text
            .parse::<i32>()
            .is_ok_and(|number| number.to_string() == text);
        if is_small && position == Position::Argument {
            return Expression::word(text);
        }
        let function = format!("{}::try_from", self.path("Decimal"));
        Expression::call(function, Expression::word(literal(text))).tried()
    }

    fn named(&self, index: usize, value: &Value, position: Position) -> Option<Expression> {
        let names = self.type_names(index)?;
        if let Some(alias) = &names.alias {
            return self.value(alias, value, position);
        }
        match &self.model.definition(index)?.kind {
            Kind::Object(object) => self.object(names, object, value.as_object()?),
            Kind::Texts { .. } | Kind::Integers(_) => self.listed(names, value),
            Kind::OneOf(union) => self.one_of(names, union, value),
            Kind::Alias(_) => None,
        }
    }

    /// A value of a list of values.
    fn listed(&self, names: &TypeNames, value: &Value) -> Option<Expression> {
        if value.is_object() || value.is_array() || value.is_null() || names.path.is_empty() {
            return None;
        }
        let text = text_of(value);
        let path = self.path(&names.path);
        if let Some((_, variant)) = names.values.iter().find(|(known, _)| *known == text) {
            return Some(Expression::Word(format!("{path}::{variant}")));
        }
        let function = format!("{path}::{}", names.others.as_ref()?);
        let inner = match value {
            Value::Number(number) => Expression::word(number.to_string()),
            _ => Expression::call("String::from", Expression::word(literal(&text))),
        };
        Some(Expression::call(function, inner))
    }
}

/// A number with a fraction, which has a full stop in Rust.
fn float(text: String) -> Option<Expression> {
    let number: f64 = text.parse().ok()?;
    let is_whole = !text.contains(['.', 'e', 'E']);
    let text = if is_whole { text + ".0" } else { text };
    number.is_finite().then(|| Expression::word(text))
}
