//! Answers as the next year's API may give them.
//!
//! In: an answer and its shape. Out: the answer with an unknown value, without a member, or with one more. What always holds: what is not
//! named is chosen by the order of the document.

use serde_json::{Map, Value};

use crate::mock::model::{Kind, Model, Object, Shape};

/// The value that no document knows.
const UNKNOWN: &str = "of_next_year";

/// What is different about an answer. A member is named by a dotted path; an empty one means the first that fits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Twist {
    /// A cursor counts as one of an object that is gone.
    pub stale_cursor: bool,
    /// A member has a value that the document does not list.
    pub unknown_enum: Option<String>,
    /// A member that need not be there is not.
    pub missing_member: Option<String>,
    /// There is a member that the document does not name.
    pub added_member: Option<String>,
}

/// Changes an answer.
pub fn twist(model: &Model, shape: &Shape, value: &mut Value, twist: &Twist) {
    let Some((object, members)) = first_object(model, shape, value) else {
        return;
    };
    if let Some(path) = &twist.unknown_enum {
        unknown(model, object, members, path);
    }
    if let Some(path) = &twist.missing_member {
        missing(object, members, path);
    }
    if let Some(path) = &twist.added_member {
        let name = if path.is_empty() { UNKNOWN } else { path };
        members.insert(name.to_owned(), Value::Object(Map::new()));
    }
}

/// The object of an answer, or the first of a list.
fn first_object<'v, 'm>(
    model: &'m Model,
    shape: &'m Shape,
    value: &'v mut Value,
) -> Option<(&'m Object, &'v mut Map<String, Value>)> {
    match (model.value(shape), value) {
        (Shape::Page(inner), Value::Object(page)) => {
            let items = page.get_mut(&model.names.page.items)?;
            first_object(model, inner, items.get_mut(0)?)
        }
        (Shape::List(inner), Value::Array(items)) => first_object(model, inner, items.get_mut(0)?),
        (shape, Value::Object(members)) => Some((model.object(shape)?.1, members)),
        _ => None,
    }
}

fn unknown(model: &Model, object: &Object, members: &mut Map<String, Value>, path: &str) {
    if !path.is_empty() {
        return crate::mock::answer::set(members, path, Value::String(UNKNOWN.to_owned()));
    }
    let is_enum = |shape: &Shape| match model.value(shape) {
        Shape::Named(index) => {
            let kind = model.definition(*index).map(|found| &found.kind);
            matches!(kind, Some(Kind::Texts { .. }))
        }
        _ => false,
    };
    let found = object.members.iter().find(|member| {
        is_enum(&member.shape) && members.get(&member.name).is_some_and(Value::is_string)
    });
    if let Some(member) = found {
        members.insert(member.name.clone(), Value::String(UNKNOWN.to_owned()));
    }
}

fn missing(object: &Object, members: &mut Map<String, Value>, path: &str) {
    if let Some((above, last)) = path.rsplit_once('.') {
        let inner = above.split('.').try_fold(&mut *members, |members, step| {
            members.get_mut(step)?.as_object_mut()
        });
        if let Some(inner) = inner {
            inner.remove(last);
        }
        return;
    }
    let optional = object
        .members
        .iter()
        .find(|member| !member.required && members.contains_key(&member.name));
    let name = match (path, optional) {
        ("", Some(member)) => member.name.as_str(),
        (path, _) => path,
    };
    members.remove(name);
}
