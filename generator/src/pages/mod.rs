//! Api -> reference pages: what a call takes and gives, for those who read.
//!
//! In: the [`Api`]. Out: [`Files`]: a folder of HTML that needs no script to be read, with a Markdown twin of each page. What always holds: every link
//! between pages leads to an anchor that is there; text of a document becomes neither markup nor script; the same model gives the same
//! bytes.
//!
//! `content` says what stands on each page, as plain data (`page`); `html` and `text` print that, and `search` makes the index of it.
//! `places` knows where everything has its page.

mod content;
mod html;
mod page;
mod places;
mod search;
mod text;

pub use content::SinceChanges;
use form_mock::model::Model;

use crate::api::Api;
use crate::emit::CrateOptions;
use crate::render::Files;

use content::PageContent;
use page::ReferencePage;

/// The pages of an API, by their path in a folder.
///
/// `model` is what the test server knows of the API ([`mock::model`](crate::mock::model)): examples are values that it gives. `options` say what the
/// crate is called that examples in Rust are made for. With `since`, a page says what changed.
#[must_use]
pub fn pages(
    api: &Api,
    model: &Model,
    options: &CrateOptions,
    since: Option<&SinceChanges>,
) -> Files {
    let content = PageContent::new(api, model, options, since);
    let topics = content.topics();
    let mut heads: Vec<ReferencePage> = topics.iter().map(ReferencePage::head).collect();
    heads.extend(content.heads());
    let overviews = content.overviews(&heads);
    heads.extend(overviews.iter().map(ReferencePage::head));
    let navigation = html::Navigation::new(api, &heads);
    let mut files = Files::new();
    let mut index = search::SearchIndex::default();
    // A page is printed as soon as it is made: all pages as data would take several times as much memory.
    for page in overviews.into_iter().chain(topics).chain(content.pages()) {
        index.add(&page);
        files.insert(
            format!("{}.html", page.path),
            html::print(&page, &navigation),
        );
        files.insert(format!("{}.md", page.path), text::print(&page));
    }
    files.insert("llms.txt".to_owned(), text::overview(api, &heads));
    files.insert("assets/search-index.js".to_owned(), index.print());
    files.extend(html::assets());
    files
}
