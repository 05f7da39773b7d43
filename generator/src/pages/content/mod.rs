//! What stands on each page.
//!
//! In: the model. Out: [`ReferencePage`]s. What always holds: whatever the model says of an operation, an object, an enum or an event is on its page, or
//! on one that it links.

mod changes;
mod events;
mod examples;
mod expand;
mod facts;
mod objects;
mod operations;
mod paging;
mod rows;
mod start;
mod titles;
mod topic;
mod topics;
mod topics_of_calls;
mod words;

pub use changes::SinceChanges;

use form_mock::model::Model;

use crate::api::Api;
use crate::docs;
use crate::emit::{CrateOptions, ExampleCalls};
use crate::terminal;

use super::page::ReferencePage;
use super::places::Places;

/// What all pages need.
pub struct PageContent<'a> {
    pub api: &'a Api,
    /// What the test server knows of it: examples are values that it gives.
    pub model: &'a Model,
    pub calls: ExampleCalls<'a>,
    /// The program that the crate has, and the words that call each operation.
    pub program: &'a str,
    pub commands: Vec<[String; 2]>,
    pub places: Places,
    /// What is said of changes.
    since: Option<&'a SinceChanges>,
}

impl<'a> PageContent<'a> {
    /// What is said of an API.
    pub fn new(
        api: &'a Api,
        model: &'a Model,
        options: &'a CrateOptions,
        since: Option<&'a SinceChanges>,
    ) -> Self {
        Self {
            api,
            model,
            calls: ExampleCalls::new(api, options),
            program: options.package.as_str(),
            commands: terminal::commands(api),
            places: Places::new(api),
            since,
        }
    }

    /// The pages that say something of the whole API, each with all that it says.
    pub fn topics(&self) -> Vec<ReferencePage> {
        let mut pages = topics::pages(self);
        pages.extend(self.since.map(|since| changes::page(self, since)));
        pages
    }

    /// All other pages but the overviews, without what they say.
    pub fn heads(&self) -> Vec<ReferencePage> {
        let mut heads = operations::heads(self);
        heads.extend(objects::heads(self));
        heads.extend(events::heads(self));
        heads
    }

    /// The same pages with what they say, one after the other: of operations, objects, enums and events.
    pub fn pages(&self) -> impl Iterator<Item = ReferencePage> {
        let operations = operations::pages(self);
        operations
            .chain(objects::pages(self))
            .chain(events::pages(self))
    }

    /// The first page, and the lists of all others, of which nothing but the heads counts.
    pub fn overviews(&self, pages: &[ReferencePage]) -> Vec<ReferencePage> {
        let mut lists = start::lists(pages);
        lists.insert(0, start::page(self, pages, &lists));
        lists
    }
}

/// The first sentence of a description, or another one.
fn summary(described: &crate::api::Docs, otherwise: &str) -> String {
    match docs::sentence(described) {
        sentence if sentence.is_empty() => otherwise.to_owned(),
        sentence => sentence,
    }
}
