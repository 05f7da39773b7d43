//! Whether an operation returns a list.
//!
//! In: an operation and its path. Out: yes or no. What always holds: references are followed, to the response and to its schema; what
//! a path names by a parameter is one thing, whatever lists it has.

use crate::lower::context::Lowering;
use crate::lower::operation::bodies::is_json;
use crate::names;
use crate::spec::{Operation, Schema, SchemaType, SchemaUse, Status};

/// How deep parts of a schema are looked into.
const DEEPEST: usize = 8;

/// What the only list of a page is called.
const ITEMS: [&str; 14] = [
    "collection",
    "content",
    "contents",
    "data",
    "elements",
    "entities",
    "entries",
    "items",
    "list",
    "objects",
    "records",
    "results",
    "rows",
    "values",
];

/// Lists that stand beside those of a page.
const BESIDE: [&str; 6] = [
    "errors", "included", "links", "messages", "meta", "warnings",
];

/// What stands in a page and says that there are more of them.
const MORE: [&str; 6] = [
    "next_page_uri",
    "next_page",
    "cursor",
    "meta",
    "links",
    "page",
];

impl<'d> Lowering<'d> {
    /// Whether a success is a list: its name starts with `list` then.
    pub fn returns_list(&self, operation: &'d Operation, template: &str) -> bool {
        if template.trim_end_matches('/').ends_with('}') {
            return false;
        }
        let is_success =
            |status: Status| matches!(status, Status::Code(200..=299) | Status::Range(2));
        let mut answers = operation.responses.iter();
        let success = answers.find(|answer| is_success(answer.status));
        let media = success.and_then(|answer| {
            let mut content = answer.response.content.iter();
            content.find(|one| is_json(&one.media_type) || one.media_type == "*/*")
        });
        let Some(used) = media.and_then(|media| media.schema.as_ref()) else {
            return false;
        };
        let schema = self.schema(used);
        let last = template.rsplit('/').next().unwrap_or_default();
        self.is_list(schema) || self.is_page(schema, last)
    }

    fn is_list(&self, schema: &Schema) -> bool {
        schema.kind == Some(SchemaType::Array) || schema.kind.is_none() && schema.items.is_some()
    }

    /// An object that is there for the one list that it has.
    fn is_page(&self, schema: &'d Schema, last: &str) -> bool {
        let mut members = Vec::new();
        self.collect_members(schema, &mut members, DEEPEST);
        let lists: Vec<&str> = members
            .iter()
            .filter(|(name, used)| !BESIDE.contains(name) && self.is_list(self.schema(used)))
            .map(|(name, _)| *name)
            .collect();
        let [list] = lists.as_slice() else {
            return false;
        };
        let has = |wanted: &dyn Fn(&str) -> bool| members.iter().any(|(name, _)| wanted(name));
        let more = &self.conventions.page.more;
        let noun = |text: &str| names::words(&names::singular(text));
        let is_about_it = ITEMS.contains(list)
            || list == &self.conventions.page.items
            || noun(list) == noun(last);
        let is_more = has(&|name| name == more || MORE.contains(&name));
        members.len() == 1 || is_more || is_about_it && !has(&|name| name == "id")
    }

    fn collect_members(
        &self,
        schema: &'d Schema,
        found: &mut Vec<(&'d str, &'d SchemaUse)>,
        deepest: usize,
    ) {
        found.extend(
            schema
                .properties
                .iter()
                .map(|(name, used)| (name.as_str(), used)),
        );
        for part in schema.all_of.iter().filter(|_| deepest > 0) {
            self.collect_members(self.schema(part), found, deepest - 1);
        }
    }
}
