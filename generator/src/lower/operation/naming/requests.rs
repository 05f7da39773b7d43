//! What the types of requests are called.
//!
//! In: the phrases of an operation and its resource. Out: words, from the most to the least natural. What always holds: a name says
//! what is done and to what, with no word twice in a row.

use super::ToName;
use super::paths::PathName;
use super::phrase::Phrase;
use super::resources::OperationGroup;
use super::verbs;
use crate::api::Method;
use crate::names;

/// The names of the request type.
pub fn requests(
    phrases: &[Phrase],
    resource: &OperationGroup,
    operation: &ToName<'_>,
    path: &PathName,
) -> Vec<String> {
    let many = resource.words.join(" ");
    let one = names::singular(&many);
    let mut requests = Vec::new();
    let mut formal = Vec::new();
    let does = |word: &String| {
        let is_other = !path.is_dotted && operation.endpoint.method != Method::Get;
        verbs::is_verb(word) || verbs::is_manner(word) || is_other
    };
    for phrase in phrases {
        let lists = phrase.verb.iter().any(|verb| verb == "list");
        let plural = lists || !path.one && path.action.is_some();
        let is_alone = phrase
            .rest
            .first()
            .is_none_or(|word| verbs::is_preposition(word));
        let object = if plural && is_alone { &many } else { &one };
        let mut noun = phrase.noun.clone();
        if let (Some(last), true) = (noun.last_mut(), lists && phrase.rest.is_empty()) {
            // Ids speak of one thing where they list many.
            let plural = resource
                .words
                .last()
                .filter(|many| names::singular(many) == *last);
            *last = plural.unwrap_or(last).clone();
        }
        let whole = [&phrase.verb[..], &noun, &phrase.rest].concat();
        if phrase.is_whole {
            requests.push(whole.join(" "));
        }
        let object = names::words(object);
        let parts = match phrase.verb.first().is_some_and(&does) {
            true => [phrase.verb.clone(), object, phrase.rest.clone()],
            // What is done is called by what comes of it: `conversations.history`.
            false => [names::words(&one), phrase.verb.clone(), phrase.rest.clone()],
        };
        formal.push(joined(parts));
    }
    let brief = match formal.first().is_some_and(|name| name.len() > names::BRIEF) {
        true => brief(phrases, &one),
        false => Vec::new(),
    };
    let last = formal.first().map(|name| format!("{name} request"));
    requests.extend(formal);
    requests.extend(brief);
    requests.extend(last);
    requests
}

/// Of a long resource, the last words tell most.
fn brief(phrases: &[Phrase], one: &str) -> Vec<String> {
    let words = names::words(one);
    let phrase = phrases.first();
    let ends = (1..words.len()).filter_map(|start| words.get(start..));
    let named = ends.filter_map(|end| {
        let phrase = phrase?;
        Some(joined([
            phrase.verb.clone(),
            end.to_vec(),
            phrase.rest.clone(),
        ]))
    });
    named.collect()
}

/// The words in a row; what one part ends with and the next begins with stands once.
fn joined(parts: [Vec<String>; 3]) -> String {
    let mut words: Vec<String> = Vec::new();
    for part in parts {
        let overlap = (1..=words.len().min(part.len())).rev().find(|count| {
            let tail = words.get(words.len() - count..).unwrap_or_default();
            tail == part.get(..*count).unwrap_or_default()
        });
        words.extend(part.into_iter().skip(overlap.unwrap_or_default()));
    }
    words.join(" ")
}
