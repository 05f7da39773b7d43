//! Whether a schema allows a value.
//!
//! In: a value and a schema. Out: the part of the value that is refused, and why. What always holds: `pattern`, `format` and
//! `not` refuse nothing; the work is bounded, and what is not looked at within it is allowed.

use std::collections::HashSet;

use serde_json::{Map, Number, Value};

use crate::source::kind_of;
use crate::source::shape::quoted;
use crate::spec::{AdditionalProperties, Between, Bound, Schema, SchemaId, SchemaType, Schemas};

/// How many schemas are looked at for one value: alternatives within alternatives multiply.
const MOST_STEPS: usize = 10_000;
/// How many schemas may lie one in the other for one value.
const DEEPEST: usize = 100;

/// Why a value is refused.
#[derive(Debug)]
pub(super) struct Refusal {
    /// The way to the part that is refused, innermost first.
    pub(super) below: Vec<String>,
    /// What that is, behind `is`.
    pub(super) why: String,
}

impl Refusal {
    fn new(why: impl Into<String>) -> Self {
        Self {
            below: Vec::new(),
            why: why.into(),
        }
    }

    fn under(mut self, token: &str) -> Self {
        self.below.push(token.to_owned());
        self
    }
}

/// A value in a message.
pub(super) fn shown(value: &Value) -> String {
    match value {
        Value::Object(_) | Value::Array(_) => kind_of(value).to_owned(),
        scalar => format!("`{}`", quoted(&scalar.to_string())),
    }
}

/// The check of one value.
pub(super) struct Check<'d> {
    schemas: &'d Schemas,
    left: usize,
    depth: usize,
}

impl<'d> Check<'d> {
    pub(super) fn new(schemas: &'d Schemas) -> Self {
        Self {
            schemas,
            left: MOST_STEPS,
            depth: 0,
        }
    }

    /// What of a value a schema refuses, if anything.
    pub(super) fn refusal(&mut self, value: &Value, schema: SchemaId) -> Option<Refusal> {
        let left = self.left.checked_sub(1);
        if self.depth == DEEPEST || left.is_none() {
            return None;
        }
        self.left = left.unwrap_or_default();
        self.depth += 1;
        let refusal = self.refused_by(value, self.schemas.get(schema));
        self.depth -= 1;
        refusal
    }

    fn refused_by(&mut self, value: &Value, schema: &'d Schema) -> Option<Refusal> {
        if value.is_null() {
            let may_be_null = schema.nullable || schema.kind.is_none();
            return (!may_be_null).then(|| Refusal::new("null, which is not allowed"));
        }
        if let Some(kind) = schema.kind.filter(|kind| !is_of(value, *kind)) {
            let why = format!("{} where {} is expected", kind_of(value), article(kind));
            return Some(Refusal::new(why));
        }
        let is_listed =
            schema.values.is_empty() || schema.values.iter().any(|one| same(one, value));
        if !is_listed {
            let why = format!("{}, which is none of the values of `enum`", shown(value));
            return Some(Refusal::new(why));
        }
        let own = match value {
            Value::String(text) => between(schema.length, text.chars().count(), "characters"),
            Value::Number(number) => number_refusal(number, schema),
            Value::Array(elements) => self.elements(elements, schema),
            Value::Object(members) => self.members(members, schema),
            Value::Null | Value::Bool(_) => None,
        };
        own.or_else(|| self.composed(value, schema))
    }

    fn composed(&mut self, value: &Value, schema: &'d Schema) -> Option<Refusal> {
        let mut parts = schema.all_of.iter();
        if let Some(refusal) = parts.find_map(|part| self.refusal(value, part.schema)) {
            return Some(refusal);
        }
        for alternatives in [&schema.one_of, &schema.any_of] {
            let mut refusals = Vec::new();
            for alternative in alternatives {
                match self.refusal(value, alternative.schema) {
                    Some(refusal) => refusals.push(refusal),
                    None => break,
                }
            }
            if !refusals.is_empty() && refusals.len() == alternatives.len() {
                let only = refusals.pop().filter(|_| refusals.is_empty());
                let why = format!("{}, which no alternative allows", shown(value));
                return only.or_else(|| Some(Refusal::new(why)));
            }
        }
        None
    }

    fn elements(&mut self, elements: &[Value], schema: &'d Schema) -> Option<Refusal> {
        let mut seen = HashSet::new();
        if schema.unique && !elements.iter().all(|element| seen.insert(element)) {
            return Some(Refusal::new("an array with an element twice"));
        }
        if let Some(refusal) = between(schema.count, elements.len(), "elements") {
            return Some(refusal);
        }
        let items = schema.items.as_ref()?;
        let mut elements = elements.iter().enumerate();
        elements.find_map(|(index, element)| {
            let refusal = self.refusal(element, items.schema)?;
            Some(refusal.under(&index.to_string()))
        })
    }

    fn members(&mut self, members: &Map<String, Value>, schema: &'d Schema) -> Option<Refusal> {
        if let Some(refusal) = between(schema.members, members.len(), "members") {
            return Some(refusal);
        }
        let one_way = |name: &str| {
            let used = schema.properties.get(name);
            used.is_some_and(|used| {
                let schema = self.schemas.of(used);
                let beside = used.beside.as_deref();
                schema.read_only
                    || schema.write_only
                    || beside.is_some_and(|beside| beside.read_only || beside.write_only)
            })
        };
        let mut required = schema.required.iter();
        let lacks = |name: &&String| !members.contains_key(*name) && !one_way(name);
        if let Some(missing) = required.find(lacks) {
            let why = format!("an object without `{}`, which is required", quoted(missing));
            return Some(Refusal::new(why));
        }
        let mut members = members.iter();
        members.find_map(|(name, value)| {
            let used = schema.properties.get(name);
            let may_be_null = used.and_then(|used| used.beside.as_deref());
            if value.is_null() && may_be_null.is_some_and(|beside| beside.nullable) {
                return None;
            }
            let refusal = match (used, &schema.additional) {
                (Some(used), _) => self.refusal(value, used.schema),
                (None, Some(AdditionalProperties::Each(each))) => self.refusal(value, each.schema),
                (None, Some(AdditionalProperties::Forbidden)) => {
                    Some(Refusal::new("a member that the schema does not have"))
                }
                (None, Some(AdditionalProperties::Any) | None) => None,
            };
            refusal.map(|refusal| refusal.under(name))
        })
    }
}

fn is_of(value: &Value, kind: SchemaType) -> bool {
    match kind {
        SchemaType::Text => value.is_string(),
        SchemaType::Number => value.is_number(),
        SchemaType::Integer => value.as_f64().is_some_and(|number| number.fract() == 0.0),
        SchemaType::Boolean => value.is_boolean(),
        SchemaType::Object => value.is_object(),
        SchemaType::Array => value.is_array(),
    }
}

fn article(kind: SchemaType) -> &'static str {
    match kind {
        SchemaType::Text => "a string",
        SchemaType::Number => "a number",
        SchemaType::Integer => "a whole number",
        SchemaType::Boolean => "a boolean",
        SchemaType::Object => "an object",
        SchemaType::Array => "an array",
    }
}

/// Whether two values are the same: `1` is `1.0`.
fn same(one: &Value, other: &Value) -> bool {
    one == other || one.is_number() && one.as_f64() == other.as_f64()
}

fn between(limits: Between, count: usize, of: &str) -> Option<Refusal> {
    let count = u64::try_from(count).unwrap_or(u64::MAX);
    let (few, many) = (limits.least, limits.most);
    if let Some(least) = few.filter(|least| count < *least) {
        return Some(Refusal::new(format!(
            "of {count} {of} where {least} is the least"
        )));
    }
    let most = many.filter(|most| count > *most)?;
    Some(Refusal::new(format!(
        "of {count} {of} where {most} is the most"
    )))
}

fn number_refusal(number: &Number, schema: &Schema) -> Option<Refusal> {
    let value = number.as_f64()?;
    let beyond = |bound: &Option<Bound>, is_beyond: fn(f64, f64) -> bool| {
        let bound = bound.as_ref()?;
        let limit = bound.value.as_f64()?;
        let is_out = is_beyond(value, limit) || bound.excluded && value == limit;
        is_out.then(|| bound.value.to_string())
    };
    if let Some(limit) = beyond(&schema.minimum, |value, limit| value < limit) {
        return Some(Refusal::new(format!(
            "{number}, which is below the minimum of {limit}"
        )));
    }
    if let Some(limit) = beyond(&schema.maximum, |value, limit| value > limit) {
        return Some(Refusal::new(format!(
            "{number}, which is above the maximum of {limit}"
        )));
    }
    let step = schema.multiple_of.as_ref()?;
    let times = value / step.as_f64().filter(|step| *step > 0.0)?;
    // Decimal fractions have no exact floats.
    let is_multiple = (times - times.round()).abs() <= times.abs().max(1.0) * 1e-9;
    (!is_multiple).then(|| Refusal::new(format!("{number}, which is no multiple of {step}")))
}
