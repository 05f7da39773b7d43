//! Lists over their pages.
//!
//! In: an operation that has pages. Out: all items, or as many as were asked for, shown as they come. What always holds: a page that leads back, or an empty
//! one that claims more, ends the list with an error.

use std::collections::BTreeSet;

use indicatif::ProgressBar;
use serde_json::Value;

use super::session::{Run, unwritten};
use super::steps::{checked, how, queried, unreadable, value_of};
use crate::cli::ask::{Asked, Common};
use crate::cli::request::{self, Made, text_of};
use crate::cli::send::{Answer, How, Sender};
use crate::cli::show::{Format, Printer};
use crate::cli::stop::{Class, Stop};
use crate::cli::words::OperationWords;
use crate::mock::model::{EndSays, Model, NextPage, Operation, Paging, PagingWay, Shape};
use crate::mock::read::pairs;

/// The input that says how many items a page has.
const SIZE: &str = "limit";

/// Asks for pages of the size that is enough, or for the largest.
pub fn size(operation: &Operation, common: &Common, asked: &mut Asked) {
    let mut inputs = operation.inputs.iter().enumerate();
    let Some((index, input)) = inputs.find(|(_, input)| input.member.name == SIZE) else {
        return;
    };
    let most = input.member.bounds.maximum.map(|(most, _)| most);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a limit of a document that is no such number counts as the nearest"
    )]
    let most = most.map(|most| most as u64);
    let wanted = match (common.limit, common.all) {
        (Some(limit), _) => Some(most.map_or(limit, |most| limit.min(most))),
        (None, true) => most,
        (None, false) => None,
    };
    if let Some(wanted) = wanted {
        asked.put_at(index, &[], wanted.into());
    }
}

/// What stands at a path.
fn at<'v>(value: &'v Value, path: &[String]) -> Option<&'v Value> {
    path.iter().try_fold(value, |value, step| value.get(step))
}

/// The items of a page.
pub fn items<'v>(model: &Model, paging: &Paging, value: &'v Value) -> Option<&'v [Value]> {
    let found = match &paging.way {
        PagingWay::Item { .. } => value.get(&model.names.page.items),
        PagingWay::Answer { items, .. } => at(value, items),
    };
    found?.as_array().map(Vec::as_slice)
}

/// The shape of an item.
pub fn item_shape<'m>(
    model: &'m Model,
    shape: Option<&'m Shape>,
    operation: &Operation,
) -> Option<&'m Shape> {
    let shape = model.resolve(shape?);
    if let Shape::Page(item) | Shape::List(item) = shape {
        return Some(item);
    }
    let path = match operation.paging.as_ref().map(|paging| &paging.way) {
        Some(PagingWay::Answer { items, .. }) => items.clone(),
        _ => vec![model.names.page.items.clone()],
    };
    let found = path.iter().try_fold(shape, |shape, step| {
        let (_, object) = model.object(shape)?;
        Some(&object.member(step)?.shape)
    })?;
    match model.value(found) {
        Shape::List(item) => Some(item),
        _ => None,
    }
}

/// Whether a page says that there are more.
pub fn has_more(model: &Model, paging: &Paging, value: &Value) -> bool {
    match &paging.way {
        PagingWay::Item { .. } => value.get(&model.names.page.more) == Some(&Value::Bool(true)),
        PagingWay::Answer { next, last, .. } => {
            let ended = last.as_ref().is_some_and(|(path, says)| match says {
                EndSays::More => at(value, path) == Some(&Value::Bool(false)),
                EndSays::Last => at(value, path) == Some(&Value::Bool(true)),
                EndSays::Total => false,
            });
            let leads = match next {
                NextPage::Token { from, .. } | NextPage::Link(from) => {
                    at(value, from).is_some_and(|found| !text_of(found).is_empty())
                }
                NextPage::Header | NextPage::Offset(_) | NextPage::Number { .. } => false,
            };
            !ended && leads
        }
    }
}

/// Shows all items.
pub fn all<'p>(
    run: &mut Run<'p, '_, '_>,
    sender: &dyn Sender,
    (operation, said): (&'p Operation, &OperationWords),
    mut asked: Asked,
) -> Result<(), Stop> {
    let model = &run.program.model;
    let Some(paging) = &operation.paging else {
        return Ok(());
    };
    let item = item_shape(model, operation.outcome.payload.shape(), operation);
    let mut left = run.common.limit.unwrap_or(u64::MAX);
    let mut walk = Walk::new(paging, operation, &asked);
    let query = run.common.query.clone();
    let mut kept = Vec::new();
    let terms = run.terms();
    let bar = bar(run, terms.format);
    let mut made = checked(run, operation, said, &asked)?;
    let how = how(run, operation);
    let mut printer = Printer::new(terms, run.around.out);
    let ended = loop {
        let (answer, value) = match page(sender, &made, &how) {
            Ok(read) => read,
            Err(stop) => break Err(stop),
        };
        let mut page = walk.items(model, &value);
        let took = page.len().min(usize::try_from(left).unwrap_or(usize::MAX));
        page.truncate(took);
        left = left.saturating_sub(took as u64);
        bar.inc(took as u64);
        match &query {
            Some(_) => kept.append(&mut page),
            None => printer
                .items(item, &page)
                .map_err(|error| unwritten(&error))?,
        }
        if left == 0 {
            break Ok(());
        }
        match walk.next(model, &answer, &value, &mut asked) {
            Ok(Next::End) => break Ok(()),
            Ok(Next::Asked) => match request::made(model, operation, &said.server, &asked.values) {
                Ok(next) => made = next,
                Err(message) => break Err(Stop::usage(message)),
            },
            Ok(Next::Address(path, query)) => {
                made.path = path;
                made.query = query;
            }
            Err(stop) => break Err(stop),
        }
    };
    bar.finish_and_clear();
    match query {
        Some(query) => queried(run, &query, &Value::Array(kept))?,
        None => printer.end().map_err(|error| unwritten(&error))?,
    }
    ended
}

/// One page: the answer, and the value in it.
fn page(sender: &dyn Sender, made: &Made, how: &How) -> Result<(Answer, Value), Stop> {
    let answer = sender.send(made, how)?;
    let value = value_of(&answer).ok_or_else(unreadable)?;
    Ok((answer, value))
}

/// How many items came, for somebody who waits.
fn bar(run: &Run<'_, '_, '_>, format: Format) -> ProgressBar {
    let waits = run.around.terminals.err && !run.around.terminals.out && format != Format::Ids;
    match waits {
        true => ProgressBar::new_spinner().with_message("items"),
        false => ProgressBar::hidden(),
    }
}

/// What leads on.
enum Next {
    /// Nothing.
    End,
    /// What was asked, changed.
    Asked,
    /// A path and the pairs of a query.
    Address(String, Vec<(String, String)>),
}

/// The way over the pages of a list.
struct Walk<'p> {
    paging: &'p Paging,
    operation: &'p Operation,
    backwards: bool,
    count: u64,
    number: Option<i64>,
    seen: BTreeSet<String>,
}

impl<'p> Walk<'p> {
    fn new(paging: &'p Paging, operation: &'p Operation, asked: &Asked) -> Self {
        let given = |name: &str| {
            let mut inputs = operation.inputs.iter().zip(&asked.values.inputs);
            let by_flag = inputs.any(|(input, value)| input.member.name == name && value.is_some());
            by_flag || asked.values.pairs.iter().any(|(key, _)| key == name)
        };
        let backwards = match &paging.way {
            PagingWay::Item {
                before: Some(before),
                ..
            } => given(before),
            _ => false,
        };
        Self {
            paging,
            operation,
            backwards,
            count: 0,
            number: None,
            seen: BTreeSet::new(),
        }
    }

    /// The items of a page, in the order of the list.
    fn items(&self, model: &Model, page: &Value) -> Vec<Value> {
        let mut items = items(model, self.paging, page).unwrap_or_default().to_vec();
        if self.backwards {
            items.reverse();
        }
        items
    }

    /// Finds what leads on from a page.
    fn next(
        &mut self,
        model: &Model,
        answer: &Answer,
        value: &Value,
        asked: &mut Asked,
    ) -> Result<Next, Stop> {
        let page = items(model, self.paging, value).unwrap_or_default();
        self.count = self.count.saturating_add(page.len() as u64);
        let end = match &self.paging.way {
            PagingWay::Item { .. } => !has_more(model, self.paging, value),
            PagingWay::Answer { last, .. } => last.as_ref().is_some_and(|(path, says)| {
                let found = at(value, path);
                match says {
                    EndSays::More => found != Some(&Value::Bool(true)),
                    EndSays::Last => found == Some(&Value::Bool(true)),
                    EndSays::Total => found
                        .and_then(Value::as_u64)
                        .is_some_and(|all| self.count >= all),
                }
            }),
        };
        if end {
            return Ok(Next::End);
        }
        match &self.paging.way {
            PagingWay::Item { after, before } => {
                let (to, item) = match (self.backwards, before) {
                    (true, Some(before)) => (before, page.first()),
                    _ => (after, page.last()),
                };
                let id = item.and_then(|item| item.get(&model.names.id));
                let id = id.ok_or_else(|| {
                    lost("a page of the list is empty, and claims that there is more")
                })?;
                self.put(to, text_of(id), asked)
            }
            PagingWay::Answer { next, .. } => self.by_answer(next, answer, value, page, asked),
        }
    }

    fn by_answer(
        &mut self,
        next: &NextPage,
        answer: &Answer,
        value: &Value,
        page: &[Value],
        asked: &mut Asked,
    ) -> Result<Next, Stop> {
        match next {
            NextPage::Token { from, to } => match at(value, from).map(text_of) {
                Some(token) if !token.is_empty() => self.put(to, token, asked),
                _ => Ok(Next::End),
            },
            NextPage::Link(from) => match at(value, from).map(text_of) {
                Some(link) if !link.is_empty() => self.follow(&link),
                _ => Ok(Next::End),
            },
            NextPage::Header => match answer.link.as_deref().and_then(next_in) {
                Some(link) => self.follow(link),
                None => Ok(Next::End),
            },
            _ if page.is_empty() => Ok(Next::End),
            NextPage::Offset(to) => self.put(to, self.count.to_string(), asked),
            NextPage::Number { to, first } => {
                let number = self.number.unwrap_or(*first).saturating_add(1);
                self.number = Some(number);
                self.put(to, number.to_string(), asked)
            }
        }
    }

    fn put(&mut self, name: &str, text: String, asked: &mut Asked) -> Result<Next, Stop> {
        if !self.seen.insert(text.clone()) {
            return Err(lost(
                "a page of the list ends where an earlier one ended, and claims that there is more",
            ));
        }
        asked.values.pairs.retain(|(key, _)| key != name);
        let mut inputs = self.operation.inputs.iter();
        if let Some(index) = inputs.position(|input| input.member.name == name) {
            asked.put_at(index, &[], Value::String(text));
        }
        Ok(Next::Asked)
    }

    /// The path and the query of a link. Where it leads to another server is of no matter: this one is asked.
    fn follow(&mut self, link: &str) -> Result<Next, Stop> {
        if !self.seen.insert(link.to_owned()) {
            return Err(lost("a page of the list leads to an earlier one"));
        }
        let rest = link.split_once("://").map_or(link, |(_, rest)| {
            rest.find('/')
                .and_then(|start| rest.get(start..))
                .unwrap_or("/")
        });
        let rest = rest.split('#').next().unwrap_or(rest);
        let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
        let base = &self.operation.base;
        let path = path.strip_prefix(base.as_str()).unwrap_or(path);
        Ok(Next::Address(path.to_owned(), pairs(query)))
    }
}

fn lost(message: &str) -> Stop {
    Stop::new(Class::Failed, message)
}

/// The link to the next page in a header (RFC 8288).
fn next_in(header: &str) -> Option<&str> {
    let mut links = header.split(',');
    let link = links.find(|link| {
        let mut parameters = link.split(';').skip(1).map(str::trim);
        parameters.any(|one| {
            one.eq_ignore_ascii_case("rel=next") || one.eq_ignore_ascii_case("rel=\"next\"")
        })
    })?;
    let (_, rest) = link.split_once('<')?;
    rest.split_once('>').map(|(link, _)| link)
}
