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

use form_mock::model::Model;

use crate::api::Api;
use crate::emit::CrateOptions;
use crate::render::Files;

/// The pages of an API, by their path in a folder.
///
/// `model` is what the test server knows of the API ([`mock::model`](crate::mock::model)): examples are values that it gives. `options` say what the
/// crate is called that examples in Rust are made for.
#[must_use]
pub fn pages(api: &Api, model: &Model, options: &CrateOptions) -> Files {
    let pages = content::pages(api, model, options);
    let mut files = Files::new();
    let navigation = html::Navigation::new(api, &pages);
    for page in &pages {
        files.insert(
            format!("{}.html", page.path),
            html::print(page, &navigation),
        );
        files.insert(format!("{}.md", page.path), text::print(page));
    }
    files.insert("llms.txt".to_owned(), text::overview(api, &pages));
    files.insert("assets/search-index.js".to_owned(), search::index(&pages));
    files.extend(html::assets());
    files
}
