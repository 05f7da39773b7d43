//! Values by shape.
//!
//! In: a shape. Out: a value that a client reads without an error. What always holds: what must be there is there, however deep, unless a type
//! needs itself without end.

use serde_json::{Map, Value, json};

use super::{Ids, text};
use crate::mock::model::{Bounds, Definition, Kind, Member, Model, Object, Shape, TypeIndex};

/// How deep values are made.
const DEEPEST: usize = 24;

/// How deep members are made that need not be there, of objects of which nothing must be there.
const SHALLOW: usize = 3;

/// Makes values.
pub struct Maker<'m> {
    /// The API.
    pub model: &'m Model,
    /// The time, in seconds since 1970.
    pub now: i64,
    /// What ids are made of.
    pub ids: &'m mut Ids,
    /// Whether objects are filled of which nothing must be there.
    pub full: bool,
}

impl Maker<'_> {
    /// A value of a shape.
    pub fn value(&mut self, shape: &Shape, name: &str) -> Value {
        static NONE: Bounds = crate::mock::model::Bounds {
            length: (None, None),
            items: (None, None),
            minimum: None,
            maximum: None,
            pattern: None,
            not_empty: false,
            keys: None,
            each: None,
        };
        self.at(shape, name, &NONE, 0)
    }

    fn at(&mut self, shape: &Shape, name: &str, bounds: &Bounds, depth: usize) -> Value {
        if depth > DEEPEST {
            return Value::Null;
        }
        match self.model.resolve(shape) {
            Shape::Bool => Value::Bool(false),
            Shape::Integer { .. } | Shape::Number => self.number(name, bounds),
            Shape::Timestamp => json!(self.now + later(name)),
            Shape::Text(kind) => Value::String(text::text(kind, name, bounds, self.now, self.ids)),
            Shape::Id(index) => Value::String(self.id(*index)),
            Shape::Expandable(inner) => Value::String(match self.model.object(inner) {
                Some((index, _)) => self.id(index),
                None => self.ids.id(""),
            }),
            Shape::Page(_) => self.page(Vec::new(), false, "/"),
            Shape::List(inner) => {
                let least = bounds.items.0.unwrap_or(0).min(16);
                let each = bounds.each.as_deref().cloned().unwrap_or_default();
                let items = (0..least).map(|_| self.at(inner, name, &each, depth + 1));
                Value::Array(items.collect())
            }
            Shape::Map(_) | Shape::ClearableMap | Shape::Any => json!({}),
            Shape::Clearable(inner) | Shape::Range(inner) => self.at(inner, name, bounds, depth),
            Shape::Nullable(_) => Value::Null,
            Shape::Expand { .. } => json!([]),
            Shape::File => Value::String(String::new()),
            Shape::Named(index) => self.named(*index, name, bounds, depth),
        }
    }

    fn named(&mut self, index: TypeIndex, name: &str, bounds: &Bounds, depth: usize) -> Value {
        let model = self.model;
        match model.definition(index).map(|found| &found.kind) {
            Some(Kind::Object(object)) => Value::Object(self.object(object, depth)),
            Some(Kind::Texts { values, .. }) => {
                let first = values.first().cloned();
                Value::String(first.unwrap_or_else(|| name.to_owned()))
            }
            Some(Kind::Integers(values)) => json!(values.first().copied().unwrap_or_default()),
            Some(Kind::OneOf(union)) => {
                let Some(variant) = union.variants.first() else {
                    return Value::Null;
                };
                let mut value = self.at(&variant.shape, name, bounds, depth + 1);
                if let (Some(tag), Some(chosen), Value::Object(members)) =
                    (&union.tag, variant.tags.first(), &mut value)
                {
                    members.insert(tag.clone(), Value::String(chosen.clone()));
                }
                value
            }
            Some(Kind::Alias(_)) | None => Value::Null,
        }
    }

    /// The members of an object.
    pub fn object(&mut self, object: &Object, depth: usize) -> Map<String, Value> {
        let constants = object.constants.iter();
        let mut found: Map<String, Value> = constants
            .map(|(name, value)| (name.clone(), Value::String(value.clone())))
            .collect();
        let says_what = object
            .members
            .iter()
            .any(|member| member.required || member.nullable);
        let fills = self.full && !says_what && depth < SHALLOW;
        for member in &object.members {
            if member.write_only {
                continue;
            }
            let is_made = member.required || member.example.is_some() || fills;
            let value = match (member.nullable, is_made) {
                (true, _) if member.example.is_none() || !member.required => Value::Null,
                (_, true) => self.member(member, depth),
                _ => continue,
            };
            found.insert(member.name.clone(), value);
        }
        found
    }

    /// The value of a member: what the document shows, else one within its bounds.
    pub fn member(&mut self, member: &Member, depth: usize) -> Value {
        let shape = self.model.value(&member.shape);
        if let Some(example) = &member.example {
            let parsed = match shape {
                Shape::Text(_) | Shape::Id(_) => Some(Value::String(example.clone())),
                Shape::Bool => example.parse().ok().map(Value::Bool),
                Shape::Integer { .. } => example.parse::<i64>().ok().map(Value::from),
                Shape::Number => example.parse::<f64>().ok().map(Value::from),
                _ => None,
            };
            if let Some(value) = parsed {
                return value;
            }
        }
        self.at(&member.shape, &member.name, &member.bounds, depth + 1)
    }

    fn number(&mut self, name: &str, bounds: &Bounds) -> Value {
        let wanted: f64 = match name.to_lowercase().contains("amount") {
            true => 1000.0,
            false => 0.0,
        };
        let least = bounds.minimum.map(|(least, excluded)| {
            if excluded {
                (least + 1.0).floor()
            } else {
                least.ceil()
            }
        });
        let most = bounds.maximum.map(|(most, excluded)| {
            if excluded {
                (most - 1.0).ceil()
            } else {
                most.floor()
            }
        });
        let value = wanted
            .max(least.unwrap_or(wanted))
            .min(most.unwrap_or(f64::MAX));
        #[expect(
            clippy::cast_possible_truncation,
            reason = "a bound beyond is cut to what fits"
        )]
        let whole = value as i64;
        json!(whole)
    }

    /// A new id of a type.
    pub fn id(&mut self, index: TypeIndex) -> String {
        let rules = self.model.definition(index).map(|found| &found.rules);
        let prefix = rules.and_then(|rules| rules.id_prefix.clone());
        self.ids.id(&prefix.unwrap_or_default())
    }

    /// A page as the API's pages are.
    pub fn page(&self, items: Vec<Value>, more: bool, url: &str) -> Value {
        let names = &self.model.names.page;
        let mut page = Map::new();
        page.insert(names.tag.0.clone(), Value::String(names.tag.1.clone()));
        page.insert(names.items.clone(), Value::Array(items));
        page.insert(names.more.clone(), Value::Bool(more));
        page.insert(names.url.clone(), Value::String(url.to_owned()));
        Value::Object(page)
    }

    /// A new object of a type, with what the document says that it has at first.
    pub fn new_object(&mut self, definition: &Definition) -> Map<String, Value> {
        let Kind::Object(object) = &definition.kind else {
            return Map::new();
        };
        let mut found = self.object(object, 0);
        for (path, value) in &definition.rules.initial {
            set(&mut found, path, value.clone());
        }
        found
    }
}

/// How far behind now a moment of that name is.
fn later(name: &str) -> i64 {
    let words = ["due", "expire", "until", "available", "end"];
    let is_later = words.iter().any(|word| name.contains(word));
    if is_later { 7 * 86_400 } else { 0 }
}

/// Sets what a dotted path leads to; objects on the way are made.
pub fn set(members: &mut Map<String, Value>, path: &str, value: Value) {
    match path.split_once('.') {
        None => {
            members.insert(path.to_owned(), value);
        }
        Some((first, rest)) => {
            let inner = members.entry(first).or_insert(Value::Null);
            if !inner.is_object() {
                *inner = Value::Object(Map::new());
            }
            if let Value::Object(inner) = inner {
                set(inner, rest, value);
            }
        }
    }
}
