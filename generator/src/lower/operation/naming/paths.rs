//! Paths: what they say of resources and actions.
//!
//! In: the paths of a document. Out: for each operation the version, what it acts on, and what it does, as far as the path says.
//! What always holds: versions and what all paths begin with are no part of a name; an operation is about one thing where
//! its path ends in a parameter, but for an action behind it.

use std::collections::{BTreeMap, BTreeSet};

use super::segments::{Pattern, Segment, fixed, is_dotted, is_version, segments, shape};
use super::{ToName, verbs};
use crate::api::Method;
use crate::names;

/// The most characters of a resource's name, as far as what it is in can be left out.
const LONGEST: usize = 32;

/// How many paths there have to be, and how many of a hundred have to begin alike, for that to say nothing.
const SEVERAL: usize = 5;
const NEARLY_ALL: usize = 90;

/// What the paths of a document say, in the order of the operations.
#[derive(Debug)]
pub struct Paths {
    /// What each path says.
    pub all: Vec<PathName>,
}

/// What a path says.
#[derive(Clone, Debug, Default)]
pub struct PathName {
    /// The version that the path names: `v2`.
    pub version: Option<String>,
    /// The fixed segments of what is acted on, the outermost first.
    pub container: Vec<String>,
    /// What is done, where the last segment says it.
    pub action: Option<String>,
    /// Whether the path is nothing but `resource.action`: that is what people call the operation.
    pub is_dotted: bool,
    /// Whether the path is read, and what is read behind it by a parameter is one of many.
    pub is_collection: bool,
    /// Whether the path names no resource, so that the API's title does.
    pub is_titled: bool,
    /// Whether it is about one thing.
    pub one: bool,
    /// The name of the last parameter.
    pub parameter: Option<String>,
    /// The words of the resource, in the singular but for the last.
    pub resource: Vec<String>,
}

impl Paths {
    /// Reads the paths of these operations.
    pub fn of(operations: &[ToName<'_>], title: &str) -> Self {
        let templates: Vec<&str> = operations.iter().map(|it| it.endpoint.template).collect();
        let split: Vec<(Option<&str>, Vec<Segment<'_>>)> = templates
            .iter()
            .map(|template| segments(template))
            .collect();
        let prefix = common_prefix(split.iter().map(|(_, segments)| segments.as_slice()));
        let known = Known::of(operations, &split, prefix);
        let named = operations.iter().zip(&split);
        let mut all: Vec<PathName> = named
            .map(|(operation, (version, segments))| PathName {
                version: version.map(str::to_owned),
                ..known.name(operation, without_prefix(segments, prefix), title)
            })
            .collect();
        name_resources(&mut all);
        Self { all }
    }
}

/// The paths of a document, to tell actions from collections.
struct Known<'d> {
    templates: BTreeSet<Pattern<'d>>,
    readable: BTreeSet<Pattern<'d>>,
    /// What stands before another segment.
    inner: BTreeSet<Pattern<'d>>,
}

impl<'d> Known<'d> {
    fn of(
        operations: &[ToName<'d>],
        split: &[(Option<&'d str>, Vec<Segment<'d>>)],
        prefix: usize,
    ) -> Self {
        let mut known = Self {
            templates: BTreeSet::new(),
            readable: BTreeSet::new(),
            inner: BTreeSet::new(),
        };
        for (operation, (_, segments)) in operations.iter().zip(split) {
            let shape = shape(without_prefix(segments, prefix));
            if operation.endpoint.method == Method::Get {
                known.readable.insert(shape.clone());
            }
            let inner = (1..shape.len()).filter_map(|end| shape.get(..end));
            known.inner.extend(inner.map(<[_]>::to_vec));
            known.templates.insert(shape);
        }
        known
    }

    fn name(&self, operation: &ToName<'_>, segments: &[Segment<'d>], title: &str) -> PathName {
        let endpoint = &operation.endpoint;
        let is_dotted = is_dotted(endpoint.template);
        let ends_in_parameter = matches!(segments.last(), Some(Segment::Parameter(_)));
        let (container, action) = self.split(segments, is_dotted, endpoint.method);
        let one = ends_in_parameter
            || action.is_some() && matches!(container.last(), Some(Segment::Parameter(_)));
        let parameter = container.iter().rev().find_map(|segment| match segment {
            Segment::Parameter(name) => Some((*name).to_owned()),
            Segment::Fixed(_) => None,
        });
        let mut fixed: Vec<String> = container
            .iter()
            .filter_map(fixed)
            .map(str::to_owned)
            .collect();
        let is_titled = fixed.is_empty() && action.is_some();
        if fixed.is_empty() {
            fixed.push(match action {
                Some(_) => subject(title),
                None => "root".to_owned(),
            });
        }
        PathName {
            version: None,
            container: fixed,
            action: action.map(str::to_owned),
            is_dotted,
            is_collection: endpoint.method == Method::Get && self.has_readable_items(segments),
            is_titled,
            one,
            parameter,
            resource: Vec::new(),
        }
    }

    fn has_readable_items(&self, segments: &[Segment<'d>]) -> bool {
        let last = segments.last().and_then(fixed);
        let mut item = shape(segments);
        item.push(None);
        last.is_some_and(is_plural) && self.readable.contains(&item)
    }

    /// Splits off the last segment where it is something to do, not something to have.
    fn split<'s>(
        &self,
        segments: &'s [Segment<'d>],
        dotted: bool,
        method: Method,
    ) -> (&'s [Segment<'d>], Option<&'d str>) {
        let Some((Segment::Fixed(last), container)) = segments.split_last() else {
            return (segments, None);
        };
        let shape = shape(segments);
        let (has_more, is_read) = (self.inner.contains(&shape), self.readable.contains(&shape));
        let says_so = is_action_word(last, method) && !has_more;
        let is_action = match container.last() {
            Some(Segment::Parameter(_)) => {
                let is_made = method == Method::Post && is_plural(last);
                says_so || !has_more && !is_read && !is_made
            }
            Some(Segment::Fixed(_)) => {
                dotted || says_so || !has_more && self.templates.contains(&self::shape(container))
            }
            None => says_so,
        };
        match is_action {
            true => (container, Some(last)),
            false => (segments, None),
        }
    }
}

/// Whether a segment says what is done: `batch-retrieve`, and where things are only read, nothing that is a thing as well.
fn is_action_word(segment: &str, method: Method) -> bool {
    let words = names::words(segment);
    let verb = match words.as_slice() {
        [manner, verb, ..] if verbs::is_manner(manner) => verb,
        [verb, ..] => verb,
        [] => return false,
    };
    match method {
        Method::Post if is_plural(segment) => words.len() > 1 && verbs::is_sure(verb),
        Method::Post => verbs::is_verb(verb),
        Method::Get | Method::Head => {
            // `merge_request_urls` are things.
            let is_thing = words.len() > 1 && is_plural(segment) && !verbs::is_reading(verb);
            verbs::is_sure(verb) && !is_thing
        }
        Method::Put | Method::Patch | Method::Delete => verbs::is_sure(verb),
        Method::Options | Method::Trace => false,
    }
}

fn is_plural(word: &str) -> bool {
    names::singular(word) != word
}

/// What an API is about, by its title, for operations whose paths name no resource.
fn subject(title: &str) -> String {
    let said = [
        "api",
        "apis",
        "documentation",
        "http",
        "open",
        "openapi",
        "public",
        "rest",
        "spec",
        "specification",
        "swagger",
        "the",
    ];
    let words = names::words(title);
    let words = words
        .into_iter()
        .filter(|word| !said.contains(&word.as_str()) && !is_version(word));
    let words: Vec<String> = words.take_while(|word| !verbs::dangles(word)).collect();
    let text = words.join(" ");
    match words.len() <= 3 && (3..=24).contains(&text.len()) {
        true => text,
        false => "operations".to_owned(),
    }
}

/// How many segments nearly all paths begin with, where something is left behind them.
fn common_prefix<'s, 'd: 's>(paths: impl Iterator<Item = &'s [Segment<'d>]> + Clone) -> usize {
    let count = paths.clone().count();
    if count < SEVERAL {
        return 0;
    }
    let mut longest = 0;
    loop {
        let mut shapes: BTreeMap<Pattern<'_>, usize> = BTreeMap::new();
        for path in paths.clone() {
            let rest = path.get(longest + 1..).unwrap_or_default();
            if rest.iter().any(|segment| fixed(segment).is_some()) {
                let start = path.get(..=longest).unwrap_or_default();
                *shapes.entry(shape(start)).or_default() += 1;
            }
        }
        let most = shapes.values().max().copied().unwrap_or_default();
        if most * 100 < count * NEARLY_ALL {
            return longest;
        }
        longest += 1;
    }
}

/// The path without what nearly all begin with, if something is left.
fn without_prefix<'s, 'd>(segments: &'s [Segment<'d>], prefix: usize) -> &'s [Segment<'d>] {
    let rest = segments.get(prefix..).unwrap_or_default();
    match rest.iter().any(|segment| fixed(segment).is_some()) {
        true => rest,
        false => segments,
    }
}

/// Names the resource of each path: by all that it is in, unless that is too long and less tells it apart, too.
fn name_resources(all: &mut [PathName]) {
    let chains: BTreeSet<Vec<String>> = all.iter().map(|path| path.container.clone()).collect();
    let mut chains: Vec<Vec<String>> = chains.into_iter().collect();
    chains.sort_by_key(Vec::len);
    let mut taken: BTreeSet<Vec<String>> = BTreeSet::new();
    let mut names: BTreeMap<Vec<String>, Vec<String>> = BTreeMap::new();
    for chain in chains {
        let starts = 0..chain.len();
        let mut shorter = starts
            .filter_map(|start| chain.get(start..))
            .map(resource_words);
        let whole = resource_words(&chain);
        let is_short =
            |words: &Vec<String>| words.iter().map(String::len).sum::<usize>() <= LONGEST;
        let chosen = shorter.find(|words| is_short(words) && !taken.contains(words));
        let chosen = chosen.unwrap_or(whole);
        taken.insert(chosen.clone());
        names.insert(chain, chosen);
    }
    for path in all {
        path.resource = names.get(&path.container).cloned().unwrap_or_default();
    }
}

/// The words of nested resources: all but the last in the singular, and nothing twice.
fn resource_words(chain: &[String]) -> Vec<String> {
    let Some((last, owners)) = chain.split_last() else {
        return Vec::new();
    };
    let owners = owners.iter().map(|owner| names::singular(owner));
    let mut joined: Vec<String> = Vec::new();
    for part in owners.chain([last.clone()]) {
        let words = names::words(&part);
        let overlap = (1..=joined.len().min(words.len())).rev().find(|count| {
            let tail = joined.get(joined.len() - count..).unwrap_or_default();
            let head = words.get(..*count).unwrap_or_default();
            tail == head
        });
        joined.extend(words.into_iter().skip(overlap.unwrap_or_default()));
    }
    joined
}
