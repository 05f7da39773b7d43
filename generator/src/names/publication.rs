//! What a registry of crates takes besides names.
//!
//! In: words and links, as a document or a configuration has them. Out: whether crates.io takes them. What always holds: what passes
//! can stand in a manifest as it is.

/// How many keywords, and how many categories, crates.io takes.
pub const MOST_WORDS: usize = 5;

/// What crates.io asks of a keyword.
pub const KEYWORD: &str = "of at most 20 letters, digits, `-`, `_` and `+`";

/// What it asks of a category.
pub const CATEGORY: &str = "the slug of a category, such as `api-bindings`";

/// The longest keyword that crates.io takes, in characters.
const LONGEST: usize = 20;

/// A keyword as crates.io takes it: it starts with a letter or a digit, and has these, `-`, `_` and `+`.
#[must_use]
pub fn is_keyword(word: &str) -> bool {
    let is_part = |c: char| c.is_ascii_alphanumeric() || "-_+".contains(c);
    word.len() <= LONGEST
        && word.starts_with(|c: char| c.is_ascii_alphanumeric())
        && word.chars().all(is_part)
}

/// What the slug of a category looks like; which there are, crates.io knows.
#[must_use]
pub fn is_category(word: &str) -> bool {
    let is_part = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "-:".contains(c);
    word.starts_with(|c: char| c.is_ascii_lowercase()) && word.chars().all(is_part)
}

/// Whether a text is an absolute URL of the web, without anything that would end it.
#[must_use]
pub fn is_url(text: &str) -> bool {
    let rest = text
        .strip_prefix("https://")
        .or(text.strip_prefix("http://"));
    let is_part = |c: char| c.is_ascii_graphic() && !"\"<>\\^`{|}".contains(c);
    rest.is_some_and(|rest| !rest.is_empty() && !rest.starts_with('/') && rest.chars().all(is_part))
}
