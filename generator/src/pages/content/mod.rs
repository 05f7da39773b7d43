//! What stands on each page.
//!
//! In: the model. Out: [`ReferencePage`]s. What always holds: whatever the model says of an operation, an object, an enum or an event is on its page, or
//! on one that it links.

mod events;
mod examples;
mod facts;
mod given;
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
}

/// All pages: the first one, topics, operations, objects, enums and events.
pub fn pages(api: &Api, model: &Model, options: &CrateOptions) -> Vec<ReferencePage> {
    let content = PageContent {
        api,
        model,
        calls: ExampleCalls::new(api, options),
        program: options.package.as_str(),
        commands: terminal::commands(api),
        places: Places::new(api),
    };
    let mut pages = topics::pages(&content);
    pages.extend(operations::pages(&content));
    pages.extend(objects::pages(&content));
    pages.extend(events::pages(&content));
    let lists = start::lists(&pages);
    pages.insert(0, start::page(&content, &pages, &lists));
    pages.extend(lists);
    pages
}

/// The first sentence of a description, or another one.
fn summary(described: &crate::api::Docs, otherwise: &str) -> String {
    match docs::sentence(described) {
        sentence if sentence.is_empty() => otherwise.to_owned(),
        sentence => sentence,
    }
}
