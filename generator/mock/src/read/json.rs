//! Values of JSON bodies.
//!
//! In: a JSON value and the shape that it has to be. Out: the value. What always holds: members have the names that lead to them, `a.b[0]`.

use serde_json::{Map, Value};

use super::bounds::{Faults, each};
use super::budget::{Budget, nested};
use super::sorts::{count_texts, is_composed, unknown};
use super::{ViolationKind, scalar};
use crate::mock::model::{Bounds, Extra, Kind, Model, Object, OneOf, Shape};

/// How deep values are looked at.
const DEEPEST: usize = 128;

/// Checks a value.
pub fn value(
    model: &Model,
    value: Value,
    shape: &Shape,
    bounds: &Bounds,
    param: &str,
    faults: &mut Faults,
) -> Option<Value> {
    let mut reader = JsonReader {
        model,
        faults,
        depth: 0,
        budget: Budget::default(),
    };
    reader.value(value, shape, bounds, param)
}

struct JsonReader<'r> {
    model: &'r Model,
    faults: &'r mut Faults,
    depth: usize,
    budget: Budget,
}

impl JsonReader<'_> {
    fn value(
        &mut self,
        value: Value,
        shape: &Shape,
        bounds: &Bounds,
        param: &str,
    ) -> Option<Value> {
        if self.depth > DEEPEST {
            return scalar::wrong(self.faults, param, "less deep");
        }
        self.depth += 1;
        let found = self.value_at(value, shape, bounds, param);
        self.depth -= 1;
        found
    }

    fn value_at(
        &mut self,
        value: Value,
        shape: &Shape,
        bounds: &Bounds,
        param: &str,
    ) -> Option<Value> {
        match (self.model.resolve(shape), value) {
            (Shape::Nullable(_) | Shape::Clearable(_), Value::Null) => Some(Value::Null),
            (Shape::Nullable(inner) | Shape::Clearable(inner), value) => {
                self.value(value, inner, bounds, param)
            }
            (Shape::Any, value) => Some(value),
            (Shape::List(inner), Value::Array(items)) => {
                self.faults.items(items.len(), bounds, param);
                let items = items.into_iter().enumerate().filter_map(|(place, item)| {
                    self.value(item, inner, each(bounds), &format!("{param}[{place}]"))
                });
                Some(Value::Array(items.collect()))
            }
            (Shape::Map(inner), Value::Object(entries)) => {
                self.entries(entries, inner, bounds, param)
            }
            (Shape::ClearableMap, Value::Object(entries)) => Some(Value::Object(entries)),
            (Shape::ClearableMap, Value::Null) => Some(Value::Null),
            (Shape::Named(index), value) => {
                let model = self.model;
                match (model.definition(*index).map(|found| &found.kind), value) {
                    (Some(Kind::Object(object)), Value::Object(members)) => {
                        Some(Value::Object(self.members(members, object, param)))
                    }
                    (Some(Kind::OneOf(union)), value) => self.one_of(value, union, param),
                    (_, value) => {
                        scalar::of_json(self.model, value, shape, bounds, param, self.faults)
                    }
                }
            }
            (shape, value) => scalar::of_json(self.model, value, shape, bounds, param, self.faults),
        }
    }

    fn entries(
        &mut self,
        entries: Map<String, Value>,
        inner: &Shape,
        bounds: &Bounds,
        param: &str,
    ) -> Option<Value> {
        self.faults.items(entries.len(), bounds, param);
        let mut found = Map::new();
        for (key, value) in entries {
            let param = below(param, &key);
            self.faults.key(&key, bounds, &param);
            if let Some(value) = self.value(value, inner, each(bounds), &param) {
                found.insert(key, value);
            }
        }
        Some(Value::Object(found))
    }

    fn members(
        &mut self,
        members: Map<String, Value>,
        object: &Object,
        above: &str,
    ) -> Map<String, Value> {
        let mut found = Map::new();
        let before = self.faults.0.len();
        for (key, value) in members {
            let param = below(above, &key);
            if let Some(member) = object.member(&key).filter(|member| !member.read_only) {
                let is_null = value.is_null() && member.nullable;
                let value = match is_null {
                    true => Some(Value::Null),
                    false => self.value(value, &member.shape, &member.bounds, &param),
                };
                found.extend(value.map(|value| (key, value)));
            } else if let Some((_, constant)) =
                object.constants.iter().find(|(name, _)| *name == key)
            {
                if value.as_str() != Some(constant) {
                    let message = format!("{param} must be {constant}.");
                    self.faults.say(ViolationKind::Choice, &param, message);
                }
            } else if let Extra::Each(shape, bounds) = &object.extra {
                self.faults.key(&key, bounds, &param);
                let value = self.value(value, shape, each(bounds), &param);
                found.extend(value.map(|value| (key, value)));
            } else {
                let known = object.members.iter().map(|member| &member.name);
                let message = unknown(&param, known);
                self.faults.say(ViolationKind::Unknown, &param, message);
            }
        }
        let demanded = object.members.iter();
        let demanded = demanded.filter(|member| member.required && !member.read_only);
        for member in demanded.filter(|member| !found.contains_key(&member.name)) {
            let param = below(above, &member.name);
            let mut faults = self.faults.0.iter().skip(before);
            if !faults.any(|fault| fault.param.starts_with(&param)) {
                let message = format!("{param} must be given.");
                self.faults.say(ViolationKind::Missing, &param, message);
            }
        }
        if let Some(most) = object.max_total
            && count_texts(self.model, object, &found) > most
        {
            let message =
                format!("All texts of {above} together may have {most} characters at most.");
            self.faults.say(ViolationKind::Limit, above, message);
        }
        found
    }

    fn one_of(&mut self, value: Value, union: &OneOf, param: &str) -> Option<Value> {
        let has_parts = value.is_object() || value.is_array();
        let tag = union.tag.as_ref().and_then(|tag| value.get(tag)?.as_str());
        let mut best: Option<(usize, Faults)> = None;
        for variant in &union.variants {
            if tag.is_some_and(|tag| {
                !variant.tags.is_empty() && !variant.tags.iter().any(|known| known == tag)
            }) {
                continue;
            }
            if !self.budget.spend(size(&value)) {
                self.faults
                    .say(ViolationKind::Encoding, param, nested(param));
                return None;
            }
            let mut faults = Faults::default();
            let mut reader = JsonReader {
                model: self.model,
                faults: &mut faults,
                depth: self.depth,
                budget: self.budget,
            };
            let read = reader.value(value.clone(), &variant.shape, &variant.bounds, param);
            self.budget = reader.budget;
            if faults.0.is_empty() {
                return read;
            }
            let fits = is_composed(self.model, &variant.shape) == has_parts;
            let weight = faults.0.len() + usize::from(!fits) * 1000;
            if best.as_ref().is_none_or(|(least, _)| weight < *least) {
                best = Some((weight, faults));
            }
        }
        match best {
            Some((_, faults)) => self.faults.0.extend(faults.0),
            None => {
                let message = format!("{param} is none of the alternatives that the document has.");
                self.faults.say(ViolationKind::Choice, param, message);
            }
        }
        None
    }
}

/// How many values there are in a value, itself included.
fn size(value: &Value) -> usize {
    let inner: usize = match value {
        Value::Object(members) => members.values().map(size).sum(),
        Value::Array(items) => items.iter().map(size).sum(),
        _ => 0,
    };
    inner + 1
}

fn below(above: &str, name: &str) -> String {
    match above {
        "" => name.to_owned(),
        above => format!("{above}.{name}"),
    }
}
