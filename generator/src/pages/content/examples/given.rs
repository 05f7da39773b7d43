//! What an example of a request gives.
//!
//! In: an operation. Out: a value for each input that the example gives, and the pairs that a value is. What always holds: what must be given is
//! given; of the rest, a little that shows something.

use form_mock::answer::{Ids, Maker};
use form_mock::model::{Bounds, Encoding, Kind, Member, Object, Operation as Asked, Shape};
use serde_json::{Map, Value};

use super::super::PageContent;
use crate::api::{Operation, Paging};

/// How many inputs an example gives besides those that must be given.
const MORE: usize = 2;

/// How many members of an object an example gives besides those that must be given.
const MEMBERS: usize = 2;

/// The longest text that an example makes up, in characters.
const LONGEST: usize = 100;

/// How deep an example goes.
const DEEPEST: usize = 3;

/// Makes the values.
pub struct GivenValues<'m> {
    maker: Maker<'m>,
}

impl<'m> GivenValues<'m> {
    /// At that time.
    pub fn new(content: &'m PageContent<'_>, ids: &'m mut Ids, now: i64) -> Self {
        Self {
            maker: Maker {
                model: content.model,
                now,
                ids,
                full: false,
            },
        }
    }

    /// The value of each input; none for one that the example does not give.
    pub fn of(&mut self, operation: &Operation, asked: &Asked) -> Vec<Option<Value>> {
        let cursors = operation
            .paging
            .as_ref()
            .map(Paging::inputs)
            .unwrap_or_default();
        let mut left = MORE;
        let inputs = operation.inputs.iter().zip(&asked.inputs).enumerate();
        let values = inputs.map(|(index, (input, asked))| {
            let member = &asked.member;
            let is_optional = !member.required
                && !operation
                    .path
                    .contains(&crate::api::PathSegment::Input(index));
            if is_optional {
                let shows = self.shows(member, 0) && !cursors.contains(&index);
                let is_final = input.field.irreversible.is_some();
                if is_final {
                    return Some(Value::Bool(false));
                }
                if !shows || left == 0 || input.field.deprecated {
                    return None;
                }
                left -= 1;
            }
            Some(self.value(member, 0))
        });
        values.collect()
    }

    /// Whether a value of the member says more than its name.
    fn shows(&self, member: &Member, depth: usize) -> bool {
        let model = self.maker.model;
        if let Some((_, object)) = self.object(&member.shape) {
            return depth < DEEPEST && !object.members.is_empty();
        }
        match model.value(&member.shape) {
            Shape::Named(index) => {
                let kind = model.definition(*index).map(|found| &found.kind);
                matches!(kind, Some(Kind::Texts { .. } | Kind::Integers(_)))
            }
            Shape::Bool
            | Shape::Integer { .. }
            | Shape::Number
            | Shape::Text(_)
            | Shape::Timestamp
            | Shape::Id(_)
            | Shape::ClearableMap => true,
            _ => false,
        }
    }

    /// The members of an object that an example gives besides those that must be given: first those of which the document shows a value.
    fn more(&self, object: &Object, depth: usize) -> Vec<String> {
        let most = if depth < DEEPEST { MEMBERS } else { 0 };
        let usable = |member: &&Member| {
            !member.required && !member.read_only && self.shows(member, depth + 1)
        };
        let usable: Vec<&Member> = object.members.iter().filter(usable).collect();
        let shown = usable.iter().filter(|member| member.example.is_some());
        let rest = usable.iter().filter(|member| member.example.is_none());
        let chosen = shown.chain(rest).take(most);
        chosen.map(|member| member.name.clone()).collect()
    }

    fn object(&self, shape: &Shape) -> Option<(usize, &'m Object)> {
        let model = self.maker.model;
        let Shape::Named(index) = model.value(shape) else {
            return None;
        };
        match &model.definition(*index)?.kind {
            Kind::Object(object) => Some((*index, object)),
            _ => None,
        }
    }

    /// A value without members: a number that is taken by default says more than one that is just allowed.
    fn single(&mut self, member: &Member) -> Value {
        match (&member.example, &member.default) {
            (None, Some(number @ Value::Number(_))) => number.clone(),
            _ => self.maker.member(member, 0),
        }
    }

    fn value(&mut self, member: &Member, depth: usize) -> Value {
        let model = self.maker.model;
        if matches!(
            model.value(&member.shape),
            Shape::ClearableMap | Shape::Map(_)
        ) {
            let Bounds { keys, each, .. } = &member.bounds;
            let key = sized("order_id", keys.as_deref());
            let entry = (key, Value::String(sized("6735", each.as_deref())));
            return Value::Object(Map::from_iter([entry]));
        }
        if let Shape::List(inner) = model.value(&member.shape) {
            let element = Member {
                shape: (**inner).clone(),
                ..member.clone()
            };
            return Value::Array(vec![self.value(&element, depth)]);
        }
        let Some((_, object)) = self.object(&member.shape) else {
            return self.single(member);
        };
        let more = self.more(object, depth);
        let mut members = Map::new();
        for (name, value) in &object.constants {
            members.insert(name.clone(), Value::String(value.clone()));
        }
        for inner in &object.members {
            if inner.read_only || !(inner.required || more.contains(&inner.name)) {
                continue;
            }
            members.insert(inner.name.clone(), self.value(inner, depth + 1));
        }
        Value::Object(members)
    }
}

/// The pairs that a value is in a form or a query.
pub fn pairs(member: &Member, value: &Value) -> Vec<(String, String)> {
    let mut found = Vec::new();
    match (&member.encoding, value) {
        (Encoding::Json, value) => found.push((member.name.clone(), value.to_string())),
        (Encoding::Spread, Value::Object(members)) => {
            for (name, value) in members {
                flat(name, value, &mut found);
            }
        }
        (Encoding::Repeat | Encoding::Styled { explode: true, .. }, Value::Array(elements)) => {
            found.extend(elements.iter().map(|one| (member.name.clone(), text(one))));
        }
        (Encoding::Joined(between) | Encoding::Styled { between, .. }, Value::Array(elements)) => {
            let texts: Vec<String> = elements.iter().map(text).collect();
            found.push((member.name.clone(), texts.join(between)));
        }
        (_, value) => flat(&member.name, value, &mut found),
    }
    found
}

fn flat(key: &str, value: &Value, found: &mut Vec<(String, String)>) {
    match value {
        Value::Object(members) => {
            for (name, value) in members {
                flat(&format!("{key}[{name}]"), value, found);
            }
        }
        Value::Array(elements) => {
            for (index, value) in elements.iter().enumerate() {
                flat(&format!("{key}[{index}]"), value, found);
            }
        }
        value => found.push((key.to_owned(), text(value))),
    }
}

fn text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        value => value.to_string(),
    }
}

/// A text, or as much or as often as its bounds want it.
fn sized(text: &str, bounds: Option<&Bounds>) -> String {
    let (least, most) = bounds.map_or((None, None), |bounds| bounds.length);
    let length = (text.len() as u64)
        .max(least.unwrap_or(0))
        .min(most.unwrap_or(u64::MAX));
    let length = usize::try_from(length).unwrap_or(text.len()).min(LONGEST);
    text.chars().cycle().take(length).collect()
}
