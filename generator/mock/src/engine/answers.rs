//! Answers that are lists.

use serde_json::Value;

use super::{Done, Run};
use crate::mock::answer::{ErrorKind, Failure};
use crate::mock::faults::Twist;
use crate::mock::model::{EndSays, Model, NextPage, Object, Operation, PagingWay, Shape};
use crate::mock::read::{Given, Incoming};
use crate::mock::store::{
    Act, CursorPlace, Cut, ON, ResourceKind, Wanted, page, put_at, text_of, token,
};

impl Run<'_, '_> {
    /// A page of objects.
    pub fn list(
        &mut self,
        operation: &Operation,
        act: &Act,
        given: &Given,
        on: Option<&str>,
        (index, kind, differs): (usize, &ResourceKind, &Twist),
        incoming: &Incoming,
    ) -> Result<Done, Failure> {
        let model = &self.engine.model;
        let form = act.list.as_ref().zip(operation.outcome.payload.shape());
        let item = form.and_then(|(form, _)| model.object(&form.item));
        let (Some((form, shape)), Some((item, object))) = (form, item) else {
            let message = "The list has no items that are objects.";
            return Err(Failure::new(500, ErrorKind::Server, message));
        };
        super::rules::holding(operation, given, None)?;
        let wanted = Wanted::of(model, operation, object, given);
        let is_stale = differs.stale_cursor;
        let cut = self.cut(operation, given, on, (index, &wanted, is_stale));
        let (cut, total, items) = cut.map_err(|param| gone(&param, given, kind))?;
        let items = match item == kind.ty {
            true => items,
            false => items
                .iter()
                .map(|value| self.projected(value, item))
                .collect(),
        };
        if form.is_page {
            let value = self.maker().page(items, cut.more, &incoming.path);
            return Ok(Done {
                status: operation.outcome.status,
                value: Some(value),
                ..Done::default()
            });
        }
        let mut whole = match form.path.is_empty() {
            true => Value::Null,
            false => self.maker().value(shape, ""),
        };
        put_at(&mut whole, &form.path, Value::Array(items));
        let mut done = Done {
            status: operation.outcome.status,
            value: Some(whole),
            ..Done::default()
        };
        let end = End {
            cut: &cut,
            total,
            limit: wanted.limit,
        };
        self.go_on(&mut done, operation, shape, &end, incoming);
        Ok(done)
    }

    /// Which items a page has, of how many, and these.
    ///
    /// # Errors
    ///
    /// The parameter that names what is not there.
    fn cut(
        &self,
        operation: &Operation,
        given: &Given,
        on: Option<&str>,
        (index, wanted, is_stale): (usize, &Wanted, bool),
    ) -> Result<(Cut, usize, Vec<Value>), String> {
        let model = &self.engine.model;
        let store = &self.state.store;
        let fitting = store.newest(index);
        let fitting: Vec<_> = fitting
            .filter(|(_, stored)| wanted.takes(model, stored))
            .collect();
        let place = |id: &str| {
            let cursor = store.get(index, id)?;
            // The newest come first.
            let newer = fitting.iter();
            let newer = newer.take_while(|(_, stored)| stored.serial > cursor.serial);
            let before = newer.count();
            let is_listed = fitting.get(before).is_some_and(|(listed, _)| *listed == id);
            Some(CursorPlace { before, is_listed })
        };
        if let Some(cursor) = stale(operation, given, on).filter(|_| is_stale) {
            return Err(cursor);
        }
        let sizes = (fitting.len(), wanted.limit);
        let cut = page(operation, given, on, &place, sizes)?;
        let items = fitting.get(cut.from..cut.to).unwrap_or_default();
        let items = items.iter().map(|(_, stored)| stored.value.clone());
        Ok((cut, fitting.len(), items.collect()))
    }

    /// Says in an answer how it goes on.
    fn go_on(
        &self,
        done: &mut Done,
        operation: &Operation,
        shape: &Shape,
        end: &End<'_>,
        incoming: &Incoming,
    ) {
        let model = &self.engine.model;
        let paging = operation.paging.as_ref();
        let Some(PagingWay::Answer { next, last, .. }) = paging.map(|paging| &paging.way) else {
            return;
        };
        let more = end.cut.more;
        let behind = token(end.cut.to);
        let mut put = |path: &[String], value: Option<Value>| {
            if let Some(whole) = &mut done.value {
                put_or_leave(model, shape, whole, path, value);
            }
        };
        match next {
            NextPage::Token { from, .. } => put(from, more.then(|| Value::String(behind))),
            NextPage::Link(path) => {
                let link = address(incoming, &behind);
                put(path, more.then(|| Value::String(link)));
            }
            NextPage::Header if more => {
                let link = format!("<{}>; rel=\"next\"", address(incoming, &behind));
                done.headers.push(("link".to_owned(), link));
            }
            NextPage::Header | NextPage::Offset(_) | NextPage::Number { .. } => {}
        }
        let mut put = |path: &[String], value: Option<Value>| {
            if let Some(whole) = &mut done.value {
                put_or_leave(model, shape, whole, path, value);
            }
        };
        if let Some((path, says)) = last {
            let value = match says {
                EndSays::More => Value::Bool(more),
                EndSays::Last => Value::Bool(!more),
                EndSays::Total => match next {
                    NextPage::Number { .. } => Value::from(end.total.div_ceil(end.limit)),
                    _ => Value::from(end.total),
                },
            };
            put(path, Some(value));
        }
    }
}

/// A cursor that leads to nothing.
fn gone(param: &str, given: &Given, kind: &ResourceKind) -> Failure {
    let cursor = given.query.get(param).map(text_of).unwrap_or_default();
    let message = format!("No such {}: '{cursor}'", kind.name);
    Failure::new(400, ErrorKind::Invalid, message)
        .code("resource_missing")
        .param(param)
}

struct End<'c> {
    cut: &'c Cut,
    total: usize,
    limit: usize,
}

/// The parameter of a request that goes on from somewhere.
fn stale(operation: &Operation, given: &Given, on: Option<&str>) -> Option<String> {
    let names = match operation.paging.as_ref().map(|paging| &paging.way) {
        Some(PagingWay::Item { after, before }) => vec![Some(after), before.as_ref()],
        Some(PagingWay::Answer {
            next: NextPage::Token { to, .. },
            ..
        }) => vec![Some(to)],
        _ => Vec::new(),
    };
    let mut names = names.into_iter().flatten();
    let named = names.find(|name| given.query.contains_key(*name)).cloned();
    named.or_else(|| on.map(|_| ON.to_owned()))
}

/// The address of the next page.
fn address(incoming: &Incoming, behind: &str) -> String {
    let host = incoming
        .headers
        .get("host")
        .and_then(|host| host.to_str().ok());
    let host = host.unwrap_or("127.0.0.1");
    let pairs = incoming.query.split('&');
    let kept = pairs.filter(|pair| !pair.is_empty() && !pair.starts_with(&format!("{ON}=")));
    let mut query: Vec<String> = kept.map(str::to_owned).collect();
    query.push(format!("{ON}={behind}"));
    format!("http://{host}{}?{}", incoming.path, query.join("&"))
}

/// Puts a value where members lead; where there is none, null, nothing or an empty text, as the document allows.
fn put_or_leave(
    model: &Model,
    shape: &Shape,
    whole: &mut Value,
    path: &[String],
    value: Option<Value>,
) {
    if let Some(value) = value {
        return put_at(whole, path, value);
    }
    let Some((last, above)) = path.split_last() else {
        return;
    };
    let object = above.iter().try_fold(shape, |shape, step| {
        let (_, object) = model.object(shape)?;
        Some(&object.member(step)?.shape)
    });
    let member = object
        .and_then(|shape| model.object(shape))
        .and_then(|(_, object): (usize, &Object)| object.member(last));
    match member {
        Some(member) if member.nullable => put_at(whole, path, Value::Null),
        Some(member) if member.required => put_at(whole, path, Value::String(String::new())),
        _ => {
            let inner = above
                .iter()
                .try_fold(whole, |value, step| value.get_mut(step));
            if let Some(Value::Object(members)) = inner {
                members.remove(last);
            }
        }
    }
}
