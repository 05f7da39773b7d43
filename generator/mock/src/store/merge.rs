//! What an update does to an object.
//!
//! In: an object, its type, and what was given. Out: the object, changed. What always holds: what is not given stays; null clears; entries of
//! maps are set and unset one by one; a value that a member can't be is passed over.

use serde_json::{Map, Value};

use crate::mock::answer::Maker;
use crate::mock::model::{Kind, Member, Object, Shape};

/// Changes objects.
pub struct Merge<'a, 'm> {
    /// Makes what is not there yet.
    pub maker: &'a mut Maker<'m>,
    /// Whether nested values are replaced, as `PUT` does, instead of merged.
    pub replaces: bool,
}

impl Merge<'_, '_> {
    /// Changes an object by what was given.
    pub fn merge(
        &mut self,
        target: &mut Map<String, Value>,
        object: &Object,
        given: &Map<String, Value>,
    ) {
        for (name, value) in given {
            let is_constant = object.constants.iter().any(|(known, _)| known == name);
            match object.member_like(name) {
                Some(member) if !member.write_only => self.member(target, member, value),
                Some(_) => {}
                None if is_constant => {}
                None => {
                    if let crate::mock::model::Extra::Each(..) = object.extra {
                        target.insert(name.clone(), value.clone());
                    }
                }
            }
        }
    }

    fn member(&mut self, target: &mut Map<String, Value>, member: &Member, value: &Value) {
        let model = self.maker.model;
        let shape = model.value(&member.shape);
        let known = target.get_mut(&member.name);
        match (shape, value) {
            (Shape::Map(_) | Shape::ClearableMap | Shape::Any, Value::Null)
                if known.as_ref().is_some_and(|known| known.is_object()) =>
            {
                target.insert(member.name.clone(), Value::Object(Map::new()));
            }
            (_, Value::Null) if member.nullable => {
                target.insert(member.name.clone(), Value::Null);
            }
            (_, Value::Null) if !member.required => {
                target.remove(&member.name);
            }
            (_, Value::Null) => {
                let empty = self.maker.value(&member.shape, &member.name);
                target.insert(member.name.clone(), empty);
            }
            (Shape::Map(_) | Shape::ClearableMap | Shape::Any, Value::Object(entries)) => {
                let merged = entries_of(known, entries, self.replaces);
                target.insert(member.name.clone(), Value::Object(merged));
            }
            (Shape::Named(_), Value::Object(members)) => {
                let Some((_, inner)) = model.object(shape) else {
                    target.insert(member.name.clone(), value.clone());
                    return;
                };
                let mut object = match known {
                    Some(Value::Object(object)) if !self.replaces => std::mem::take(object),
                    _ => self.maker.object(inner, 1),
                };
                self.merge(&mut object, inner, members);
                target.insert(member.name.clone(), Value::Object(object));
            }
            (shape, value) => {
                if let Some(value) = self.fitted(shape, value) {
                    target.insert(member.name.clone(), value);
                }
            }
        }
    }

    /// A value as a member takes it.
    fn fitted(&self, shape: &Shape, value: &Value) -> Option<Value> {
        let model = self.maker.model;
        match (model.value(shape), value) {
            (Shape::Text(_) | Shape::Id(_), Value::Number(number)) => {
                Some(Value::String(number.to_string()))
            }
            (Shape::Text(_) | Shape::Id(_) | Shape::Any, Value::String(_))
            | (Shape::Bool, Value::Bool(_))
            | (Shape::Integer { .. } | Shape::Number | Shape::Timestamp, Value::Number(_))
            | (Shape::List(_), Value::Array(_))
            | (Shape::Any, _) => Some(value.clone()),
            (Shape::Integer { .. } | Shape::Timestamp, Value::String(text)) => {
                text.parse::<i64>().ok().map(Value::from)
            }
            (Shape::Range(inner), value) => self.fitted(inner, value),
            (Shape::Named(index), value) => {
                let fits = match (model.definition(*index).map(|found| &found.kind), value) {
                    (Some(Kind::Texts { .. }), Value::String(_))
                    | (Some(Kind::Integers(_)), Value::Number(_))
                    | (Some(Kind::OneOf(_)), _)
                    // The id of an object that an answer may hold itself.
                    | (Some(Kind::Object(_)), Value::String(_)) => true,
                    _ => false,
                };
                fits.then(|| value.clone())
            }
            _ => None,
        }
    }
}

fn entries_of(
    known: Option<&mut Value>,
    entries: &Map<String, Value>,
    replaces: bool,
) -> Map<String, Value> {
    let mut found = match known {
        Some(Value::Object(known)) if !replaces => std::mem::take(known),
        _ => Map::new(),
    };
    for (key, value) in entries {
        match value {
            Value::Null => {
                found.remove(key);
            }
            value => {
                found.insert(key.clone(), value.clone());
            }
        }
    }
    found
}

/// What a dotted path leads to.
#[must_use]
pub fn get<'v>(value: &'v Value, path: &str) -> Option<&'v Value> {
    path.split('.')
        .try_fold(value, |value, step| value.get(step))
}

/// Whether a value is what a condition says: the same, or one of a list.
#[must_use]
pub fn matches(value: Option<&Value>, wanted: &Value) -> bool {
    let value = value.unwrap_or(&Value::Null);
    match wanted {
        Value::Array(several) => several.contains(value) || value == wanted,
        wanted => value == wanted,
    }
}
