//! Phrases: what an operation does, beside the name of its resource.
//!
//! In: an operation, its resource and its path. Out: phrases, from the most to the least natural, the first by the id unless that
//! is mechanical, then by the path. What always holds: a phrase is not empty, and does not end in a preposition
//! or an article unless the id does; reading is `list` or `retrieve`, whatever the id calls it.

use super::paths::PathName;
use super::resources::{OperationGroup, singulars};
use super::{ToName, ids, verbs};
use crate::api::Method;
use crate::names;
use ids::Prefix;

/// What an operation does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// What is done.
    pub verb: Vec<String>,
    /// What it is done to, where the resource's name says the same: the function leaves it out.
    pub noun: Vec<String>,
    /// All else.
    pub rest: Vec<String>,
    /// Whether the words say what it is about, without the resource.
    pub is_whole: bool,
}

impl Phrase {
    /// The words of the function.
    pub fn function(&self) -> String {
        let words: Vec<&str> = self
            .verb
            .iter()
            .chain(&self.rest)
            .map(String::as_str)
            .collect();
        words.join(" ")
    }
}

/// What an operation does, in words.
pub fn phrases(
    operation: &ToName<'_>,
    resource: &OperationGroup,
    prefix: &Prefix,
    path: &PathName,
) -> Vec<Phrase> {
    let mut phrases = Vec::new();
    if let Some(words) = ids::words(operation, path) {
        spoken(operation, resource, words, prefix, path, &mut phrases);
    }
    let mut others = Vec::new();
    by_path(operation, resource, path, &mut others);
    // A verb alone that is taken is better replaced by another verb than by more words.
    let at = phrases.iter().position(|phrase| !phrase.rest.is_empty());
    let at = at.filter(|at| *at > 0).unwrap_or(phrases.len());
    let first = others.drain(..others.len().min(1));
    phrases.splice(at..at, first);
    phrases.extend(others);
    let mut seen: Vec<String> = Vec::new();
    phrases.retain(|phrase| {
        let function = phrase.function();
        let is_new = !seen.contains(&function);
        seen.push(function);
        is_new
    });
    phrases
}

/// What the id says.
fn spoken(
    operation: &ToName<'_>,
    resource: &OperationGroup,
    mut words: Vec<String>,
    prefix: &Prefix,
    path: &PathName,
    phrases: &mut Vec<Phrase>,
) {
    let skipped = match prefix.count < words.len() {
        true => prefix.count,
        false => 0,
    };
    let kept = match skipped {
        0 => &[],
        _ => prefix.kept.as_slice(),
    };
    let skipped = skipped.max(own_name(&words, resource));
    words.drain(..skipped);
    trailing_verb(&mut words);
    let action = path.action.as_deref().map(names::words).unwrap_or_default();
    if skipped == 0 {
        without_method(&mut words, operation, path, &action);
    }
    without_articles(&mut words);
    let Some(mut said) = parted(words, operation, path) else {
        return;
    };
    said.is_whole = skipped == 0 && !said.rest.is_empty();
    if !kept.is_empty() {
        let kept = kept.join(" ");
        let listed = said.rest.is_empty() && said.verb.iter().any(|verb| verb == "list");
        let kept = if listed { kept } else { names::singular(&kept) };
        said.rest.splice(0..0, names::words(&kept));
    }
    let named = without_noun(&said, resource);
    let plain = named
        .as_ref()
        .map(|phrase| plain(phrase.clone(), operation, path));
    let short = without_parameter(plain.as_ref().unwrap_or(&said), resource, path);
    phrases.extend(short.map(|phrase| self::plain(phrase, operation, path)));
    phrases.extend(plain);
    phrases.push(self::plain(said, operation, path));
    if operation.endpoint.method == Method::Put {
        let replacing: Vec<Phrase> = phrases.iter().filter_map(replacing).collect();
        phrases.extend(replacing);
    }
}

/// The phrase for a PUT, where another operation updates.
fn replacing(phrase: &Phrase) -> Option<Phrase> {
    let updates = phrase.verb.iter().any(|verb| verb == "update") && phrase.verb.len() == 1;
    updates.then(|| Phrase {
        verb: vec!["replace".to_owned()],
        ..phrase.clone()
    })
}

/// How many words repeat the resource's name before a verb.
fn own_name(words: &[String], resource: &OperationGroup) -> usize {
    let count = resource.nouns.len();
    let start = words.get(..count).map(singulars);
    let next = words.get(count).map(String::as_str).unwrap_or_default();
    match start.as_ref() == Some(&resource.nouns) && verbs::is_verb(next) {
        true => count,
        false => 0,
    }
}

/// `user create` is `create user`.
fn trailing_verb(words: &mut Vec<String>) {
    let [first, .., last] = words.as_slice() else {
        return;
    };
    let begins = verbs::is_sure(first) || verbs::is_manner(first);
    if !begins && verbs::is_trailing(last) {
        words.rotate_right(1);
    }
}

/// What some ids begin with is the method, and no word of theirs.
fn without_method(
    words: &mut Vec<String>,
    operation: &ToName<'_>,
    path: &PathName,
    action: &[String],
) {
    let method = operation.endpoint.method;
    let is_method = words
        .first()
        .is_some_and(|first| first == verbs::method(method));
    if !is_method || !matches!(method, Method::Post | Method::Put | Method::Patch) {
        return;
    }
    let next = words.get(1).map(String::as_str).unwrap_or_default();
    if !action.is_empty() && words.ends_with(action) {
        *words = action.to_vec();
    } else if verbs::is_sure(next) {
        words.remove(0);
    } else if let Some(first) = words.first_mut() {
        *first = verbs::plain(method, path.one, operation.listed).to_owned();
    }
}

/// `buy a number` is `buy number`; a letter at the end is none.
fn without_articles(words: &mut Vec<String>) {
    let count = words.len();
    let mut index = 0;
    words.retain(|word| {
        index += 1;
        index == 1 || index == count || !verbs::is_article(word)
    });
}

/// Tells the verb from the rest.
fn parted(mut words: Vec<String>, operation: &ToName<'_>, path: &PathName) -> Option<Phrase> {
    let action = path.action.as_deref().map(names::words).unwrap_or_default();
    let is_action = words == action && path.is_dotted;
    let reads = operation.endpoint.method == Method::Get;
    let first = words.first()?.clone();
    let next = words.get(1).map(String::as_str).unwrap_or_default();
    let is_verb = match reads {
        true => verbs::is_sure(&first),
        false => verbs::is_verb(&first) || !is_action && action.first() == Some(&first),
    };
    let count = match () {
        () if verbs::is_manner(&first) && verbs::is_verb(next) => 2,
        () if is_verb => 1,
        () if reads && !is_action => 0,
        // Nobody knows all verbs: what changes something begins with one.
        () if !reads && words.len() > 1 => 1,
        () => words.len(),
    };
    let mut rest = words.split_off(count);
    let is_reading = |word: &String| verbs::is_reading(word);
    if reads && words.first().is_none_or(is_reading) {
        // Of the words for reading, `list` alone says what there is to be read.
        let listed = operation.listed
            || words
                .first()
                .is_some_and(|word| word == "list" || word == "index")
            || rest.first().is_some_and(|word| word == "all");
        if rest.len() > 1 || !words.is_empty() && !rest.is_empty() {
            rest = rest.split_off(usize::from(rest.first().is_some_and(|word| word == "all")));
        }
        words = vec![if listed { "list" } else { "retrieve" }.to_owned()];
    }
    Some(Phrase {
        verb: words,
        noun: Vec::new(),
        rest,
        is_whole: false,
    })
}

/// Leaves out what is done to, where the resource's name says it.
fn without_noun(said: &Phrase, resource: &OperationGroup) -> Option<Phrase> {
    let mut rest = said.rest.clone();
    let creates = ["add", "create"].contains(&said.verb.first().map_or("", String::as_str));
    if creates && rest.len() > 1 && rest.first().is_some_and(|word| word == "new") {
        rest.remove(0);
    }
    let last = resource.nouns.last()?;
    let longest = (1..=rest.len()).rev().find(|count| {
        let head = singulars(rest.get(..*count).unwrap_or_default());
        head.last() == Some(last) && is_part(&head, &resource.nouns)
    })?;
    let rest_after = rest.split_off(longest);
    let makes_sense = rest_after.last().is_none_or(|last| !verbs::dangles(last))
        && rest_after
            .first()
            .is_none_or(|first| !["and", "or", "of"].contains(&first.as_str()));
    makes_sense.then(|| Phrase {
        noun: rest,
        rest: rest_after,
        ..said.clone()
    })
}

/// Whether words stand in this order among others.
fn is_part(words: &[String], among: &[String]) -> bool {
    let mut among = among.iter();
    words.iter().all(|word| among.any(|other| other == word))
}

/// Leaves out `by id`, where the path has that id.
fn without_parameter(said: &Phrase, resource: &OperationGroup, path: &PathName) -> Option<Phrase> {
    let at = said.rest.iter().rposition(|word| word == "by")?;
    let parameter = path.parameter.as_deref().filter(|_| path.one)?;
    let mut known = singulars(&names::words(parameter));
    known.extend(resource.nouns.iter().cloned());
    known.extend(["id", "key", "uuid"].map(str::to_owned));
    let tail = singulars(said.rest.get(at + 1..).unwrap_or_default());
    let is_known = !tail.is_empty() && tail.iter().all(|word| known.contains(word));
    let mut short = said.clone();
    short.rest.truncate(at);
    is_known.then_some(short)
}

/// The usual verb, where the phrase is nothing but another word for it.
fn plain(mut phrase: Phrase, operation: &ToName<'_>, path: &PathName) -> Phrase {
    let method = operation.endpoint.method;
    let plain = verbs::plain(method, path.one, operation.listed);
    let [verb] = phrase.verb.as_slice() else {
        return phrase;
    };
    let is_action = path.action.as_ref().is_some_and(|action| action == verb);
    let is_alone = phrase.rest.is_empty();
    let finds = is_alone && method == Method::Get && ["find", "get"].contains(&verb.as_str());
    let is_other = match method {
        Method::Delete | Method::Patch => verbs::is_plain(verb, plain),
        Method::Get
        | Method::Put
        | Method::Post
        | Method::Options
        | Method::Head
        | Method::Trace => is_alone && verbs::is_plain(verb, plain),
    };
    if !is_action && (is_other || finds) {
        phrase.verb = vec![plain.to_owned()];
    }
    phrase
}

/// What the path says.
fn by_path(
    operation: &ToName<'_>,
    resource: &OperationGroup,
    path: &PathName,
    phrases: &mut Vec<Phrase>,
) {
    let method = operation.endpoint.method;
    let plain = vec![verbs::plain(method, path.one, operation.listed).to_owned()];
    let action = path.action.as_deref().map(names::words).unwrap_or_default();
    let undoes = action.first().is_some_and(|verb| verbs::undoes(verb));
    let does = match method {
        Method::Post | Method::Get | Method::Put => true,
        // To delete an action is to undo it, unless it undoes something itself.
        Method::Delete => undoes,
        Method::Patch | Method::Options | Method::Head | Method::Trace => false,
    };
    let said = parted(action.clone(), operation, path);
    let (verb, mut rest) = match said {
        Some(said) if does => (said.verb, said.rest),
        _ => (plain, action),
    };
    let is_whole = path.is_titled && !rest.is_empty();
    let behind = behind(resource, path, operation.listed && path.action.is_none());
    let with = |rest: Vec<String>| Phrase {
        verb: verb.clone(),
        noun: Vec::new(),
        rest,
        is_whole,
    };
    if let Some(last) = behind.last() {
        rest.splice(0..0, last.iter().cloned());
    }
    phrases.push(with(rest.clone()));
    if matches!(method, Method::Post | Method::Patch) && verb == ["update"] {
        // Two methods change one thing: the method tells them apart.
        phrases.push(Phrase {
            verb: vec![verbs::method(method).to_owned()],
            ..with(rest.clone())
        });
    }
    if behind.len() > 1 {
        phrases.push(with([behind.concat(), rest.clone()].concat()));
    }
    if let Some(parameter) = path.parameter.as_deref().filter(|_| path.one) {
        let by = names::words(parameter);
        phrases.push(with([rest.clone(), vec!["by".to_owned()], by].concat()));
    }
    let segments = path
        .container
        .iter()
        .map(|segment| names::singular(segment));
    let segments: Vec<String> = segments
        .flat_map(|segment| names::words(&segment))
        .collect();
    phrases.push(with([segments, rest].concat()));
}

/// The words of the segments that a tag says nothing of: those behind the one that it names, else the last.
fn behind(resource: &OperationGroup, path: &PathName, listed: bool) -> Vec<Vec<String>> {
    if !resource.is_tag {
        return Vec::new();
    }
    let words: Vec<Vec<String>> = path
        .container
        .iter()
        .map(|segment| names::words(segment))
        .collect();
    let is_known = |words: &Vec<String>| {
        let words = singulars(words);
        words.iter().all(|word| resource.nouns.contains(word))
    };
    let known = words.iter().rposition(is_known);
    let from = known.map_or(words.len().saturating_sub(1), |at| at + 1);
    let count = words.len();
    let behind = words.into_iter().enumerate().skip(from);
    behind
        .map(|(index, words)| match listed && index + 1 == count {
            true => words,
            false => names::words(&names::singular(&words.join(" "))),
        })
        .collect()
}
