//! Ids of operations: which of them repeat method and path, and where their phrase begins.
//!
//! In: operations and their resources. Out: how many words of an id stand before the phrase, and which of them say more than
//! the resource does. What always holds: an id that begins with a verb has no such words.

use std::collections::BTreeMap;

use super::ToName;
use super::paths::PathName;
use super::resources::{Division, OperationGroup};
use super::segments::{Segment, segments};
use super::verbs;
use crate::names;

/// What separates the pieces of an id.
const SEPARATORS: [char; 7] = ['_', '.', '/', '-', ':', '#', ' '];

/// What stands before the phrase of an id.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Prefix {
    /// How many words.
    pub count: usize,
    /// Those that tell this operation from others of the resource: `volumes` in `volumes_list`, of the block storage.
    pub kept: Vec<String>,
}

/// What stands before the phrase of each id: `databases` in `databases_list_backups`.
pub fn prefixes(operations: &[ToName<'_>], division: &Division) -> Vec<Prefix> {
    let mut groups: BTreeMap<&OperationGroup, Vec<Vec<&str>>> = BTreeMap::new();
    for (operation, resource) in operations.iter().zip(&division.resources) {
        if let Some(id) = &operation.endpoint.operation.id {
            groups.entry(resource).or_default().push(pieces(id));
        }
    }
    let common: BTreeMap<&OperationGroup, usize> = groups
        .iter()
        .map(|(resource, ids)| (*resource, common_pieces(ids)))
        .collect();
    let named = operations.iter().zip(&division.resources);
    named
        .map(|(operation, resource)| {
            let id = operation.endpoint.operation.id.as_deref();
            let common = common.get(resource).copied().unwrap_or_default();
            id.map(|id| prefix(&pieces(id), common, resource))
                .unwrap_or_default()
        })
        .collect()
}

fn pieces(id: &str) -> Vec<&str> {
    let pieces = id.split(SEPARATORS);
    pieces
        .filter(|piece| !names::words(piece).is_empty())
        .collect()
}

/// How many pieces all ids of a resource begin with.
fn common_pieces(ids: &[Vec<&str>]) -> usize {
    let Some(first) = ids.first().filter(|_| ids.len() > 1) else {
        return 0;
    };
    let is_common = |count: &usize| {
        let start = first.get(..*count);
        ids.iter()
            .all(|id| id.len() > *count && id.get(..*count) == start)
    };
    (1..first.len())
        .take_while(is_common)
        .last()
        .unwrap_or_default()
}

fn prefix(pieces: &[&str], common: usize, resource: &OperationGroup) -> Prefix {
    let begins = |piece: &&str, is: fn(&str) -> bool| {
        let words = names::words(piece);
        let first = words.first().map(String::as_str).unwrap_or_default();
        is(first) || verbs::is_manner(first)
    };
    if pieces
        .first()
        .is_some_and(|first| begins(first, verbs::is_sure))
    {
        return Prefix::default();
    }
    // The first piece is no phrase of its own, whatever verb it may be as well.
    let find = |is| (1..pieces.len()).find(|at| pieces.get(*at).is_some_and(|one| begins(one, is)));
    let later = find(verbs::is_sure).or_else(|| find(verbs::is_verb));
    let count = later.unwrap_or(common);
    let words = |pieces: &[&str]| -> Vec<String> {
        pieces
            .iter()
            .flat_map(|piece| names::words(piece))
            .collect()
    };
    let own = pieces.get(common.min(count)..count).unwrap_or_default();
    let own: Vec<&str> = own
        .iter()
        .copied()
        .filter(|piece| !is_code(piece))
        .collect();
    let mut kept = words(&own);
    kept.retain(|word| !resource.nouns.contains(&names::singular(word)));
    Prefix {
        count: words(pieces.get(..count).unwrap_or_default()).len(),
        kept,
    }
}

/// Whether a piece names a part of the server's code.
fn is_code(piece: &str) -> bool {
    let words = names::words(piece);
    let last = words.last().map(String::as_str).unwrap_or_default();
    ["api", "controller", "resource", "service"].contains(&last)
}

/// The words of an id, unless these only repeat method and path.
pub fn words(operation: &ToName<'_>, path: &PathName) -> Option<Vec<String>> {
    let endpoint = &operation.endpoint;
    let id = endpoint.operation.id.as_deref()?;
    let (said, method) = (letters(id), verbs::method(endpoint.method));
    let (_, segments) = segments(endpoint.template);
    let text = |segment: &Segment<'_>| match segment {
        Segment::Fixed(text) | Segment::Parameter(text) => letters(text),
    };
    let whole = letters(endpoint.template);
    let versionless: String = segments.iter().map(text).collect();
    let repeats = |path: &String| {
        said == method
            || said == *path
            || said == format!("{method}{path}")
            || said == format!("{path}{method}")
    };
    let parameter = path.parameter.as_deref().map(letters);
    if [&whole, &versionless].into_iter().any(repeats) || parameter.as_ref() == Some(&said) {
        return None;
    }
    let words = names::words(id);
    let behind = words.split_first().filter(|(first, _)| *first == method);
    let repeated = behind.is_some_and(|(_, words)| {
        // A collection and then its parameter, as in a path.
        words.windows(2).any(|pair| match pair {
            [many, one] => many != one && names::singular(many) == *one,
            _ => false,
        })
    });
    if repeated {
        return None;
    }
    // `read_item_items__item_id__get`: a function's name, then path and method.
    let tail = format!("{whole}{method}");
    let kept = match said.strip_suffix(&tail).filter(|_| !whole.is_empty()) {
        Some(start) => with_letters(words, start.len()),
        None => words,
    };
    (!kept.is_empty()).then_some(kept)
}

/// The first words, up to so many letters.
fn with_letters(words: Vec<String>, count: usize) -> Vec<String> {
    let mut seen = 0;
    let fits = |word: &String| {
        seen += word.len();
        seen <= count
    };
    words.into_iter().take_while(fits).collect()
}

fn letters(text: &str) -> String {
    let letters = text.chars().filter(char::is_ascii_alphanumeric);
    letters.collect::<String>().to_ascii_lowercase()
}
