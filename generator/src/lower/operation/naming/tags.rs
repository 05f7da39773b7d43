//! Tags: whether they divide the operations as a person would, and what they are called then.
//!
//! In: the operations and their paths. Out: the words of each operation's tag, or nothing. What always holds: tags that nearly all
//! operations lack, that hold nearly everything, or that are as many as the paths' resources, are not taken.

use std::collections::{BTreeMap, BTreeSet};

use super::ToName;
use super::paths::Paths;
use crate::names;

/// How many of a hundred operations have to have a tag that is a name.
const TAGGED: usize = 90;

/// The most operations of a tag that has more than half of them.
const MOST: usize = 30;

/// The most words and characters of a name.
const WORDS: usize = 4;
const CHARACTERS: usize = 32;

/// Words that tags end in and that say nothing of the resource.
const ENDINGS: [&str; 8] = [
    "api",
    "apis",
    "controller",
    "controllers",
    "endpoint",
    "endpoints",
    "methods",
    "operations",
];

/// Tags that say nothing.
const EMPTY: [&str; 10] = [
    "all", "default", "general", "main", "misc", "other", "others", "private", "public", "rest",
];

/// The words of each operation's resource by its tag, where the tags are to be taken.
pub fn names(operations: &[ToName<'_>], paths: &Paths) -> Option<Vec<Option<Vec<String>>>> {
    let tags: BTreeSet<&str> = operations.iter().filter_map(tag).collect();
    let common = common_words(&tags);
    let words = |tag: &str| {
        let words = cleaned(names::words(tag), common);
        let text = words.join(" ");
        let is_name = words.len() <= WORDS && text.len() <= CHARACTERS;
        (is_name && !text.is_empty() && !EMPTY.contains(&text.as_str())).then_some(words)
    };
    let named: Vec<Option<Vec<String>>> = operations
        .iter()
        .map(|operation| tag(operation).and_then(words))
        .collect();
    if !are_sensible(&named, paths) {
        return None;
    }
    let segments = plurals(paths);
    let plural = |words: Vec<String>| segments.get(&singular(&words)).cloned().unwrap_or(words);
    Some(named.into_iter().map(|words| words.map(plural)).collect())
}

fn tag<'d>(operation: &ToName<'d>) -> Option<&'d str> {
    operation
        .endpoint
        .operation
        .tags
        .first()
        .map(String::as_str)
}

fn are_sensible(named: &[Option<Vec<String>>], paths: &Paths) -> bool {
    let mut counts: BTreeMap<&Vec<String>, usize> = BTreeMap::new();
    for words in named.iter().flatten() {
        *counts.entry(words).or_default() += 1;
    }
    let (all, tagged) = (named.len(), named.iter().flatten().count());
    let most = counts.values().max().copied().unwrap_or_default();
    let of_paths: BTreeSet<&Vec<String>> = paths.all.iter().map(|path| &path.resource).collect();
    let divides = counts.len() > 1 || of_paths.len() == 1;
    divides
        && tagged * 100 >= all * TAGGED
        && (most * 2 <= all || most <= MOST)
        && counts.len() <= of_paths.len()
}

/// How many words all tags begin with: the name of the API, or a version.
fn common_words(tags: &BTreeSet<&str>) -> usize {
    let words: Vec<Vec<String>> = tags.iter().map(|tag| names::words(tag)).collect();
    let Some(first) = words.first().filter(|_| words.len() > 2) else {
        return 0;
    };
    let is_common = |count: &usize| {
        let start = first.get(..*count);
        words
            .iter()
            .all(|words| words.len() > *count && words.get(..*count) == start)
    };
    (1..first.len())
        .take_while(is_common)
        .last()
        .unwrap_or_default()
}

fn cleaned(mut words: Vec<String>, common: usize) -> Vec<String> {
    words.drain(..common.min(words.len()));
    while words.len() > 1
        && words
            .last()
            .is_some_and(|last| ENDINGS.contains(&last.as_str()))
    {
        words.pop();
    }
    words
}

/// The segments of paths that are plurals, by their words in the singular: a tag may name one of what the path has many of.
fn plurals(paths: &Paths) -> BTreeMap<String, Vec<String>> {
    let segments = paths.all.iter().flat_map(|path| &path.container);
    let words = segments.map(|segment| names::words(segment));
    let plural = words.filter(|words| singular(words) != words.join(" "));
    plural.map(|words| (singular(&words), words)).collect()
}

fn singular(words: &[String]) -> String {
    names::singular(&words.join(" "))
}
