//! Lists that can't be paged.
//!
//! In: a document and its model. Out: findings. What always holds: a list that the model pages is not spoken of.

use std::collections::HashSet;

use serde_json::{Value, json};

use super::{LintFinding, OverlayAction, Subject, uses};
use crate::api::{Api, Pointer};
use crate::diagnostic::Place;
use crate::spec::{Address, Method, Operation, Schema, SchemaType, SchemaUse, Status};

/// Parameters by which other APIs go from page to page.
const CURSORS: [&str; 8] = [
    "cursor",
    "after",
    "page_token",
    "pageToken",
    "next",
    "next_token",
    "nextToken",
    "continuation",
];

/// Finds lists that no parameter leads through.
pub(super) fn find(subject: &Subject<'_>, api: &Api) -> Vec<LintFinding> {
    let all = api
        .resources
        .iter()
        .flat_map(|resource| &resource.operations);
    let unpaged = all.filter(|operation| operation.paging.is_none());
    let unpaged: HashSet<&Pointer> = unpaged.map(|operation| &operation.pointer).collect();
    let operations = uses::operations(subject.spec).into_iter();
    let lists = operations.filter(|(template, operation)| {
        let is_one = Address::of(template).path.ends_with('}');
        let is_denied = operation.paging == Some(Value::Bool(false));
        let is_read = operation.method == Method::Get && !is_one && !is_denied;
        is_read && unpaged.contains(&operation.at)
    });
    lists
        .filter_map(|(_, operation)| {
            let items = items(subject, operation)?;
            Some(finding(subject, api, operation, items))
        })
        .collect()
}

/// The name of the member that holds the list that an operation returns, which is the whole body if there is none.
fn items<'d>(subject: &Subject<'d>, operation: &'d Operation) -> Option<Option<&'d str>> {
    let is_success = |status: &Status| matches!(status, Status::Code(200..300) | Status::Range(2));
    let mut answers = operation.responses.iter();
    let answer = answers.find(|answer| is_success(&answer.status))?;
    let mut media = answer.response.content.iter();
    let media = media.find(|media| media.media_type.contains("json"))?;
    let schemas = &subject.spec.schemas;
    let body = schemas.of(media.schema.as_ref()?);
    let is_list = |schema: &Schema| {
        let items = schema.items.as_ref().map(|items| schemas.of(items));
        items.is_some_and(|items| !items.properties.is_empty())
    };
    if body.kind == Some(SchemaType::Array) {
        return is_list(body).then_some(None);
    }
    let holds_list = |(_, used): &(&String, &SchemaUse)| is_list(schemas.of(used));
    let mut lists = body.properties.iter().filter(holds_list);
    let (name, _) = lists.next()?;
    lists.next().is_none().then_some(Some(name))
}

fn finding(
    subject: &Subject<'_>,
    api: &Api,
    operation: &Operation,
    items: Option<&str>,
) -> LintFinding {
    let names = operation
        .parameters
        .iter()
        .map(|parameter| parameter.name.as_str());
    let cursor = names.clone().find(|name| CURSORS.contains(name));
    let after = &api.conventions.cursors.after;
    let why = "The list can't be read page by page.";
    let action = match (cursor, items) {
        (Some(cursor), Some(items)) => {
            let update =
                json!({"x-client": {"page": {"items": items}, "cursors": {"after": cursor}}});
            OverlayAction::update("$".to_owned(), why, update)
        }
        _ => {
            let parameter = json!({
                "name": after,
                "in": "query",
                "description": "The id of the last item of the page before.",
                "schema": {"type": "string"},
            });
            let at = operation.at.child("parameters");
            let there = subject.document.value(&at).is_some_and(Value::is_array);
            let (at, update) = match there {
                true => (&at, json!([parameter])),
                false => (&operation.at, json!({"parameters": [parameter]})),
            };
            let update = subject.document.in_its_words(update);
            OverlayAction::update(subject.path(at), why, update).creating()
        }
    };
    let message = match items {
        Some(items) => format!("nothing leads from one page of `{items}` to the next"),
        None => "a list comes whole, however long it is".to_owned(),
    };
    let how = "paste this if the API goes on like that; else say at the operation how it does with `x-paging`, or `x-paging: false` if \
               the list is always whole";
    LintFinding::new("unpaged-list", Place::Key(operation.at.clone()), message)
        .label("only the first page is ever read")
        .action(action)
        .unsure(how)
}
