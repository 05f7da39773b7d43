//! What stands on each page.
//!
//! In: the model. Out: [`Page`]s. What always holds: whatever the model says of an operation, an object, an enum or an event is on its page, or
//! on one that it links.

mod events;
mod objects;
mod operations;
mod rows;
mod start;
mod topics;
mod topics_of_calls;
mod words;

use crate::api::Api;
use crate::docs;

use super::page::Page;
use super::places::Places;

/// What all pages need.
pub struct Content<'a> {
    pub api: &'a Api,
    pub crate_name: &'a str,
    pub places: Places,
}

/// All pages: the first one, topics, operations, objects, enums and events.
pub fn pages(api: &Api, crate_name: &str) -> Vec<Page> {
    let content = Content {
        api,
        crate_name,
        places: Places::new(api),
    };
    let mut pages = topics::pages(&content);
    pages.extend(operations::pages(&content));
    pages.extend(objects::pages(&content));
    pages.extend(events::pages(&content));
    pages.insert(0, start::page(&content, &pages));
    pages
}

/// The first sentence of a description, or another one.
fn summary(described: &crate::api::Docs, otherwise: &str) -> String {
    match docs::sentence(described) {
        sentence if sentence.is_empty() => otherwise.to_owned(),
        sentence => sentence,
    }
}
