//! Where answers hold objects and lists of them.
//!
//! In: the shape of an answer. Out: the members that lead to an object, or to the items of a list. What always holds: an object within one member
//! of an answer is found as well as one that is the answer.

use serde_json::{Map, Value};

use crate::mock::model::{Model, Object, Paging, PagingWay, Shape, TypeIndex};

/// Where the items of a list are, and what an item is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListForm {
    /// The members that lead to the items: none, where the answer is their list.
    pub path: Vec<String>,
    /// The shape of an item.
    pub item: Shape,
    /// Whether it is a page as the API's pages are.
    pub is_page: bool,
}

impl ListForm {
    /// The list that an answer is, if it is one.
    #[must_use]
    pub fn of(model: &Model, shape: &Shape, paging: Option<&Paging>) -> Option<Self> {
        let list = |path: Vec<String>, item: &Shape| Self {
            path,
            item: item.clone(),
            is_page: false,
        };
        match model.value(shape) {
            Shape::Page(inner) => Some(Self {
                path: vec![model.names.page.items.clone()],
                item: (**inner).clone(),
                is_page: true,
            }),
            Shape::List(inner) => model.object(inner).map(|_| list(Vec::new(), inner)),
            shape => {
                let (_, object) = model.object(shape)?;
                if let Some(PagingWay::Answer { items, .. }) = paging.map(|paging| &paging.way)
                    && let Some(item) = item_at(model, object, items)
                {
                    return Some(list(items.clone(), item));
                }
                let lists =
                    object
                        .members
                        .iter()
                        .filter_map(|member| match model.value(&member.shape) {
                            Shape::List(inner) if model.object(inner).is_some() => {
                                Some((&member.name, inner))
                            }
                            _ => None,
                        });
                let lists: Vec<_> = lists.collect();
                let named = lists
                    .iter()
                    .find(|(name, _)| **name == model.names.page.items);
                // An object with a list in it and an id is an object, not a list.
                let is_object = id_member(model, object, None).is_some();
                match (named, lists.as_slice(), is_object) {
                    (Some((name, inner)), _, false) | (None, [(name, inner)], false) => {
                        Some(list(vec![(*name).clone()], inner))
                    }
                    _ => None,
                }
            }
        }
    }
}

fn item_at<'m>(model: &'m Model, object: &'m Object, path: &[String]) -> Option<&'m Shape> {
    let (first, rest) = path.split_first()?;
    let member = object.member(first)?;
    match (rest, model.value(&member.shape)) {
        ([], Shape::List(inner)) => Some(inner),
        ([], _) => None,
        (rest, shape) => item_at(model, model.object(shape)?.1, rest),
    }
}

/// The object that an answer is, or has in its one member that is one: the members that lead there, and its type.
#[must_use]
pub fn object_in(
    model: &Model,
    shape: &Shape,
    parameter: Option<&str>,
) -> Option<(Vec<String>, TypeIndex)> {
    let (index, object) = model.object(shape)?;
    if id_member(model, object, parameter).is_some() {
        return Some((Vec::new(), index));
    }
    let inner = object.members.iter().filter_map(|member| {
        let shape = model.value(&member.shape);
        let (inner, object) = match shape {
            Shape::Named(_) => model.object(shape)?,
            _ => return None,
        };
        id_member(model, object, parameter).map(|_| (&member.name, inner))
    });
    let inner: Vec<_> = inner.collect();
    match inner.as_slice() {
        [(name, index)] => Some((vec![(*name).clone()], *index)),
        _ => Some((Vec::new(), index)),
    }
}

/// The member that tells which object it is.
#[must_use]
pub fn id_member<'m>(
    model: &'m Model,
    object: &'m Object,
    parameter: Option<&str>,
) -> Option<&'m str> {
    let last_word = parameter.map(last_word);
    let wanted = parameter.into_iter().chain(last_word.as_deref());
    let usual = [model.names.id.as_str(), "id", "sid", "uuid", "uid", "guid"];
    let mut wanted = wanted.map(str::to_owned).chain(usual.map(str::to_owned));
    wanted.find_map(|name| {
        let member = object.member_like(&name)?;
        let is_word = matches!(
            model.value(&member.shape),
            Shape::Text(_) | Shape::Id(_) | Shape::Integer { .. }
        );
        is_word.then_some(member.name.as_str())
    })
}

/// The last word of a name: of `petId` and `pet_id` it is `id`.
fn last_word(name: &str) -> String {
    let start = name
        .char_indices()
        .rev()
        .find(|(_, letter)| letter.is_uppercase() || "_-".contains(*letter));
    let rest = start.and_then(|(at, _)| name.get(at..)).unwrap_or(name);
    rest.trim_start_matches(['_', '-']).to_lowercase()
}

/// Puts a value where members lead.
pub fn put_at(target: &mut Value, path: &[String], value: Value) {
    match path.split_first() {
        None => *target = value,
        Some((first, rest)) => {
            if !target.is_object() {
                *target = Value::Object(Map::new());
            }
            if let Value::Object(members) = target {
                put_at(
                    members.entry(first.clone()).or_insert(Value::Null),
                    rest,
                    value,
                );
            }
        }
    }
}
