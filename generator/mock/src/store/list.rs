//! Which objects a list holds, and which of them a page.
//!
//! In: objects and what a request asks for. Out: a page of them, and how it goes on. What always holds: without a change between them, pages
//! have each object once; a cursor that names nothing is refused.

use serde_json::{Map, Value};

use super::Stored;
use crate::mock::model::{Model, NextPage, Object, Operation, PagingWay, Place, Shape};
use crate::mock::read::Given;

/// How many items a page has where nothing says so.
const USUAL: usize = 10;

/// The most items of a page.
const MOST: usize = 10_000;

/// What parameters that say how many items a page has are called, without what separates words.
const SIZES: [&str; 9] = [
    "limit",
    "pagesize",
    "perpage",
    "count",
    "maxresults",
    "maxitems",
    "size",
    "take",
    "first",
];

/// What a request asks of a list.
#[derive(Clone, Debug)]
pub struct Wanted {
    /// How many items.
    pub limit: usize,
    /// What members have to be: each with the bounds or the values.
    filters: Vec<(String, Value)>,
    /// What stood in the path when the objects were made.
    parents: Map<String, Value>,
}

/// Which items a page has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cut {
    /// The first one.
    pub from: usize,
    /// The one behind the last.
    pub to: usize,
    /// Whether there are more, in the direction that was asked for.
    pub more: bool,
}

impl Wanted {
    /// What a request asks for.
    #[must_use]
    pub fn of(model: &Model, operation: &Operation, item: &Object, given: &Given) -> Self {
        let taken = paging_inputs(operation);
        let mut limit = None;
        let mut has_size = false;
        let mut filters = Vec::new();
        for input in &operation.inputs {
            let name = input.member.name.as_str();
            if input.place != Place::Query || taken.contains(&name) {
                continue;
            }
            let value = given.query.get(name);
            if is_size(name) && matches!(model.value(&input.member.shape), Shape::Integer { .. }) {
                let size = value.or(input.member.default.as_ref());
                has_size = true;
                limit = limit.or(size.and_then(Value::as_u64));
                continue;
            }
            if let (Some(value), Some(member)) = (value, item.member_like(name)) {
                filters.push((member.name.clone(), value.clone()));
            }
        }
        let limit = limit.and_then(|limit| usize::try_from(limit).ok());
        // A list that can't be asked for the rest of it has all.
        let usual = if operation.paging.is_some() || has_size {
            USUAL
        } else {
            MOST
        };
        Self {
            limit: limit.unwrap_or(usual).clamp(1, MOST),
            filters,
            parents: given.path.clone(),
        }
    }

    /// Whether an object is one of those that are asked for.
    #[must_use]
    pub fn takes(&self, model: &Model, stored: &Stored) -> bool {
        is_below(stored, &self.parents)
            && self
                .filters
                .iter()
                .all(|(name, wanted)| fits(model, stored.value.get(name), wanted))
    }
}

/// Whether an object was made below what a path names: what is not known of it is no obstacle.
#[must_use]
pub fn is_below(stored: &Stored, parents: &Map<String, Value>) -> bool {
    parents.iter().all(|(name, value)| {
        let known = stored.parents.get(name);
        known.is_none_or(|known| known == value)
    })
}

fn is_size(name: &str) -> bool {
    let letters = name.chars().filter(|letter| letter.is_alphanumeric());
    let bare: String = letters.map(|letter| letter.to_ascii_lowercase()).collect();
    SIZES.contains(&bare.as_str())
}

fn fits(model: &Model, value: Option<&Value>, wanted: &Value) -> bool {
    let value = value.unwrap_or(&Value::Null);
    let [gt, gte, lt, lte] = &model.names.range;
    match wanted {
        Value::Object(bounds) => bounds.iter().all(|(key, bound)| {
            let (Some(value), Some(bound)) = (value.as_f64(), bound.as_f64()) else {
                return false;
            };
            (key == gt && value > bound)
                || (key == gte && value >= bound)
                || (key == lt && value < bound)
                || (key == lte && value <= bound)
        }),
        Value::Array(several) => several.iter().any(|one| is_same(value, one)),
        wanted => is_same(value, wanted),
    }
}

/// Whether a value is the same, be it as a text, or as the id of an object.
fn is_same(value: &Value, wanted: &Value) -> bool {
    let id = value.get("id").unwrap_or(value);
    // A text finds no value that is missing.
    id == wanted || (!id.is_null() && text_of(id) == text_of(wanted))
}

/// A scalar as paths and queries have it.
#[must_use]
pub fn text_of(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        value => value.to_string(),
    }
}

fn paging_inputs(operation: &Operation) -> Vec<&str> {
    match operation.paging.as_ref().map(|paging| &paging.way) {
        Some(PagingWay::Item { after, before }) => {
            let both = [Some(after), before.as_ref()];
            both.into_iter().flatten().map(String::as_str).collect()
        }
        Some(PagingWay::Answer { next, .. }) => match next {
            NextPage::Token { to, .. } | NextPage::Offset(to) | NextPage::Number { to, .. } => {
                vec![to]
            }
            NextPage::Link(_) | NextPage::Header => vec![ON],
        },
        None => Vec::new(),
    }
}

/// The parameter of the addresses of next pages, where the document names none.
pub const ON: &str = "page_token";

/// Where an object that a cursor names stands among those of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CursorPlace {
    /// How many of the list come before it.
    pub before: usize,
    /// Whether it is one of the list: a filter may have passed it over.
    pub is_listed: bool,
}

/// Which of so many items a page has.
///
/// # Errors
///
/// The parameter that names an id that is not there.
pub fn page(
    operation: &Operation,
    given: &Given,
    on: Option<&str>,
    place: &dyn Fn(&str) -> Option<CursorPlace>,
    (count, limit): (usize, usize),
) -> Result<Cut, String> {
    let given_text = |name: &str| given.query.get(name).map(text_of);
    let at = |name: &str, id: &str| place(id).ok_or_else(|| name.to_owned());
    let forward = |from: usize| {
        let to = from.saturating_add(limit).min(count);
        Ok(Cut {
            from: from.min(count),
            to,
            more: to < count,
        })
    };
    match operation.paging.as_ref().map(|paging| &paging.way) {
        Some(PagingWay::Item { after, before }) => {
            if let Some(id) = given_text(after) {
                let cursor = at(after, &id)?;
                return forward(cursor.before + usize::from(cursor.is_listed));
            }
            let before = before.as_deref();
            if let Some((before, id)) = before.and_then(|name| Some((name, given_text(name)?))) {
                let to = at(before, &id)?.before;
                let from = to.saturating_sub(limit);
                return Ok(Cut {
                    from,
                    to,
                    more: from > 0,
                });
            }
            forward(0)
        }
        Some(PagingWay::Answer { next, .. }) => forward(start(next, given, on, limit)?),
        None => Ok(Cut {
            from: 0,
            to: limit.min(count),
            more: limit < count,
        }),
    }
}

/// Where the page begins that an answer told of.
fn start(next: &NextPage, given: &Given, on: Option<&str>, limit: usize) -> Result<usize, String> {
    let text_at = |name: &str| given.query.get(name).map(text_of);
    let number = |name: &str| text_at(name).and_then(|text| text.parse::<usize>().ok());
    Ok(match next {
        NextPage::Token { to, .. } => match text_at(to) {
            Some(token) => token_place(&token).ok_or_else(|| to.clone())?,
            None => 0,
        },
        NextPage::Offset(to) => number(to).unwrap_or(0),
        NextPage::Number { to, first } => {
            let first = usize::try_from(*first).unwrap_or(0);
            let page = number(to).unwrap_or(first).saturating_sub(first);
            page.saturating_mul(limit)
        }
        NextPage::Link(_) | NextPage::Header => match on {
            Some(token) => token_place(token).ok_or_else(|| ON.to_owned())?,
            None => 0,
        },
    })
}

/// What says that the next page begins behind so many items.
#[must_use]
pub fn token(place: usize) -> String {
    format!("next_{place}")
}

fn token_place(token: &str) -> Option<usize> {
    token.strip_prefix("next_")?.parse().ok()
}
