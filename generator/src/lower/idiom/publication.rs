//! What the manifest says of the crate besides its name.
//!
//! In: the root's `x-crate`, and its `externalDocs`. Out: a [`Publication`]. What always holds: keywords and categories are such
//! as crates.io takes, links are URLs of the web; whatever else stands there is reported; nothing is made up.

use serde_json::{Map, Value};

use crate::api::{Pointer, Publication};
use crate::lower::context::Lowering;
use crate::names::{CATEGORY, KEYWORD, MOST_WORDS, is_category, is_keyword, is_url};

/// The extension.
const CRATE: &str = "x-crate";

/// The code of what is wrong with it.
const CODE: &str = "crate-extension";

/// The members of the extension.
const MEMBERS: [&str; 5] = [
    "categories",
    "documentation",
    "homepage",
    "keywords",
    "repository",
];

impl Lowering<'_> {
    /// What the document says of the crate.
    pub fn publication(&mut self) -> Publication {
        let none = Map::new();
        let at = Pointer::root().child(CRATE);
        let members = match self.spec.extensions.get(CRATE) {
            None | Some(Value::Null) => &none,
            Some(Value::Object(members)) => members,
            Some(_) => {
                self.no_fact(&at, format!("`{CRATE}` has to be an object"));
                &none
            }
        };
        self.name_unknown(&at, members, &MEMBERS);
        let external = self.spec.external_docs.as_deref();
        let external = external.filter(|url| is_url(url)).map(str::to_owned);
        Publication {
            keywords: self.words(members, "keywords", KEYWORD, is_keyword),
            categories: self.words(members, "categories", CATEGORY, is_category),
            homepage: self.link(members, "homepage").or(external),
            documentation: self.link(members, "documentation"),
            repository: self.link(members, "repository"),
        }
    }

    fn words(
        &mut self,
        members: &Map<String, Value>,
        name: &str,
        rule: &str,
        is_valid: impl Fn(&str) -> bool,
    ) -> Vec<String> {
        let word = |value: &Value| Some(value.as_str().filter(|word| is_valid(word))?.to_owned());
        let words = match members.get(name) {
            None | Some(Value::Null) => return Vec::new(),
            Some(Value::Array(words)) => words.iter().map(word).collect::<Option<Vec<_>>>(),
            Some(_) => None,
        };
        match words.filter(|words| words.len() <= MOST_WORDS) {
            Some(words) => words,
            None => {
                let at = Pointer::root().child(CRATE).child(name);
                let message =
                    format!("`{name}` has to be a list of at most {MOST_WORDS}, each {rule}");
                self.no_fact(&at, message);
                Vec::new()
            }
        }
    }

    fn link(&mut self, members: &Map<String, Value>, name: &str) -> Option<String> {
        match members.get(name) {
            None | Some(Value::Null) => None,
            Some(Value::String(url)) if is_url(url) => Some(url.clone()),
            Some(_) => {
                let at = Pointer::root().child(CRATE).child(name);
                self.no_fact(&at, format!("`{name}` has to be the URL of a page"));
                None
            }
        }
    }

    fn no_fact(&mut self, at: &Pointer, message: String) {
        // The failure is reported; what comes behind is looked at without it.
        let _ = self.fail::<()>(
            CODE,
            at,
            message,
            "not as expected",
            "write `{keywords: [payments], categories: [api-bindings], repository: 'https://…'}`",
        );
    }
}
